"""The gate: standings against a baseline, and what fails."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.errors import ConfigError
from reporter.gate import FailOn, fail_on, judge
from reporter.model import (
    Check,
    Comparison,
    Decision,
    Document,
    Evidence,
    Finding,
    Outcome,
    Relation,
    Standing,
    Verdict,
)
from tests.builders import document, finding, member

NEW, UNCHANGED, CHANGED, ABSENT = Standing
DECIDED = Decision("", Outcome.CONFIRMED)


def one(id_: str, topic: str = "", relation: Relation = Relation.CONTRADICTS, **more: object) -> Finding:
    return Finding(id_, relation, "quantity", "dead", (), Evidence("rule", ""), topic, **more)  # type: ignore[arg-type]


def story(*findings: Finding, documents: tuple[Document, ...] = ()) -> Comparison:
    return Comparison(documents, (), findings)


def standings(check: Check) -> dict[str, str]:
    return {
        checked.finding.id: checked.standing.value
        for part in (*check.stories, *check.gone)
        for checked in part.findings
    }


def failing(check: Check) -> list[str]:
    return [checked.finding.id for part in check.stories for checked in part.findings if checked.failing]


def test_without_a_baseline_every_conflict_is_new_and_the_open_ones_fail() -> None:
    check = judge([("s", story(one("a"), one("b", decision=DECIDED), one("c", relation=Relation.IDENTICAL)))])
    assert standings(check) == {"a": "new", "b": "new"}
    assert failing(check) == ["a"]
    assert (check.has_baseline, check.settled, check.failing) == (False, 1, 1)


def test_an_empty_baseline_is_a_baseline() -> None:
    check = judge([("s", story(one("a")))], [])
    assert check.has_baseline
    assert failing(check) == ["a"]


def test_new_unchanged_changed_and_absent() -> None:
    before = story(one("same", "t1"), one("old", "t2"), one("away", "t3"))
    now = story(one("same", "t1"), one("young", "t2"), one("fresh", "t4"))
    check = judge([("s", now)], [("s", before)])
    assert standings(check) == {"same": "unchanged", "young": "changed", "fresh": "new", "away": "absent"}
    assert failing(check) == ["fresh"]
    assert [checked.before and checked.before.id for checked in check.stories[0].findings] == [
        None,
        "old",
        None,
    ]
    assert check.gone[0].comparison is before
    assert [check.count(standing) for standing in Standing] == [1, 1, 1, 1]


def test_a_finding_of_the_baseline_accounts_for_one_finding_only() -> None:
    check = judge([("s", story(one("b", "t"), one("c", "t")))], [("s", story(one("a", "t")))])
    assert standings(check) == {"b": "changed", "c": "new"}
    check = judge([("s", story(one("a", "t"), one("c", "t")))], [("s", story(one("a", "t")))])
    assert standings(check) == {"a": "unchanged", "c": "new"}


def test_findings_without_a_topic_do_not_change_into_each_other() -> None:
    check = judge([("s", story(one("b")))], [("s", story(one("a")))])
    assert standings(check) == {"b": "new", "a": "absent"}


def test_a_story_that_moved_to_another_folder_brings_nothing_new() -> None:
    before = [("old-name", story(one("a", "t"), one("b", "u")))]
    check = judge([("new-name", story(one("a", "t"))), ("split", story(one("c", "u")))], before)
    assert standings(check) == {"a": "unchanged", "c": "changed"}
    assert check.gone == ()


def test_the_story_of_the_same_name_goes_first() -> None:
    twin = one("a")
    check = judge([("x", story(twin)), ("y", story(twin))], [("y", story(twin))])
    assert [part.findings[0].standing for part in check.stories] == [NEW, UNCHANGED]


def test_a_change_fails_where_the_old_values_were_settled_or_where_changes_fail() -> None:
    before = [("s", story(one("a", "t")))]
    assert failing(judge([("s", story(one("b", "t")))], before)) == []
    assert failing(judge([("s", story(one("b", "t", superseded=DECIDED)))], before)) == ["b"]
    assert failing(judge([("s", story(one("b", "t")))], before, fail_on(["conflicting,changed"]))) == ["b"]
    settled = story(one("b", "t", decision=DECIDED))
    assert failing(judge([("s", settled)], before, fail_on(["changed"]))) == []


def test_only_what_is_named_fails_and_conflicts_are_shown_all_the_same() -> None:
    now = story(one("a"), one("b", relation=Relation.UPDATED), one("c", relation=Relation.ONLY_HERE))
    check = judge([("s", now)], failing=fail_on(["updated"]))
    assert (set(standings(check)), failing(check)) == ({"a", "b"}, ["b"])
    check = judge([("s", now)], failing=fail_on(["contradicts|unique"]))
    assert (set(standings(check)), failing(check)) == ({"a", "b", "c"}, ["a", "c"])
    assert check.tally[Verdict.UNIQUE][NEW] == 1


@pytest.mark.parametrize(
    ("words", "relations"),
    [
        ([], {relation for relation in Relation if relation.verdict is Verdict.CONFLICTING}),
        (["changed"], {relation for relation in Relation if relation.verdict is Verdict.CONFLICTING}),
        (["updated, disputed", "altered-quote"], {"updated", "disputed", "altered-quote"}),
        (["shared"], {"identical", "equivalent", "refines"}),
    ],
)
def test_words_of_fail_on(words: list[str], relations: set[str]) -> None:
    assert fail_on(words) == FailOn(frozenset(map(Relation, relations)), "changed" in words)


@pytest.mark.parametrize(
    ("word", "hint"), [("contradict", "did you mean contradicts?"), ("", "known: "), ("x", "known: ")]
)
def test_an_unknown_word_is_refused(word: str, hint: str) -> None:
    with pytest.raises(ConfigError, match="--fail-on") as error:
        fail_on([word])
    assert error.value.slug == "bad-fail-on"
    assert hint in str(error.value)


def test_the_words_to_point_at_are_those_of_the_new_article() -> None:
    documents = tuple(
        document(("Headline", f"It killed {number} people."), {}, locator=f"{name}.txt")
        for name, number in (("a", 12), ("b", 30))
    )
    found = finding(
        Relation.CONTRADICTS, "dead", member(documents, 0, "12 people"), member(documents, 1, "30 people")
    )
    now = story(found, documents=documents)
    primary = lambda baseline: judge([("s", now)], baseline).stories[0].findings[0].primary  # noqa: E731
    assert primary(None) == 0
    assert primary([("s", story(documents=documents[:1]))]) == 1
    assert primary([("s", story(documents=documents[1:]))]) == 0
    named = judge([("s", now)], landed=["b.txt", "elsewhere.txt"])
    assert named.stories[0].findings[0].primary == 1
    check = judge([("s", now)], [("s", story(documents=documents[:1]))])
    assert check.articles == ("b.txt was not compared before",)


FINDINGS = st.lists(st.builds(one, st.sampled_from("abcd"), st.sampled_from(["", "t", "u"])), max_size=6)
STORIES = st.lists(
    st.tuples(st.sampled_from(["x", "y", "z"]), st.builds(lambda some: story(*some), FINDINGS)), max_size=3
)


@given(STORIES, STORIES)
def test_every_finding_of_either_side_is_accounted_for_once(
    now: list[tuple[str, Comparison]], before: list[tuple[str, Comparison]]
) -> None:
    check = judge(now, before)
    new, unchanged, changed, absent = map(check.count, Standing)
    assert new + unchanged + changed == sum(len(each.findings) for _, each in now)
    assert unchanged + changed + absent == sum(len(each.findings) for _, each in before)
    assert [part.comparison for part in check.stories] == [each for _, each in now]


@given(STORIES)
def test_nothing_is_new_against_itself(now: list[tuple[str, Comparison]]) -> None:
    check = judge(now, [(name, replace(each)) for name, each in reversed(now)])
    assert check.failing == check.count(NEW) == check.count(CHANGED) == check.count(ABSENT) == 0
