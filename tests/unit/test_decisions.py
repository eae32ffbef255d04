"""Decisions: the file, and what it settles in real comparisons."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter import decisions
from reporter.errors import ConfigError
from reporter.formats import render
from reporter.model import Article, Comparison, Decision, Finding, Outcome, Verdict
from reporter.pipeline import compare
from tests.builders import story

FIRST = (
    "Fire at the mill of Ferrol",
    "A fire broke out at the mill on Tuesday.",
    "The blaze killed 12 people, police said.",
    "Talks will be held in Geneva on Friday.",
    "The mill was built of wood.",
)
SECOND = (
    "Mill of Ferrol burns",
    "The fire at the mill on Tuesday killed 30 people, police said.",
    "Talks will be held in Hamburg on Friday.",
    "Bread will be scarce.",
)


def articles(first: tuple[str, ...] = FIRST, second: tuple[str, ...] = SECOND) -> list[Article]:
    return [
        Article.from_text("\n\n".join(blocks), locator=f"{name}.txt", published="2016-12-07")
        for name, blocks in (("a", first), ("b", second))
    ]


def conflict(comparison: Comparison, words: str) -> Finding:
    """The one conflict that quotes these words."""
    (found,) = (
        finding
        for finding in comparison.findings
        if finding.verdict is Verdict.CONFLICTING and any(words in member.text for member in finding.members)
    )
    return found


def decide(finding: Finding, outcome: Outcome = Outcome.CONFIRMED, **fields: str) -> Decision:
    return Decision(finding.id, outcome, finding.topic, **fields)


def test_a_decision_settles_its_finding_and_no_other() -> None:
    found = conflict(compare(articles()), "30 people")
    again = compare(articles(), decisions=[decide(found, note="two counts")])
    settled = [finding for finding in again.findings if finding.decision]
    assert [finding.id for finding in settled] == [found.id]
    assert settled[0].decision == decide(found, note="two counts")
    assert [finding for finding in again.findings if finding.superseded] == []


def test_articles_in_another_order_keep_every_decision() -> None:
    straight = compare(articles())
    everything = [decide(finding) for finding in straight.findings]
    swapped = compare(articles()[::-1], decisions=everything)
    assert {finding.id for finding in swapped.findings} == {finding.id for finding in straight.findings}
    assert all(finding.decision for finding in swapped.findings)


def test_moved_paragraphs_keep_every_decision_on_conflicts() -> None:
    straight = compare(articles())
    everything = [decide(finding) for finding in straight.findings if finding.verdict is Verdict.CONFLICTING]
    first = (FIRST[0], FIRST[3], FIRST[4], FIRST[1], FIRST[2])
    second = (SECOND[0], SECOND[3], SECOND[2], SECOND[1])
    moved = compare(articles(first, second), decisions=everything)
    conflicts = [finding for finding in moved.findings if finding.verdict is Verdict.CONFLICTING]
    assert len(everything) >= 2
    assert {finding.id for finding in conflicts} == {decision.finding for decision in everything}
    assert all(finding.decision for finding in conflicts)


def test_a_new_sentence_elsewhere_keeps_the_decision() -> None:
    found = conflict(compare(articles()), "30 people")
    longer = (*FIRST[:2], "Smoke rose over the harbour for hours.", *FIRST[2:])
    again = compare(articles(longer), decisions=[decide(found)])
    assert conflict(again, "30 people").decision == decide(found)


def test_changed_values_are_a_new_finding_beside_the_old_decision() -> None:
    found = conflict(compare(articles()), "30 people")
    second = tuple(block.replace("30 people", "45 people") for block in SECOND)
    again = conflict(compare(articles(second=second), decisions=[decide(found)]), "45 people")
    assert again.id != found.id
    assert again.decision is None
    assert again.superseded == decide(found)


def test_of_old_decisions_on_one_matter_the_last_is_shown() -> None:
    one = story().findings[0]
    subject = replace(story(), findings=(replace(one, topic="t"),))
    old = Decision("gone-1", Outcome.DISMISSED, "t", decided="2016-12-08")
    new = Decision("gone-2", Outcome.CONFIRMED, "t", decided="2016-12-09")
    for order in ([old, new], [new, old]):
        assert decisions.settle(subject, order).findings[0].superseded == new


def test_a_decision_that_still_settles_a_finding_supersedes_nothing() -> None:
    one, other = story().findings[:2]
    subject = replace(story(), findings=(replace(one, topic="t"), replace(other, topic="t")))
    first, second = decisions.settle(subject, [Decision(one.id, Outcome.CONFIRMED, "t")]).findings
    assert first.decision is not None
    assert (second.decision, second.superseded) == (None, None)


def test_findings_without_a_topic_share_no_matter() -> None:
    settled = decisions.settle(story(), [Decision("gone", Outcome.CONFIRMED)])
    assert settled == story()


def test_settling_anew_forgets_what_was_withdrawn() -> None:
    one = story().findings[0]
    settled = decisions.settle(story(), [decide(one)])
    assert settled.findings[0].decision
    assert decisions.settle(settled, []) == story()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(
    st.lists(
        st.builds(
            Decision,
            finding=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
            outcome=st.sampled_from(Outcome),
            topic=texts,
            note=texts,
            name=texts,
            decided=st.sampled_from(["", "2016-12-07", "2016-12-07T10:00:00Z"]),
            subject=texts,
        ),
        unique_by=lambda decision: decision.finding,
        max_size=5,
    )
)
def test_what_is_written_is_read_and_order_does_not_matter(some: list[Decision]) -> None:
    data = decisions.dump(some)
    assert set(decisions.parse(data)) == set(some)
    assert decisions.dump(some[::-1]) == data
    assert decisions.dump(decisions.parse(data)) == data


def test_a_file_is_saved_whole_and_read_back(tmp_path: Path) -> None:
    some = (decide(story().findings[0], note="“quoted”\nand more"),)
    decisions.save(tmp_path / "new" / "decisions.json", some)
    assert decisions.load(tmp_path / "new" / "decisions.json") == some
    assert os.listdir(tmp_path / "new") == ["decisions.json"]
    assert decisions.load(tmp_path / "none.json") == ()


def wrapped(*rows: object) -> bytes:
    return json.dumps({"format": decisions.FORMAT, "decisions": rows}).encode()


GOOD = {"finding": "f", "outcome": "confirmed"}


def test_only_finding_and_outcome_are_needed() -> None:
    assert decisions.parse(wrapped(GOOD)) == (Decision("f", Outcome.CONFIRMED),)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"", "not a file of decisions"),
        (b"\xff\xfe", "not a file of decisions"),
        (b"[]", "its format is"),
        (b'{"format": "reporter-comparison/1"}', "reporter-comparison/1"),
        (b'{"format": "reporter-decisions/1"}', "not a list"),
        (b"[" * 100_000, "not a file of decisions"),
        (wrapped("word"), "decision 1 is not an object"),
        (wrapped(GOOD, {"outcome": "confirmed"}), "decision 2 names no finding"),
        (wrapped({**GOOD, "outcome": "confirm"}), "did you mean confirmed"),
        (wrapped({**GOOD, "nmae": "Ada"}), "'nmae'; did you mean name"),
        (wrapped({**GOOD, "note": 3}), "note of decision 1"),
        (wrapped({**GOOD, "note": "x" * 10_001}), "10,000 characters"),
        (wrapped({**GOOD, "decided": "yesterday"}), "yesterday"),
        (wrapped(GOOD, GOOD), "two decisions on finding f"),
        (b" " * 4_000_001, "larger than 4 MB"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_bad_file_is_one_clear_error(tmp_path: Path, data: bytes, named: str) -> None:
    (tmp_path / "d.json").write_bytes(data)
    with pytest.raises(ConfigError, match=r"d\.json") as caught:
        decisions.load(tmp_path / "d.json")
    assert caught.value.slug == "bad-decisions"
    assert named in str(caught.value)
    assert len(str(caught.value)) < 400


def test_a_folder_is_no_file_of_decisions(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        decisions.load(tmp_path)


def test_markdown_and_json_show_what_is_settled_and_what_was_superseded() -> None:
    one, other = story().findings[:2]
    subject = replace(story(), findings=(one, replace(other, topic="t"), *story().findings[2:]))
    settled = decisions.settle(
        subject,
        [
            Decision(one.id, Outcome.NOT_AN_ISSUE, "", "a *note*", "Ada", "2016-12-08"),
            Decision("gone", Outcome.DISMISSED, "t", subject="harbour: fell / held"),
        ],
    )
    text = render(settled, "markdown").decode()
    assert "1 of 4 conflicts settled." in text
    assert "### ✓ 1 people dead: scope differs (settled)" in text
    assert "**Settled: Not an issue by Ada on 8 December 2016.** a \\*note\\*" in text
    assert "Decided before, on other values: Dismissed (harbour: fell / held)." in text
    plain = json.loads(render(settled, "json"))["findings"]
    assert [finding["decision"] and finding["decision"]["outcome"] for finding in plain[:2]] == [
        "not-an-issue",
        None,
    ]
    assert plain[1]["superseded"]["finding"] == "gone"
    assert "settled" not in render(story(), "markdown").decode().lower()
