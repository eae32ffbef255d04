"""Two articles quote the same words."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.diff.checks import Trace
from reporter.diff.quotes import overlap, quote
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.model import Relation


def apply(story: Story) -> Iterator[Ruling]:
    """Quotations of which one holds the words of the other."""
    for pair in story.pairs_of("quote"):
        left, right = quote(story.fact(pair.left)), quote(story.fact(pair.right))
        short, long = sorted((left.words, right.words), key=len)
        if (len(short) < 2 and not pair.aligned) or not short:
            continue
        ours, theirs = overlap(left.words, right.words)
        if len(ours) < 0.8 * len(short) or not ours:
            continue
        trace = Trace()
        if trace.check("words-changed", ours, theirs):
            continue
        whole = len(short) == len(long)
        yield Ruling(
            Relation.IDENTICAL if whole else Relation.REFINES,
            (story.member(pair.left), story.member(pair.right)),
            "quote",
            left.speaker or right.speaker,
            " ".join(short),
            "Both quote the same words." if whole else "One quotes more of the same words than the other.",
            trace.steps,
        )


RULE = Rule(
    id="same-quote",
    summary="The same words between quotation marks.",
    relations=(Relation.IDENTICAL, Relation.REFINES),
    question="",
    apply=apply,
    fires=(
        Example(
            "“We will rebuild the bridge before the winter,” the mayor of Orne said.",
            "The mayor of Orne said: “We will rebuild the bridge before the winter.”",
            "identical",
        ),
    ),
    silent=(
        Example(
            "“We will rebuild the bridge before the winter,” the mayor of Orne said.",
            "“The old market is lost for ever,” a trader in Orne said.",
        ),
    ),
)
