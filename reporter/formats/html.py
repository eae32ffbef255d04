"""The side-by-side page: one file that asks the network for nothing and works without its script."""

from __future__ import annotations

from reporter.formats.base import Format
from reporter.model import Changes, Comparison, label


def render(comparison: Comparison, *, title: str = "", changes: Changes | None = None) -> bytes:
    """The comparison as an HTML page in UTF-8.

    Style and script are named in the Content-Security-Policy by their hashes: nothing else in the page can run.
    """
    from markupsafe import Markup

    from reporter.formats.templating import asset, content_hash, fill, style
    from reporter.formats.view import page

    sheet, script = style("screen.css") + _columns(len(comparison.documents)), asset("report.js")
    return fill(
        "report.html.j2",
        page=page(comparison, title),
        style=Markup(sheet),  # noqa: S704 - our own file or the user's, not an article's words
        script=Markup(script),  # noqa: S704
        style_hash=content_hash(sheet),
        script_hash=content_hash(script),
    )


def _columns(articles: int) -> str:
    """Style that shows the articles that are chosen, of three and more, and the rows that these have sentences in.

    In a layer, so that every other rule that hides a row goes before it.
    """
    if articles < 3:
        return ""
    rules = [".many .rows .row:not(.head) { display: none; }", ".many .row:has(:target) { display: flex; }"]
    for number in range(1, articles + 1):
        chosen = f"body:has(#side-{number}:checked)"
        rules.append(f"{chosen} .row.h{number} {{ display: flex; }}")
        rules.append(
            f"body:has(#side-{number}:not(:checked)) .rows .c{number}:not(:has(:target)) {{ display: none; }}"
        )
        letters = label(number - 1).lower()
        moved = f'.moved[href^="#{letters}"]:not([href^="#{letters}a"])'  # of A, not of AA
        rules.append(f"body:has(#side-{number}:not(:checked)) {moved} {{ display: none; }}")
    return "@layer columns {\n" + "\n".join(rules) + "\n}\n"


HTML = Format(
    "html", ".html", "text/html", "the articles side by side, every verdict with its reason", render
)
