"""The briefing to print and send: one file that is PDF/A-3 and PDF/UA-1 at once, laid out by WeasyPrint."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from reporter.formats.base import Format
from reporter.garbage import seldom
from reporter.model import Changes, Comparison


@seldom()
def render(comparison: Comparison, *, title: str = "", changes: Changes | None = None) -> bytes:
    """The comparison as PDF. The same comparison, fonts and Pango give the same bytes: no clock is read.

    Warns (logging) of characters that no font has. Raises RenderError (``pdf-needs-pango``) where WeasyPrint's
    system libraries are missing, and those of ``child.lay_out``.
    """
    from reporter.formats.pdf.briefing import briefing_html, glyph_note
    from reporter.formats.pdf.child import Job, lay_out

    when = made(comparison)
    job = Job(briefing_html(comparison, title, changes, made=when), comparison.to_json(), when)
    pdf, missing, *_ = lay_out(job)
    if missing:
        import logging

        logging.getLogger(__name__).warning("reporter: %s", glyph_note(missing))
        page = briefing_html(comparison, title, changes, made=when, without=missing)
        pdf, *_ = lay_out(job._replace(page=page))
    return pdf


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
