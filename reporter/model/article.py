"""An article: where it came from, its words, and what the first stages mark in them."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from reporter.patterns import lazily

_VISIBLE_RE = lazily(r"\S")
_SURROGATE_RE = lazily("[\ud800-\udfff]")
_TAG_RE = lazily(r"\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,6})(?![\w-])")


class Span(NamedTuple):
    """Half-open character offsets ``[start, end)`` into an article's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans have at least one character in common."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def meets(span: Span, others: Sequence[Span]) -> bool:
    """Whether ``span`` overlaps one of ``others``, which are in order and do not overlap each other."""
    before = bisect_left(others, (span.end,)) - 1
    return before >= 0 and others[before].end > span.start


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its words. Every field may be missing."""

    title: str | None = None
    outlet: str | None = None
    """The publisher's name."""
    author: str | None = None
    published: date | None = None
    """Day of publication; relative dates in the text resolve against it."""
    url: str | None = None
    language: str | None = None
    """BCP 47 tag, for example ``en`` or ``de``; of several the first, and None for what is no tag.

    Articles state it, and it becomes part of file names and of styles further on.
    """

    def __post_init__(self) -> None:
        if self.language is not None:
            tag = _TAG_RE.match(self.language)
            object.__setattr__(self, "language", tag and tag[1].replace("_", "-"))

    def over(self, other: Metadata) -> Metadata:
        """These values where present, ``other``'s elsewhere."""
        mine = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return replace(other, **{name: value for name, value in mine.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one article and where they came from."""

    locator: str
    """Path, URL, ``-`` for standard input, or ``archive.zip!member``."""
    data: bytes
    media_type: str = ""
    """As it was sent with the bytes, for example ``text/plain``; empty: the bytes and the name have to tell."""
    sidecar: Metadata = Metadata()
    """Metadata given beside the document (``story.toml``, ``NAME.meta.toml``, the entry of a feed)."""
    charset: str | None = None
    """Encoding as it was sent with the bytes: a label of HTTP or MIME, which may be wrong."""
    url: str | None = None
    """Where the bytes were fetched from; the address that a page gives itself goes before it."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A stretch of text that takes no part in the comparison; the text itself is never rewritten."""

    span: Span
    reason: str
    """For example ``navigation``, ``byline``, ``caption``."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of the bytes of a source."""

    text: str
    metadata: Metadata = Metadata()
    headings: tuple[Span, ...] = ()
    """Spans that the document itself marks as headings."""
    markup: tuple[Removed, ...] = ()
    """Notation that is not the article's words (``markup``, ``front-matter``); cleaning passes it on."""


@dataclass(frozen=True, slots=True)
class Article:
    """One text from one outlet."""

    text: str
    metadata: Metadata = Metadata()
    locator: str = "-"
    sha256: str = ""
    """Hex digest of the input bytes (of the UTF-8 text where there were no bytes)."""
    headings: tuple[Span, ...] = ()
    markup: tuple[Removed, ...] = ()
    """The reading's, see there."""
    read_as: str = field(default="", compare=False)
    """Name of the reader that made the text, for people to see; empty where there was none."""

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        title: str | None = None,
        outlet: str | None = None,
        author: str | None = None,
        published: date | str | None = None,
        url: str | None = None,
        language: str | None = None,
        locator: str = "-",
    ) -> Article:
        """An article from words at hand. ``published`` may be an ISO 8601 date, ``language`` is a BCP 47 tag.

        Halves of surrogate pairs, which no encoding can write, become U+FFFD.
        """
        text = _SURROGATE_RE.sub("\ufffd", text)
        day = date.fromisoformat(published) if isinstance(published, str) else published
        metadata = Metadata(title, outlet, author, day, url, language)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(text, metadata, locator, digest)

    @classmethod
    def from_reading(cls, source: Source, reading: Reading, metadata: Metadata) -> Article:
        """An article from what a reader made of a source."""
        digest = hashlib.sha256(source.data).hexdigest()
        return cls(reading.text, metadata, source.locator, digest, reading.headings, reading.markup)

    @property
    def identity(self) -> str:
        """A name that survives edits and moves: the URL, else the file's own name."""
        return self.metadata.url or self.locator.replace("\\", "/").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was left out, and why; every format shows it."""

    locator: str
    slug: str
    """The error's slug, an anchor in docs/messages.md."""
    reason: str


class SentenceRole(StrEnum):
    """What a sentence is in the article's layout."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article. Sentences and removed spans together tile the text."""

    index: int
    span: Span
    role: SentenceRole = SentenceRole.BODY
    paragraph: int = 0
    """Counts the blocks of text between line breaks."""


def blank(text: str, removed: Iterable[Removed]) -> str:
    """``text`` with the removed stretches blanked out, line breaks kept: same length, so offsets hold.

    Stages that match patterns run on this, so that ``**341** people`` reads as ``341 people`` to them;
    what they quote comes from the text itself.
    """
    pieces, end = [], 0
    for mark in sorted(removed, key=lambda mark: mark.span):
        start, stop = max(end, mark.span.start), mark.span.end
        if start < stop:
            pieces += [text[end:start], _VISIBLE_RE.sub(" ", text[start:stop])]
            end = stop
    return "".join((*pieces, text[end:]))
