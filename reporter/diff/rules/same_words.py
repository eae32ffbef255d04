"""Two aligned sentences have the same words for the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from reporter.diff.checks import Trace
from reporter.diff.copies import words
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import Token, language_of
from reporter.model import Member, Relation, SentenceRef, Span

_LEAST_WORDS = 3
_LEAST_TELLING = 2
"""Words of a run that are no stop words, at least."""
_MOST = 2
"""Runs that are listed for one pair of sentences, the longest."""


def apply(story: Story) -> Iterator[Ruling]:
    """The longest runs of words that two aligned sentences have in common."""
    for alignment in story.alignments:
        left, right = alignment.members
        small = language_of(story.documents[left.article]).stopwords
        sides = words(story, left), words(story, right)
        for ours, theirs in _runs(sides[0], sides[1], small):
            trace = Trace()
            said = [[token.word for token in run] for run in (ours, theirs)]
            trace.check("words-changed", *said)
            yield Ruling(
                Relation.IDENTICAL,
                (_member(story, left, ours), _member(story, right, theirs)),
                "status",
                "",
                " ".join(said[0]),
                "Both use the same words.",
                trace.steps,
            )


def _runs(
    left: Sequence[Token], right: Sequence[Token], small: frozenset[str]
) -> list[tuple[Sequence[Token], Sequence[Token]]]:
    """Stretches that stand in both, without stop words at their ends."""
    found = []
    blocks = Indel.opcodes(
        [token.word for token in left], [token.word for token in right]
    ).as_matching_blocks()
    for block in blocks:
        first, last = 0, block.size
        while first < last and left[block.a + first].word in small:
            first += 1
        while last > first and left[block.a + last - 1].word in small:
            last -= 1
        run = left[block.a + first : block.a + last]
        telling = sum(token.word not in small for token in run)
        if len(run) >= _LEAST_WORDS and telling >= _LEAST_TELLING:
            found.append((run, right[block.b + first : block.b + last]))
    found.sort(key=lambda pair: (-len(pair[0]), pair[0][0].span))
    return found[:_MOST]


def _member(story: Story, ref: SentenceRef, run: Sequence[Token]) -> Member:
    span = Span(run[0].span.start, run[-1].span.end)
    return story.quoted(ref, span)


RULE = Rule(
    id="same-words",
    summary="The same words in a row.",
    relations=(Relation.IDENTICAL,),
    question="",
    apply=apply,
    rest=True,
    fires=(
        Example(
            "The mayor of Orne was pulled over on a freeway outside the town.",
            "Police said the mayor of Orne drove too fast on a freeway outside the town.",
            "identical",
        ),
    ),
    silent=(
        Example(
            "The mayor of Orne was arrested on Friday.",
            "Police in Orne took the mayor into custody on Friday.",
        ),
    ),
)
