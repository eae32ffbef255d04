"""What is removed from an article, and that nothing else is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter import cleaning, readers
from reporter.model import Article, Removed, Source, Span
from tests.conftest import Case, read_cases

ALEPPO = Path(__file__).parents[2] / "seeds" / "aleppo"
LINES = st.sampled_from(
    [
        "Skip to content",
        "Read more",
        "Related: Another ferry",
        "By Jane Doe",
        "Author",
        "Ada Bell",
        "March 13, 2019",
        "Updated: 5 pm",
        "Photo: Reuters",
        "A ferry sank off the pier",
        "The captain, Ada Bell, swam ashore.",
        "Divers searched on Tuesday.",
        "",
    ]
)


def words_of(article: Article, removed: tuple[Removed, ...]) -> list[str]:
    return [f"{mark.reason}: {article.text[mark.span.start : mark.span.end]}" for mark in removed]


def without(article: Article, removed: tuple[Removed, ...]) -> Article:
    text, end = "", 0
    for mark in removed:
        text, end = text + article.text[end : mark.span.start], mark.span.end
    return Article(text + article.text[end:])


@pytest.mark.parametrize("case", read_cases("cleaning"), ids=lambda case: case.title)
def test_cases(case: Case) -> None:
    article = Article.from_text(case.given)
    removed = cleaning.clean(article)
    assert ("\n".join(words_of(article, removed)) or "nothing") == case.expected
    assert cleaning.clean(without(article, removed)) == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "000_15aba80dcc606ee3.txt",
            [
                "navigation: skip to main content",
                "duplicate: Government forces are advancing into Aleppo's eastern al-Shaar neighbourhood",
                "caption: Angela Merkel",
                "caption: Bana al-Abed",
            ],
        ),
        (
            "001_57dd2528ee32198b.txt",
            ["navigation: Skip to content", "byline: Author", "timestamp: PUBLISHED: | UPDATED:"],
        ),
    ],
)
def test_seeds_lose_exactly_what_is_not_article(name: str, expected: list[str]) -> None:
    article = Article.from_text((ALEPPO / name).read_text(encoding="utf-8"))
    assert words_of(article, cleaning.clean(article)) == expected


@given(st.lists(LINES, max_size=12))
def test_cleaning_what_is_clean_finds_nothing_and_marks_do_not_overlap(lines: list[str]) -> None:
    article = Article.from_text("\n".join(lines))
    removed = cleaning.clean(article)
    assert all(one.span.end <= other.span.start for one, other in zip(removed, removed[1:], strict=False))
    assert cleaning.clean(without(article, removed)) == ()


@given(st.text())
def test_any_text_can_be_cleaned(text: str) -> None:
    for mark in cleaning.clean(Article.from_text(text)):
        words = text[mark.span.start : mark.span.end]
        assert words == words.strip() != ""


def test_notation_is_passed_on_and_a_line_removed_whole_takes_its_own() -> None:
    data = b"---\ntitle: Ferry sinks\n---\n[Skip to content](#main)\n\nThe *ferry* sank.\n"
    reading = readers.read(Source("a.md", data, "text/markdown"))
    article = Article(reading.text, headings=reading.headings, markup=reading.markup)
    assert words_of(article, cleaning.clean(article)) == [
        "front-matter: ---\ntitle: Ferry sinks\n---",
        "navigation: [Skip to content](#main)",
        "markup: *",
        "markup: *",
    ]


def test_headings_are_not_bylines_or_captions() -> None:
    text = "Ada Bell\n\nThe captain, Ada Bell, swam ashore.\n\nAda Bell\n"
    plain, marked = Article.from_text(text), Article(text, headings=(Span(46, 54),))
    assert [mark.span for mark in cleaning.clean(plain)] == [Span(47, 55)]
    assert cleaning.clean(marked) == ()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Updated: July 02,2013 15:50 IST", date(2013, 7, 2)),
        ("Updated 4 / 9 / 2007 6:04 PM", date(2007, 4, 9)),
        ("28 / 11 / 2005", date(2005, 11, 28)),
        ("11 / 28 / 05", date(2005, 11, 28)),
        ("11 / 28 / 97", date(1997, 11, 28)),
        ("2013-07-02", date(2013, 7, 2)),
        ("WEDNESDAY 03 JULY 2013", date(2013, 7, 3)),
        ("Tuesday, July 2nd, 2013", date(2013, 7, 2)),
        ("MAR. 14,2013,8:12 PM", date(2013, 3, 14)),
        ("Port Ann, Nov 11 -", None),
        ("February 30, 2013", None),
        ("PUBLISHED: | UPDATED:", None),
    ],
)
def test_day_of_publication_from_a_removed_timestamp(line: str, day: date | None) -> None:
    article = Article.from_text(f"Ferry sinks\n\n{line}\n\nA ferry sank on Tuesday.\n")
    removed = cleaning.clean(article)
    assert [mark.reason for mark in removed] == ["timestamp"]
    assert cleaning.published(article, removed) == day


def test_published_goes_before_updated_and_only_removed_lines_count() -> None:
    article = Article.from_text(
        "UPDATED: May 3, 2019\nPUBLISHED: May 2, 2019\nOn May 1, 2019 a ferry sank.\n"
    )
    removed = cleaning.clean(article)
    assert cleaning.published(article, removed) == date(2019, 5, 2)
    assert cleaning.published(article, ()) is None
