"""Two articles put the same thing at different distances from one place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from reporter.diff.checks import Trace
from reporter.diff.quantities import quantity, shown
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.model import Document, Fact, FactRef, Name, Quantity, Relation
from reporter.patterns import lazily

_ROUNDING = 0.08
"""Distances are rounded and converted freely: 58 km, 36 miles and 35 miles are one."""
_FROM_RE = lazily(
    r"\s*(?:\([^)]{1,30}\)\s*)?(?:due\s+)?(?:(?:to\s+the\s+)?"
    r"(?:north|south|east|west)(?:[-\s]?(?:east|west))?\s+of|(?:away\s+)?from)\s+"
    r"(?:the\s+)?(?:[a-z]+\s+){0,3}",
    re.IGNORECASE,
)
"""From a distance to the place it is measured from: ``(4 miles) east of the port of``."""
_SITE_RE = lazily(r"\W*(?P<site>[A-Z][\w’'-]+)(?:,|\s(?:is|was|lies|lay|sits)\b)")
"""A sentence about a place that no gazetteer knows: ``Qeshm, located``."""
_LANDMARKS = frozenset(("earthquake", "explosion", "crash", "eruption"))
"""Events that have one spot."""


class _Distance(NamedTuple):
    """How far something is from a place."""

    ref: FactRef
    fact: Fact
    anchor: str
    """The place it is measured from."""
    things: list[str]
    """What may be that far away: the first name of the sentence, or what stands nearest before the figure."""


def apply(story: Story) -> Iterator[Ruling]:
    """Distances of one named thing, or of the one earthquake, from one place, that cannot be rounded to each other."""
    found = [_distances(story, article) for article in range(len(story.documents))]
    for ours, theirs in combinations(found, 2):
        for left in ours:
            for right in theirs:
                trace = Trace()
                if not trace.check("same-text", left.anchor, right.anchor):
                    continue
                thing = trace.check("shared", left.things, right.things)
                if not thing or not _apart(trace, quantity(left.fact), quantity(right.fact)):
                    continue
                words = story.words(left.ref), story.words(right.ref)
                values = sorted(shown(quantity(one.fact).low) + "m" for one in (left, right))
                yield Ruling(
                    Relation.CONTRADICTS,
                    (story.member(left.ref), story.member(right.ref)),
                    "quantity",
                    thing[0],
                    f"{left.anchor.lower()} {'|'.join(values)}",
                    f"“{words[0]}” against “{words[1]}”: different distances from {left.anchor}.",
                    trace.steps,
                )


def _apart(trace: Trace, left: Quantity, right: Quantity) -> bool:
    if left.low is None or left.high is None or right.low is None or right.high is None:
        return False
    less, more = 1 - _ROUNDING, 1 + _ROUNDING
    return bool(trace.check("interval", left.low * less, left.high * more, right.low, right.high) == "apart")


def _distances(story: Story, article: int) -> list[_Distance]:
    document = story.documents[article]
    found = []
    for position, fact in enumerate(document.facts):
        value = fact.value
        if not (
            isinstance(value, Quantity) and value.dimension == "measure" and value.unit == "m" and value.low
        ):
            continue
        beside = story.facts_in(article, fact.sentence)
        anchor = _anchor(document.article.text, fact, beside)
        if anchor is None:
            continue
        found.append(_Distance(FactRef(article, position), fact, anchor, _things(document, fact, anchor)))
    return found


def _things(document: Document, fact: Fact, anchor: str) -> list[str]:
    """The first name of the sentence and the last before the distance, or an event."""
    beside = [other for other in document.facts if other.sentence == fact.sentence]
    span = document.sentences[fact.sentence].span
    site = _SITE_RE.match(document.article.text, span.start, fact.span.start)
    names = [site["site"]] if site else []
    for other in beside:
        if isinstance(other.value, Name) and other.span.end <= fact.span.start:
            names.append(other.value.canonical)
    events = [event for other in beside for event in other.events[:1] if event in _LANDMARKS]
    things = [name for name in dict.fromkeys((*names, *events)) if name != anchor]
    return [*things[:1], *things[1:][-1:]]


def _anchor(text: str, fact: Fact, beside: Sequence[Fact]) -> str | None:
    """The place that a distance is measured from."""
    gap = _FROM_RE.match(text, fact.span.end)
    if gap is None or text[fact.span.start - 1 : fact.span.start] == "(":
        return None
    for other in beside:
        if other.kind == "place" and isinstance(other.value, Name) and other.span.start == gap.end():
            return other.value.canonical
    return None


RULE = Rule(
    id="different-distance",
    summary="Different distances of the same thing from one place.",
    relations=(Relation.CONTRADICTS,),
    question="How far is it on a map, and from which point was it measured?",
    apply=apply,
    whole=True,
    fires=(
        Example(
            "The earthquake struck 35 miles southwest of Paris, the survey said.",
            "The epicentre of the earthquake lay 120 km (75 miles) southwest of the city of Paris.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "The earthquake struck 35 miles southwest of Paris, the survey said.",
            "The epicentre of the earthquake lay about 58 km (36 miles) south-west of Paris.",
        ),
        Example(
            "The earthquake struck 35 miles southwest of Paris, the survey said.",
            "Police stopped a car 90 miles south of Paris after the raid.",
        ),
    ),
)
