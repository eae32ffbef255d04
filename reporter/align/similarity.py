"""How alike two sentences are: named signals, and the probability that an editor would align them."""

from __future__ import annotations

import json
import math
from functools import cache
from operator import mul
from pathlib import Path

from rapidfuzz import fuzz

from reporter.align.profile import Profile, Weights

SIGNALS = (
    "shared-words",
    "shared-events",
    "coverage",
    "likeness",
    "who-does-what",
    "fuzzy-words",
    "shared-names",
    "shared-figures",
    "both-opening",
    "one-opening",
    "distance",
    "shorter-length",
    "longer-length",
)
"""Order of the signals in the model of ``weights.json``."""


def signals(left: Profile, right: Profile, weights: Weights) -> tuple[float, ...]:
    """The values of :data:`SIGNALS` for two sentences.

    ``fuzzy-words`` is rapidfuzz ``token_set_ratio`` over stems, 0-1; the weighted ones are in nats.
    """
    shared = left.stems & right.stems
    words = weights.mass(shared)
    events = weights.mass(
        f"@{family}"
        for family in left.families.keys() & right.families.keys()
        if left.families[family] - shared and right.families[family] - shared
    )
    mass_left, mass_right = weights.whole(left.stems), weights.whole(right.stems)
    acts = max(map(weights.pair, left.pairs & right.pairs), default=0.0)
    return (
        words,
        events,
        (words + events) / max(mass_left, mass_right, 1.0),
        (words + events) / math.sqrt(max(mass_left, 1.0) * max(mass_right, 1.0)),
        acts,
        fuzz.token_set_ratio(left.normal, right.normal) / 100,
        float(len(left.names & right.names)),
        float(len(left.figures & right.figures)),
        float(left.opening and right.opening),
        float(left.opening != right.opening),
        abs(left.place - right.place),
        math.log1p(min(left.length, right.length)),
        math.log1p(max(left.length, right.length)),
    )


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
    found = {name: round(w * v, 2) for name, w, v in zip(SIGNALS, weights, values, strict=True)}
    return {name: value for name, value in found.items() if value}
