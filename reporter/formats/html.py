"""The side-by-side page: one file that asks the network for nothing and works without its script."""

from __future__ import annotations

from reporter.formats.base import Format
from reporter.model import Changes, Comparison


def render(comparison: Comparison, *, title: str = "", changes: Changes | None = None) -> bytes:
    """The comparison as an HTML page in UTF-8.

    Style and script are named in the Content-Security-Policy by their hashes: nothing else in the page can run.
    """
    from markupsafe import Markup

    from reporter.formats.templating import asset, content_hash, fill, style
    from reporter.formats.view import page

    sheet, script = style("screen.css"), asset("report.js")
    text = fill(
        "report.html.j2",
        page=page(comparison, title),
        style=Markup(sheet),  # noqa: S704 - our own file or the user's, not an article's words
        script=Markup(script),  # noqa: S704
        style_hash=content_hash(sheet),
        script_hash=content_hash(script),
    )
    return text.encode("utf-8", "replace")


HTML = Format(
    "html", ".html", "text/html", "the articles side by side, every verdict with its reason", render
)
