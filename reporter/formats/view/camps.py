"""Reports on three and more articles: camps as a reader sees them, and the nouns of the matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.formats.strings import say
from reporter.formats.taming import tame
from reporter.model import Camp, label

if TYPE_CHECKING:
    from reporter.formats.view.page import Entry, Quotation

_SHOWN = 4
"""Quotations of a camp that are shown, one an article; of the others the place is named."""


@dataclass(frozen=True, slots=True)
class CampView:
    """Articles that give one value for a matter."""

    number: str
    """From 1."""
    value: str
    """In the words of the most exact mention."""
    labels: str
    """``B, C``."""
    notes: tuple[str, ...]
    """Which other values it fits, and which of its articles are copies of one text."""
    quotations: tuple[Quotation, ...]
    """One an article."""
    also: tuple[Quotation, ...]
    """Where else they say so."""


@dataclass(frozen=True, slots=True)
class Mark:
    """In a cell of the matrix: the source gives this value."""

    number: str
    """Of the camp; ``•`` where all agree."""
    anchor: str
    words: str
    """As printed there."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix."""

    entry: Entry
    cells: tuple[tuple[Mark, ...], ...]
    """By column; empty where the source says nothing of it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A source: an article, or all copies of one text."""

    labels: str
    """``B``, or ``B C E`` for copies."""
    names: str


@dataclass(frozen=True, slots=True)
class Two:
    """Any two articles, for the reader who wants these side by side."""

    labels: str
    """``A and C``."""
    pair: str
    """``1 3``: which columns."""
    shared: int
    conflicts: int
    words: str


@dataclass(frozen=True, slots=True)
class Chooser:
    """An article that can be set beside others."""

    number: int
    """From 1."""
    label: str
    name: str
    shown: bool
    """Whether it is when the page is opened."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who reports what."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    copies: tuple[str, ...]
    """``B, C and E are copies of one text: one origin``."""
    within: str
    """How many facts only copies of one text share; empty where none does."""
    choosers: tuple[Chooser, ...]
    twos: tuple[tuple[Two | None, ...], ...]
    """For every article the pairs with each article before it."""


def camp_view(
    number: int, camps: Sequence[Camp], origins: Sequence[int], quotations: Sequence[Quotation]
) -> CampView:
    """The camp at a position of its finding, with its words."""
    camp = camps[number]
    first: dict[str, Quotation] = {}
    for one in quotations:
        first.setdefault(one.label, one)
    shown = tuple(first.values())[:_SHOWN]
    kept = {one.ref for one in shown}
    fits = [f"“{tame(camps[other].value)}”" for other in camp.fits]
    return CampView(
        number=str(number + 1),
        value=tame(camp.value),
        labels=", ".join(label(article) for article in camp.articles),
        notes=tuple(
            note
            for note in (
                say("camp.fits", values=listing(fits)) if fits else "",
                _copied(camp.articles, origins),
            )
            if note
        ),
        quotations=shown,
        also=tuple(one for one in quotations if one.ref not in kept),
    )


def _copied(articles: Sequence[int], origins: Sequence[int]) -> str:
    """``one origin`` where all who say so print copies of one text; which ones are copies where some are."""
    groups: dict[int, list[str]] = {}
    for article in articles if origins else ():
        groups.setdefault(origins[article], []).append(label(article))
    copied = [labels for labels in groups.values() if len(labels) > 1]
    return "; ".join(say("camp.copies", labels=listing(labels)) for labels in copied)


def listing(words: Sequence[str]) -> str:
    """``A, B and C``."""
    return say("camp.and").join(part for part in (", ".join(words[:-1]), words[-1]) if part)
