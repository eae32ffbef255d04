"""From bytes to text: one module a document format, found by media type."""

from __future__ import annotations

from reporter.errors import ReadError
from reporter.kinds import identify
from reporter.model import Reading, Source
from reporter.readers.base import Reader
from reporter.readers.docx import DOCX
from reporter.readers.html import HTML
from reporter.readers.markdown import MARKDOWN
from reporter.readers.mhtml import MHTML
from reporter.readers.pdf import PDF
from reporter.readers.text import TEXT

READERS: tuple[Reader, ...] = (TEXT, MARKDOWN, HTML, MHTML, PDF, DOCX)
"""Every format that can be read."""

__all__ = ["READERS", "TEXT", "Reader", "read"]


def read(source: Source) -> Reading:
    """The text of a source, with what the document says of itself; text where nothing tells what it is.

    The source's sidecar is not applied here. Raises ReadError where no reader takes the media type, the
    bytes are not what they claim to be, or hold no article.
    """
    reader = identify(source, READERS)
    if reader is None and source.media_type:
        known = ", ".join(suffix for reader in READERS for suffix in reader.suffixes)
        raise ReadError(
            "unknown-format", f"{source.locator}: no reader for {source.media_type}; give one of {known}"
        )
    return (reader or TEXT).read(source)
