"""What must hold for any articles: sameness, order, exact quotations, a report that reads back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporter.diff import replay
from reporter.formats import FORMATS
from reporter.formats.json import load
from reporter.model import Article, Verdict
from reporter.pipeline import compare

SEEDS = sorted((Path(__file__).parent.parent / "seeds" / "aleppo").glob("*.txt"))

PIECES = st.sampled_from(
    [
        "Police arrested two men in Orne on Friday.",
        "The blast killed at least 12 people, the Interior Ministry said.",
        "“We will rebuild the bridge before the winter,” Anna Keller, 47, said.",
        "A spokesman denied that the rebels had seized the town of Brill.",
        "The rebels will never withdraw from Orne, their leader Tom Brandt said.",
        "Some 80,000 people have fled the valley since July.",
        "He called it “a disgrace”.",
        "Orne shelters the displaced",
        "The council paid $1.2bn, about three-quarters of its budget, in 2011.",
        "No.",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=7).map("\n\n".join)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def article(text: str, name: str) -> Article:
    return Article.from_text(text, locator=name, published="2016-12-07")


@QUICK
@given(TEXTS)
def test_an_article_against_itself_is_all_shared(text: str) -> None:
    report = compare([article(text, "a.txt"), article(text, "b.txt")])
    assert set(report.verdicts().values()) <= {Verdict.SHARED}
    assert [finding for finding in report.findings if finding.verdict is not Verdict.SHARED] == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_a_real_article_against_itself_is_all_shared(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    report = compare([article(text, "a.txt"), article(text, "b.txt")])
    assert set(report.verdicts().values()) == {Verdict.SHARED}


@QUICK
@given(TEXTS, TEXTS)
def test_the_order_of_articles_changes_no_finding(left: str, right: str) -> None:
    one, other = article(left, "a.txt"), article(right, "b.txt")
    ids = [{f.id for f in compare(order).findings} for order in ([one, other], [other, one])]
    assert ids[0] == ids[1]


@QUICK
@given(TEXTS, TEXTS)
def test_every_span_quotes_exactly_and_every_step_replays(left: str, right: str) -> None:
    report = compare([article(left, "a.txt"), article(right, "b.txt")])
    for found in (*report.findings, *report.near_misses):
        for member in found.members:
            document = report.documents[member.article]
            assert document.words(member.span) == member.text
            assert document.sentences[member.sentence].span.contains(member.span)
        assert all(replay(step) == step.outcome for step in found.evidence.trace)


@QUICK
@given(TEXTS, TEXTS)
def test_the_json_reads_back(left: str, right: str) -> None:
    report = compare([article(left, "a.txt"), article(right, "b.txt")])
    assert load(report.to_json().encode()).to_dict() == json.loads(report.to_json())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_every_format_accepts_every_report(left: str, right: str) -> None:
    report = compare([article(left, "a.txt"), article(right, "b.txt")])
    for format_ in FORMATS:
        if format_.name != "pdf":  # tests/unit/test_formats_pdf.py has its own
            assert format_.render(report, title=left[:40]).decode("utf-8")


def test_ids_survive_moved_paragraphs_and_new_text() -> None:
    """A decision made on a conflict holds when the articles are edited elsewhere."""
    left, right = (path.read_text(encoding="utf-8") for path in SEEDS)
    before = compare([article(left, "a.txt"), article(right, "b.txt")])
    edited = compare(
        [article(left + "\n\nA new paragraph about the weather in Brill.", "a.txt"), article(right, "b.txt")]
    )
    conflicts = [
        {f.id for f in report.findings if f.kind == "quantity" and f.verdict is Verdict.CONFLICTING}
        for report in (before, edited)
    ]
    assert conflicts[0]
    assert conflicts[0] == conflicts[1]


def test_three_articles_make_one_finding_a_matter() -> None:
    texts = [f"The blast in Orne killed {count} people on Friday, police said." for count in (12, 31, 12)]
    report = compare([article(text, f"{number}.txt") for number, text in enumerate(texts)])
    [conflict] = [finding for finding in report.findings if finding.verdict is Verdict.CONFLICTING]
    assert [(member.article, member.text) for member in conflict.members] == [
        (0, "12 people"),
        (1, "31 people"),
        (2, "12 people"),
    ]
    assert set(report.verdicts().values()) == {Verdict.CONFLICTING}


def test_what_a_third_article_repeats_is_not_alone() -> None:
    texts = [
        "Rain fell on the valley of Orne.",
        "A ferry sank off Brill at noon.",
        "Rain fell on the valley of Orne.",
    ]
    report = compare([article(text, f"{number}.txt") for number, text in enumerate(texts)])
    alone = [finding.members[0].article for finding in report.findings if finding.verdict is Verdict.UNIQUE]
    assert alone == [1]
