"""Feeds, RSS and Atom: items with their whole text are articles, others are links.

Read with lxml, in a time that grows with the length of the feed; broken XML is read as far as it goes, and no entity
is looked up or grows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from reporter import mime
from reporter.containers.base import MB, Allowance, Container, Linked, Member, inside
from reporter.encoding import decode, mended
from reporter.errors import ReadError
from reporter.kinds import FRAGMENT, start
from reporter.model import Metadata, Skipped, Source
from reporter.patterns import lazily

if TYPE_CHECKING:
    from lxml.etree import _Element

FEWEST_WORDS = 80
"""An item with fewer is a teaser: the article is behind its link."""
_FEED_RE = lazily(
    rb"(?:<\?[^>]{0,500}>|<!--(?:[^-]|-(?!->))*-->|<!DOCTYPE\b[^>\[]{0,200}>|\s)*<(?:rss|feed|rdf:RDF)\b",
    re.I,
)
"""What may stand before the first element, each way once: a second way would double the time with every comment."""
_DECLARATION_RE = lazily(rb"\A<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
_PROLOG_RE = lazily(r"\A\s*<\?xml\b[^>]{0,200}>")
_HALF_RE = lazily(r"&#(?:0*5[5-7]\d{3}|[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2});")
"""References to halves of surrogate pairs, and some more of private use: lxml takes them and cannot give them back."""
_TAG_RE = lazily(r"<[^<>]{0,2000}>")
_TEXTS = ("encoded", "content", "description", "summary")
_DAYS = ("pubDate", "published", "issued", "date", "updated", "modified")
_LONGEST = 2000
"""Characters of a title, a name or an address."""


def _open(source: Source, allowance: Allowance) -> Iterator[Member]:
    from lxml import etree

    if len(source.data) > allowance.limits.input_mb * MB:
        raise ReadError(
            "too-large", f"larger than {allowance.limits.input_mb} MB; a feed is a thousandth of it"
        )
    declared = _DECLARATION_RE.search(start(source.data))
    text = decode(source.data, source.charset or (declared[1].decode("ascii") if declared else None))
    text = _PROLOG_RE.sub("", text, count=1)  # it names the encoding of before
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_HALF_RE.sub("\ufffd", mended(text)).encode(), parser)
    except (etree.XMLSyntaxError, ValueError):  # nothing that could be recovered
        root = None
    items = list(root.iter("{*}item", "{*}entry")) if root is not None else []
    if root is None or not items:
        raise ReadError("broken-feed", "no items of a feed in it")
    head = next(root.iter("{*}channel", "{*}feed"), root)
    outlet = _word(_named(head, "title"))
    language = _word(_named(head, "language")) or _language(head) or _language(root)
    for number, item in enumerate(items, 1):
        allowance.enter()
        try:
            yield _item(item, number, source, Metadata(outlet=outlet, language=language), allowance)
        except UnicodeDecodeError:  # characters that XML has not, in ways not thought of
            yield Skipped(inside(source.locator, str(number)), "broken-feed", "not readable as an item")


def _item(item: _Element, number: int, source: Source, feed: Metadata, allowance: Allowance) -> Member:
    """One item; what it is called is its address, its id, or its number."""
    known = _metadata(item, source.url).over(feed)
    locator = inside(source.locator, known.url or _word(_named(item, "guid", "id")) or str(number))
    markup = max((_inner(one) for one in item if _name(one) in _TEXTS), key=len, default="")
    words = len(_TAG_RE.sub(" ", markup).split())
    if words >= FEWEST_WORDS or (not known.url and words):
        data = mended(markup).encode()
        allowance.take(len(data))
        return Source(locator, data, FRAGMENT, known, "utf-8")
    if known.url:
        return Linked(locator, known.url, known)
    return Skipped(locator, "empty-item", "neither words nor a link")


def _metadata(item: _Element, base: str | None) -> Metadata:
    creator = _named(item, "creator", "author")
    name = _named(creator, "name") if creator is not None else None
    origin = _named(item, "source")
    title = _named(origin, "title") if origin is not None and len(origin) else origin
    return Metadata(
        title=_word(_named(item, "title")),
        outlet=_word(title),
        author=_word(name if name is not None else creator),
        published=next((day for field in _DAYS if (day := _day(_word(_named(item, field))))), None),
        url=_address(item, base),
        language=_language(item),
    )


def _address(item: _Element, base: str | None) -> str | None:
    """The item's link: that of RSS, the alternate one of Atom, or an id that is an address."""
    from urllib.parse import urljoin

    links = [one for one in item if _name(one) == "link" and one.get("rel", "alternate") == "alternate"]
    found = [one.get("href") or _word(one) for one in links]
    for link in (*found, _word(_named(item, "guid", "id"))):
        try:
            address: str = urljoin(base or "", (link or "").strip()[:_LONGEST])
        except ValueError:
            continue
        if address.startswith(("http://", "https://")):
            return address
    return None


def _name(element: _Element) -> str:
    """The name of an element without its namespace; empty for an entity."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _named(element: _Element, *names: str) -> _Element | None:
    """The first child of one of the names, the names in turn."""
    return next((child for name in names for child in element if _name(child) == name), None)


def _language(element: _Element) -> str | None:
    language: str | None = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    return language or None


def _inner(element: _Element) -> str:
    """What is in an element: its text, or where it has elements (XHTML) their markup."""
    from lxml import etree

    if any(isinstance(child.tag, str) for child in element):
        whole: str = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
        return whole
    return _text(element)


def _text(element: _Element) -> str:
    """The characters of an element; entities that XML does not know are those of HTML."""
    from html import unescape

    pieces = [element.text or ""]
    for child in element:
        pieces += [unescape(child.text or "") if not isinstance(child.tag, str) else "", child.tail or ""]
    return "".join(pieces)


def _day(value: str | None) -> date | None:
    """The day of a date as feeds have it: RFC 5322 or ISO 8601."""
    words = (value or "")[:100]
    if found := mime.day(words):
        return found
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None


def _word(element: _Element | None) -> str | None:
    """A title or name without tags and entities."""
    from html import unescape

    if element is None:
        return None
    words = " ".join(element.itertext(with_tail=False)) if len(element) else element.text or ""
    words = _TAG_RE.sub(" ", mended(words[: 2 * _LONGEST]))
    return " ".join(unescape(words).split())[:_LONGEST] or None


FEED = Container(
    name="feed",
    suffixes=(".rss", ".atom", ".rdf", ".xml"),
    media_types=("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    summary="RSS and Atom feeds: items with their whole text, and links where fetching is allowed",
    open=_open,
    sure=lambda data: bool(_FEED_RE.match(start(data))),
)
