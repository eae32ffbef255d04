"""Reports: bytes made of a comparison. One format a file; FORMATS is the list of them."""

from __future__ import annotations

from reporter.errors import RenderError
from reporter.formats.base import Format, write_report
from reporter.formats.github import GITHUB
from reporter.formats.gitlab import GITLAB
from reporter.formats.html import HTML
from reporter.formats.json import JSON
from reporter.formats.junit import JUNIT
from reporter.formats.markdown import MARKDOWN
from reporter.formats.pdf import PDF
from reporter.formats.sarif import SARIF
from reporter.model import Changes, Comparison

FORMATS: tuple[Format, ...] = (HTML, PDF, JSON, MARKDOWN, SARIF, JUNIT, GITHUB, GITLAB)

__all__ = ["FORMATS", "Format", "render", "write_report"]


def render(comparison: Comparison, name: str, *, title: str = "", changes: Changes | None = None) -> bytes:
    """The comparison in the format of that name. Raises RenderError (``unknown-format``)."""
    for format_ in FORMATS:
        if format_.name == name:
            return format_.render(comparison, title=title, changes=changes)
    known = ", ".join(format_.name for format_ in FORMATS)
    raise RenderError("unknown-format", f"unknown format {name!r}; known are {known}")
