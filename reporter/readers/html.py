"""HTML: the article of a page, found by trafilatura, with what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from reporter.errors import ReadError
from reporter.model import Metadata, Reading, Source, Span
from reporter.readers.base import Reader

if TYPE_CHECKING:
    from lxml.etree import _Element

_LANGUAGE_RE = re.compile(rb"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.I)
_BREAK = "\n"
_FEWEST_WORDS = 5
"""A page that yields fewer is a menu or a notice."""
_BLOCKS = ("p", "head", "item", "row", "code", "quote", "lb", "list", "table")


def _read(source: Source) -> Reading:
    import trafilatura

    data = source.data
    url = source.locator if source.locator.startswith(("http://", "https://")) else None
    page: Any = trafilatura.bare_extraction(
        data, url=url, favor_precision=True, include_comments=False, with_metadata=True
    )
    body = getattr(page, "body", None)
    blocks = _blocks(body) if body is not None else []
    if page is None or sum(len(words.split()) for heading, words in blocks if not heading) < _FEWEST_WORDS:
        raise ReadError(
            "no-article-text", f"{source.locator}: no article text in the page; save the article's page"
        )
    language = _LANGUAGE_RE.search(data[:4096])
    outlet = _plain(page.sitename)
    metadata = Metadata(
        title=_title(_plain(page.title), outlet),
        outlet=outlet,
        author=_plain(page.author),
        published=_day(page.date),
        url=_plain(page.url),
        language=language[1].decode("ascii") if language else None,
    )
    text, headings = _joined(_titled(blocks, metadata.title))
    return Reading(text, metadata, headings)


def _blocks(body: _Element) -> list[tuple[bool, str]]:
    """Every block of trafilatura's tree that has words: whether it is a heading, and the words."""
    blocks: list[tuple[bool, str]] = []
    pieces: list[str] = []
    for heading, words in (*_pieces(body, False), (False, _BREAK)):
        if words != _BREAK:
            pieces.append(words)
        else:
            block = " ".join("".join(pieces).split())
            if block:
                blocks.append((heading, block))
            pieces = []
    return blocks


def _pieces(element: _Element, heading: bool) -> Iterator[tuple[bool, str]]:
    """The characters below an element in order, with a break wherever a block begins or ends.

    Each comes with whether it, or for a break the block that ends there, is a heading.
    """
    inner = heading or element.tag == "head"
    if element.tag in _BLOCKS:
        yield heading, _BREAK
    yield inner, _spaced(element.text)
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child, inner)
        yield inner, _spaced(child.tail)
    if element.tag in _BLOCKS:
        yield inner, _BREAK
    elif element.tag == "cell":
        yield inner, " "


def _spaced(words: str | None) -> str:
    return (words or "").replace("\n", " ")


def _titled(blocks: list[tuple[bool, str]], title: str | None) -> list[tuple[bool, str]]:
    """The blocks with the page's title as a heading: the block at the top that says it, or a new one."""
    if not title:
        return blocks
    for number, (_, words) in enumerate(blocks[:3]):
        if _folded(words) == _folded(title):
            return [*blocks[:number], (True, words), *blocks[number + 1 :]]
    return [(True, title), *blocks]


def _joined(blocks: list[tuple[bool, str]]) -> tuple[str, tuple[Span, ...]]:
    parts: list[str] = []
    headings, at = [], 0
    for heading, words in blocks:
        if heading:
            headings.append(Span(at, at + len(words)))
        parts.append(words)
        at += len(words) + 2
    return "\n\n".join(parts) + "\n", tuple(headings)


def _title(title: str | None, outlet: str | None) -> str | None:
    """The title without the outlet's name that pages put behind it (`` - The Post``)."""
    if title and outlet:
        for bar in (" - ", " | ", " – ", " — "):
            title = title.removesuffix(f"{bar}{outlet}")
    return title


def _plain(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _folded(words: str) -> str:
    return re.sub(r"\W+", " ", words).casefold().strip()


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


HTML = Reader(
    name="html",
    suffixes=(".html", ".htm", ".xhtml"),
    media_types=("text/html", "application/xhtml+xml"),
    summary="web pages: the article's text, title, outlet, author and day by trafilatura",
    read=_read,
)
