"""PDF: lines as pypdf finds them, mended into paragraphs by where they stand on the page.

The file's creation date is not taken for the day of publication: it is the day of printing.
"""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reporter.errors import ReadError
from reporter.kinds import start
from reporter.model import Metadata, Reading, Removed, Source, Span
from reporter.patterns import lazily
from reporter.readers.base import Reader

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

    from reporter.readers.columns import Fragment

_ENDED_RE = lazily(r"[.!?…:][\"'”’»)\]]*$")
_HYPHEN_RE = lazily(r"(?<!\w)(\w+)([-\u00ad\u2010])$")
_FILE_NAME_RE = lazily(r"untitled.*|microsoft word.*|(?:document|story|page)\W*\d*|.*\.\w{2,5}", re.I)
_PAGE_RE = lazily(r"page \d+(?: ?(?:of|/) ?\d+)?", re.I)
_FOLIO_RE = lazily(r"\W*(?:page |p\. ?)?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?\W*", re.I)
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
"""Letters that a typeface draws as one sign; many programs write that sign into the file."""
_HEADING_RATIO = 1.12
"""A line set larger than the body by this factor is a heading."""
_APART = 1.8
"""Times the size of type that a running head is from the text at least."""
_GAP_RATIO = 1.3
"""Lines further apart than the usual pitch by this factor are two paragraphs."""
_INDENT_EMS = 0.6


class _Line(NamedTuple):
    words: str
    page: int
    x: float
    y: float
    """Points from the bottom of the page."""
    size: float
    """Of the type, in points."""
    margin: bool = False
    """Whether it stands in the margin above or below."""


def _read(source: Source) -> Reading:
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns on standard error of every oddity
    try:
        document = pypdf.PdfReader(io.BytesIO(source.data))
        locked = document.is_encrypted and not document.decrypt("")
        lines = [] if locked else list(_lines(document))
        title = None if locked else _title(document)
    except pypdf.errors.DependencyError:
        locked, lines, title = True, [], None  # a cipher that needs a library we do not ask for
    except Exception as error:  # noqa: BLE001 - a malformed file may raise anything from inside pypdf
        raise ReadError(
            "broken-pdf", f"{source.locator}: not a readable PDF ({error}); print or export it anew"
        ) from None
    if locked:
        raise ReadError("encrypted-pdf", f"{source.locator}: the PDF is encrypted; save it without password")
    if not lines:
        raise ReadError(
            "no-text-in-pdf", f"{source.locator}: the PDF holds no text (a scan?); run OCR on it first"
        )
    body = Counter[float]()
    for line in lines:
        body[line.size] += len(line.words)
    large = max(body, key=lambda size: (body[size], -size)) * _HEADING_RATIO
    parts: list[str] = []
    headings, markup, at = [], [], 0
    known = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(line.words for line in lines)))
    for block in _paragraphs(lines):
        words = _mended([line.words for line in block], known)
        if block[0].margin:
            markup.append(Removed(Span(at, at + len(words)), "running-head"))
        elif block[0].size >= large and not words.endswith((".", ",")):
            headings.append(Span(at, at + len(words)))
        parts.append(words)
        at += len(words) + 2
    return Reading("\n\n".join(parts) + "\n", Metadata(title=title), tuple(headings), tuple(markup))


def _lines(document: PdfReader) -> Iterator[_Line]:
    """The lines of all pages but running heads and folios, in the order in which they are drawn."""
    lines = [line for number, page in enumerate(document.pages) for line in _page(page, number)]
    pages = len(document.pages)
    heights: defaultdict[int, dict[float, float]] = defaultdict(dict)
    for line in lines:
        heights[line.page][line.y] = line.size
    edges = {page: _edges(found) for page, found in heights.items()}
    where: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for line in lines:
        if line.y in edges[line.page]:
            where[_place(line)].add(line.page)
    for line in lines:
        repeated = pages > 1 and line.y in edges[line.page] and len(where[_place(line)]) > pages / 2
        if not repeated and not _PAGE_RE.fullmatch(line.words):
            yield line


def _edges(sizes: Mapping[float, float]) -> frozenset[float]:
    """The heights at the top and at the bottom of a page, one or two each, that stand apart from the rest."""
    found: set[float] = set()
    for heights in (sorted(sizes), sorted(sizes, reverse=True)):
        for count in (1, 2):
            if len(heights) > count:
                outer, inner = heights[count - 1], heights[count]
                if abs(outer - inner) >= _APART * max(sizes[outer], sizes[inner]):
                    found |= set(heights[:count])
                    break
    return frozenset(found)


def _place(line: _Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.words), round(line.y)


def _page(page: PageObject, number: int) -> Iterator[_Line]:
    from reporter.readers.columns import Fragment, in_reading_order, margins

    fragments: list[Fragment] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        scale = (abs(tm[3]) or abs(tm[0]) or 1.0) * (abs(cm[3]) or 1.0)
        text = text.translate(_LIGATURES)
        place = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
        fragments.append(Fragment(text, *place, round(size * scale, 1)))

    page.extract_text(visitor_text=visit)
    above, inner, below = margins(fragments, float(page.mediabox.height))
    for part, margin in ((above, True), (in_reading_order(inner), False), (below, True)):
        for line in _in_lines(part, number, margin):
            if not (margin and _FOLIO_RE.fullmatch(line.words)):
                yield line


def _in_lines(fragments: Sequence[Fragment], number: int, margin: bool) -> Iterator[_Line]:
    """The fragments put together to lines, in their order."""
    words, x, y, size = "", 0.0, 0.0, 0.0
    for text, fragment_x, fragment_y, fragment_size in (*fragments, ("\n", 0.0, 0.0, 0.0)):
        for piece in re.split(r"(\n)", text):
            if piece == "\n" or (piece.strip() and abs(fragment_y - y) > size * 0.6):
                if words.strip():
                    yield _Line(" ".join(words.split()), number, x, y, size, margin)
                words, size = "", 0.0
            if piece.strip():
                if not words.strip():
                    x, y = fragment_x, fragment_y
                size = max(size, fragment_size)
            if piece != "\n":
                words += piece


def _paragraphs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    pitches = _pitches(lines)
    block = [lines[0]]
    for before, line in zip(lines, lines[1:], strict=False):
        if _continues(before, line, pitches.get(line.size, line.size * 1.5)):
            block.append(line)
        else:
            yield block
            block = [line]
    yield block


def _pitches(lines: Sequence[_Line]) -> dict[float, float]:
    """The usual distance between lines of one paragraph, by size of type."""
    drops: defaultdict[float, list[float]] = defaultdict(list)
    for before, line in zip(lines, lines[1:], strict=False):
        drop = before.y - line.y
        if before.size == line.size and before.page == line.page and 0 < drop < 2.5 * line.size:
            drops[line.size].append(drop)
    # The lower quartile: where most paragraphs have one line, the median is the gap between them.
    return {size: sorted(found)[len(found) // 4] for size, found in drops.items()}


def _continues(before: _Line, line: _Line, pitch: float) -> bool:
    if before.margin != line.margin:
        return False
    if abs(before.size - line.size) > 0.05 * before.size:
        return False
    drop = before.y - line.y
    if before.page != line.page or drop <= 0:  # the next page or column
        return not _ENDED_RE.search(before.words) or line.words[0].islower()
    return drop <= pitch * _GAP_RATIO and line.x - before.x <= _INDENT_EMS * line.size


def _mended(lines: Sequence[str], known: Counter[str]) -> str:
    """The lines as one, words parted at a line's end put together again."""
    words = lines[0]
    for line in lines[1:]:
        hyphen = _HYPHEN_RE.search(words)
        if not hyphen or not line[0].islower():
            words += line if words.endswith("-") else f" {line}"
            continue
        rest = re.match(r"\w*", line)
        keep = hyphen[2] == "-" and _compound(hyphen[1], rest.group() if rest else "", known)
        words = words[: hyphen.start(2)] + ("-" if keep else "") + line
    return words


def _compound(first: str, second: str, known: Counter[str]) -> bool:
    """Whether two parts of a word have a hyphen of their own between them.

    They do where the document has the word so elsewhere, or has both parts as words and nowhere the whole.
    """
    if known[f"{first}-{second}"] or known[first + second]:
        return known[f"{first}-{second}"] > 0
    return known[first] > 1 and known[second] > 1


def _title(document: PdfReader) -> str | None:
    """The title in the file's properties, unless a program put the name of a file there."""
    title = " ".join(str((document.metadata and document.metadata.title) or "").split())
    return None if not title or _FILE_NAME_RE.fullmatch(title) else title


PDF = Reader(
    name="pdf",
    suffixes=(".pdf",),
    media_types=("application/pdf",),
    summary="PDF with a text layer: paragraphs mended, running heads and page numbers left out",
    read=_read,
    sure=lambda data: start(data).startswith(b"%PDF-"),
    binary=True,
)
