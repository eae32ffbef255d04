"""The side-by-side page: one file that asks the network for nothing and works without its script."""

from __future__ import annotations

from reporter.assets import template_text
from reporter.formats.base import Format
from reporter.formats.templating import content_hash, environment
from reporter.formats.view import page
from reporter.model import Comparison


def render(comparison: Comparison, *, title: str = "") -> bytes:
    """The comparison as an HTML page in UTF-8.

    Style and script are named in the Content-Security-Policy by their hashes: nothing else in the page can run.
    """
    from markupsafe import Markup

    style, script = template_text("screen.css"), template_text("report.js")
    text = (
        environment()
        .get_template("report.html.j2")
        .render(
            page=page(comparison, title),
            style=Markup(style),  # noqa: S704 - our own file, not an article's words
            script=Markup(script),  # noqa: S704
            style_hash=content_hash(style),
            script_hash=content_hash(script),
        )
    )
    return text.encode("utf-8", "replace")


HTML = Format(
    "html", ".html", "text/html", "the articles side by side, every verdict with its reason", render
)
