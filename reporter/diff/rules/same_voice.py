"""Two articles rest on the same speaker for what their aligned sentences say."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.diff.checks import Trace
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import names
from reporter.model import Attribution, Relation


def apply(story: Story) -> Iterator[Ruling]:
    """Attributions of aligned sentences to one named speaker."""
    for pair in story.pairs_of("attribution"):
        left, right = story.fact(pair.left).value, story.fact(pair.right).value
        if not pair.aligned or not isinstance(left, Attribution) or not isinstance(right, Attribution):
            continue
        if not left.speaker or not right.speaker:
            continue
        trace = Trace()
        same = trace.check("same-text", left.speaker, right.speaker)
        kinds = ("organisation", "person")
        if not same and not any(
            trace.check("same-name", kind, left.speaker, right.speaker) for kind in kinds
        ):
            continue
        yield Ruling(
            Relation.IDENTICAL if same else Relation.EQUIVALENT,
            (story.member(pair.left), story.member(pair.right)),
            "attribution",
            left.speaker,
            names.normal(min(left.speaker, right.speaker)),
            f"Both rest on {left.speaker}.",
            trace.steps,
        )


RULE = Rule(
    id="same-voice",
    summary="The same speaker is given for it.",
    relations=(Relation.IDENTICAL, Relation.EQUIVALENT),
    question="",
    apply=apply,
    fires=(
        Example(
            "The bridge in Orne will be rebuilt before the winter, Anna Keller said.",
            "Anna Keller said the bridge in Orne would be rebuilt before the winter.",
            "identical",
        ),
    ),
    silent=(
        Example(
            "The bridge in Orne will be rebuilt before the winter, Anna Keller said.",
            "Tom Brandt said the bridge in Orne would be rebuilt before the winter.",
        ),
    ),
)
