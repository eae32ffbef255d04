"""The comparison as Markdown: readable as plain text and in a pull request."""

from __future__ import annotations

from reporter.formats.base import Format
from reporter.formats.templating import environment
from reporter.formats.view import page
from reporter.model import Comparison


def render(comparison: Comparison, *, title: str = "") -> bytes:
    """The comparison as GitHub-flavoured Markdown in UTF-8."""
    template = environment(escape=False).get_template("report.md.j2")
    return template.render(page=page(comparison, title)).encode("utf-8", "replace")


MARKDOWN = Format("markdown", ".md", "text/markdown", "the findings as text, for a pull request", render)
