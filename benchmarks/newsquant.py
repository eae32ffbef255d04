"""Quantities on NewsQuant (Almasian, Kazakova & Gertz 2023, CQE): precision, recall and F1 of the values.

A value is right where the gold values of the sentence hold it: the figure as printed (scale applied, unit
not converted),
both ends for a range. Ranks (ordinals, superlatives) and vague amounts are no values in NewsQuant and are
left out.
The set is JSON lines with ``text`` and ``quantities``; ``benchmarks/quality.py`` runs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from outcomes import DEV, HELD, Measure, Outcome, f1, rows, total

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


def outcomes(data: Path, limit: int) -> Iterator[Outcome]:
    """Sentences, right where all values and no others are found; the rules were tuned on the first half."""
    path = data / "bench" / "newsquant" / "dev.jsonl"
    middle = len(list(rows(path))) // 2
    for number, row in enumerate(rows(path)):
        found = [
            value
            for _, _, quantity in stated_quantities(row["text"])
            if (value := printed(quantity)) is not None
        ]
        wanted = [gold(quantity["value"]) for quantity in row["quantities"]]
        hits, extra, missing = matched(found, wanted)
        counts = {"hits": hits, "found": len(found), "wanted": len(wanted)}
        told = f"{row['text']}: extra {extra}, missing {missing}"
        yield Outcome(str(number), DEV if number < middle else HELD, not extra and not missing, counts, told)


def figures(found: Sequence[Outcome]) -> dict[str, float]:
    """Precision, recall and F1 of the values."""
    scores = f1(*(total(found, name) for name in ("hits", "found", "wanted")))
    return {"F1": scores[2], "precision": scores[0], "recall": scores[1]}


MEASURES = (
    Measure(
        "newsquant",
        "bench/newsquant/dev.jsonl",
        "quantities: value F1",
        outcomes,
        figures,
        ".682",
        "CQE .920, quantulum3 .730, Recognizers-Text .691",
    ),
)
