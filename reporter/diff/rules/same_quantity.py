"""Two articles give the same figure, or figures of which one is the other rounded."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.diff.checks import Trace
from reporter.diff.quantities import agreeing, agrees, quantity, value_key
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import families
from reporter.model import Fact, Relation

_ACROSS_SLOT = 16.0
"""How alike the words around two figures of sentences that are not aligned must be."""


def apply(story: Story) -> Iterator[Ruling]:
    """Quantities of aligned sentences whose values agree."""
    settled = agreeing(story)
    for pair in story.pairs_of("quantity"):
        left, right = story.fact(pair.left), story.fact(pair.right)
        trace = Trace()
        if not pair.aligned and (not _same_count(left, right) or {pair.left, pair.right} & settled):
            continue
        lies = agrees(trace, story, pair)
        if not lies or (not pair.aligned and not trace.check("at-least", pair.slot_score, _ACROSS_SLOT)):
            continue
        words = story.words(pair.left), story.words(pair.right)
        ours, theirs = quantity(left), quantity(right)
        if ours.dimension in ("ordinal", "superlative"):
            best = ours.dimension == "superlative"
            if best and not trace.check("shared", _ranked(left), _ranked(right)):
                continue  # the most important victory is no stronghold
            relation = Relation.IDENTICAL if trace.check("same-text", *words) else Relation.EQUIVALENT
            message = f"Both give the same rank: “{words[0]}”, “{words[1]}”."
        elif trace.check("same-text", *words):
            relation, message = Relation.IDENTICAL, f"Both say “{words[0]}”."
        elif (ours.low, ours.high) == (theirs.low, theirs.high):
            relation, message = Relation.EQUIVALENT, f"“{words[0]}” and “{words[1]}” are the same value."
        else:
            relation = Relation.REFINES
            message = f"“{words[0]}” and “{words[1]}” are compatible; one is rounded or less exact."
        yield Ruling(
            relation,
            (story.member(pair.left), story.member(pair.right)),
            "quantity",
            left.subject or right.subject,
            value_key(left, right),
            message,
            trace.steps,
        )


def _ranked(fact: Fact) -> list[str]:
    """What a superlative is given to: stem and families of the last word counted, or the event."""
    stems = fact.scope.population[-1:]
    return [*stems, *(family for stem in stems for family in families(stem))] or list(fact.events[:1])


def _same_count(left: Fact, right: Fact) -> bool:
    """Whether two figures count, before all, the same event: reason enough to compare them from anywhere."""
    return left.events[:1] == right.events[:1] != () and left.scope.part == right.scope.part


RULE = Rule(
    id="same-quantity",
    summary="The same figure, or one rounded from the other, for the same thing.",
    relations=(Relation.IDENTICAL, Relation.EQUIVALENT, Relation.REFINES),
    question="",
    apply=apply,
    across=True,
    fires=(
        Example(
            "The fire destroyed three-quarters of the old market in Harlow, the mayor said.",
            "Some 75% of the old market in Harlow was destroyed by the fire, said the mayor.",
            "refines",
        ),
        Example(
            "Tens of thousands of people fled the flooded valley of Orne on Friday.",
            "On Friday 80,000 people fled the flooded valley of Orne.",
            "refines",
        ),
    ),
    silent=(
        Example(
            "The army is close to its most important victory of the war in Orne.",
            "The rebels may leave Orne, their most important stronghold of the war.",
        ),
        Example(
            "The storm killed 12 people in Orne on Friday.",
            "The storm killed 31 people in Orne on Friday.",
        ),
    ),
)
