"""The briefing to print and send: one file that is PDF/A-3 and PDF/UA-1 at once, laid out by WeasyPrint."""

from __future__ import annotations

import gc
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from reporter.formats.base import Format
from reporter.model import Changes, Comparison

ATTACHMENT = "comparison.json"
"""The file inside the briefing that holds the whole comparison for programs."""

_NEW_OBJECTS = 100_000
"""Between two searches for cycles while a layout is made; Python's own 700 cost it a seventh of its time."""


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Search for cycles a hundred times less often: the boxes of a layout live as long as it does."""
    before = gc.get_threshold()
    if before[0]:  # else the caller wants none at all
        gc.set_threshold(max(_NEW_OBJECTS, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@_seldom_collecting()
def render(comparison: Comparison, *, title: str = "", changes: Changes | None = None) -> bytes:
    """The comparison as PDF. The same comparison, fonts and Pango give the same bytes: no clock is read.

    Warns (logging) of characters that no font has. Raises RenderError (``pdf-needs-pango``) where WeasyPrint's
    system libraries are missing.
    """
    from reporter.formats.pdf.briefing import briefing_html, glyph_note

    when = made(comparison)
    page = briefing_html(comparison, title, changes, made=when)
    pdf, missing = _lay_out(page, comparison, when)
    if missing:
        import logging

        logging.getLogger(__name__).warning("reporter: %s", glyph_note(missing))
        page = briefing_html(comparison, title, changes, made=when, without=missing)
        pdf, _ = _lay_out(page, comparison, when)
    return pdf


def _lay_out(page: str, comparison: Comparison, when: datetime) -> tuple[bytes, Collection[int]]:
    """The PDF, and the code points that no font has a glyph for."""
    from reporter.formats.pdf.archive import VARIANT, finish
    from reporter.formats.pdf.engine import engine

    weasyprint = engine()
    attachment = weasyprint.attach(
        string=comparison.to_json().encode("utf-8", "replace").decode("utf-8"),
        name=ATTACHMENT,
        description="The comparison for programs; docs/formats.md of reporter specifies it",
        created=when,
        modified=when,
        relationship="Data",
    )
    missing: set[int] = set()

    def complete(document: Any, pdf: Any) -> None:
        missing.update(code for font in document.fonts.values() for code in font.missing)
        finish(pdf)

    document = weasyprint.parse(string=page, url_fetcher=weasyprint.fetcher, base_url=None)
    pdf: bytes = document.write_pdf(pdf_variant=VARIANT, attachments=[attachment], finisher=complete)
    return pdf, sorted(missing)


def made(comparison: Comparison) -> datetime:
    """The date that the file bears: SOURCE_DATE_EPOCH where it is set, else the last day of publication.

    Where neither is known it is the first second of 1970, which nobody takes for a date.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(min(int(epoch[:18]), 253_402_300_799), UTC)
    published = [document.article.metadata.published for document in comparison.documents]
    days = [day for day in published if day is not None]
    return datetime(*max(days).timetuple()[:3], tzinfo=UTC) if days else datetime.fromtimestamp(0, UTC)


PDF = Format("pdf", ".pdf", "application/pdf", "a briefing to print and send", render)
