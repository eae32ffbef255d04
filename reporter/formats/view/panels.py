"""The nouns of the page's panels: figures, timeline, voices, filters, folded rows and the map of the rows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure of one article on the plot; lengths in the units of the picture."""

    label: str
    """Of its article."""
    shape: str
    """``circle``, ``square`` or ``diamond``: articles differ in more than their letter."""
    x: str
    y: str
    left: str
    right: str
    """The range of values that the figure admits."""
    words: str
    anchor: str
    ref: str


@dataclass(frozen=True, slots=True)
class DotRow:
    """The figures of one finding, on a scale of their own from 0 to the largest."""

    anchor: str
    verdict: str
    name: str
    """``≠6``."""
    subject: str
    dots: tuple[Dot, ...]
    height: int
    apart: str
    """``×2.1``: how often the smallest of a conflict goes into the largest; else empty."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of an article at a place of the timeline or in the table of voices."""

    words: str
    ref: str
    anchor: str
    about: str = ""
    finding: str = ""
    """Anchor of the finding that rests on them, if there is one."""
    name: str = ""
    """Of that finding: ``≠3``."""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or period that articles name."""

    when: str
    since: str
    """``4 years later``: the time since the moment before."""
    columns: tuple[tuple[Mention, ...], ...]
    """What each article says of it."""
    more: tuple[str, ...] = ()
    """``and 3 more``, by article; empty where all is shown."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody whom the articles cite, and what each has them say."""

    name: str
    columns: tuple[tuple[Mention, ...], ...]
    more: tuple[str, ...]
    """``and 3 more``, by article; empty where all is shown."""
    disputed: tuple[Mention, ...]
    """Disputes inside one article that this voice takes part in."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The filters beside the verdicts, with what there is to choose on this page."""

    relations: tuple[Option, ...] = ()
    kinds: tuple[Option, ...] = ()
    speakers: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A row, or a run of rows with one verdict, on the map; in thousandths of its height."""

    verdict: str
    top: str
    height: str
    anchor: str
    """Of a row with a conflict, else empty."""
