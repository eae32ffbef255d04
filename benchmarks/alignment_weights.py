"""Fit the alignment model: on annotated pairs, and for short sentences, short articles and lone ones on public sets.

    python benchmarks/alignment_weights.py --data FOLDER [--write]

Needs SciPy (``pip install .[bench]``). FOLDER holds gold/ and bench/. The signals that hold always are fitted to the
annotated pairs alone; then, with those fixed, the signals of the special settings to all sets together. Everything is
fitted seven times more, leaving one topic and a seventh of every set out, and scored on what was left out. The weights
go to reporter/align/weights.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from alignment_tables import FOLDS, Bag, Pairs, annotated, bags
from scipy.optimize import minimize

from reporter.align.similarity import SIGNALS

WEIGHTS = Path(__file__).parent.parent / "reporter" / "align" / "weights.json"
SETS = {"lite_pyramid": 0.5, "ecbplus": 0.1, "msrp": 0.2}
"""How much a set counts, the annotated pairs together being 1."""
REGULARISATION = 20.0
SHIFT = 0.82
"""In favour of aligning: F1 over rare links is best somewhat below even odds."""
ROUNDS = 4
"""Times that the likeliest candidate of every bag is chosen anew."""
SPECIAL = np.array(
    [name.startswith(("short", "few", "lone")) and name != "shorter-length" for name in SIGNALS]
)


class Model:
    """Weights of the signals, with the scales they were fitted on."""

    def __init__(self, tables: Sequence[np.ndarray], common: np.ndarray) -> None:
        self._mean = common.mean(0)
        spread, all_spread = common.std(0), np.vstack(tables).std(0)
        self._scale = np.where(spread < 0.2 * all_spread, all_spread, spread) + 1e-9
        self._fitted = np.zeros(len(SIGNALS) + 1)

    def scaled(self, table: np.ndarray) -> np.ndarray:
        """Signals in units of their spread."""
        return (table - self._mean) / self._scale

    def fit(
        self, table: np.ndarray, labels: np.ndarray, counts: np.ndarray, shift: np.ndarray, free: np.ndarray
    ) -> None:
        """Logistic regression with a quadratic penalty, of the weights that are ``free`` (the intercept is last)."""

        def loss(found: np.ndarray) -> tuple[float, np.ndarray]:
            weights = self._fitted.copy()
            weights[free] = found
            logits = np.clip(table @ weights[:-1] + weights[-1] + shift, -30, 30)
            likely = 1 / (1 + np.exp(-logits))
            fit = (counts * np.where(labels > 0, np.log(likely), np.log(1 - likely))).sum()
            off = counts * (likely - labels)
            slope = np.append(table.T @ off + REGULARISATION * weights[:-1], off.sum())
            return -fit + REGULARISATION * (weights[:-1] ** 2).sum() / 2, slope[free]

        start = self._fitted[free]
        self._fitted[free] = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x

    def logits(self, table: np.ndarray) -> np.ndarray:
        """What the model says of candidates; above 0 they are aligned."""
        return self.scaled(table) @ self._fitted[:-1] + self._fitted[-1]

    def weights(self) -> tuple[float, np.ndarray]:
        """The intercept, and the weights in the signals' own units."""
        weights = self._fitted[:-1] / self._scale
        return float(self._fitted[-1] - (weights * self._mean).sum()), weights


def fitted(pairs: Sequence[Pairs], sets: Mapping[str, Sequence[Bag]]) -> Model:
    """The model of these pairs and bags."""
    table = np.vstack([pair.values for pair in pairs])
    labels = np.concatenate([pair.labels for pair in pairs])
    chosen = [(bag, SETS[name] / len(found)) for name, found in sets.items() for bag in found]
    every = [table, *(bag.values for bag, _ in chosen)]
    model = Model(every, table)
    ours = model.scaled(table)
    free = np.append(~SPECIAL, True)
    model.fit(ours, labels, np.ones(len(labels)), np.full(len(labels), -SHIFT), free)
    theirs = [model.scaled(bag.values) for bag, _ in chosen]
    outcome = np.concatenate([labels, [bag.label for bag, _ in chosen]])
    counts = np.concatenate([np.ones(len(labels)), [len(labels) * share for _, share in chosen]])
    shift = np.concatenate([np.full(len(labels), -SHIFT), np.zeros(len(chosen))])
    for _ in range(ROUNDS):
        best = [
            scaled[model.logits(bag.values).argmax()] for (bag, _), scaled in zip(chosen, theirs, strict=True)
        ]
        model.fit(np.vstack([ours, *best]), outcome, counts, shift, ~free)
    return model


def left_out(pairs: Sequence[Pairs], sets: Mapping[str, Sequence[Bag]]) -> None:
    """Print the figures of pairs and bags by models that did not see them."""
    logits: dict[str, np.ndarray] = {}
    found: dict[str, list[tuple[float, int]]] = {name: [] for name in sets}
    for fold in range(FOLDS):
        kept = {name: [bag for bag in of_set if bag.fold != fold] for name, of_set in sets.items()}
        model = fitted([pair for pair in pairs if pair.fold != fold], kept)
        logits.update({pair.name: model.logits(pair.values) for pair in pairs if pair.fold == fold})
        for name, of_set in sets.items():
            found[name] += [(model.logits(bag.values).max(), bag.label) for bag in of_set if bag.fold == fold]
    for threshold in (0.0, -0.2, 0.2):
        print(f"threshold {threshold:+.1f}: align F1 {f1(pairs, logits, threshold):.3f}", end="")
        for name, outcomes in found.items():
            right = np.mean([(logit >= threshold) == bool(label) for logit, label in outcomes])
            print(f", {name} {right:.3f}", end="")
        print()
    for pair in pairs:
        print(f"  {pair.name:18} {f1([pair], logits, 0.0):.2f}")


def f1(pairs: Sequence[Pairs], logits: Mapping[str, np.ndarray], threshold: float) -> float:
    """F1 of the links of some pairs."""
    right = sum(float(pair.labels[logits[pair.name] >= threshold].sum()) for pair in pairs)
    found = sum(int((logits[pair.name] >= threshold).sum()) for pair in pairs)
    return 2 * right / (found + sum(pair.wanted for pair in pairs))


def main() -> None:
    """Print the left-out figures and the weights, and write them if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pairs, sets = annotated(options.data / "gold"), bags(options.data)
    left_out(pairs, sets)
    intercept, weights = fitted(pairs, sets).weights()
    for name, weight in zip(SIGNALS, weights, strict=True):
        print(f"  {weight:+.3f} {name}")
    if options.write:
        model = {
            "intercept": round(intercept, 4),
            "weights": {name: round(float(w), 4) for name, w in zip(SIGNALS, weights, strict=True)},
        }
        WEIGHTS.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
