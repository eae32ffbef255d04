"""Two articles name the same person, place or organisation in aligned sentences."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.diff.checks import Trace
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import names
from reporter.model import Name, Relation

_KINDS = ("person", "organisation", "place")


def apply(story: Story) -> Iterator[Ruling]:
    """Names of aligned sentences that may be one and the same."""
    for kind in _KINDS:
        for pair in story.pairs_of(kind):
            left, right = story.fact(pair.left).value, story.fact(pair.right).value
            if not pair.aligned or not isinstance(left, Name) or not isinstance(right, Name):
                continue
            trace = Trace()
            if not trace.check("same-name", kind, left.canonical, right.canonical):
                continue
            words = story.words(pair.left), story.words(pair.right)
            same = trace.check("same-text", *words)
            longer = max(left.canonical, right.canonical, key=lambda name: (len(name), name))
            yield Ruling(
                Relation.IDENTICAL if same else Relation.EQUIVALENT,
                (story.member(pair.left), story.member(pair.right)),
                kind,
                longer,
                names.normal(longer),
                f"Both name {longer}.",
                trace.steps,
            )


RULE = Rule(
    id="same-name",
    summary="The same person, place or organisation.",
    relations=(Relation.IDENTICAL, Relation.EQUIVALENT),
    question="",
    apply=apply,
    across=True,
    fires=(
        Example(
            "Mayor Anna Keller opened the bridge in Orne on Friday.",
            "The bridge in Orne was opened on Friday by Anna Keller, the mayor.",
            "equivalent",
        ),
    ),
    silent=(Example("Mayor Anna Keller opened the bridge on Friday.", "A storm hit the coast near Brill."),),
)
