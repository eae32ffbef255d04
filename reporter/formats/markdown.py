"""The comparison as Markdown: readable as plain text and in a pull request."""

from __future__ import annotations

from reporter.formats.base import Format
from reporter.formats.summary import render_check
from reporter.model import Changes, Comparison


def render(comparison: Comparison, *, title: str = "", changes: Changes | None = None) -> bytes:
    """The comparison as GitHub-flavoured Markdown in UTF-8."""
    from reporter.formats.templating import fill
    from reporter.formats.view import page

    return fill("report.md.j2", escape=False, page=page(comparison, title))


MARKDOWN = Format(
    "markdown",
    ".md",
    "text/markdown",
    "the findings as text, for a pull request",
    render,
    check=render_check,
)
