"""The block of ``key: value`` lines between ``---`` lines that may open a text or Markdown file.

The lines are those of Jekyll and Hugo (flat YAML or TOML, strings only). Keys that say nothing of an
article (``tags``, ``layout``) are passed over, since such files are made for other tools.
"""

from __future__ import annotations

import re
from datetime import date

from reporter.errors import ReadError
from reporter.model import Metadata, Removed, Span
from reporter.patterns import lazily

_BLOCK_RE = lazily(r"\A(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*(?:\r?$|\Z)", re.DOTALL | re.MULTILINE)
_ENTRY_RE = lazily(r"([A-Za-z_][\w-]*)[ \t]*[:=](?:[ \t]+(.*))?\Z|([A-Za-z_][\w-]*)=(.*)\Z")
_NESTED_RE = lazily(r"[ \t]*(?:#.*|-[ \t].*)?\Z|[ \t]+\S.*\Z")
_DAY_RE = lazily(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?\Z")
_FIELDS = {
    "title": "title",
    "outlet": "outlet",
    "author": "author",
    "published": "published",
    "date": "published",
    "url": "url",
    "language": "language",
}


def front_matter(text: str, locator: str) -> tuple[Metadata, tuple[Removed, ...]]:
    """What the front matter of ``text`` says, and where it stands; nothing where there is none.

    Raises ReadError where the publication day is not an ISO 8601 date.
    """
    block = _BLOCK_RE.match(text)
    entries = _entries(block.group(2)) if block else {}
    found: dict[str, str] = {}
    for key, value in entries.items():
        if key.lower() in _FIELDS and value:
            found.setdefault(_FIELDS[key.lower()], value)
    if block is None or not found:
        return Metadata(), ()
    published = _day(found.pop("published", ""), locator)
    span = Span(0, len(block.group().rstrip()))
    return Metadata(published=published, **found), (Removed(span, "front-matter"),)


def _entries(block: str) -> dict[str, str]:
    """The flat entries; none at all where a line is not front matter, for then it is a text between rules."""
    entries = {}
    for line in block.splitlines():
        entry = _ENTRY_RE.match(line.rstrip())
        if entry:
            value = (entry[2] or entry[4] or "").strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            entries[entry[1] or entry[3]] = value
        elif not _NESTED_RE.match(line):
            return {}
    return entries


def _day(value: str, locator: str) -> date | None:
    if not value:
        return None
    day = _DAY_RE.match(value)
    try:
        return date.fromisoformat(day[1] if day else value)
    except ValueError:
        raise ReadError(
            "bad-date", f"{locator}: published is {value!r} in the front matter; write YYYY-MM-DD"
        ) from None
