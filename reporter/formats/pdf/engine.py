"""WeasyPrint, loaded when a PDF is wanted, with the fonts of the briefing and nothing else to fetch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from reporter.assets import template_bytes
from reporter.errors import RenderError
from reporter.formats.look import current

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

FONTS: Mapping[str, str] = {
    "font:regular": "NotoSans-Regular.ttf",
    "font:bold": "NotoSans-Bold.ttf",
    "font:math": "NotoSansMath-Signs.ttf",
    "font:signs": "NotoSansSymbols2-Signs.ttf",
}
"""The addresses that print.css loads fonts from, and their files in templates/fonts."""


LOGO = "logo:"
"""The address of the theme's logo."""


class Engine(NamedTuple):
    """What is used of WeasyPrint."""

    parse: Any
    """``weasyprint.HTML``."""
    attach: Any
    """``weasyprint.Attachment``."""
    fetcher: URLFetcher


def engine() -> Engine:
    """WeasyPrint with a fetcher that serves our fonts and refuses all else.

    Raises RenderError (``pdf-needs-pango``) where WeasyPrint's system libraries are missing.
    """
    try:
        from weasyprint import HTML, Attachment
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError) as error:  # the import opens Pango and its companions
        raise RenderError(
            "pdf-needs-pango",
            "PDF needs the Pango libraries, which are not here; HTML and JSON work without. "
            "`reporter doctor` tells the command that installs them",
        ) from error

    class Fonts(URLFetcher):  # type: ignore[misc]
        """Serves the fonts of the briefing, which is otherwise made of the comparison alone."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False)

        def fetch(self, url: str, headers: object = None) -> Any:
            if url == LOGO and (logo := current().logo) is not None:
                return URLFetcherResponse(url, logo.data, {"Content-Type": logo.media_type})
            if url not in FONTS:
                raise ValueError(f"outside resources are refused: {url[:80]}")
            return URLFetcherResponse(url, template_bytes(f"fonts/{FONTS[url]}"))

    return Engine(HTML, Attachment, Fonts())
