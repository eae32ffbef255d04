"""The fixed words and signs of the reports. Signs are in every font and are never the only bearer of meaning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from reporter.model import Attribution, Relation, Verdict

ICONS = {Verdict.CONFLICTING: "≠", Verdict.SHARED: "=", Verdict.UNIQUE: "○"}
SHARED_NAME_WORD = "Named in both"
NEAR_MISS_ICON = "⊘"
WORDS = {Verdict.CONFLICTING: "Conflict", Verdict.SHARED: "Shared", Verdict.UNIQUE: "Only here"}
NEAR_MISS_WORD = "Not comparable"
RELATIONS = {
    Relation.IDENTICAL: "said alike",
    Relation.EQUIVALENT: "same meaning",
    Relation.REFINES: "more exact",
    Relation.CONTRADICTS: "contradicts",
    Relation.UPDATED: "updated",
    Relation.SCOPE_DIFFERS: "scope differs",
    Relation.ALTERED_QUOTE: "altered quote",
    Relation.MISATTRIBUTED: "other speaker",
    Relation.DISPUTED: "disputed",
    Relation.ONLY_HERE: "only here",
}
OWN_VOICE = "in the article’s own words"
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip


def plural(number: int, one: str, many: str = "") -> str:
    """``1 conflict``, ``2 conflicts``; ``many`` where an s is not enough."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def shortened(text: str, length: int) -> str:
    """``text``, cut where it is longer than ``length``."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def kicker(articles: int) -> str:
    """What the report is, above its title."""
    number = _NUMBERS[articles] if articles < len(_NUMBERS) else str(articles)
    return f"{number} article{'' if articles == 1 else 's'} compared"


def summary(conflicts: int, shared: int, alone: Sequence[tuple[str, int]]) -> tuple[str, str, str]:
    """The three count lines, in the same wording in every report. ``alone``: label and sentences of each article."""
    unique = "; ".join(f"{plural(number, 'sentence')} only in {label}" for label, number in alone)
    return (
        f"{plural(conflicts, 'conflict')} to look at" if conflicts else "No conflict found",
        f"{plural(shared, 'shared fact')}, said alike or in other words"
        if shared
        else "No shared fact found",
        unique or "No article",
    )


def day(published: date | None) -> str:
    """``7 December 2016``, whatever the locale."""
    if published is None:
        return "no publication date"
    return f"{published.day} {_MONTHS[published.month - 1]} {published.year}"


def who(attribution: Attribution | None) -> str:
    """Who says so: speaker and cue as the article has them."""
    if attribution is None:
        return OWN_VOICE
    cue = f"“{attribution.cue}”" if attribution.cue else ""
    if not attribution.speaker:
        return f"{cue}, nobody named" if cue else OWN_VOICE
    return f"{attribution.speaker} ({cue})" if cue else attribution.speaker


def plain(value: Any) -> str:
    """A value of a trace (plain JSON) as a reader would write it."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return f"{int(value)}"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {plain(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(plain(one) for one in value) or "none"
    return str(value)
