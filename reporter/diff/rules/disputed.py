"""Within one article, one voice affirms what another denies."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.diff.checks import Trace
from reporter.diff.copies import copies
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.diff.statuses import arguments, status, subject
from reporter.model import Document, Fact, FactPair, FactRef, Relation

_REACH = 3
"""Sentences apart, at most: a dispute is told in one breath."""


_COPY = 0.6
"""Share of the words that two versions of one sentence have in common."""


def apply(story: Story) -> Iterator[Ruling]:
    """Statuses of one event with opposite polarity by different speakers, near each other in one article."""
    retold = {ref for alignment, _ in copies(story, _COPY) for ref in alignment.members}
    for number, document in enumerate(story.documents):
        for first, second in _near(document):
            left, right = document.facts[first], document.facts[second]
            if {(number, left.sentence), (number, right.sentence)} <= retold:
                continue  # the other article tells the same dispute
            trace = Trace()
            common = _contrary(trace, document, left, right)
            if common:
                refs = FactRef(number, first), FactRef(number, second)
                words = [story.words(ref) for ref in refs]
                yield Ruling(
                    Relation.DISPUTED,
                    tuple(story.member(ref) for ref in refs),
                    "status",
                    subject(story, FactPair(refs[0], refs[1], False), common),
                    f"{status(left).event}:{','.join(sorted(common))}",
                    f"“{words[0]}” against “{words[1]}”: the article's own sources disagree.",
                    trace.steps,
                )


def _near(document: Document) -> list[tuple[int, int]]:
    """Positions of statuses of one event, in order, that stand near each other."""
    by_event: dict[str, list[tuple[int, int]]] = {}
    for position, fact in enumerate(document.facts):
        if fact.kind == "status":
            by_event.setdefault(status(fact).event, []).append((position, fact.sentence))
    found = []
    for group in by_event.values():
        for order, (first, sentence) in enumerate(group):
            for second, other in group[order + 1 :]:
                if other - sentence > _REACH:
                    break
                found.append((first, second))
    return sorted(found)


def _contrary(trace: Trace, document: Document, left: Fact, right: Fact) -> list[str]:
    """The arguments of an event that one side affirms and the other denies; none where nobody speaks against it."""
    one, other = status(left), status(right)
    if one.event != other.event or one.phase != other.phase or one.affirmed == other.affirmed:
        return []
    denial = right if one.affirmed else left
    voices = [fact.attribution.speaker if fact.attribution else "" for fact in (left, right)]
    if not voices[0] or not voices[1] or trace.check("same-text", *voices):
        return []
    if not _denied(document, denial):
        return []
    return list(trace.check("shared", arguments(one), arguments(other)))


def _denied(document: Document, fact: Fact) -> bool:
    """Whether the words deny, not only negate: a plan that is not made is no dispute."""
    return fact.attribution is not None and document.words(fact.attribution.span).lower().find("den") >= 0


RULE = Rule(
    id="disputed",
    summary="The article's own sources contradict each other.",
    relations=(Relation.DISPUTED,),
    question="Who was in a position to know?",
    apply=apply,
    whole=True,
    fires=(
        Example(
            "The army said it had seized Orne. A rebel official denied that Orne had been seized.",
            "A storm hit the coast of Brill.",
            "disputed",
        ),
    ),
    silent=(
        Example(
            "The army said it had seized Orne. A rebel official said Orne had been seized.",
            "A storm hit the coast of Brill.",
        ),
    ),
)
