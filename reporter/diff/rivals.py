"""When two figures are rivals though no event is common to their words, or their sentences are not aligned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set

from reporter.diff.checks import Trace
from reporter.diff.quantities import FATES, Figure, quantity, same_counted, specific
from reporter.diff.rules.base import Story
from reporter.diff.scopes import dated, days
from reporter.lexicon import stem, tokens
from reporter.model import Fact, FactPair, FactRef, Quantity, Span

RUNNING = frozenset(("death", "injury", "missing", "displacement", "custody", "damage"))
"""Events whose count grows while the news goes on."""
TOLLS = RUNNING | {"protest", "aboard"}
"""Events that news counts people in once."""
_FEW = 3
"""Figures of one kind of event in an article at most, where any two are rivals wherever they stand."""
_SOLE_SLOT = 45.0
"""How alike the words around two figures of other events are where their sentences are not aligned."""
_LONE_SLOT = 30.0
"""The same where no event is common to them."""
_STRONG = 75.0
"""Score of two sentences that tell nearly the same."""
_OTHER_EVENTS = 40.0
"""The same where they are told of different events: what one calls a purchase the other calls a payment."""
_LONE_DIMENSIONS = frozenset(("count", "money", "percent", "measure", "duration"))
_TELLING = frozenset(map(stem, ("bullets", "stabs", "inhabitants")))
"""Things that one article counts once."""
_VOTING = frozenset("vote votes voted voting ballot passed approved rejected override".split())


def settled(story: Story, agreed: Set[FactRef]) -> frozenset[tuple[int, Span]]:
    """Where the figures stand that have a counterpart: article and span."""
    return frozenset((ref.article, story.fact(ref).span) for ref in agreed)


def lone(trace: Trace, story: Story, pair: FactPair, matched: Set[tuple[int, Span]]) -> bool:
    """Whether two figures in like words are the only unmatched ones of their unit in aligned sentences."""
    if not pair.aligned or not (
        trace.check("at-least", pair.slot_score, _LONE_SLOT) or strong(trace, story, pair)
    ):
        return False
    if all(_quoted(story, ref) for ref in (pair.left, pair.right)):
        return False  # the words of a quotation are for altered-quote
    events = story.fact(pair.left).events, story.fact(pair.right).events
    if (
        all(events)
        and not trace.check("shared", *events)
        and not trace.check("at-least", pair.slot_score, _OTHER_EVENTS)
    ):
        return False
    fates = [set(side[:1]) & FATES for side in events]
    if fates[0] != fates[1]:
        return False
    sides = []
    for ref in (pair.left, pair.right):
        value = quantity(story.fact(ref))
        others = [
            fact
            for fact in story.beside(ref)
            if isinstance(fact.value, Quantity)
            and (fact.value.dimension, fact.value.unit) == (value.dimension, value.unit)
            and (ref.article, fact.span) not in matched
            and (value.dimension != "count" or same_counted(Trace(), story.fact(ref), fact))
        ]
        sides.append((len(others), value.dimension, value.unit))
    same = sides[0] == sides[1] and sides[0][0] == 1
    if sides[0][1] == "score":
        return same and all(_of_votes(story, ref) for ref in (pair.left, pair.right))
    return same and sides[0][1] in _LONE_DIMENSIONS


def strong(trace: Trace, story: Story, pair: FactPair) -> bool:
    """Whether two figures count one sort of thing in one kind of event, in sentences that tell nearly the same."""
    left, right = story.fact(pair.left), story.fact(pair.right)
    return bool(
        specific(left)
        and specific(right)
        and same_counted(trace, left, right)
        and trace.check("shared", left.events[:1], right.events[:1])
        and trace.check("at-least", story.alignment_score(pair), _STRONG)
    )


def running(fact: Fact) -> bool:
    """Whether a figure is told anew from day to day: a toll, or what struck a body."""
    return bool(set(fact.events[:1]) & RUNNING or specific(fact) & _TELLING)


def telling(left: Fact, right: Fact) -> bool:
    """Whether two figures count what an article counts once: the bullets that hit."""
    return bool(specific(left) & specific(right) & _TELLING)


def _quoted(story: Story, ref: FactRef) -> bool:
    span = story.fact(ref).span
    return any(fact.kind == "quote" and fact.span.contains(span) for fact in story.beside(ref))


def _of_votes(story: Story, ref: FactRef) -> bool:
    """Whether a score is that of a vote, not of a game."""
    words = {
        token.word for token in tokens(story.documents[ref.article].article.text, story.sentence(ref).span)
    }
    return bool(words & _VOTING)


def kinds(figures: Iterable[Figure]) -> Counter[tuple[object, ...]]:
    """How many values of each kind every article has."""
    values = {
        (key, quantity(figure.fact).low, quantity(figure.fact).high)
        for figure in figures
        for key in kinds_of(figure)
    }
    return Counter(key for key, _, _ in values)


def kinds_of(figure: Figure) -> list[tuple[object, ...]]:
    """What a figure is one of in its article: those of one unit, counted in one kind of event."""
    value = quantity(figure.fact)
    named = [f"counted {word}" for word in sorted(specific(figure.fact) & _TELLING)]
    if value.stated is None:
        return []  # "tens of thousands" beside a figure is that figure
    return [
        (figure.refs[0].article, value.dimension, value.unit, kind)
        for kind in (*figure.fact.events[:1], *named)
    ]


def sole(
    trace: Trace,
    story: Story,
    best: FactPair,
    left: Figure,
    right: Figure,
    counts: Counter[tuple[object, ...]],
) -> bool:
    """Whether each article has this figure of one kind of event and hardly another."""
    most = max((counts[key] for figure in (left, right) for key in kinds_of(figure)), default=0)
    if telling(left.fact, right.fact):
        return most == 1
    events = set(trace.check("shared", left.fact.events[:1], right.fact.events[:1]))
    sides = [story.beside(ref) for ref in (best.left, best.right)]
    if "protest" in events and (dated(sides[0]) or dated(sides[1])) and not days(sides[0]) & days(sides[1]):
        return False  # crowds come day by day
    if events & TOLLS and quantity(left.fact).dimension == "count":
        return most <= _FEW
    return bool(events) and most == 1 and bool(trace.check("at-least", best.slot_score, _SOLE_SLOT))
