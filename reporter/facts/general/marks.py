"""Quotation marks of any language: ``„…“``, ``»…«``, ``«…»``, ``“…”``, ``「…」`` and straight ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reporter.facts.quotation import Quotation, paragraphs
from reporter.lexicon import language, language_of
from reporter.model import Document, Span

_ALL = ("„“", "„”", "“”", "«»", "»«", '""', "””", "「」", "『』")
"""Where no pack says which are in use."""
_MOST = 2000
"""Characters of a quotation; a mark without its partner nearer than that opens none."""


@cache
def _pairs(code: str) -> dict[str, str]:
    """Opening mark to the marks that may close it."""
    found: dict[str, str] = {}
    for pair in language(code).pack.speech.marks or _ALL:
        found[pair[0]] = found.get(pair[0], "") + pair[1]
    return found


def quotations(document: Document) -> list[Quotation]:
    """The quotations of an article, in order; each lies in one paragraph."""
    text, pairs = document.article.text, _pairs(language_of(document).code)
    return [
        Quotation(span, False)
        for block in paragraphs(document.sentences)
        for span in _within(text, block, pairs)
        if any(sign.isalnum() for sign in text[span.start : span.end])
    ]


def _within(text: str, block: Span, pairs: dict[str, str]) -> Iterator[Span]:
    at = block.start
    while at < block.end:
        mark = text[at]
        if mark not in pairs or not _opens(text, block, at):
            at += 1
            continue
        ends = [end for closing in pairs[mark] if (end := _closing(text, closing, at + 1, block.end)) >= 0]
        end = min(ends, default=-1)
        if end < 0:
            at += 1
            continue
        yield _trimmed(text, at + 1, end)
        at = end + 1


def _opens(text: str, block: Span, at: int) -> bool:
    """Whether a mark that may also close or be an apostrophe opens here: no letter stands before it."""
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    return text[at] in "„「『" or (not before.isalnum() and before not in ".,!?" and not after.isspace())


def _closing(text: str, mark: str, start: int, stop: int) -> int:
    """Where the closing mark stands; an apostrophe inside a word is none."""
    end = text.find(mark, start, min(stop, start + _MOST))
    while end >= 0 and mark in "’'‘" and text[end + 1 : end + 2].isalnum():
        end = text.find(mark, end + 1, min(stop, start + _MOST))
    return end


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
