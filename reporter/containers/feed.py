"""Feeds, RSS and Atom: items with their whole text are articles, others are links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from reporter.containers.base import MB, Allowance, Container, Linked, Member, inside
from reporter.encoding import decode, mended
from reporter.errors import ReadError
from reporter.kinds import FRAGMENT, start
from reporter.model import Metadata, Skipped, Source
from reporter.patterns import lazily

FEWEST_WORDS = 80
"""An item with fewer is a teaser: the article is behind its link."""
_FEED_RE = lazily(
    rb"(?:<\?[^>]{0,500}>|<!--(?:[^-]|-(?!->))*+-->|<!DOCTYPE\b[^>\[]{0,200}>|\s)*+<(?:rss|feed|rdf:RDF)\b",
    re.I,
)
"""What may stand before the first element, each way once: a second way would double the time with every comment."""
_DECLARATION_RE = lazily(rb"\A<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
_PROLOG_RE = lazily(r"\A\s*<\?xml\b[^>]{0,200}>")
_TAG_RE = lazily(r"<[^<>]{0,2000}>")


def _open(source: Source, allowance: Allowance) -> Iterator[Member]:
    import io

    import feedparser

    if len(source.data) > allowance.limits.input_mb * MB:
        raise ReadError(
            "too-large", f"larger than {allowance.limits.input_mb} MB; a feed is a thousandth of it"
        )
    declared = _DECLARATION_RE.search(start(source.data))
    text = decode(source.data, source.charset or (declared[1].decode("ascii") if declared else None))
    text = _PROLOG_RE.sub("", text, count=1)  # it names the encoding of before
    # A stream, never text: feedparser would take text for an address or a path, and open it.
    found = feedparser.parse(
        io.BytesIO(mended(text).encode()), response_headers={"content-type": "application/xml; charset=utf-8"}
    )
    if not found.entries:
        reason = found.get("bozo_exception", "no items")
        raise ReadError("broken-feed", f"no items of a feed in it ({reason})")
    for number, entry in enumerate(found.entries, 1):
        allowance.enter()
        yield _item(entry, number, source, found.feed, allowance)


def _item(
    entry: Mapping[str, Any], number: int, source: Source, feed: Mapping[str, Any], allowance: Allowance
) -> Member:
    """One item; what it is called is its address, its id, or its number."""
    known = _metadata(entry, feed)
    locator = inside(source.locator, known.url or _word(entry.get("id")) or str(number))
    markup = _longest(entry)
    words = len(_TAG_RE.sub(" ", markup).split())
    if words >= FEWEST_WORDS or (not known.url and words):
        data = mended(markup).encode()
        allowance.take(len(data))
        return Source(locator, data, FRAGMENT, known, "utf-8")
    if known.url:
        return Linked(locator, known.url, known)
    return Skipped(locator, "empty-item", "neither words nor a link")


def _longest(entry: Mapping[str, Any]) -> str:
    """The item's text: the longest of its contents and its summary."""
    contents = [one.get("value") for one in entry.get("content") or ()]
    texts = [text for text in (*contents, entry.get("summary")) if isinstance(text, str)]
    return max(texts, key=len, default="")


def _metadata(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Metadata:
    link = _word(entry.get("link"))
    origin = entry.get("source")
    outlet = (_word(origin.get("title")) if isinstance(origin, dict) else None) or _word(feed.get("title"))
    return Metadata(
        title=_word(entry.get("title")),
        outlet=outlet,
        author=_word(entry.get("author")),
        published=_day(entry.get("published_parsed") or entry.get("updated_parsed")),
        url=link if link and link.startswith(("http://", "https://")) else None,
        language=_word(feed.get("language")),
    )


def _day(time: Any) -> date | None:
    try:
        return date(*time[:3]) if time else None
    except (ValueError, TypeError):
        return None


def _word(value: object) -> str | None:
    """A title or name without tags and entities."""
    from html import unescape

    if not isinstance(value, str):
        return None
    return " ".join(unescape(_TAG_RE.sub(" ", mended(value))).split()) or None


FEED = Container(
    name="feed",
    suffixes=(".rss", ".atom", ".rdf", ".xml"),
    media_types=("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    summary="RSS and Atom feeds: items with their whole text, and links where fetching is allowed",
    open=_open,
    sure=lambda data: bool(_FEED_RE.match(start(data))),
)
