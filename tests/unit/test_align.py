"""Alignment: candidates, scores, the floor and the cap."""

from __future__ import annotations

import pytest

from reporter import align
from reporter.align.candidates import candidates
from reporter.align.matching import Scored, match
from reporter.align.profile import survey
from reporter.align.similarity import SIGNALS, score, setting, signals
from reporter.config import Settings
from reporter.model import Article, SentenceRef
from reporter.pipeline import mark

LEFT = """Blast kills 12 in Orne

A blast at the Orne mill killed 12 people on Friday, the Interior Ministry said.

The mill, built in 1911, makes paper for schoolbooks.

Anna Keller, the mayor of Orne, called the blast the worst accident since the war."""

RIGHT = """Explosion at paper mill

The mayor of Orne, Anna Keller, spoke of the worst accident since the war.

Twelve people died on Friday in an explosion at the mill in Orne, according to the Interior Ministry.

Rain is expected in the valley at the weekend."""


def documents(left: str = LEFT, right: str = RIGHT) -> list:
    return [mark(Article.from_text(text, locator=name)) for text, name in ((left, "a.txt"), (right, "b.txt"))]


def links(settings: Settings | None = None) -> set[tuple[int, int]]:
    return {
        (left.sentence, right.sentence)
        for left, right in (alignment.members for alignment in align.align_sentences(documents(), settings))
    }


def test_sentences_that_tell_the_same_are_aligned_in_any_order() -> None:
    found = links()
    assert {(1, 2), (3, 1)} <= found
    assert not {pair for pair in found if pair[0] == 2 or pair[1] == 3}


def test_a_higher_floor_makes_no_new_alignment() -> None:
    low, high = links(Settings(floor_score=20.0)), links(Settings(floor_score=90.0))
    assert high < low


def test_the_cap_holds_for_both_sides() -> None:
    scored = [Scored(0, right, 90.0 - right) for right in range(6)] + [
        Scored(left, 0, 80.0 - left) for left in range(1, 6)
    ]
    kept = match(scored, 2, [[9] * 6] * 2)
    assert [(pair.left, pair.right) for pair in kept] == [(0, 0), (0, 1), (1, 0)]


def test_nothing_below_the_floor() -> None:
    found = align.align_sentences(documents(), Settings(floor_score=10.0))
    assert found
    assert min(alignment.score for alignment in found) >= 10.0


def test_a_sentence_said_over_and_over_has_a_partner_each_time() -> None:
    text = "Rain again.\n\n" * 40
    found = align.align_sentences(documents(text, text))
    assert {alignment.members[1].sentence for alignment in found} == set(range(40))


def test_candidates_share_something() -> None:
    (left, right), weights = survey(documents())
    found = candidates(left, right, weights)
    assert (1, 2) in found
    assert (2, 3) not in found


def test_signals_are_those_of_the_model() -> None:
    (left, right), weights = survey(documents())
    given = setting(len(left), len(right))
    values = signals(left[1], right[2], weights, given)
    assert len(values) <= len(SIGNALS)
    assert score(values) > score(signals(left[2], right[3], weights, given))


@pytest.mark.parametrize(
    ("lengths", "few", "lone"),
    [((40, 30), 0.0, False), ((40, 13), 0.5, False), ((5, 40), 1.0, False), ((1, 2), 1.0, True)],
)
def test_short_articles_are_told_apart(lengths: tuple[int, int], few: float, lone: bool) -> None:
    assert setting(*lengths) == (few, lone)


def test_signals_of_special_settings_are_zero_elsewhere() -> None:
    (left, right), weights = survey(documents())
    many = dict(zip(SIGNALS, signals(left[1], right[2], weights, setting(40, 40)), strict=False))
    lone = dict(zip(SIGNALS, signals(left[1], right[2], weights, setting(1, 1)), strict=False))
    assert not any(value for name, value in many.items() if name.startswith(("short-c", "few", "lone")))
    assert lone["lone"] == 1.0
    assert lone["lone-other-figures"] == 1.0, "12 stands in one of the two only"


def test_one_long_sentence_may_tell_what_many_short_ones_do() -> None:
    scored = [Scored(number, 0, 90.0) for number in range(6)]
    assert len(match(scored, 4, [[5] * 6, [30]])) == 6
    assert len(match(scored, 4, [[30] * 6, [30]])) == 4


def test_news_rounds_its_figures() -> None:
    exact = mark(Article.from_text("The couple gave $14,959,450 to charity, police in Orne said on Friday."))
    rounded = mark(Article.from_text("Nearly $15 million went to charity in Orne, police said on Friday."))
    (left,), (right,) = survey([exact, rounded]).profiles
    assert left.figures & right.figures


def test_an_alignment_says_what_made_it() -> None:
    alignment = align.align_sentences(documents())[0]
    assert set(alignment.signals) <= set(SIGNALS)
    assert alignment.signals


def test_two_equal_sentences_are_aligned_whatever_they_say() -> None:
    found = align.align_sentences(documents("Why?\n\nNobody knows.", "Why?\n\nRain fell."))
    assert (SentenceRef(0, 0), SentenceRef(1, 0)) in [alignment.members for alignment in found]
    assert found[0].score == pytest.approx(100.0)
