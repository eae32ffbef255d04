"""Plain text: the decoded file itself."""

from __future__ import annotations

from reporter.encoding import decode
from reporter.model import Reading, Source
from reporter.readers.base import Reader
from reporter.readers.front_matter import front_matter


def _read(source: Source) -> Reading:
    text = decode(source.data, source.charset)
    metadata, markup = front_matter(text, source.locator)
    return Reading(text, metadata, markup=markup)


TEXT = Reader(
    name="text",
    suffixes=(".txt", ".text"),
    media_types=("text/plain",),
    summary="plain text in any encoding, with front matter where there is some",
    read=_read,
)
