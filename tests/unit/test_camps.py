"""Three and more articles: who gives which value, copies of one text, and what the reports make of it."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.diff.checks import interval
from reporter.diff.quantities import admitted
from reporter.formats.json import load
from reporter.formats.view import page
from reporter.model import Article, Comparison, Finding, Quantity, Verdict, label
from reporter.pipeline import compare
from tests.newsroom import story

LEADS = {
    "exact": "The storm killed {} people in Orne on Friday, the governor said.",
    "other": "On Friday {} people were killed by the storm in Orne, the governor said.",
}
REST = (
    "Rescue teams from Vire are searching the flooded valley with dogs.",
    "The bridge over the river was closed, and schools stay shut until Monday.",
)


def told(*tolls: str, lead: str = "exact") -> Comparison:
    """A story whose articles differ in the toll."""
    articles = [
        Article.from_text(
            "\n\n".join((LEADS[lead].format(toll), REST[number % 2])),
            outlet=f"Paper {number}",
            published="2016-12-10",
        )
        for number, toll in enumerate(tolls)
    ]
    return compare(articles)


def toll(comparison: Comparison) -> Finding:
    """The finding on the figure that most articles give."""
    found = [one for one in comparison.findings if one.kind == "quantity" and one.camps]
    return max(found, key=lambda one: (len(one.camps), len(one.members)))


def shown(finding: Finding) -> str:
    """``341: A; 730: B, C``."""
    return "; ".join(
        f"{re.sub(r' people$', '', camp.value)}: {', '.join(label(one) for one in camp.articles)}"
        + (f" fits {list(camp.fits)}" if camp.fits else "")
        for camp in finding.camps
    )


@pytest.mark.parametrize(
    ("tolls", "camps"),
    [
        (("341", "730", "730"), "341: A; 730: B, C"),
        (("730", "341", "730", "341"), "730: A, C; 341: B, D"),
        (("12", "31", "12", "58", "31"), "12: A, C; 31: B, E; 58: D"),
        # a range, and what is rounded, belong to the value that they admit
        (("between 300 and 350", "341", "730"), "341: A, B; 730: C"),
        (("730", "about 340", "341"), "730: A; 341: B, C"),
        # "dozens" agrees with 24 and with 36, which do not agree with one another
        (("24", "36", "dozens of"), "24: A; 36: B"),
        (("12", "twelve", "31"), "12: A, B; 31: C"),
    ],
)
def test_camps_of_a_toll(tolls: tuple[str, ...], camps: str) -> None:
    comparison = told(*tolls)
    found = toll(comparison)
    assert found.verdict is Verdict.CONFLICTING
    assert shown(found) == camps


def test_all_agree_is_one_camp() -> None:
    found = toll(told("12", "12", "12"))
    assert found.verdict is Verdict.SHARED
    assert shown(found) == "12: A, B, C"


def test_what_agrees_by_rounding_does_not_chain() -> None:
    """24 and 36 are not shared because "dozens" admits both."""
    for finding in told("24", "36", "dozens of").findings:
        if finding.verdict is Verdict.SHARED and finding.kind == "quantity":
            assert {"24 people", "36 people"} - {member.text for member in finding.members}


def test_two_articles_have_no_camps() -> None:
    comparison = told("341", "730")
    assert [finding.camps for finding in comparison.findings] == [()] * len(comparison.findings)
    assert comparison.origins == ()
    assert page(comparison).matrix is None


def test_camps_and_origins_survive_json() -> None:
    comparison = told("341", "730", "730", "341")
    again = load(comparison.to_json().encode())
    assert again.to_dict() == comparison.to_dict()
    assert [one.camps for one in again.findings] != [()] * len(again.findings)
    plain = json.loads(comparison.to_json())
    plain["origins"] = [0, 9, 0, 0]
    with pytest.raises(Exception, match="origins"):
        load(json.dumps(plain).encode())


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 400), st.integers(3, 5))
def test_camps_hold_for_any_story(number: int, size: int) -> None:
    articles = [
        Article.from_text(piece.text.split("---\n")[2], outlet=piece.name) for piece in story(number, size)
    ]
    comparison = compare(articles)
    for finding in comparison.findings:
        if finding.verdict is Verdict.UNIQUE or not finding.camps:
            continue
        mentions = [(member.article, member.span) for camp in finding.camps for member in camp.members]
        assert len(mentions) == len(set(mentions)), "a mention is in one camp"
        assert {(member.article, member.span) for member in finding.members} <= set(mentions)
        if finding.verdict is Verdict.CONFLICTING:
            assert len(finding.camps) > 1
            assert len({member.article for camp in finding.camps for member in camp.members}) > 1
        for camp in finding.camps:
            if finding.kind == "quantity":
                _inside_agree(comparison, [(m.article, m.span) for m in camp.members])


def _inside_agree(comparison: Comparison, mentions: list[tuple[int, object]]) -> None:
    values = [
        fact.value
        for article, span in mentions
        for fact in comparison.documents[article].facts
        if fact.span == span and isinstance(fact.value, Quantity)
    ]
    for one in values:
        for other in values:
            if (one.dimension, one.unit) == (other.dimension, other.unit):
                assert interval(*admitted(one), *admitted(other)) != "apart", (one, other)


def wire() -> Comparison:
    """A wire text in three outlets, and two reports of other papers' own."""
    lead, rest = LEADS["exact"].format("31"), "\n\n".join(REST)
    more = "The governor, Anna Keller, promised help to every family within a week of the flood."
    text = f"{lead}\n\n{rest}\n\n{more}\n\nOnly the wire tells of the drowned museum and its forty paintings."
    own = f"{LEADS['other'].format('12')}\n\nThe paper's own man saw boats in the streets of the lower town."
    last = f"{LEADS['other'].format('12')}\n\nNobody knows when the mill will open again, its owner said."
    texts = (text, own, text, f"{text}\n\nCopyright of the agency.", last)
    return compare(
        [Article.from_text(one, outlet=f"P{n}", published="2016-12-10") for n, one in enumerate(texts)]
    )


def test_copies_are_one_origin() -> None:
    comparison = wire()
    assert comparison.origins == (0, 1, 0, 0, 4)
    shown_page = page(comparison)
    assert shown_page.matrix is not None
    assert [column.labels for column in shown_page.matrix.columns] == ["A C D", "B", "E"]
    assert shown_page.matrix.copies == ("A, C and D print one text",)
    (line,) = (one for one in shown_page.matrix.lines if one.entry.kind == "quantity")
    assert [[mark.number for mark in cell] for cell in line.cells] == [["1"], ["2"], ["2"]]
    assert line.entry.camps[0].notes == ("A, C and D print one text",)
    for one in shown_page.matrix.lines:
        assert sum(bool(cell) for cell in one.cells) > 1, (
            "what copies of one text share is reported by one source"
        )


def test_what_copies_alone_say_is_only_theirs() -> None:
    alone = page(wire()).alone
    assert [one.source.label for one in alone] == ["A, C, D", "B", "E"]
    assert "museum" in " ".join(statement.sentence.text for statement in alone[0].whole)
    assert "boats" in " ".join(statement.sentence.text for statement in alone[1].whole)
    assert "31" not in " ".join(statement.sentence.text for statement in alone[0].whole)


def test_an_event_that_all_tell_does_not_lend_them_its_figure() -> None:
    shown_page = page(told("341", "730", "730"))
    assert shown_page.matrix is not None
    (line,) = (one for one in shown_page.matrix.lines if one.entry.rule == "same-status" and all(one.cells))
    assert [(one.value, one.labels) for one in line.entry.camps] == [("storm killed … in Orne", "A, B, C")]


def test_every_conflict_is_a_row_and_no_value_is_shown_twice() -> None:
    shown_page = page(told("341", "730", "730", "341"))
    assert shown_page.matrix is not None
    lines = shown_page.matrix.lines
    assert [line.entry for line in lines if line.entry.verdict == "conflicting"] == list(shown_page.conflicts)
    assert [line.entry for line in lines if line.entry.verdict == "shared"] == list(shown_page.shared)
    values = [(one.value, one.labels) for line in lines for one in line.entry.camps if "people" in one.value]
    assert len(values) == len(set(values))


def test_any_two_articles_count_what_they_share_and_dispute() -> None:
    shown_page = page(told("341", "730", "730"))
    assert shown_page.matrix is not None
    (_, (ab, _), (ac, bc)) = shown_page.matrix.twos
    assert ab is not None
    assert ac is not None
    assert bc is not None
    assert (ab.pair, ac.pair, bc.pair) == ("1 2", "1 3", "2 3")
    assert min(ab.conflicts, ac.conflicts) >= 1
    assert bc.conflicts == 0
    assert bc.shared >= 1


def test_paper_holds_four_abreast() -> None:
    for count, widths in ((2, [2]), (3, [3]), (4, [4]), (5, [3, 2]), (8, [4, 4]), (9, [3, 3, 3])):
        parts = page(told(*["12"] * count)).parts
        assert [len(part.sources) for part in parts] == widths
        for part in parts:
            refs = [s.ref for row in part.rows for cell in row.cells for s in cell.sentences]
            assert len(refs) == len(set(refs)) == sum(source.sentences for source in part.sources)


def test_markdown_names_the_camps() -> None:
    from reporter.formats import FORMATS

    text = next(one for one in FORMATS if one.name == "markdown").render(told("341", "730", "730")).decode()
    assert "**341 people: A; 730 people: B, C**" in text
    assert re.search(
        r"^\| ≠1 .* \| \*\*1\*\* “341 people”; \*\*2\*\* “730 people” \| 1 \| 2 \| 2 \|$", text, re.M
    )
