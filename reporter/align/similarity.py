"""How alike two sentences are: named signals, and the probability that an editor would align them."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from operator import mul
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from reporter.align.profile import Profile, Weights

_ALWAYS = (
    "shared-words",
    "shared-events",
    "coverage",
    "likeness",
    "who-does-what",
    "fuzzy-words",
    "shared-names",
    "shared-figures",
    "shared-dates",
    "distance",
    "both-opening",
    "one-opening",
    "shorter-length",
    "longer-length",
)
_SHORT = (
    "short",
    "short-coverage",
    "short-likeness",
    "short-fuzzy-words",
    "short-distance",
    "short-contained",
    "short-weight-contained",
    "short-left-out",
    "short-names-left-out",
    "short-figures-left-out",
    "short-phrase",
    "short-events",
)
"""Where the shorter sentence has few words: a short claim is told where nearly all of it is."""
_FEW = ("few", "few-coverage", "few-likeness", "few-fuzzy-words")
"""Where an article has few sentences: rarity within the story says less there."""
_LONE = (
    "lone",
    "lone-coverage",
    "lone-likeness",
    "lone-fuzzy-words",
    "lone-who-does-what",
    "lone-all-words",
    "lone-word-pairs",
    "lone-word-triples",
    "lone-same-order",
    "lone-other-figures",
    "lone-other-figures-in-both",
    "lone-length-difference",
    "lone-length",
)
"""Where two sentences are compared and nothing else: there is no story to weigh words by."""
SIGNALS = (*_ALWAYS, *_SHORT, *_FEW, *_LONE)
"""Order of the signals in the model of ``weights.json``."""
_LAST_SHORT, _LEAST_LONG = 3, 8
"""A sentence of 3 content words is wholly short, one of 8 not at all."""
_LAST_FEW, _LEAST_MANY = 6, 20
"""An article of 6 sentences has wholly few, one of 20 not."""
_STEM = 5
"""Letters by which ``resign`` and ``resignation`` are the same word, near enough."""


class Setting(NamedTuple):
    """What two articles are like, as far as it bears on how their sentences are weighed."""

    few: float
    """0 where both have many sentences, 1 where one has few or where it is alone."""
    lone: bool
    """Whether both are a sentence or two."""


def setting(left: int, right: int) -> Setting:
    """The setting of two articles of so many sentences each."""
    few = (_LEAST_MANY - min(left, right)) / (_LEAST_MANY - _LAST_FEW)
    return Setting(min(max(few, 0.0), 1.0), max(left, right) <= 2)


def signals(left: Profile, right: Profile, weights: Weights, given: Setting) -> tuple[float, ...]:
    """The values of :data:`SIGNALS` for two sentences; zeros at the end are left off.

    ``fuzzy-words`` is rapidfuzz ``token_set_ratio`` over stems, 0-1; the weighted ones are in nats.
    """
    shared = left.stems & right.stems
    words = weights.mass(shared)
    events = weights.mass(
        f"@{family}"
        for family in left.families.keys() & right.families.keys()
        if not (shared.issuperset(left.families[family]) or shared.issuperset(right.families[family]))
    )
    mass_left, mass_right = left.mass, right.mass
    coverage = (words + events) / max(mass_left, mass_right, 1.0)
    likeness = (words + events) / math.sqrt(max(mass_left, 1.0) * max(mass_right, 1.0))
    acts = max(map(weights.pairs.__getitem__, set(left.pairs).intersection(right.pairs)), default=0.0)
    fuzzy = fuzz.token_set_ratio(left.normal, right.normal) / 100
    distance = abs(left.place - right.place)
    always = (
        words,
        events,
        coverage,
        likeness,
        acts,
        fuzzy,
        float(len(left.names & right.names)),
        float(len(left.figures & right.figures)),
        sum(map(weights.date, sorted(left.dates & right.dates))),
        distance,
        float(left.opening and right.opening) * (1.0 - given.few),
        float(left.opening != right.opening) * (1.0 - given.few),
        math.log1p(min(left.length, right.length)),
        math.log1p(max(left.length, right.length)),
    )
    alike = (coverage, likeness, fuzzy)
    if given.lone:
        zeros = (0.0,) * (len(_SHORT) + len(_FEW))
        return (*always, *zeros, 1.0, *alike, acts, *_of_two_alone(left, right))
    less, more = (left, right) if len(left.stems) <= len(right.stems) else (right, left)
    short = min(max((_LEAST_LONG - len(less.stems)) / (_LEAST_LONG - _LAST_SHORT), 0.0), 1.0)
    if not short and not given.few:
        return always
    few = tuple(given.few * value for value in (1.0, *alike))
    if not short:
        return (*always, *(0.0,) * len(_SHORT), *few)
    told = (1.0, *alike, distance, *_of_short(less, more, weights))
    return (*always, *(short * value for value in told), *few)


def _of_short(less: Profile, more: Profile, weights: Weights) -> tuple[float, ...]:
    """How much of a short sentence the other one tells, and the weight of what it does not."""
    shared = less.stems & more.stems
    events = less.families.keys() & more.families.keys()
    beginnings = {stem[:_STEM] for stem in more.stems}.union(
        *({stem[:_STEM] for stem in less.families[family]} for family in events)
    )
    missing = {stem for stem in less.stems - shared if stem[:_STEM] not in beginnings}
    mass = less.mass
    return (
        1.0 - len(missing) / max(len(less.stems), 1),
        1.0 - weights.mass(missing) / max(mass, 1.0),
        max(map(weights.symbol, missing), default=0.0),
        float(len(less.names - more.names)),
        float(len(less.figures - more.figures)),
        fuzz.partial_token_set_ratio(less.normal, more.normal) / 100,
        len(events) / max(len(less.families), 1),
    )


def _of_two_alone(left: Profile, right: Profile) -> tuple[float, ...]:
    """What two sentences have in common word by word, small words among them."""
    ours, theirs = left.normal.split(), right.normal.split()
    figures = [{stem for stem in stems if stem[0].isdigit()} for stems in (ours, theirs)]
    runs = (_common(ours, theirs, length) for length in (1, 2, 3))
    return (
        *runs,
        Indel.normalized_similarity(ours, theirs),
        float(len(figures[0] ^ figures[1])),
        float(bool(figures[0] - figures[1] and figures[1] - figures[0])),
        abs(len(ours) - len(theirs)) / 10,
        (len(ours) + len(theirs)) / 10,
    )


def _common(left: Sequence[str], right: Sequence[str], length: int) -> float:
    """The share of the runs of so many words that both have, over those of the one with more."""
    runs = [set(zip(*(side[first:] for first in range(length)), strict=False)) for side in (left, right)]
    return len(runs[0] & runs[1]) / max(len(runs[0]), len(runs[1]), 1)


@cache
def _model() -> tuple[float, tuple[float, ...]]:
    raw = Path(__file__).with_name("weights.json").read_text(encoding="utf-8")
    model = json.loads(raw)
    return model["intercept"], tuple(model["weights"][name] for name in SIGNALS)


def score(values: tuple[float, ...]) -> float:
    """0-100 by a logistic model; 50 is where aligning gains as much as it loses on the data it was fitted to."""
    intercept, weights = _model()
    total = intercept + sum(map(mul, weights, values))
    return 100.0 / (1.0 + math.exp(-max(min(total, 60.0), -60.0)))


def contributions(values: tuple[float, ...]) -> dict[str, float]:
    """What each signal adds to the score before the logistic curve, rounded; zero ones left out."""
    _, weights = _model()
    found = {name: round(w * v, 2) for name, w, v in zip(SIGNALS, weights, values, strict=False)}
    return {name: value for name, value in found.items() if value}
