"""Cuts a sentence into pieces under the same marks: findings may nest and overlap, HTML elements may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporter.formats.strings import say_of
from reporter.formats.taming import tame
from reporter.formats.view.page import Piece, Tag
from reporter.model import Removed, Span

_STRENGTH = ("unique", "shared", "near-miss", "conflicting")


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding's words within an article."""

    span: Span
    tag: Tag


def pieces(text: str, span: Span, marks: Sequence[Mark], removed: Sequence[Removed]) -> tuple[Piece, ...]:
    """``text[span]`` as pieces that tile it, each under one set of marks.

    A piece carries the strongest of its marks; the tags of all marks that end with it come with it, strongest last.
    """
    marks = [mark for mark in marks if mark.span.overlaps(span)]
    cuts = [cut for cut in removed if cut.span.overlaps(span)]
    edges = {span.start, span.end}
    for part in (*(mark.span for mark in marks), *(cut.span for cut in cuts)):
        edges.update(edge for edge in part if span.start < edge < span.end)
    borders = sorted(edges)
    return tuple(
        _piece(text, Span(start, end), marks, cuts, span.end)
        for start, end in zip(borders, borders[1:], strict=False)
    )


def _piece(text: str, span: Span, marks: Sequence[Mark], cuts: Sequence[Removed], last: int) -> Piece:
    on_it = [mark for mark in marks if mark.span.overlaps(span)]
    # The narrowest of the strongest: it says most about these words.
    strongest = min(on_it, key=lambda mark: (-_strength(mark), mark.span.end - mark.span.start), default=None)
    ending = sorted((mark for mark in on_it if min(mark.span.end, last) == span.end), key=_strength)
    return Piece(
        text=tame(text[span.start : span.end]),
        verdict=strongest.tag.verdict if strongest else "",
        title=strongest.tag.title if strongest else "",
        removed=next((say_of("reason", cut.reason) for cut in cuts if cut.span.contains(span)), ""),
        tags=tuple(dict.fromkeys(mark.tag for mark in ending)),
        findings=" ".join(dict.fromkeys(mark.tag.anchor for mark in on_it)),
    )


def _strength(mark: Mark) -> int:
    return _STRENGTH.index(mark.tag.verdict)
