"""What runs say of a story one after the other."""

from __future__ import annotations

from reporter.newsroom.history import Statement, continued, moved, statements, timeline
from tests.builders import story


def toll(value: str, article: str, day: str = "") -> Statement:
    return Statement("quantity", "people (death)", value, article, day, True)


def shown(history: list[dict[str, object]]) -> list[tuple[str, int, int]]:
    (one,) = timeline(history)
    return [
        (value["value"], value["since"]["run"], value["until"]["run"] if value["until"] else 0)
        for value in one["values"]
    ]


def test_a_toll_that_rises_is_one_line() -> None:
    history = continued(
        [], [toll("1 dead", "a", "2016-12-06"), toll("5 dead", "b", "2016-12-07")], 1, "2016-12-07"
    )
    said = [
        toll("1 dead", "a", "2016-12-06"),
        toll("5 dead", "b", "2016-12-07"),
        toll("24 dead", "c", "2016-12-08"),
    ]
    history = continued(history, said, 2, "2016-12-08")
    assert shown(history) == [("1 dead", 1, 0), ("5 dead", 1, 0), ("24 dead", 2, 0)]
    assert history[2]["since"] == {"run": 2, "day": "2016-12-08"}


def test_a_value_that_an_edit_replaces_has_changed() -> None:
    history = continued([], [toll("1 dead", "a"), toll("5 dead", "b")], 1, "")
    history = continued(history, [toll("2 dead", "a"), toll("5 dead", "b")], 2, "")
    assert shown(history) == [("1 dead", 1, 2), ("5 dead", 1, 0), ("2 dead", 2, 0)]
    assert [row["value"] for row in history if row["changed"]] == ["2 dead"]
    assert moved(history, 1) == {"new": 2, "changed": 0, "gone": 0}
    assert moved(history, 2) == {"new": 0, "changed": 1, "gone": 0}


def test_a_value_that_comes_back_starts_anew() -> None:
    history = continued([], [toll("1 dead", "a"), toll("5 dead", "b")], 1, "")
    history = continued(history, [toll("5 dead", "b")], 2, "")
    history = continued(history, [toll("1 dead", "a"), toll("5 dead", "b")], 3, "")
    assert [(row["value"], row["since"]["run"]) for row in history] == [
        ("1 dead", 1),
        ("5 dead", 1),
        ("1 dead", 3),
    ]


def test_a_run_that_says_the_same_adds_nothing() -> None:
    said = [toll("1 dead", "a"), toll("5 dead", "b")]
    history = continued([], said, 1, "")
    assert continued(history, said, 2, "") == history


def test_what_does_not_move_is_not_in_the_timeline() -> None:
    same = [Statement("quantity", "districts", "35 districts", article, "", False) for article in "ab"]
    assert timeline(continued([], same, 1, "")) == []


def test_statements_of_a_comparison_are_its_values() -> None:
    found = statements(story())
    assert ("people dead", "more than 341 people dead", True) in [
        (one.subject, one.value, one.conflicting) for one in found
    ]
    assert {one.kind for one in found} <= {"quantity", "status", "date", "quote"}
    assert found == statements(story())
