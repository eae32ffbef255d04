"""One article affirms what the other denies, refuses or rules out."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.diff.checks import Trace
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.diff.statuses import agents, arguments, same_event, status, subject
from reporter.model import FactPair, Relation, Status

_ASSERTED = ("actual", "planned", "discussed")
"""What a denial contradicts: "may" and "if" leave room for it."""


def apply(story: Story) -> Iterator[Ruling]:
    """Statuses of one event and phase with opposite polarity, of the same people."""
    for pair in story.pairs_of("status"):
        left, right = status(story.fact(pair.left)), status(story.fact(pair.right))
        if left.affirmed == right.affirmed or left.phase != right.phase:
            continue
        if (left if left.affirmed else right).modality not in _ASSERTED:
            continue
        trace = Trace()
        common = same_event(trace, story, pair)
        if not common:
            continue
        actors = trace.check("shared", agents(left), agents(right))
        resolved = "refused" in (left.modality, right.modality)
        ahead = (left if left.affirmed else right).modality in ("planned", "discussed")
        if _both_tell(story, pair, actors or common):
            continue
        if not ((actors and resolved and (ahead or pair.aligned)) or (pair.aligned and len(common) >= 2)):
            continue
        words = story.words(pair.left), story.words(pair.right)
        yield Ruling(
            Relation.CONTRADICTS,
            (story.member(pair.left), story.member(pair.right)),
            "status",
            subject(story, pair, actors or common),
            f"{left.event}/{left.phase}:{(actors or common)[0]}",
            f"“{words[0]}” against “{words[1]}”: one affirms what the other denies or rules out.",
            trace.steps,
        )


def _both_tell(story: Story, pair: FactPair, common: list[str]) -> bool:
    """Whether each article also takes the other's side: both tell of a dispute, neither contradicts the other."""
    sides = []
    for ref, other in ((pair.left, pair.right), (pair.right, pair.left)):
        value = status(story.fact(other))
        sides.append(
            any(
                isinstance(fact.value, Status)
                and (fact.value.event, fact.value.phase, fact.value.affirmed)
                == (value.event, value.phase, value.affirmed)
                and fact.value.modality == value.modality
                and set(common) & set(arguments(fact.value))
                for fact in story.documents[ref.article].facts
            )
        )
    return all(sides)


RULE = Rule(
    id="opposite-status",
    summary="Affirmed by one, denied or ruled out by the other.",
    relations=(Relation.CONTRADICTS,),
    question="Did it happen, and who can confirm it?",
    apply=apply,
    fires=(
        Example(
            "The rebels will never withdraw from Orne, their spokesman said.",
            "The rebels are considering a withdrawal from Orne.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "The rebels will not withdraw from Orne, their spokesman said.",
            "The rebels said they would not withdraw from Orne.",
        ),
    ),
)
