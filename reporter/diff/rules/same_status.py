"""Two articles say of the same event that it happened, or did not, or will."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reporter.diff.checks import Trace
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.diff.statuses import same_event, status, subject
from reporter.lexicon import phase
from reporter.model import FactPair, Member, Relation, Span

_SLOT_FLOOR = 15.0
"""Below this the words around two events share too little."""
_MOST = 2
"""Statuses listed for one pair of sentences: further ones repeat what the first say."""


def apply(story: Story) -> Iterator[Ruling]:
    """Statuses of aligned sentences with the same phase, polarity and modality, and shared arguments.

    Where several overlap, the one with most arguments in common stands for them.
    """
    taken: list[tuple[int, Span]] = []
    listed: Counter[tuple[int, int]] = Counter()
    found = sorted(
        _candidates(story),
        key=lambda found: (-len(found[1]), -found[0].slot_score, found[0].left, found[0].right),
    )
    for pair, common, trace in found:
        members = story.member(pair.left), story.member(pair.right)
        place = members[0].sentence, members[1].sentence
        if listed[place] >= _MOST or any(_overlaps(member, taken) for member in members):
            continue
        listed[place] += 1
        taken.extend((member.article, member.span) for member in members)
        value = status(story.fact(pair.left))
        same = trace.check("same-text", members[0].text, members[1].text)
        yield Ruling(
            Relation.IDENTICAL if same else Relation.EQUIVALENT,
            members,
            "status",
            subject(story, pair, common),
            f"{value.event}/{value.phase}/{value.affirmed}/{value.modality}:{','.join(sorted(common))}",
            f"Both say “{members[0].text}”." if same else "Both tell the same event.",
            trace.steps,
        )


def _overlaps(member: Member, taken: Sequence[tuple[int, Span]]) -> bool:
    return any(member.article == article and member.span.overlaps(span) for article, span in taken)


def _candidates(story: Story) -> Iterator[tuple[FactPair, list[str], Trace]]:
    for pair in story.pairs_of("status"):
        left, right = status(story.fact(pair.left)), status(story.fact(pair.right))
        same = (left.phase, left.affirmed, left.modality) == (right.phase, right.affirmed, right.modality)
        if not pair.aligned or not same or phase(left.event, left.phase).weak:
            continue
        trace = Trace()
        common = same_event(trace, story, pair)
        telling = len(common) >= 2 or any(argument[0] in "=+" for argument in common)
        if telling and trace.check("at-least", pair.slot_score, _SLOT_FLOOR):
            yield pair, common, trace


RULE = Rule(
    id="same-status",
    summary="The same event, at the same stage.",
    relations=(Relation.IDENTICAL, Relation.EQUIVALENT),
    question="",
    apply=apply,
    fires=(
        Example(
            "Police arrested the mayor of Orne on Friday.",
            "The mayor of Orne was detained by police on Friday.",
            "equivalent",
        ),
    ),
    silent=(
        Example("Police arrested the mayor of Orne on Friday.", "A storm hit the coast of Brill on Friday."),
    ),
)
