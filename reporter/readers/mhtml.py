"""MHTML, a page saved with all its parts in one file (RFC 2557): the page itself, read as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reporter import mime
from reporter.errors import ReadError, SourceError
from reporter.kinds import start
from reporter.model import Reading, Source
from reporter.patterns import lazily
from reporter.readers.base import Reader
from reporter.readers.html import HTML

if TYPE_CHECKING:
    from email.message import Message

_SAVED_RE = lazily(rb"[\w-]+:.*?^(?:snapshot-content-location:|from: <saved by)", re.I | re.M | re.S)
_PAGES = ("text/html", "application/xhtml+xml")


def _read(source: Source) -> Reading:
    try:
        parts = mime.parts(source.data)
    except (ValueError, SourceError):
        parts = []
    page = next(_pages(parts), None)
    data = mime.payload(page) if page is not None else b""
    if page is None or not data:
        raise ReadError("broken-mhtml", f"{source.locator}: no page in it; save the page anew from a browser")
    address = str(page.get("Content-Location") or parts[0].get("Snapshot-Content-Location") or "").strip()
    url = address if address.startswith(("http://", "https://")) else source.url
    charset = mime.asked(page.get_content_charset)
    return HTML.read(Source(source.locator, data, "text/html", source.sidecar, charset, url))


def _pages(parts: list[Message]) -> Iterator[Message]:
    """The parts that are pages, the one that is named as the beginning first."""
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    root = (mime.asked(lambda: str(parts[0].get_param("start") or "")) or "").strip()
    yield from (part for part in pages if root and part.get("Content-ID") == root)
    yield from pages


MHTML = Reader(
    name="mhtml",
    suffixes=(".mhtml", ".mht"),
    media_types=("multipart/related", "application/x-mimearchive"),
    summary="pages that a browser saved in one file, read as HTML",
    read=_read,
    likely=lambda data: bool(_SAVED_RE.match(start(data))),
    binary=True,
)
