"""When two quantities are about the same thing, and which values their words admit."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reporter.diff.checks import Trace
from reporter.lexicon import families, language_of, stem
from reporter.model import Fact, FactPair, FactRef, Quantity

if TYPE_CHECKING:
    from reporter.diff.rules.base import Story

_GENERIC = frozenset(
    map(
        stem,
        "people person dead injured wounded killed hurt victim casualty survivor more others other total toll".split(),
    )
)
"""Counted words that say no more than the event does."""


_MOST_ROUNDING = 0.15
"""No figure is rounded by more than this share: a week is not five days."""


_CONVERTED = 0.03
"""Share of a measure by which it may differ in another unit."""
_NEARLY_HALF = 0.499
"""Of the last printed digit, what rounding leaves open: seven years are not eight."""


def quantity(fact: Fact) -> Quantity:
    """The value of a quantity fact."""
    assert isinstance(fact.value, Quantity)
    return fact.value


def admitted(value: Quantity) -> tuple[float | None, float | None]:
    """The interval that the words admit when rounding is allowed for.

    A figure printed with zeros or decimals at the end stands for all that round to it; small counts are exact. "About"
    and "almost" leave one of the last digit that is not zero, and at most a tenth: "roughly 141" is not 139.
    """
    if value.low is None or value.high is None or value.stated is None:
        return value.low, value.high
    if value.comparator in ("~", "<~") and value.low != value.high:
        top = value.high if value.comparator == "<~" else (value.low + value.high) / 2
        play = min(_significant(value, top), top / 10)
        return top - play, top if value.comparator == "<~" else top + play
    if value.low != value.high:
        return value.low, value.high
    half = min(_step(value) * _NEARLY_HALF, _MOST_ROUNDING * abs(value.low))
    return value.low - half, value.high + half


def both_admitted(
    ours: Quantity, theirs: Quantity
) -> tuple[float | None, float | None, float | None, float | None]:
    """The intervals that the words of two figures admit, beside one another.

    Who writes "at least 23" has counted 23: another count is told by "at least 26". A measure in another unit was
    converted, and rounded before or after.
    """
    counts = ours.dimension == theirs.dimension == "count" and ours.comparator == theirs.comparator == ">="
    sides = [
        replace(value, low=value.stated, high=value.stated, comparator="=")
        if counts and value.stated
        else value
        for value in (ours, theirs)
    ]
    one, other = admitted(sides[0]), admitted(sides[1])
    if ours.dimension == theirs.dimension == "measure" and ours.stated_unit != theirs.stated_unit:
        low, high = one
        one = (
            None if low is None else low - _CONVERTED * abs(low),
            None if high is None else high + _CONVERTED * abs(high),
        )
    return (*one, *other)


def _significant(value: Quantity, top: float) -> float:
    """One of the last digit that is not zero, in the canonical unit."""
    stated = abs(value.stated or 0.0)
    if not stated:
        return 0.0
    digits = f"{stated:.6f}".rstrip("0").rstrip(".")
    decimals = len(digits.partition(".")[2])
    step = 10.0**-decimals if decimals else 10.0 ** (len(digits) - len(digits.rstrip("0")))
    return step * top / stated


def _step(value: Quantity) -> float:
    """One of the last printed digit, in the canonical unit."""
    stated = abs(value.stated or 0.0)
    if value.dimension in ("ordinal", "superlative", "score", "age", "ratio") or not stated:
        return 0.0
    factor = abs((value.low or 0.0) / stated)
    digits = f"{stated:.6f}".rstrip("0").rstrip(".")
    decimals = len(digits.partition(".")[2])
    if decimals:
        return factor * 10.0**-decimals
    if value.dimension in ("measure", "duration"):
        return factor * (1.0 if stated % 1 == 0 else 0.5)
    zeros = len(digits) - len(digits.rstrip("0"))
    if value.dimension in ("percent", "fraction"):
        return factor
    return factor * 10.0**zeros if stated >= 1000 else 0.0


def specific(fact: Fact) -> frozenset[str]:
    """Stem of what is counted where it narrows the count — ``child``, ``district`` — none for people or the dead."""
    counted = frozenset(fact.scope.population[-1:]) - _GENERIC
    return frozenset(stem for stem in counted if not set(families(stem)) & set(fact.events))


def same_counted(trace: Trace, left: Fact, right: Fact) -> bool:
    """Whether what is counted may be the same: equal words, one family of words, or one side says only "people"."""
    ours, theirs = sorted(specific(left)), sorted(specific(right))
    if not ours and not theirs:
        return True
    if trace.check("shared", ours, theirs):
        return True
    kinds = [sorted({family for word in side for family in families(word)}) for side in (ours, theirs)]
    return bool(trace.check("shared", kinds[0], kinds[1]))


class Figure(NamedTuple):
    """The mentions of one figure in one article: same value, same event, same people counted."""

    fact: Fact
    refs: tuple[FactRef, ...]


def figures(story: Story, refs: Iterable[FactRef]) -> dict[FactRef, Figure]:
    """Of every reference, the figure it is a mention of."""
    groups: dict[tuple[object, ...], list[FactRef]] = {}
    for ref in sorted(set(refs)):
        fact = story.fact(ref)
        value = quantity(fact)
        key = (
            ref.article,
            value.dimension,
            value.unit,
            value.low,
            value.high,
            fact.events[:1],
            specific(fact),
            fact.scope.part,
        )
        groups.setdefault(key, []).append(ref)
    found = {}
    for group in groups.values():
        figure = Figure(story.fact(group[0]), tuple(group))
        found.update(dict.fromkeys(group, figure))
    return found


def agreeing(story: Story) -> set[FactRef]:
    """The quantities that have a counterpart with a compatible value in an aligned sentence."""
    found: set[FactRef] = set()
    for pair in story.pairs_of("quantity"):
        if pair.aligned and agrees(Trace(), story, pair):
            found.update((pair.left, pair.right))
    return found


def agrees(trace: Trace, story: Story, pair: FactPair) -> str:
    """How the two values agree — ``same``, ``inside``, ``around`` or ``overlap`` — or nothing."""
    left, right = story.fact(pair.left), story.fact(pair.right)
    ours, theirs = quantity(left), quantity(right)
    if {ours.dimension, theirs.dimension} == {"fraction", "percent"}:
        ours, theirs = as_percent(ours), as_percent(theirs)
    if ours.dimension != theirs.dimension or ours.unit != theirs.unit:
        return ""
    exact = ours.low == theirs.low and ours.high == theirs.high
    lies = trace.check("interval", *both_admitted(ours, theirs))
    if lies == "apart" or (None in (ours.low, theirs.low) and not exact):
        return ""
    if ours.stated is None and theirs.stated is None and not exact:
        return ""  # "thousands" and "tens of thousands" are both right of many numbers and rarely of one
    fates = [set(fact.events[:1]) & FATES for fact in (left, right)]
    if all(fates) and fates[0] != fates[1]:
        return ""  # two killed are not two of the wounded
    if (
        ours.dimension == "count"
        and (ours.stated or 0.0) < _TELLING
        and specific(left)
        and specific(right)
        and not same_counted(trace, left, right)
    ):
        return ""  # two boats are not two rifles
    topic = same_topic(trace, left, right)
    if exact and (topic or pair.slot_score >= _EXACT_SLOT):
        return "same"
    if exact and pair.aligned and (ours.stated or 0.0) >= _TELLING and _two_languages(story, pair):
        return "same"  # the words around them cannot be compared
    if ours.dimension in ("ordinal", "superlative", "score"):
        return ""
    return str(lies) if topic and pair.slot_score >= _LOOSE_SLOT else ""


def _two_languages(story: Story, pair: FactPair) -> bool:
    spoken = {language_of(story.documents[ref.article]) for ref in (pair.left, pair.right)}
    return len(spoken) > 1


def as_percent(value: Quantity) -> Quantity:
    """A fraction in hundredths."""
    if value.dimension == "percent":
        return value
    bounds = (None if bound is None else 100 * bound for bound in (value.low, value.high, value.stated))
    low, high, stated = bounds
    return replace(value, low=low, high=high, stated=stated, dimension="percent", unit="%")


_TELLING = 10.0
"""A smaller figure is easily the same by chance."""
FATES = frozenset(("death", "injury", "missing", "custody", "displacement"))
"""What becomes of people: a count of one is not a count of another."""
_EXACT_SLOT = 12.0
_LOOSE_SLOT = 8.0


def same_topic(trace: Trace, left: Fact, right: Fact) -> bool:
    """Whether two quantities count the same thing: a shared event, or shared words for what is counted."""
    ours, theirs = sorted(specific(left)), sorted(specific(right))
    if quantity(left).dimension in ("superlative", "ordinal"):
        return bool(trace.check("shared", ours, theirs))
    if trace.check("shared", left.events[:3], right.events[:3]):
        return (
            not (ours and theirs) or same_counted(trace, left, right) or quantity(left).dimension != "count"
        )
    return bool(ours and theirs and same_counted(trace, left, right))


def value_key(left: Fact, right: Fact) -> str:
    """Two values and what they count, without positions and in any order: what a finding's id is made of."""
    return "|".join(sorted(_key(fact) for fact in (left, right)))


def _key(fact: Fact) -> str:
    value = quantity(fact)
    counted = sorted(frozenset(fact.scope.population[-1:]) - _GENERIC)
    event = fact.events[0] if fact.events and value.dimension == "count" else ""
    return f"{shown(value.low)}..{shown(value.high)}{value.unit} {' '.join(counted) or event}"


def shown(value: float | None) -> str:
    """A bound for a reader: ``1,234``, ``0.35``, ``-`` for none."""
    if value is None or math.isinf(value):
        return "-"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}"
