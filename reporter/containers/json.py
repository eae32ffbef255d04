"""JSON and JSON Lines: one record an article, under the field names of docs/inputs.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from reporter import mime
from reporter.containers.base import MB, Allowance, Container, Member, inside
from reporter.encoding import decode, mended
from reporter.errors import ReadError
from reporter.kinds import FRAGMENT, start
from reporter.model import Metadata, Skipped, Source
from reporter.patterns import lazily

TEXT = ("text", "body", "articleBody", "content", "maintext")
HTML = ("html", "content_html", "body_html")
METADATA: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "site", "sitename", "source", "source_domain"),
    "author": ("author", "authors", "byline"),
    "published": (
        *("published", "date", "datePublished", "date_published", "pubDate", "published_at"),
        *("publish_date", "date_publish"),
    ),
    "url": ("url", "link", "canonical_url"),
    "language": ("language", "lang", "inLanguage"),
}
"""Of each noun the fields that name it, those of schema.org, JSON Feed and common crawlers among them."""
LISTS = ("articles", "items", "docs", "entries", "@graph")
"""Fields of an object that holds the records."""
_RECORD_RE = lazily(rb'\{\s*"(?:[^"\\]|\\.){1,60}"\s*:')
_MARKUP_RE = lazily(r"<(?:p|div|br|article|h[1-6]|html|body|span|a)\b[^>]{0,500}>", re.I)
_PAGE_RE = lazily(r"<(?:!doctype|html|body)\b", re.I)
_OWN_FORMAT = "reporter-"


def _open(source: Source, allowance: Allowance) -> Iterator[Member]:
    import json

    text = decode(source.data, source.charset)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        if "\n" not in text.strip():
            raise ReadError("broken-json", f"not readable as JSON ({error}); correct it") from None
        yield from _lines(source.locator, text, allowance)
        return
    records = _records(whole)
    if records is None:
        fields = ", ".join(TEXT[:3])
        raise ReadError("no-records", f"no article in it; a record has its words in one of {fields}, html")
    for number, record in enumerate(records, 1):
        yield _article(record, source.locator, number, allowance)


def _lines(locator: str, text: str, allowance: Allowance) -> Iterator[Member]:
    import json

    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Skipped(inside(locator, str(number)), "broken-json", f"line {number} is not JSON ({error})")
        else:
            yield _article(record, locator, number, allowance)


def _records(whole: object) -> list[Any] | None:
    if isinstance(whole, list):
        return whole
    if not isinstance(whole, dict) or str(whole.get("format", "")).startswith(_OWN_FORMAT):
        return None
    if _first(whole, (*TEXT, *HTML)) is not None:
        return [whole]
    return next((whole[name] for name in LISTS if isinstance(whole.get(name), list)), None)


def _article(record: object, locator: str, number: int, allowance: Allowance) -> Source | Skipped:
    """One record; what it is called is its address, its id, or its number."""
    allowance.enter()
    if not isinstance(record, dict):
        return Skipped(inside(locator, str(number)), "no-records", f"record {number} is no object")
    known = _metadata(record)
    name = known.url or _word(record.get("id")) or str(number)
    place = inside(locator, name)
    page, words = _first(record, HTML), _first(record, TEXT)
    if page is None and words is not None and len(_MARKUP_RE.findall(words)) > 1:
        page = words
    if page is None and words is None:
        return Skipped(place, "no-records", f"record {number} has none of the fields {', '.join(TEXT)}, html")
    data = mended(page or words or "").encode()
    allowance.take(len(data))
    if len(data) > allowance.limits.input_mb * MB:
        return Skipped(place, "too-large", f"larger than {allowance.limits.input_mb} MB")
    media_type = "text/plain" if page is None else "text/html" if _PAGE_RE.search(page) else FRAGMENT
    return Source(place, data, media_type, known, "utf-8")


def _metadata(record: Mapping[str, Any]) -> Metadata:
    values: dict[str, Any] = {
        name: next((word for field in fields if (word := _word(record.get(field)))), None)
        for name, fields in METADATA.items()
    }
    if (values["outlet"] or "").startswith(
        ("http://", "https://")
    ):  # of programs whose "source" is the address
        values["url"] = values["url"] or values["outlet"]
        values["outlet"] = None
    published = day(values.pop("published"))
    return replace(Metadata(**values), published=published)


def _first(record: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    value = next((record[name] for name in names if record.get(name)), None)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    return value if isinstance(value, str) and value.strip() else None


def _word(value: object) -> str | None:
    """A name as text: ``{"name": …}`` of schema.org and lists of names among it."""
    if isinstance(value, list):
        return ", ".join(word for one in value if (word := _word(one))) or None
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return " ".join(mended(value).split()) or None if isinstance(value, str) else None


def day(value: str | None) -> date | None:
    """The day of a date as programs write it: ISO 8601, or RFC 5322 as in mails and feeds."""
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return mime.day(value)


JSON = Container(
    name="json",
    suffixes=(".json", ".jsonl", ".ndjson"),
    media_types=("application/json", "application/jsonl", "application/x-ndjson", "application/feed+json"),
    summary="JSON and JSON Lines: a record an article, or a list of them",
    open=_open,
    likely=lambda data: bool(_RECORD_RE.match(start(data).removeprefix(b"[").lstrip())),
)
