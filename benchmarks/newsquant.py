"""Quantities on NewsQuant (Almasian, Kazakova & Gertz 2023, CQE): precision, recall and F1 of the values.

A value is right where the gold values of the sentence hold it: the figure as printed (scale applied, unit
not converted),
both ends for a range. Ranks (ordinals, superlatives) and vague amounts are no values in NewsQuant and are
left out.

    python benchmarks/newsquant.py --data FOLDER      # FOLDER holds JSON lines with "text" and "quantities"
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from reporter.facts.quantity import stated_quantities
from reporter.model import Quantity

LEFT_OUT = ("ordinal", "superlative", "score")
Interval = tuple[float, float]


def printed(quantity: Quantity) -> Interval | None:
    """The interval before comparator and unit conversion, or None where NewsQuant knows no such value."""
    if quantity.dimension in LEFT_OUT or quantity.stated is None:
        return None
    first = quantity.stated
    if quantity.comparator == "~" and quantity.low and quantity.high:
        ratio = quantity.high / 1.1 / (quantity.low / 0.9)
        return first, first * ratio
    if quantity.comparator != "=" or not quantity.low or quantity.high is None or quantity.unit == "°C":
        return first, first
    return first, quantity.high / quantity.low * first


def gold(value: str) -> Interval:
    """``35.0`` or ``1000-2000``."""
    low, dash, high = (
        value.rpartition("-") if value.count("-") == 1 and not value.startswith("-") else ("", "", value)
    )
    if dash and not low.endswith(("e", "E")):
        return float(low), float(high)
    return float(value), float(value)


def same(found: Interval, wanted: Interval) -> bool:
    """Equal within rounding error."""
    return all(abs(a - b) <= 1e-4 * max(abs(a), abs(b), 1e-12) for a, b in zip(found, wanted, strict=True))


def matched(found: list[Interval], wanted: list[Interval]) -> tuple[int, list[Interval], list[Interval]]:
    """How many agree one to one, and what is left on either side."""
    missing, extra = list(wanted), []
    for value in found:
        partner = next((other for other in missing if same(value, other)), None)
        if partner is None:
            extra.append(value)
        else:
            missing.remove(partner)
    return len(wanted) - len(missing), extra, missing


def measure(rows: list[dict[str, Any]], verbose: bool) -> tuple[float, float, float]:
    """Precision, recall and F1 over the sentences."""
    counts: Counter[str] = Counter()
    for row in rows:
        found = [
            value
            for _, _, quantity in stated_quantities(row["text"])
            if (value := printed(quantity)) is not None
        ]
        wanted = [gold(quantity["value"]) for quantity in row["quantities"]]
        hits, extra, missing = matched(found, wanted)
        counts.update(hits=hits, found=len(found), wanted=len(wanted))
        if verbose and (extra or missing):
            print(row["text"], "\n    extra", extra, "missing", missing)
    precision, recall = counts["hits"] / (counts["found"] or 1), counts["hits"] / (counts["wanted"] or 1)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def main() -> int:
    """Print one line for each half of the data and one for all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("newsquant"), help="folder with the JSON lines")
    parser.add_argument("--errors", action="store_true", help="print the errors of the first half")
    options = parser.parse_args()
    files = sorted(options.data.glob("*.jsonl"))
    if not files:
        print(
            f"newsquant: skipped, no JSON lines in {options.data} (the data set is not part of this project)"
        )
        return 0
    rows = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    middle = len(rows) // 2
    print(f"{'part':8} {'rows':>5} {'P':>6} {'R':>6} {'F1':>6}")
    for name, part in (("tuned on", rows[:middle]), ("held out", rows[middle:]), ("all", rows)):
        precision, recall, f1 = measure(part, options.errors and name == "tuned on")
        print(f"{name:8} {len(part):5} {precision:6.3f} {recall:6.3f} {f1:6.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
