"""Sentences: where they end, what they are, and that with what is removed they tile the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter import cleaning, readers, sentences
from reporter.model import Article, Metadata, Removed, Sentence, SentenceRole, Source, Span
from tests.conftest import Case, read_cases

MARKS = {SentenceRole.HEADLINE: "# ", SentenceRole.SUBHEAD: "## ", SentenceRole.BODY: ""}
PIECES = st.sampled_from(
    [
        *(
            "The ferry sank. ",
            "Skip to content\n",
            '"Go. ',
            ' Now!" ',
            "'' ",
            "Mr. Roe ",
            "U.S. The ",
            "“Why?” ",
        ),
        *("*", "**bold** ", "[a link](http://example.org/x) ", "# Head\n", "é. ", "😀 ", "… "),
        *("\n", "\r\n", "\t", "\u2028", "\x1c"),
    ]
)


def words_of(article: Article, split: tuple[Sentence, ...]) -> list[str]:
    return [article.text[sentence.span.start : sentence.span.end] for sentence in split]


def assert_tiles(article: Article, removed: tuple[Removed, ...], split: tuple[Sentence, ...]) -> None:
    """Each visible character is in one sentence or one removed stretch.

    A stretch that a sentence takes in whole counts as removed and not as the sentence's.
    """
    owners = [0] * len(article.text)
    for mark in removed:
        for at in range(*mark.span):
            owners[at] += 1
    for sentence in split:
        inside = [mark.span for mark in removed if sentence.span.overlaps(mark.span)]
        assert all(sentence.span.contains(span) for span in inside)
        hidden = {at for span in inside for at in range(*span)}
        for at in range(*sentence.span):
            owners[at] += at not in hidden
        for edge in (sentence.span.start, sentence.span.end - 1):
            assert not article.text[edge].isspace()
            assert edge not in hidden
    wrong = [at for at, count in enumerate(owners) if count != 1 and not article.text[at].isspace()]
    assert wrong == []
    assert [sentence.index for sentence in split] == list(range(len(split)))
    assert all(one.span.end <= other.span.start for one, other in zip(split, split[1:], strict=False))


@pytest.mark.parametrize("case", read_cases("sentences"), ids=lambda case: case.title)
def test_cases(case: Case) -> None:
    article = Article.from_text(case.given)
    split = sentences.split(article, ())
    marks = [MARKS[sentence.role] for sentence in split]
    lines = [mark + words for mark, words in zip(marks, words_of(article, split), strict=True)]
    assert "\n".join(lines) == case.expected


@settings(deadline=None)  # the first example imports the readers
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.sampled_from(["text/plain", "text/markdown"]))
def test_sentences_and_removed_stretches_tile_the_text(text: str, media_type: str) -> None:
    reading = readers.read(Source("a", text.encode("utf-8", "replace"), media_type))
    article = Article(reading.text, headings=reading.headings, markup=reading.markup)
    removed = cleaning.clean(article)
    assert_tiles(article, removed, sentences.split(article, removed))


@given(st.lists(PIECES, min_size=1).map("".join), st.lists(st.tuples(st.integers(0, 99), st.integers(1, 9))))
def test_any_stretches_may_be_removed(text: str, places: list[tuple[int, int]]) -> None:
    removed: list[Removed] = []
    for start, length in sorted(places):
        span = Span(start, min(start + length, len(text)))
        if span.start < span.end and (not removed or removed[-1].span.end <= span.start):
            removed.append(Removed(span, "markup"))
    article = Article.from_text(text)
    assert_tiles(article, tuple(removed), sentences.split(article, removed))


def test_notation_inside_a_sentence_belongs_to_its_span_and_at_its_edges_does_not() -> None:
    text = "**Police** said **341** people died *fast*. *He left.*"
    reading = readers.read(Source("a.md", text.encode(), "text/markdown"))
    article = Article(text, markup=reading.markup)
    split = sentences.split(article, cleaning.clean(article))
    assert words_of(article, split) == ["Police** said **341** people died *fast*.", "He left."]


def test_a_removed_line_takes_no_part() -> None:
    text = "Skip to content\nFerry sinks\n\nA ferry sank. It was late.\n"
    article = Article.from_text(text)
    split = sentences.split(article, cleaning.clean(article))
    assert words_of(article, split) == ["Ferry sinks", "A ferry sank.", "It was late."]
    assert [sentence.paragraph for sentence in split] == [0, 1, 1]


def test_the_first_marked_heading_is_the_headline_and_a_kicker_before_it_is_not() -> None:
    text = "World news\n\nFerry sinks.\n\nA ferry sank.\n\nAfter\n\nIt was late."
    article = Article(text, headings=(Span(12, 24), Span(41, 46)))
    roles = [sentence.role.value for sentence in sentences.split(article, ())]
    assert roles == ["subhead", "headline", "body", "subhead", "body"]


def test_other_languages_are_split_by_their_own_rules() -> None:
    text = "Am 3. Oktober sank die Fähre. Dr. Roe war z. B. nicht an Bord."
    german = Article(text, Metadata(language="de-AT"))
    split = sentences.split(german, ())
    assert words_of(german, split) == ["Am 3. Oktober sank die Fähre.", "Dr. Roe war z. B. nicht an Bord."]


def test_lone_surrogates_are_split_around() -> None:
    article = Article.from_text("One \ud800 ferry sank. Another did not.")
    assert len(sentences.split(article, ())) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferry  *sinks* off\n\nA ferry sank.", "Ferry sinks off"),
        ("A ferry sank.\n\nIt was late.", None),
        ("", None),
    ],
)
def test_title(text: str, expected: str | None) -> None:
    reading = readers.read(Source("a.md", text.encode(), "text/markdown"))
    article = Article(text, markup=reading.markup)
    assert sentences.title(article, sentences.split(article, cleaning.clean(article))) == expected
