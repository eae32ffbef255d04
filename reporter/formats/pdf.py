"""The briefing as PDF/UA-1, laid out by WeasyPrint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reporter.assets import template_text
from reporter.errors import RenderError
from reporter.formats.base import Format
from reporter.formats.templating import environment
from reporter.formats.view import page
from reporter.model import Comparison

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

_VARIANT = "pdf/ua-1"


def briefing_html(comparison: Comparison, title: str = "") -> str:
    """The page that is laid out; it names no outside resource."""
    from markupsafe import Markup

    template = environment().get_template("briefing.html.j2")
    style = Markup(template_text("print.css"))  # noqa: S704 - our own file, not an article's words
    return template.render(page=page(comparison, title), style=style)


def render(comparison: Comparison, *, title: str = "") -> bytes:
    """The comparison as PDF. The same comparison and fonts give the same bytes: no clock is read.

    Raises RenderError (``pdf-needs-pango``) where WeasyPrint's system libraries are missing.
    """
    parse, fetcher = _engine()
    document = parse(string=briefing_html(comparison, title), url_fetcher=fetcher, base_url=None)
    pdf: bytes = document.write_pdf(pdf_variant=_VARIANT)
    return pdf


def _engine() -> tuple[Any, URLFetcher]:
    """WeasyPrint, loaded when a PDF is wanted, and a fetcher that refuses everything."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:  # the import opens Pango and its companions
        raise RenderError(
            "pdf-needs-pango",
            "PDF needs the Pango libraries, which are not here; HTML and JSON work without. "
            "`reporter doctor` tells the command that installs them",
        ) from error

    class NoFetch(URLFetcher):  # type: ignore[misc]
        """Refuses every address: a briefing is made of the comparison alone."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False)

        def fetch(self, url: str, headers: object = None) -> Any:
            raise ValueError(f"outside resources are refused: {url[:80]}")

    return HTML, NoFetch()


PDF = Format("pdf", ".pdf", "application/pdf", "a briefing to print and send", render)
