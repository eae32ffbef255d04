"""HTML: the article of a page, found by trafilatura, with what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from reporter.encoding import decode
from reporter.errors import ReadError
from reporter.kinds import FRAGMENT, start
from reporter.model import Metadata, Reading, Source, Span
from reporter.patterns import lazily
from reporter.readers.base import Reader

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAGE_RE = lazily(rb"<(?:html|head|body|meta|article)\b", re.I)
_CHARSET_RE = lazily(rb"<meta\b[^>]{0,200}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.I)
_DECLARATION_RE = lazily(rb"<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
_LANGUAGE_RE = lazily(rb"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.I)
_BREAK = "\n"
_EMBEDDED_RE = lazily(r"data:[\w.+/-]{1,99}(?:;[\w.=+-]{1,60}){0,3};base64,[A-Za-z0-9+/=%]{256,}+")
"""Pictures and fonts that a browser saved into the page: libxml2 gives up on a page with 10 MB in one attribute."""
_ATTRIBUTE = r"[\s/]++[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
_ATTRIBUTE_RE = lazily(rf"(?<![\s/]){_ATTRIBUTE}")
_TAG_RE = lazily(rf"<!--|<(/?[a-zA-Z][^\s/>]*+)(?:{_ATTRIBUTE})*+[\s/]*+>?")
"""A tag with its attributes, as HTML (13.2.5) has it, and each character looked at once."""
_LONG_TAG, _MOST_ATTRIBUTES = 2_000, 200
"""libxml2 takes time by the square of the attributes of a tag; from so many on it has none."""
_MOST_TAGS = 100_000
"""Of a page, ten times what the largest have: trafilatura takes time by the square of them."""
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
"""No search in all of the page, which takes a number in an address for a year: no day is better than a wrong one.
And no day that depends on today's."""
_FEWEST_WORDS = 5
"""A page that yields fewer is a menu or a notice."""
_NOT_WORDS = ("head", "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "form")
"""Elements of a fragment that hold no words of an article."""
_NAMES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "head"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("li", "dt", "dd", "figcaption"), "item"),
    **dict.fromkeys(("div", "section", "article", "header", "footer", "blockquote", "pre", "ul", "ol"), "p"),
    "tr": "row",
    "br": "lb",
    "hr": "lb",
}
"""What trafilatura calls the elements of HTML."""
_BLOCKS = ("p", "head", "item", "row", "code", "quote", "lb", "list", "table")


def _read(source: Source) -> Reading:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its warnings are told by the error below
    data = source.data
    markup = _EMBEDDED_RE.sub("data:,", decode(data, source.charset or _charset(data)))
    if markup.count("<") > _MOST_TAGS:
        raise ReadError(
            "too-long", f"{source.locator}: more than {_MOST_TAGS:,} tags; give the article alone"
        )
    markup = _plain_tags(markup)
    if source.media_type == FRAGMENT:
        return _fragment(source.locator, markup)
    try:
        page: Any = trafilatura.bare_extraction(
            markup,
            url=source.url,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
        body = getattr(page, "body", None)
        blocks = _blocks(body) if body is not None else []
    except Exception as error:  # noqa: BLE001 - broken markup may raise anything from inside the libraries
        reason = " ".join(f"{type(error).__name__} {error}".split())[:120]
        raise ReadError(
            "broken-html", f"{source.locator}: the page cannot be read ({reason}); save it anew"
        ) from None
    if page is None or sum(len(words.split()) for heading, words in blocks if not heading) < _FEWEST_WORDS:
        raise ReadError(
            "no-article-text", f"{source.locator}: no article text in the page; save the article's page"
        )
    language = _LANGUAGE_RE.search(data[:4096])
    outlet = _plain(page.sitename)
    metadata = Metadata(
        title=_title(_plain(page.title), outlet),
        outlet=outlet,
        author=_plain(page.author),
        published=_day(page.date),
        url=_plain(page.url),
        language=language[1].decode("ascii") if language else None,
    )
    text, headings = _joined(_titled(blocks, metadata.title))
    return Reading(text, metadata, headings)


def _plain_tags(markup: str) -> str:
    """The markup without the attributes of tags that have more than any real one."""
    pieces, kept, at = [], 0, 0
    while (tag := _TAG_RE.search(markup, at)) is not None:
        at = tag.end()
        if tag[1] is None:
            closed = markup.find("-->", at)
            at = len(markup) if closed < 0 else closed
            continue
        if at - tag.start() > _LONG_TAG and len(_ATTRIBUTE_RE.findall(tag[0])) > _MOST_ATTRIBUTES:
            pieces += [markup[kept : tag.start()], f"<{tag[1][:_LONG_TAG]}>"]
            kept = at
        if (name := tag[1].lower()) in ("script", "style"):  # what looks like tags in there is none
            end = re.compile(f"</{name}", re.I).search(markup, at)
            at = end.start() if end else len(markup)
    return "".join([*pieces, markup[kept:]]) if pieces else markup


def _fragment(locator: str, markup: str) -> Reading:
    """HTML that is the article: all its words."""
    from lxml import etree, html

    blocks: list[tuple[bool, str]] = []
    try:
        tree = html.document_fromstring(markup, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, ValueError):  # without an element, or with characters that XML has not
        tree = None
    if tree is not None:
        etree.strip_elements(tree, *_NOT_WORDS, with_tail=False)
        for element in tree.iter(*_NAMES):
            element.tag = _NAMES[element.tag]
        blocks = _blocks(tree)
    if not blocks:
        raise ReadError("no-article-text", f"{locator}: no text in it")
    text, headings = _joined(blocks)
    return Reading(text, Metadata(), headings)


def _charset(data: bytes) -> str | None:
    """The encoding that the page declares."""
    start = data[:2048]
    found = _CHARSET_RE.search(start) or _DECLARATION_RE.match(start)
    return found[1].decode("ascii", "replace") if found else None


def _blocks(body: _Element) -> list[tuple[bool, str]]:
    """Every block of trafilatura's tree that has words: whether it is a heading, and the words."""
    blocks: list[tuple[bool, str]] = []
    pieces: list[str] = []
    for heading, words in (*_pieces(body, False), (False, _BREAK)):
        if words != _BREAK:
            pieces.append(words)
        else:
            block = " ".join("".join(pieces).split())
            if block:
                blocks.append((heading, block))
            pieces = []
    return blocks


def _pieces(element: _Element, heading: bool) -> Iterator[tuple[bool, str]]:
    """The characters below an element in order, with a break wherever a block begins or ends.

    Each comes with whether it, or for a break the block that ends there, is a heading.
    """
    inner = heading or element.tag == "head"
    if element.tag in _BLOCKS:
        yield heading, _BREAK
    yield inner, _spaced(element.text)
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child, inner)
        yield inner, _spaced(child.tail)
    if element.tag in _BLOCKS:
        yield inner, _BREAK
    elif element.tag == "cell":
        yield inner, " "


def _spaced(words: str | None) -> str:
    return (words or "").replace("\n", " ")


def _titled(blocks: list[tuple[bool, str]], title: str | None) -> list[tuple[bool, str]]:
    """The blocks with the page's title as a heading: the block at the top that says it, or a new one."""
    if not title:
        return blocks
    for number, (_, words) in enumerate(blocks[:3]):
        if _folded(words) == _folded(title):
            return [*blocks[:number], (True, words), *blocks[number + 1 :]]
    return [(True, title), *blocks]


def _joined(blocks: list[tuple[bool, str]]) -> tuple[str, tuple[Span, ...]]:
    parts: list[str] = []
    headings, at = [], 0
    for heading, words in blocks:
        if heading:
            headings.append(Span(at, at + len(words)))
        parts.append(words)
        at += len(words) + 2
    return "\n\n".join(parts) + "\n", tuple(headings)


def _title(title: str | None, outlet: str | None) -> str | None:
    """The title without the outlet's name that pages put behind it (`` - The Post``) or before it."""
    if title and outlet:
        for bar in (" - ", " | ", " – ", " — "):
            title = title.removesuffix(f"{bar}{outlet}")
        title = title.removeprefix(f"{outlet}: ")
    return title


def _plain(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _folded(words: str) -> str:
    return re.sub(r"\W+", " ", words).casefold().strip()


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


HTML = Reader(
    name="html",
    suffixes=(".html", ".htm", ".xhtml"),
    media_types=("text/html", "application/xhtml+xml", FRAGMENT),
    summary="web pages: the article's text, title, outlet, author and day by trafilatura",
    read=_read,
    sure=lambda data: start(data)[:15].lower().startswith((b"<!doctype html", b"<html")),
    likely=lambda data: start(data).startswith(b"<") and bool(_PAGE_RE.search(start(data))),
)
