"""Profiles, likeness, grouping: what joins, what stays apart, and that nothing depends on order."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter import stories
from reporter.stories import Profile
from reporter.stories.grouping import average_link, components
from reporter.stories.pairs import COMMON, NEARNESS, THRESHOLD, cosine, weigh_days
from tests.newsroom import story

DAY = date(2016, 12, 7)
QUAKE = (
    "A magnitude 6.1 earthquake struck Aceh in Indonesia on Tuesday, and dozens were injured, officials said. "
    "The quake hit Bener Meriah and Central Aceh; landslides blocked roads and a child died in a collapsed house."
)
OTHER_QUAKE = (
    "A magnitude 6.1 earthquake jolted Qeshm island in Iran on Sunday, and ten people were killed, officials said. "
    "Aftershocks shook Bandar Abbas; seven villages were destroyed, the Iranian Red Crescent said."
)
RETOLD = (
    "At least one child was killed when a strong quake hit Aceh province. Houses collapsed in Bener Meriah "
    "and landslides cut off villages in Central Aceh, the Indonesian disaster agency said."
)


def test_two_events_of_one_kind_stay_apart_and_two_tellings_of_one_join() -> None:
    profiles = [stories.profile(text) for text in (QUAKE, OTHER_QUAKE, RETOLD)]
    assert stories.group(profiles) == [[0, 2], [1]]


def test_days_far_apart_part_what_the_same_days_join() -> None:
    near, late = (stories.profile(RETOLD, DAY + timedelta(days=days)) for days in (1, 60))
    first = stories.profile(QUAKE, DAY)
    assert stories.group([first, near]) == [[0, 1]]
    assert stories.group([first, late]) == [[0], [1]]


@pytest.mark.parametrize(("days", "tenths"), [(0, 14), (3, 14), (4, 7), (7, 7), (8, 5), (30, 5), (31, 0)])
def test_nearness(days: int, tenths: int) -> None:
    assert weigh_days(1000, 10, 10 + days) == weigh_days(1000, 10 + days, 10) == 100 * tenths
    assert weigh_days(1000, None, 10) == weigh_days(1000, 10, None) == 1000
    assert NEARNESS[-1][0] == stories.REACH


def test_a_profile_is_as_long_as_all_and_like_itself() -> None:
    one = stories.profile(QUAKE)
    assert abs(cosine(one, one) - stories.ONE) < stories.ONE // 1000
    assert cosine(one, stories.profile("")) == 0
    assert stories.likeness(one, stories.profile(RETOLD)) == stories.likeness(stories.profile(RETOLD), one)


def test_addresses_do_not_join() -> None:
    address = "https://example.org/quake-aceh-bener-meriah-landslides "
    with_address, without = stories.profile(address + OTHER_QUAKE), stories.profile(OTHER_QUAKE)
    assert (with_address.terms, with_address.weights) == (without.terms, without.weights)


def test_what_two_articles_have_in_common_is_said_in_their_words() -> None:
    words = stories.in_common(QUAKE, RETOLD)
    assert {"aceh", "bener"} <= set(words)
    assert "iran" not in words


def test_copies_count_as_one_origin_and_retellings_do_not() -> None:
    pieces = [piece.text for piece in story(3, 3)]
    wire = " ".join(pieces[0].split()[:300])
    texts = [wire, f"{wire} Our own correspondent adds a closing line.", pieces[1], pieces[2], wire[:900]]
    shingles = [stories.profile(text).shingles for text in texts]
    assert stories.origins(shingles) == [0, 0, 2, 3, 0]


def test_average_link_does_not_chain_where_components_do() -> None:
    scores = {(0, 1): 90, (1, 2): 60, (2, 3): 90, (0, 2): 0, (0, 3): 0, (1, 3): 0}
    assert components(range(4), [pair for pair, score in scores.items() if score >= 50]) == [[0, 1, 2, 3]]
    assert average_link(4, scores, 50) == [[0, 1], [2, 3]]


def test_two_tight_groups_with_some_likeness_stay_apart() -> None:
    groups = ((0, 1, 2), (3, 4, 5))
    scores = {
        (left, right): 100 if any({left, right} <= set(group) for group in groups) else 50
        for right in range(6)
        for left in range(right)
    }
    assert average_link(6, scores, 40) == [[0, 1, 2], [3, 4, 5]]
    loose = {pair: 60 if score == 100 else 50 for pair, score in scores.items()}
    assert average_link(6, loose, 40) == [[0, 1, 2, 3, 4, 5]]


def test_a_key_that_everybody_has_finds_nobody() -> None:
    one = stories.profile(QUAKE, DAY)
    day = DAY.toordinal()
    crowd = {(one.keys[0], day): list(range(COMMON + 1)), (one.keys[1], day): [0, 7]}
    assert stories.candidates(one, crowd) == {0, 7}
    yesterday = {(one.keys[0], day - 1): list(range(COMMON + 1)), (one.keys[0], day): [3]}
    assert stories.candidates(one, yesterday) == {3}


def made_up(dice: random.Random, subject: int) -> Profile:
    """An article on one of a few subjects, some of which are half alike."""
    terms = dice.sample([subject * 10 + number for number in range(16)], 12)
    weights = tuple(sorted((dice.randint(9_000, 29_000) for _ in terms), reverse=True))
    return Profile(dice.choice((None, 1, 2, 3, 9)), tuple(terms), weights, frozenset())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 24), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_groups(seed: int, size: int, shuffler: random.Random) -> None:
    """As ``regroup`` calls it: the articles of a component in an order of their own, whatever their numbers."""
    dice = random.Random(seed)  # noqa: S311
    profiles = [made_up(dice, dice.randint(0, 4)) for _ in range(size)]
    names = sorted(range(size), key=lambda number: (repr(profiles[number].day), profiles[number].terms))
    expected = {frozenset(group) for group in grouped(profiles, names)}
    order = list(range(size))
    shuffler.shuffle(order)
    again = grouped(
        [profiles[number] for number in order], sorted(range(size), key=lambda at: names.index(order[at]))
    )
    assert {frozenset(order[at] for at in group) for group in again} == expected


def grouped(profiles: list[Profile], places: list[int]) -> list[list[int]]:
    """The groups, with ties decided by ``places``."""
    ranked = [profiles[number] for number in places]
    return [[places[at] for at in group] for group in stories.group(ranked)]


def test_grouping_by_components_is_grouping_all_at_once() -> None:
    dice = random.Random(5)  # noqa: S311
    profiles = [made_up(dice, dice.randint(0, 6)) for _ in range(40)]
    everything = {
        (left, right): stories.likeness(profiles[left], profiles[right])
        for right in range(40)
        for left in range(right)
    }
    assert sorted(average_link(40, everything, THRESHOLD)) == sorted(stories.group(profiles))
