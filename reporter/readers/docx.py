"""DOCX (Office Open XML, ECMA-376): the paragraphs of the main part, with the standard library alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from reporter.errors import ReadError
from reporter.model import Metadata, Reading, Source, Span
from reporter.readers.base import Reader

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    import zipfile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CREATED = "{http://purl.org/dc/terms/}created"
_DOCUMENT = "word/document.xml"
MAX_PART_BYTES = 50_000_000
"""Largest part that is unpacked: a few kilobytes of zip can claim gigabytes."""


def _read(source: Source) -> Reading:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            document = _part(archive, _DOCUMENT)
            names = archive.namelist()
            styles = _part(archive, "word/styles.xml") if "word/styles.xml" in names else None
            core = _part(archive, "docProps/core.xml") if "docProps/core.xml" in names else None
    except Exception as error:  # noqa: BLE001 - a damaged, encrypted or hostile archive raises anything
        reason = error.args[0] if error.args else type(error).__name__
        raise ReadError(
            "broken-docx", f"{source.locator}: not a readable Word document ({reason}); save it anew as .docx"
        ) from None
    heading_styles = _heading_styles(styles)
    parts: list[str] = []
    headings, at = [], 0
    for paragraph in document.iter(f"{_W}p"):
        try:
            words = " ".join("".join(_words(paragraph)).split())
        except RecursionError:
            raise ReadError(
                "broken-docx", f"{source.locator}: not a readable Word document (nested without end)"
            ) from None
        if not words:
            continue
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") in heading_styles:
            headings.append(Span(at, at + len(words)))
        parts.append(words)
        at += len(words) + 2
    if not parts:
        raise ReadError("no-article-text", f"{source.locator}: the document has no text; is it an image?")
    return Reading("\n\n".join(parts) + "\n", _metadata(core), tuple(headings))


def _part(archive: zipfile.ZipFile, name: str) -> ET.Element:
    import xml.etree.ElementTree as ET

    class Tree(ET.TreeBuilder):
        """Builds the tree of a part without a document type: OOXML has none, and entities come with one."""

        def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
            """Refuse the declaration of a document type."""
            raise ValueError("it has a document type declaration")

    with archive.open(name) as part:
        data = part.read(MAX_PART_BYTES + 1)
    if len(data) > MAX_PART_BYTES:
        raise ValueError(f"{name} unpacks to more than {MAX_PART_BYTES // 1_000_000} MB")
    return ET.fromstring(data, ET.XMLParser(target=Tree()))  # noqa: S314 - no entity gets past Tree


def _words(element: ET.Element) -> Iterator[str]:
    """The characters of a paragraph. Paragraphs inside it (text boxes) come on their own."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag not in (f"{_W}p", f"{_W}pPr", f"{_W}del", f"{_W}moveFrom", _FALLBACK):
            yield from _words(child)


def _heading_styles(styles: ET.Element | None) -> frozenset[str]:
    """Ids of the heading styles. Ids are translated with the program's language, names are not."""
    found = {"Title", *(f"Heading{level}" for level in range(1, 10))}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        name = style.find(f"{_W}name")
        if name is not None and (name.get(f"{_W}val") or "").lower().startswith(("heading ", "title")):
            found.add(style.get(f"{_W}styleId") or "")
    return frozenset(found)


def _metadata(core: ET.Element | None) -> Metadata:
    if core is None:
        return Metadata()

    def value(tag: str) -> str | None:
        words = core.findtext(tag)
        return words.strip() or None if words else None

    created = value(_CREATED)
    try:
        published = date.fromisoformat(created[:10]) if created else None
    except ValueError:
        published = None
    return Metadata(
        title=value(f"{_DC}title"),
        author=value(f"{_DC}creator"),
        published=published,
        language=value(f"{_DC}language"),
    )


def _holds_document(data: bytes) -> bool:
    if not data.startswith(b"PK\x03\x04"):
        return False
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _DOCUMENT in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


DOCX = Reader(
    name="docx",
    suffixes=(".docx",),
    media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    summary="Word documents: paragraphs, heading styles, and title, author and day of creation",
    read=_read,
    sure=_holds_document,
    likely=lambda data: data.startswith(b"PK\x03\x04"),
    binary=True,
)
