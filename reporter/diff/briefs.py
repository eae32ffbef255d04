"""A brief against the whole: a text of a few sentences that tells what a longer one tells, such as a summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reporter.diff.copies import words
from reporter.diff.polarity import content, matcher
from reporter.diff.rules.base import Story
from reporter.lexicon import Token
from reporter.model import Fact, SentenceRef, SentenceRole

_FEW = 3
"""Sentences of a brief, at most."""
_TIMES = 4
"""The whole has at least this many times the sentences of the brief."""
_COVERED = 0.6
"""Share of the words of a sentence of the brief that the sentences aligned with it must have."""


class Brief(NamedTuple):
    """A sentence of the brief, and the sentences of the whole that are aligned with it."""

    ref: SentenceRef
    words: tuple[Token, ...]
    others: tuple[SentenceRef, ...]
    """Best aligned first."""


def whole_of(story: Story) -> tuple[int, int] | None:
    """The numbers of the brief and of the whole, where two English articles are these."""
    if len(story.documents) != 2 or not story.english():
        return None
    lengths = [sum(s.role is SentenceRole.BODY for s in d.sentences) for d in story.documents]
    brief = int(lengths[1] < lengths[0])
    few, many = lengths[brief], lengths[1 - brief]
    return (brief, 1 - brief) if 0 < few <= _FEW and many >= _TIMES * few and many > _FEW else None


def told(story: Story) -> Iterator[Brief]:
    """The sentences of the brief whose words the whole has for the most part."""
    sides = whole_of(story)
    if sides is None:
        return
    partners: dict[SentenceRef, list[tuple[float, SentenceRef]]] = {}
    for alignment in story.alignments:
        one, other = sorted(alignment.members, key=lambda ref: ref.article != sides[0])
        partners.setdefault(one, []).append((-alignment.score, other))
    for ref, found in sorted(partners.items()):
        others = tuple(other for _, other in sorted(found))
        own = words(story, ref)
        matches = matcher([token for other in others for token in words(story, other)])
        said = content(own)
        if said and sum(map(matches, said)) >= _COVERED * len(said):
            yield Brief(ref, own, others)


def facts_of(story: Story, refs: Sequence[SentenceRef], kind: str) -> list[tuple[SentenceRef, Fact]]:
    """The facts of a kind in several sentences, in their order."""
    return [
        (ref, fact) for ref in refs for fact in story.facts_in(ref.article, ref.sentence) if fact.kind == kind
    ]
