"""Fit the alignment model on annotated pairs, leaving one pair out to choose the threshold.

    python benchmarks/alignment_weights.py --gold FOLDER [--write]

Needs scikit-learn (``pip install .[bench]``). The weights go to reporter/align/weights.json.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np
from goldpairs import GoldPair, load
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from reporter.align.candidates import candidates
from reporter.align.profile import profiles, weigh
from reporter.align.similarity import SIGNALS, signals

WEIGHTS = Path(__file__).parent.parent / "reporter" / "align" / "weights.json"
REGULARISATION = 0.3


def table(pair: GoldPair):
    """Candidate keys, signals and labels of one pair."""
    left, right = profiles(pair.left), profiles(pair.right)
    weights = weigh([left, right])
    keys = candidates(left, right, weights)
    values = np.array([signals(left[a], right[b], weights) for a, b in keys])
    return keys, values, np.array([key in pair.links for key in keys])


def fit(tables):
    """Weights in the signals' own units, and the intercept."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=REGULARISATION, max_iter=2000))
    model.fit(np.vstack([t[1] for t in tables]), np.concatenate([t[2] for t in tables]))
    scale, regression = model.steps[0][1], model.steps[1][1]
    weights = regression.coef_[0] / scale.scale_
    return float(regression.intercept_[0] - (weights * scale.mean_).sum()), weights


def f1(right: int, found: int, wanted: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / (found + wanted) if found + wanted else 0.0


def main() -> None:
    """Print the left-out figures, and write the weights fitted on all pairs if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pairs = load(options.gold)
    tables = {pair.name: table(pair) for pair in pairs}
    topic = lambda name: name.rstrip("0123456789-")  # noqa: E731  pairs of one topic are left out together
    logits = {}
    for pair in pairs:
        intercept, weights = fit([t for name, t in tables.items() if topic(name) != topic(pair.name)])
        logits[pair.name] = tables[pair.name][1] @ weights + intercept
    wanted = sum(len(pair.links) for pair in pairs)
    best = (0.0, 0.0)
    for threshold in np.linspace(0.1, 0.6, 51):
        cut = math.log(threshold / (1 - threshold))
        found = sum(int((logits[p.name] >= cut).sum()) for p in pairs)
        right = sum(int(tables[p.name][2][logits[p.name] >= cut].sum()) for p in pairs)
        best = max(best, (f1(right, found, wanted), cut))
    print(f"left-out align F1 {best[0]:.3f} at probability {1 / (1 + math.exp(-best[1])):.2f}")
    for pair in pairs:
        chosen = logits[pair.name] >= best[1]
        print(
            f"  {pair.name:18} {f1(int(tables[pair.name][2][chosen].sum()), int(chosen.sum()), len(pair.links)):.2f}"
        )
    intercept, weights = fit(list(tables.values()))
    for name, weight in zip(SIGNALS, weights, strict=True):
        print(f"  {weight:+.3f} {name}")
    if options.write:
        model = {
            "intercept": round(intercept - best[1], 4),
            "weights": {name: round(float(w), 4) for name, w in zip(SIGNALS, weights, strict=True)},
        }
        WEIGHTS.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
