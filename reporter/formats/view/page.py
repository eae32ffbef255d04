"""The nouns of a report page. All text is tamed; templates only escape it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reporter.formats.view.camps import CampView, Matrix
from reporter.formats.view.panels import Choices, DotRow, Moment, Tick, Voice


@dataclass(frozen=True, slots=True)
class Source:
    """One of the compared articles, as a card."""

    label: str
    name: str
    """Outlet, else file name."""
    title: str
    outlet: str
    author: str
    published: str
    """``7 December 2016``."""
    locator: str
    url: str
    """http or https only, else empty."""
    language: str
    sha256: str
    characters: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of an agreement bar; lengths in the units of the picture."""

    verdict: str
    icon: str
    number: int
    x: str
    width: str
    middle: str
    named: bool
    """Whether it is wide enough for its number."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many sentences of an article are shared, conflicting, only there."""

    label: str
    words: str
    """The same in words."""
    y: str
    baseline: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The agreement bars of all articles."""

    width: int
    height: int
    bar_height: int
    words: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class CountLine:
    """A line of the summary."""

    verdict: str
    icon: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Link:
    """A sentence by its name (``B12``), with a link to it."""

    ref: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a quoted sentence."""

    text: str
    strong: bool
    """Whether the finding rests on these words."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence that a finding rests on, with the words that matter."""

    label: str
    name: str
    """Of its article: outlet or file."""
    ref: str
    anchor: str
    words: tuple[str, ...]
    """The words that matter, without their sentence."""
    sentence: tuple[Stretch, ...]
    who: str
    """Who says so."""
    own_voice: bool
    """Whether nobody but the article says so."""
    offsets: str
    """``4711–4736``."""
    reads: str = ""
    """How the words were read: ``341 to 426 people · area: east aleppo``."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a rule's trace."""

    check: str
    left: str
    right: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a person decided of an entry."""

    outcome: str
    """``confirmed``, ``not-an-issue`` or ``dismissed``."""
    words: str
    """``Confirmed by Ada Novak on 7 December 2016``."""
    note: str
    subject: str
    """What it was about when it was decided."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding or a near miss."""

    number: int
    anchor: str
    id: str
    verdict: str
    """``conflicting``, ``shared``, ``unique`` or ``near-miss``; names the CSS class too."""
    icon: str
    word: str
    relation: str
    kind: str
    subject: str
    rule: str
    message: str
    steps: tuple[StepRow, ...]
    quotations: tuple[Quotation, ...]
    columns: tuple[tuple[Quotation, ...], ...]
    """The quotations by article."""
    topic: str = ""
    question: str = ""
    """Would settle the conflict."""
    decision: Ruled | None = None
    """It is settled."""
    superseded: Ruled | None = None
    """What was decided of the same matter when its values were others."""
    relation_id: str = ""
    """As in the JSON: ``scope-differs``; the filters go by it."""
    origin: str = ""
    """``one origin: Reuters``: every article cites the same voice for it."""
    speakers: tuple[int, ...] = ()
    """Who is cited, as positions in the choice of speakers."""
    record: Mapping[str, Any] = field(default_factory=dict)
    """Of a conflict: what the page needs to write a decision of it, and those there are."""
    camps: tuple[CampView, ...] = ()
    """Who gives which value, of three and more articles."""


@dataclass(frozen=True, slots=True)
class NamedInBoth:
    """A person, place or organisation that articles share, under one name."""

    name: str
    anchor: str
    """Of its first entry."""
    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """Names a finding at the end of its words."""

    anchor: str
    verdict: str
    text: str
    """``≠3``."""
    title: str
    """``Conflict 3, scope differs: deaths``."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence under the same marks."""

    text: str
    verdict: str = ""
    """Of the strongest mark on it, or empty."""
    title: str = ""
    removed: str = ""
    """Why it takes no part in the comparison, or empty."""
    tags: tuple[Tag, ...] = ()
    """Of the marks that end with it."""
    findings: str = ""
    """Anchors of all findings whose words it belongs to, with spaces between."""


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence with the findings marked in it."""

    ref: str
    anchor: str
    role: str
    verdict: str
    pieces: tuple[Piece, ...]
    elsewhere: tuple[Link, ...] = ()
    """Counterparts that do not stand face to face with it."""

    @property
    def text(self) -> str:
        """Its words without what was removed."""
        return "".join(piece.text for piece in self.pieces if not piece.removed)


@dataclass(frozen=True, slots=True)
class Echo:
    """A sentence printed elsewhere, repeated beside its counterpart."""

    ref: str
    anchor: str
    text: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What one article has in a row."""

    label: str
    name: str
    language: str
    sentences: tuple[SentenceView, ...] = ()
    echoes: tuple[Echo, ...] = ()
    removed: str = ""
    """Text that stood here and takes no part in the comparison."""


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences face to face, or text removed between them."""

    verdict: str
    """Of the strongest of its sentences, or ``removed``."""
    icon: str
    word: str
    """``Only A``; the reason in a row of removed text."""
    heading: bool
    """Whether it has headlines and subheads only."""
    cells: tuple[Cell, ...]
    conflict_tags: tuple[Tag, ...] = ()
    """Of all conflicts that its sentences are part of."""
    conflicts: tuple[Entry, ...] = ()
    """Those that stand under this row."""
    others: tuple[Entry, ...] = ()
    others_words: str = ""
    """``3 shared, 1 only here``."""
    findings: str = ""
    """Anchors of all findings that name its sentences, with spaces between."""
    again: bool = False
    """Whether all it holds stands beside a sentence of the first article too: left out in aligned order."""
    holds: str = ""
    """Classes that name its articles, of three and more: `` h1 h3``; it is shown where one of these is."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that follow each other, folded in a long report where none of them has a conflict."""

    rows: tuple[Row, ...]
    folded: str = ""
    """What it holds; empty where it is not folded."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the articles, with the rows that these have sentences in."""

    sources: tuple[Source, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that one article alone has, or a sentence with facts that it alone has."""

    sentence: SentenceView
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """What one article alone says."""

    source: Source
    whole: tuple[Statement, ...]
    """Sentences without a counterpart."""
    details: tuple[Entry, ...]
    """Facts it alone has inside sentences that others have too."""


@dataclass(frozen=True, slots=True)
class RemovedText:
    """Text that took no part in the comparison."""

    label: str
    text: str
    reason: str
    offsets: str


@dataclass(frozen=True, slots=True)
class SkippedInput:
    """An input that was left out."""

    locator: str
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report."""

    kicker: str
    title: str
    short_title: str
    """For the heads of pages."""
    sources: tuple[Source, ...]
    summary: tuple[CountLine, ...]
    picture: Picture
    notes: tuple[str, ...]
    skipped: tuple[SkippedInput, ...]
    conflicts: tuple[Entry, ...]
    shared: tuple[Entry, ...]
    """Without the names."""
    names: tuple[NamedInBoth, ...]
    alone: tuple[Alone, ...]
    near_misses: tuple[Entry, ...]
    rows: tuple[Row, ...]
    removed: tuple[RemovedText, ...]
    version: str
    format: str
    settings: tuple[tuple[str, str], ...]
    settled: str = ""
    """``1 of 4 conflicts settled``; empty where no decision was made."""
    origins: str = ""
    """``2 of 13 shared facts rest on one origin``; empty where none does."""
    dots: tuple[DotRow, ...] = ()
    plot_width: int = 0
    moments: tuple[Moment, ...] = ()
    """The timeline."""
    voices: tuple[Voice, ...] = ()
    choices: Choices = field(default_factory=Choices)
    blocks: tuple[Block, ...] = ()
    """The rows again, long runs without a conflict folded."""
    ticks: tuple[Tick, ...] = ()
    script: Mapping[str, str] = field(default_factory=dict)
    """What the page's script says."""
    matrix: Matrix | None = None
    """Who reports what; None for fewer than three articles."""
    parts: tuple[Part, ...] = ()
    """The rows again for paper, so many articles abreast as it holds."""
