"""The benchmark runner: what a run gained and lost against the last one."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))  # last: page.py has the name of a package
outcomes = pytest.importorskip("outcomes")


def item(key, right, **counts):
    return outcomes.Outcome(key, "dev", right, counts, key)


BEFORE = [
    item("story link 1", True),
    item("story link 2", False),
    item("story wrong 3", False, mistake=1),
    item("story wrong 4", False, mistake=1),
    item("other wrong 5", False, mistake=1),
]


def changes(now):
    found = outcomes.against(outcomes.kept(BEFORE), now, frozenset(outcomes.group(one.key) for one in now))
    return [one.key for one in found.gained], [one.key for one in found.lost]


def test_a_run_like_the_last_changes_nothing():
    assert changes(BEFORE) == ([], [])


def test_items_that_turn_are_gained_and_lost():
    now = [item("story link 1", False), item("story link 2", True), *BEFORE[2:]]
    assert changes(now) == (["story link 2"], ["story link 1"])


def test_a_mistake_that_is_gone_is_gained_and_a_new_one_lost():
    now = [*BEFORE[:3], item("story wrong 6", False, mistake=1)]
    assert changes(now) == (["story wrong 4"], ["story wrong 6"]), "nothing is said of stories left out"


def test_parts_hold_about_half_and_stay():
    names = [f"article-{number}" for number in range(400)]
    held = [name for name in names if outcomes.part(name) == outcomes.HELD]
    assert 150 < len(held) < 250
    assert held == [name for name in names if outcomes.part(name) == outcomes.HELD]


def test_figures_from_counts():
    found = [
        item("a", True, **{"wanted-shared": 1, "found-shared": 1}),
        item("b", False, **{"wanted-unique": 1, "found-shared": 1}),
        item("c", True, **{"wanted-unique": 1, "found-unique": 1}),
    ]
    figures = outcomes.macro_f1(found, ("shared", "unique"))
    assert figures == {
        "macro-F1": pytest.approx(2 / 3),
        "shared": pytest.approx(2 / 3),
        "unique": pytest.approx(2 / 3),
    }
    assert outcomes.accuracy(found) == {"accuracy": pytest.approx(2 / 3)}
