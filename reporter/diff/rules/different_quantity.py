"""Two articles give figures for the same thing that cannot both be right, or that do not cover the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reporter.diff import rivals, scopes
from reporter.diff.checks import Trace
from reporter.diff.counting import (
    aftershock,
    governor,
    is_share,
    listed,
    share_of,
    stretch,
    tallied,
    unstated,
)
from reporter.diff.quantities import (
    Figure,
    agreeing,
    both_admitted,
    figures,
    quantity,
    same_counted,
    specific,
    value_key,
)
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import stem
from reporter.model import FactPair, FactRef, Relation, When

_SLOT_FLOOR = 18.0
"""Below this the words around two figures share too little to say that they count the same."""
_RANK_SLOT = 40.0
"""The same for two ranks: "the third shooting of the year"."""
_MISS_FLOOR = 5.0
"""Below this a pair of figures is not even a near miss."""
_TELLING_UNITS = frozenset(("caliber",))
"""Units that measure one sort of thing."""
_KIN = frozenset(map(stem, "mother father mom mum dad parents".split()))
_LEAD = 3
"""Sentences of the body in which the toll of the main event is told."""
_OPENING_BONUS, _ALIGNED_BONUS, _VOICE_BONUS = 25.0, 20.0, 10.0


class _Contest(NamedTuple):
    """Two figures that may be rivals."""

    left: Figure
    right: Figure
    pairs: tuple[FactPair, ...]
    strength: float
    trace: Trace
    obstacle: str
    """Why they cannot be compared; empty where they may be."""


def apply(story: Story) -> Iterator[Ruling]:
    """Figures that are apart, each against its strongest rival; weaker rivals are near misses."""
    contests = sorted(
        _contests(story), key=lambda contest: (-contest.strength, contest.left.refs, contest.right.refs)
    )
    taken: set[object] = set()
    missed: set[object] = set()
    for contest in contests:
        obstacle = contest.obstacle
        if not obstacle and taken & {contest.left.refs, contest.right.refs}:
            obstacle = "another figure is the nearer counterpart"
        ruling = _rule(story, contest, obstacle)
        if ruling.relation is not None:
            taken |= {contest.left.refs, contest.right.refs}
        elif contest.left.refs in missed and contest.right.refs in missed:
            continue
        else:
            missed |= {contest.left.refs, contest.right.refs}
        yield ruling


def _contests(story: Story) -> Iterator[_Contest]:
    pairs = story.pairs_of("quantity")
    of = figures(story, [ref for pair in pairs for ref in (pair.left, pair.right)])
    agreed = agreeing(story)
    matched = rivals.settled(story, agreed)
    kinds = rivals.kinds(of.values())
    groups: dict[tuple[object, object], list[FactPair]] = {}
    for pair in pairs:
        groups.setdefault((of[pair.left].refs, of[pair.right].refs), []).append(pair)
    for group in groups.values():
        left, right = of[group[0].left], of[group[0].right]
        trace = Trace()
        best = max(group, key=lambda pair: (pair.slot_score, pair.aligned))
        lone = any(rivals.lone(trace, story, pair, matched) for pair in group)
        if not _apart(trace, left, right, lone) or not (
            rivals.telling(left.fact, right.fact) or trace.check("at-least", best.slot_score, _MISS_FLOOR)
        ):
            continue
        opening = _opening(story, group)
        aligned = any(pair.aligned for pair in group)
        settled = [any(ref in agreed for ref in side.refs) for side in (left, right)]
        main = opening and left.fact.events[:1] == right.fact.events[:1]
        if all(settled) or (any(settled) and not main):
            continue
        obstacle = _obstacle(trace, left, right, lone) or _counted_apart(trace, story, best, lone)
        obstacle = obstacle or scopes.apart(story, best, rivals.running(left.fact))
        if not (
            aligned
            or opening
            or _both_lead(trace, story, best)
            or rivals.sole(trace, story, best, left, right, kinds)
        ):
            obstacle = obstacle or "nothing else in their sentences is the same"
        elif not (
            opening
            or rivals.telling(left.fact, right.fact)
            or (lone and any(rivals.strong(trace, story, pair) for pair in group))
            or trace.check("at-least", best.slot_score, _SLOT_FLOOR)
        ):
            obstacle = obstacle or "the words around them are not alike"
        strength = best.slot_score + _OPENING_BONUS * opening + _ALIGNED_BONUS * aligned
        yield _Contest(
            left, right, tuple(group), strength + _VOICE_BONUS * _same_voice(story, best), trace, obstacle
        )


def _apart(trace: Trace, left: Figure, right: Figure, lone: bool) -> bool:
    """Whether two figures measure in one unit, have an event or what they count in common, and differ."""
    ours, theirs = quantity(left.fact), quantity(right.fact)
    if ours.dimension == theirs.dimension == "score":
        return lone and (ours.low, ours.high) != (theirs.low, theirs.high)
    if ours.dimension in ("superlative", "score", "ratio", "age") or None in (ours.low, theirs.low):
        return False
    if ours.dimension == "ordinal":
        ranked = theirs.dimension == "ordinal" and trace.check(
            "interval", ours.low, ours.high, theirs.low, theirs.high
        )
        return ranked == "apart" and bool(
            trace.check("shared", left.fact.scope.population, right.fact.scope.population)
        )
    if (
        ours.dimension == theirs.dimension
        and trace.check("interval", *both_admitted(ours, theirs)) != "apart"
    ):
        # "tens of thousands" trapped and "thousands" sheltering may be taken for one another: a near miss, never more
        if (
            ours.stated is not None
            or theirs.stated is not None
            or (ours.low, ours.high) == (theirs.low, theirs.high)
        ):
            return False
        return not trace.check("shared", left.fact.events[:1], right.fact.events[:1]) and same_counted(
            trace, left.fact, right.fact
        )
    return bool(
        trace.check("shared", left.fact.events[:2], right.fact.events[:2])
        or ours.unit in _TELLING_UNITS
        or lone
        or (specific(left.fact) and specific(right.fact) and same_counted(trace, left.fact, right.fact))
    )


def _obstacle(trace: Trace, left: Figure, right: Figure, lone: bool) -> str:
    """Why two figures do not count the same thing, or nothing."""
    if quantity(left.fact).dimension != quantity(right.fact).dimension:
        return "they measure in different ways"
    ours, theirs = left.fact.events, right.fact.events
    nearest = trace.check("shared", ours[:1], theirs[:2]) or trace.check("shared", ours[:2], theirs[:1])
    named = specific(left.fact) & specific(right.fact)
    if not nearest and not named and not lone and quantity(left.fact).unit not in _TELLING_UNITS:
        return "they belong to different events"
    if not same_counted(trace, left.fact, right.fact):
        return "they do not count the same"
    return ""


def _counted_apart(trace: Trace, story: Story, pair: FactPair, lone: bool) -> str:
    """Why two figures of one kind of thing are not two answers to one question, or nothing."""
    sides = pair.left, pair.right
    single = any(quantity(story.fact(ref)).stated == 1 for ref in sides)
    if (
        (single or not lone)
        and any(listed(story, ref) for ref in sides)
        and not all(listed(story, ref) for ref in sides)
    ):
        return "one is an item of a sum"
    if any(unstated(story, ref) for ref in sides) and not trace.check(
        "shared", *(sorted(specific(story.fact(ref))) for ref in sides)
    ):
        return "one is no figure but an article"
    if quantity(story.fact(pair.left)).dimension == "ordinal" and not trace.check(
        "at-least", pair.slot_score, _RANK_SLOT
    ):
        return "they may rank other things"
    if any(stretch(story, ref) for ref in sides):
        return "one says how far back or ahead the article looks"
    if aftershock(story, pair.left) != aftershock(story, pair.right):
        return "one is of an aftershock"
    if is_share(story, pair.left) != is_share(story, pair.right):
        return "one is a share"
    shares = [share_of(story, ref) for ref in sides]
    if any(shares) and not trace.check("same-text", *shares):
        return "they are the wholes of different shares"
    if any(tallied(story, ref) for ref in sides) and not trace.check(
        "shared", *(governor(story, ref) for ref in sides)
    ):
        return "the words do not say the same of them"
    return ""


def _same_voice(story: Story, pair: FactPair) -> bool:
    voices = [story.fact(ref).attribution for ref in (pair.left, pair.right)]
    return all(voices) and voices[0].speaker.lower() == voices[1].speaker.lower()  # type: ignore[union-attr]


def _rule(story: Story, contest: _Contest, obstacle: str) -> Ruling:
    left, right, trace = contest.left.fact, contest.right.fact, contest.trace
    words = story.words(contest.left.refs[0]), story.words(contest.right.refs[0])
    area = trace.check("places", left.scope.places, right.scope.places)
    span = trace.check("days", *_period(left.scope.period), *_period(right.scope.period))
    narrowed = bool(specific(left)) != bool(specific(right)) and quantity(left).dimension == "count"
    toll = bool(set(left.events[:1] + right.events[:1]) & rivals.TOLLS)
    opening = toll and _opening(story, contest.pairs)
    relation: Relation | None = None
    if obstacle:
        reason = obstacle
    elif left.scope.part != right.scope.part:
        reason = "one is a part of another figure"
    elif span not in ("open", "same"):
        reason = "the periods are not the same"
    elif area == "apart" and not opening:
        reason = "the places are not the same"
    elif narrowed and not opening:
        reason = "one counts only some of them"
    elif area == "part" or ((left.scope.period is None) != (right.scope.period is None) and area != "same"):
        relation, reason = Relation.SCOPE_DIFFERS, "the area or period covered is not the same"
    elif _running(story, contest.pairs[0].left) and set(left.events[:1] + right.events[:1]) & rivals.RUNNING:
        relation, reason = Relation.UPDATED, "a count that grows as the event goes on"
    else:
        relation, reason = Relation.CONTRADICTS, "different figures for the same thing"
    return Ruling(
        relation,
        tuple(story.member(ref) for ref in _members(story, contest)),
        "quantity",
        left.subject or right.subject,
        value_key(left, right),
        f"“{words[0]}” against “{words[1]}”: {reason}.",
        trace.steps,
    )


def _running(story: Story, ref: FactRef) -> bool:
    """Whether a figure may count those an event concerns: not the games missed, not the children of a dead mother."""
    return (
        quantity(story.fact(ref)).dimension == "count"
        and not tallied(story, ref)
        and not _KIN & set(governor(story, ref))
    )


def _both_lead(trace: Trace, story: Story, pair: FactPair) -> bool:
    """Whether both give the toll of one kind of event in their leads, where news has one of each."""
    events = [story.fact(ref).events[:1] for ref in (pair.left, pair.right)]
    if not all(story.opening(ref, _LEAD) for ref in (pair.left, pair.right)):
        return False
    return bool(rivals.RUNNING & set(trace.check("shared", *events)))


def _opening(story: Story, pairs: Sequence[FactPair]) -> bool:
    return any(story.opening(pair.left) and story.opening(pair.right) for pair in pairs)


def _members(story: Story, contest: _Contest) -> list[FactRef]:
    """The mentions that face each other: in aligned sentences or in both openings, else the best pair."""
    facing = [
        pair
        for pair in contest.pairs
        if pair.aligned or (story.opening(pair.left) and story.opening(pair.right))
    ] or [max(contest.pairs, key=lambda pair: pair.slot_score)]
    return sorted({ref for pair in facing for ref in (pair.left, pair.right)})


def _period(period: When | None) -> tuple[str | None, str | None]:
    if period is None or period.start is None:
        return None, None
    if period.relation == "since" or period.end is None:
        return period.start.isoformat(), None
    return period.start.isoformat(), period.end.isoformat()


RULE = Rule(
    id="different-quantity",
    summary="Different figures for the same thing.",
    relations=(Relation.CONTRADICTS, Relation.UPDATED, Relation.SCOPE_DIFFERS),
    question="Which area, period and people does each figure cover, and who counted?",
    apply=apply,
    across=True,
    fires=(
        Example(
            "The blast at the Orne mill killed 12 people on Friday, police said.",
            "The blast at the Orne mill killed 31 people on Friday, police said.",
            "updated",
        ),
        Example(
            "Paul Riva was hurt in September and missed nine games for Orne.",
            "Paul Riva, who was hurt in September, missed 12 games for Orne.",
            "contradicts",
        ),
        Example(
            "A ferry with 82 passengers sank off Marne Island on Tuesday, the coast guard said.",
            "A ferry with more than 100 people aboard sank off Marne Island on Tuesday, police said.",
            "contradicts",
        ),
        Example(
            "It was the third mass shooting in the state this year, said the mayor of Orne.",
            "It was the second mass shooting in the state this year, the mayor of Orne said.",
            "contradicts",
        ),
        Example(
            "Two men went on trial on Friday over the death of a mother of 12 in Orne.",
            "Two men are on trial over the death of a mother of 13 in Orne.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "The blast at the Orne mill killed 12 people on Friday.",
            "The blast at the Orne mill injured 31 people on Friday.",
        ),
        Example(
            "Paul Riva scored 23 points for Orne on Friday and became the leading scorer of the club.",
            "Paul Riva of Orne became the leading scorer of the club on Friday with 2,117 points.",
            "not-comparable",
        ),
        Example(
            "Two climbers died in falls on Mount Orne on Friday.",
            "One Australian and one English climber died in falls on Mount Orne on Friday.",
        ),
        Example(
            "Orne has won 18 of its next 23 games since the coach Paul Riva was fired.",
            "Orne won 40 games before the coach Paul Riva was fired.",
        ),
    ),
)
