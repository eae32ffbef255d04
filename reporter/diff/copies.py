"""Which aligned sentences are versions of one text."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Indel

from reporter.diff.rules.base import Story
from reporter.lexicon import Token, language_of
from reporter.model import Alignment, SentenceRef


def words(story: Story, ref: SentenceRef) -> tuple[Token, ...]:
    """The words of a sentence."""
    document = story.documents[ref.article]
    return language_of(document).tokens(document.article.text, document.sentences[ref.sentence].span)


def copies(story: Story, least: float) -> Iterator[tuple[Alignment, float]]:
    """The alignments whose sentences have at least that share of their words in common (Indel similarity, 0-1)."""
    for alignment in story.alignments:
        sides = [[token.word for token in words(story, ref)] for ref in alignment.members]
        likeness = Indel.normalized_similarity(sides[0], sides[1])
        if likeness >= least:
            yield alignment, likeness
