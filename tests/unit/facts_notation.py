"""How tests/cases writes quantities and dates: one line a value, explained at the head of each document."""

from __future__ import annotations

from reporter.model import Quantity, When


def quantity_line(words: str, value: Quantity) -> str:
    """``more than 341 people -> > 341..426.25 count (people)``."""
    low, high = (("*" if bound is None else f"{bound:.6g}") for bound in (value.low, value.high))
    interval = low if low == high else f"{low}..{high}"
    unit = f" {value.unit}" if value.unit else ""
    counted = f" ({value.counted})" if value.counted else ""
    return f"{words} -> {value.comparator} {interval} {value.dimension}{unit}{counted}"


def date_line(words: str, value: When) -> str:
    """``Wednesday morning -> 2016-12-07 part @morning [wednesday]``."""
    days = "?" if value.start is None else f"{value.start}"
    if value.end != value.start:
        days += f"..{value.end}"
    return " ".join(
        part
        for part in (
            f"{words} -> {days} {value.grain}",
            value.relation,
            value.clock and f"@{value.clock}",
            value.zone,
            value.expression and f"[{value.expression}]",
            value.anchor and f"<{value.anchor}>",
        )
        if part
    )
