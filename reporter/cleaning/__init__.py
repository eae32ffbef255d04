"""Marks what a page carries beside its article: navigation, bylines, dates, captions. Nothing is rewritten.

A line is the unit: a line goes as a whole or stays. ``STEPS`` is the order; a line that one step took is
not shown to the next, so each rule sees the article that the earlier ones left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reporter.cleaning.base import Line, Step, lines_of
from reporter.cleaning.bylines import bylines
from reporter.cleaning.captions import credit_lines, duplicates, name_captions
from reporter.cleaning.navigation import navigation
from reporter.cleaning.timestamps import published, timestamps
from reporter.model import Article, Removed

STEPS: tuple[Step, ...] = (
    Step("timestamp", timestamps),
    Step("byline", bylines),
    Step("caption", credit_lines),
    Step("navigation", navigation),
    Step("caption", name_captions),
    Step("duplicate", duplicates),
)
"""What is removed, in this order. Notation and front matter come marked from the reader."""

__all__ = ["STEPS", "Line", "Step", "clean", "published"]


def clean(article: Article) -> tuple[Removed, ...]:
    """The stretches of the text that take no part in the comparison, in order, none overlapping another.

    Removed lines are whole lines; removed notation may stand inside a sentence. Cleaning a text from which
    the removed stretches were cut finds nothing more.
    """
    taken: list[Removed] = []
    lines = tuple(lines_of(article))
    for step in STEPS:
        found = dict.fromkeys(step.find(lines))
        taken += (Removed(line.span, step.reason) for line in found)
        lines = tuple(line for line in lines if line not in found)
    whole = sorted(taken, key=lambda removed: removed.span)
    kept = _outside(article.markup, whole)
    return tuple(sorted((*whole, *kept), key=lambda removed: removed.span))


def _outside(marks: Iterable[Removed], whole: Sequence[Removed]) -> Iterator[Removed]:
    """The marks that no removed line covers."""
    number = 0
    for mark in marks:
        while number < len(whole) and whole[number].span.end <= mark.span.start:
            number += 1
        if number == len(whole) or not whole[number].span.overlaps(mark.span):
            yield mark
