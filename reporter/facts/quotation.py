"""Where quotations begin and end: straight, curly and angled marks, over sentence and paragraph ends.

News sets a closing mark only at the end of a quotation of several paragraphs and opens each paragraph anew; some
texts lose a mark, put a space before it (``society. "``) or none after it (``out, "Adgate said``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reporter.lexicon import ENGLISH, language_of
from reporter.model import Document, Sentence, Span
from reporter.patterns import lazily

_DOUBLE_RE = lazily(r"[\"“”„«»″]|``|''")
_SINGLE_OPEN_RE = lazily(
    r"(?<![\w‘'’.,])[‘'’](?=[^\W_])(?!(?:\d\d?0?s\b|em\b|til\b|cause\b|tis\b|twas\b|n\b|s\b|t\b|ve\b|ll\b|re\b|d\b))"
)
_SINGLE_CLOSE_RE = lazily(r"(?<=[^\s‘'’(])[’'](?!\w)")
_TAIL_RE = lazily(
    r",\s(?:he|she|they|[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})\s(?:said|says|wrote|writes|added|told)\b[^\"“”]*$"
)
_MAX_SINGLE = 300
_MAX_OPEN_PARAGRAPHS = 6


class Quotation(NamedTuple):
    """One stretch of quoted words, without its marks."""

    span: Span
    continues: bool
    """Whether the quotation before was left open and goes on here."""


def paragraphs(sentences: Iterable[Sentence]) -> list[Span]:
    """The blocks of text that sentences of one paragraph number cover."""
    found: list[Span] = []
    number = None
    for sentence in sentences:
        if sentence.paragraph == number:
            found[-1] = Span(found[-1].start, sentence.span.end)
        else:
            found.append(sentence.span)
        number = sentence.paragraph
    return found


def quotations(document: Document) -> list[Quotation]:
    """Every quotation of an article, in order; one that runs over paragraphs gives one a paragraph."""
    if language_of(document) is not ENGLISH:
        from reporter.facts.general.marks import quotations as marked

        return marked(document)
    text = document.article.text
    blocks = paragraphs(document.sentences)
    found: list[Quotation] = []
    is_open = continues = False
    for number, block in enumerate(blocks):
        spans, is_open = _double(text, block, is_open)
        if is_open and spans:
            spans[-1] = _without_tail(text, spans[-1])
        for place, span in enumerate(spans):
            if _has_words(text, span):
                found.append(Quotation(_trimmed(text, span), continues and place == 0))
        continues = is_open
        if is_open:
            is_open = _goes_on(text, blocks[number + 1 : number + 1 + _MAX_OPEN_PARAGRAPHS])
        taken = [quotation.span for quotation in found[-len(spans) :]] if spans else []
        found += [Quotation(span, False) for span in _single(text, block, taken)]
    return sorted(found)


def _has_words(text: str, span: Span) -> bool:
    return any(letter.isalnum() for letter in text[span.start : span.end])


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _double(text: str, block: Span, is_open: bool) -> tuple[list[Span], bool]:
    """Quotations between double marks in one paragraph, and whether the last is left open."""
    found: list[Span] = []
    start = block.start if is_open else None
    for match in _DOUBLE_RE.finditer(text, block.start, block.end):
        mark, at = match.group(), match.start()
        if start is None:
            if _may_open(text, block, at, match.end(), mark):
                start = match.end()
        elif at == block.start and mark not in "”»":
            start = match.end()
        elif mark in "“„«" and text[start:at].strip():
            start = match.end() if not found or found[-1].end < start else start
        elif mark not in "“„«":
            found.append(Span(start, at))
            start = None
    if start is not None:
        found.append(Span(start, block.end))
    return found, start is not None


def _may_open(text: str, block: Span, at: int, end: int, mark: str) -> bool:
    before = text[at - 1] if at > block.start else " "
    after = text[end] if end < block.end else " "
    if mark in "“„«":
        return True
    if before.isdigit() and not after.isalnum():
        return False
    return (
        not after.isspace() and (mark not in "”»" or (not before.isalnum() and before not in ".,!?"))
    ) or (before.isspace() and end < block.end and mark not in "”»")


def _goes_on(text: str, blocks: list[Span]) -> bool:
    """Whether a quotation left open at the end of a paragraph goes on without a mark in those that follow."""
    for block in blocks:
        match = _DOUBLE_RE.search(text, block.start, block.end)
        if match:
            if match.start() == block.start:
                return False
            closing = (
                match.group() in "”»"
                or text[block.start : match.start()].rstrip()[-1:] in (*".,!?…",)
                or match.end() == block.end
            )
            return closing and match.group() not in "“«"
    return False


def _without_tail(text: str, span: Span) -> Span:
    """An unclosed quotation without the words that name its speaker."""
    tail = _TAIL_RE.search(text, span.start, span.end)
    return Span(span.start, tail.start() + 1) if tail else span


def _single(text: str, block: Span, taken: list[Span]) -> Iterator[Span]:
    """Quotations between single marks, told from apostrophes."""
    at = block.start
    while match := _SINGLE_OPEN_RE.search(text, at, block.end):
        at = match.end()
        if any(span.start <= match.start() < span.end for span in taken):
            continue
        limit = min(block.end, at + _MAX_SINGLE)
        ends = [close.start() for close in _SINGLE_CLOSE_RE.finditer(text, at, limit)]
        if not ends:
            continue
        # A mark after an s may be a plural's apostrophe: prefer a later one.
        end = next((place for place in ends if text[place - 1] != "s"), ends[-1])
        span = Span(at, end)
        if not any(span.overlaps(other) for other in taken) and _has_words(text, span):
            yield span
            at = end + 1
