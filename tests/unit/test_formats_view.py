"""Page data: rows without false neighbours, marks that tile their sentence, counts that agree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reporter.formats.view import page
from reporter.formats.view.marks import Mark, pieces
from reporter.formats.view.page import Page, Tag
from reporter.formats.view.rows import rows
from reporter.formats.view.wording import ICONS, RELATIONS, WORDS, plain, summary, who
from reporter.model import (
    Alignment,
    Attribution,
    Comparison,
    Relation,
    Removed,
    SentenceRef,
    Span,
    Verdict,
)
from tests.builders import aligned, story


def _refs(view: Page) -> list[list[list[str]]]:
    return [
        [
            [one.ref for one in cell.sentences] or [f"↔{echo.ref}" for echo in cell.echoes]
            for cell in row.cells
        ]
        for row in view.rows
        if row.verdict != "removed"
    ]


def test_rows_of_the_story() -> None:
    """B2 is told last by A: it stays second, beside an echo of its counterpart."""
    assert _refs(page(story())) == [
        [["A1"], ["B1"]],
        [["↔A6"], ["B2"]],
        [["A2"], ["B3"]],
        [["A3"], ["B4"]],
        [["A4"], ["B5"]],
        [["A5"], ["↔B4"]],
        [["A6"], ["↔B2"]],
        [["A7"], []],
        [[], ["B6"]],
    ]


def test_one_sentence_faces_neighbours_that_share_its_content() -> None:
    assert rows([2, 3], aligned((0, 0), (0, 1), (1, 2))) == [((0,), (0, 1)), ((1,), (2,))]
    assert rows([3, 2], aligned((0, 0), (1, 0), (2, 1))) == [((0, 1), (0,)), ((2,), (1,))]


def test_no_staircase_of_half_related_sentences() -> None:
    """A1 goes with both, A2 with the second only: A2 must not stand beside B1."""
    assert rows([2, 2], aligned((0, 0), (0, 1), (1, 1))) == [((0,), (0,)), ((1,), (1,))]


def test_crossing_links_keep_both_orders() -> None:
    assert rows([2, 2], aligned((0, 1), (1, 0))) == [((), (0,)), ((0,), (1,)), ((1,), ())]


def test_three_articles_share_a_row_by_way_of_the_second() -> None:
    links = (
        Alignment("ab", (SentenceRef(0, 0), SentenceRef(1, 0)), 90.0),
        Alignment("bc", (SentenceRef(1, 1), SentenceRef(2, 0)), 90.0),
    )
    assert rows([1, 2, 1], links) == [((0,), (0,), ()), ((), (1,), (0,))]


def test_no_article() -> None:
    assert rows([], ()) == []
    assert rows([2], ()) == [((0,),), ((1,),)]


@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=4),
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 11), st.integers(0, 3), st.integers(0, 11)), max_size=40
    ),
)
def test_every_column_is_the_whole_article_in_order(sizes: list[int], drawn: list[tuple[int, ...]]) -> None:
    links = [
        Alignment(f"{number}", (SentenceRef(a, i), SentenceRef(b, j)), 50.0 + number)
        for number, (a, i, b, j) in enumerate(drawn)
        if a < b < len(sizes) and i < sizes[a] and j < sizes[b]
    ]
    grid = rows(sizes, links)
    for article, size in enumerate(sizes):
        assert [index for row in grid for index in row[article]] == list(range(size))
    linked = {pair for one in links for pair in (one.members, one.members[::-1])}
    for row in grid:
        here = [SentenceRef(article, index) for article, cell in enumerate(row) for index in cell]
        if len({ref.article for ref in here}) > 1:
            for ref in here:  # no false neighbour
                assert any((ref, other) in linked for other in here), (row, links)


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=2),
)
def test_pieces_tile_the_sentence(
    text: str, marked: list[tuple[int, int]], cut: list[tuple[int, int]]
) -> None:
    letters = "".join(letter if letter.isprintable() and letter.isascii() else "." for letter in text)
    verdicts = ("conflicting", "shared", "unique", "near-miss")
    marks = [
        Mark(Span(min(pair), max(pair)), Tag(f"f-{number}", verdicts[number % 4], f"{number}", ""))
        for number, pair in enumerate(marked)
    ]
    removed = [Removed(Span(min(pair), max(pair)), "caption") for pair in cut]
    found = pieces(letters, Span(0, len(letters)), marks, removed)
    assert "".join(piece.text for piece in found) == letters
    named = {tag.anchor for piece in found for tag in piece.tags}
    assert named == {
        mark.tag.anchor for mark in marks if mark.span.start < min(mark.span.end, len(letters))
    }  # every mark is named where its words end
    at = 0
    for piece in found:
        covering = [mark for mark in marks if mark.span.start <= at < mark.span.end]
        assert bool(piece.verdict) == bool(covering)
        if any(mark.tag.verdict == "conflicting" for mark in covering):
            assert piece.verdict == "conflicting"
        at += len(piece.text)


def test_overlapping_marks_name_both_findings() -> None:
    inner = Mark(Span(0, 8), Tag("f-1", "shared", "=1", ""))
    outer = Mark(Span(4, 16), Tag("f-2", "conflicting", "≠1", ""))
    found = pieces("more than 341 people", Span(0, 20), (inner, outer), ())
    assert [(piece.text, piece.verdict, [tag.text for tag in piece.tags]) for piece in found] == [
        ("more", "shared", []),
        (" tha", "conflicting", ["=1"]),
        ("n 341 pe", "conflicting", ["≠1"]),
        ("ople", "", []),
    ]


def test_the_summary_counts_what_is_listed() -> None:
    view = page(story())
    assert [line.words for line in view.summary] == [
        "4 conflicts to look at",
        "1 shared fact, said alike or in other words",
        "1 sentence only in A; 1 sentence only in B",
    ]
    assert len(view.conflicts) == 4
    assert [[one.sentence.ref for one in alone.whole] for alone in view.alone] == [["A7"], ["B6"]]
    assert [entry.subject for entry in view.alone[0].details] == ["children"]
    assert view.picture.bars[0].words == "A: of 7 sentences, 4 in conflicts, 2 shared, 1 only here"


def test_every_finding_stands_under_one_row() -> None:
    view = page(story())
    under = [entry.id for row in view.rows for entry in (*row.conflicts, *row.others)]
    assert sorted(under) == sorted(finding.id for finding in story().findings)


def test_words_of_one_sentence_are_quoted_once() -> None:
    entry = next(one for one in page(story()).conflicts if one.subject == "rebels leaving")
    assert [one.ref for one in entry.quotations] == ["A4", "B1", "B5"]
    assert [one.words for one in entry.quotations] == [
        ("would never leave",),
        ("discuss exit",),
        ("debated withdrawal",),
    ]


def test_removed_text_stands_where_it_was() -> None:
    view = page(story())
    shown = [
        (row.word, [cell.removed for cell in row.cells]) for row in view.rows if row.verdict == "removed"
    ]
    assert shown == [("navigation", ["Skip to content", ""]), ("byline", ["", "PUBLISHED: | UPDATED:"])]
    assert view.rows[0].word == "navigation"


def test_a_comparison_of_nothing_has_a_page() -> None:
    view = page(Comparison((), (), ()))
    assert (view.title, view.rows, view.summary[0].words) == ("No article", (), "No conflict found")


def test_all_verdicts_and_relations_have_words() -> None:
    assert set(RELATIONS) == set(Relation)
    assert set(ICONS) == set(Verdict) <= set(WORDS)


def test_who_says_so() -> None:
    nowhere = Span(0, 0)
    assert who(None) == "in the article’s own words"
    assert who(Attribution("the Monitor", "says", nowhere, nowhere)) == "the Monitor (“says”)"
    assert who(Attribution("", "reportedly", nowhere, nowhere)) == "“reportedly”, nobody named"


def test_values_of_a_trace_in_words() -> None:
    assert plain([341.0, None, True]) == "341, none, yes"
    assert plain({"low": 0.5, "places": []}) == "low: 0.5; places: none"


def test_summary_of_one() -> None:
    assert summary(1, 1, [("A", 1)]) == (
        "1 conflict to look at",
        "1 shared fact, said alike or in other words",
        "1 sentence only in A",
    )
