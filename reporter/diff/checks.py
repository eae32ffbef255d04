"""The single comparisons that rules are built of: pure functions of plain values.

A rule never compares by itself. It asks :class:`Trace` to run a check of this module by name, so that the evidence
of a finding lists every comparison with its arguments and outcome, and :func:`replay` can run it again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from rapidfuzz.distance import Levenshtein

from reporter.lexicon import names
from reporter.model import Step


def interval(low: float | None, high: float | None, other_low: float | None, other_high: float | None) -> str:
    """How two intervals lie: ``same``, ``inside``, ``around``, ``overlap`` or ``apart``; None is unbounded."""
    a, b = (-math.inf if low is None else low), (math.inf if high is None else high)
    c, d = (-math.inf if other_low is None else other_low), (math.inf if other_high is None else other_high)
    if (a, b) == (c, d):
        return "same"
    if b < c or d < a:
        return "apart"
    if c <= a and b <= d:
        return "inside"
    return "around" if a <= c and d <= b else "overlap"


def at_least(value: float, floor: float) -> bool:
    """Whether a score reaches its floor."""
    return value >= floor


def shared(left: Sequence[str], right: Sequence[str]) -> list[str]:
    """What two lists have in common, in the order of the first."""
    return [item for item in left if item in right]


def same_text(left: str, right: str) -> bool:
    """Whether two texts are the same, letter case aside."""
    return left.casefold() == right.casefold()


def places(left: Sequence[str], right: Sequence[str]) -> str:
    """``same`` places, ``part`` (one area lies in the other), ``apart``, or ``open`` where one side names none.

    A place with a direction before it ("east aleppo") is a part of the place without.
    """
    if not left or not right:
        return "open"
    if set(left) & set(right):
        return "same"
    cores = [{name.split(" ", 1)[-1] if _directed(name) else name for name in side} for side in (left, right)]
    if cores[0] & cores[1]:
        return "part" if any(not _directed(name) for name in (*left, *right)) else "apart"
    return "apart"


def _directed(name: str) -> bool:
    return name.split(" ", 1)[0] in ("north", "south", "east", "west", "central") and " " in name


def days(start: str | None, end: str | None, other_start: str | None, other_end: str | None) -> str:
    """How two periods (ISO 8601 days) lie: as :func:`interval`, or ``open`` where one is not known."""
    if start is None or other_start is None:
        return "open"
    bounds = [
        date.fromisoformat(day).toordinal() if day else None for day in (start, end, other_start, other_end)
    ]
    return interval(bounds[0], bounds[1], bounds[2], bounds[3])


def same_name(kind: str, left: str, right: str) -> bool:
    """Whether two names of one kind may be one and the same person, place or organisation."""
    return names.same_name(kind, left, right)


def spelling_variant(left: str, right: str) -> bool:
    """Whether two persons' names are near in spelling and not the same."""
    return names.spelling_variant(left, right)


def words_changed(left: Sequence[str], right: Sequence[str]) -> list[list[str]]:
    """The stretches of words in which two quotations differ, as [left words, right words]."""
    changes = []
    for edit in Levenshtein.opcodes(list(left), list(right)):
        if edit.tag != "equal":
            changes.append(
                [
                    " ".join(left[edit.src_start : edit.src_end]),
                    " ".join(right[edit.dest_start : edit.dest_end]),
                ]
            )
    return changes


CHECKS: dict[str, Callable[..., Any]] = {
    check.__name__.replace("_", "-"): check
    for check in (
        interval,
        at_least,
        shared,
        same_text,
        places,
        days,
        same_name,
        spelling_variant,
        words_changed,
    )
}
"""Every check under the name it has in a trace."""


class Trace:
    """Runs checks and keeps what was asked and answered."""

    def __init__(self) -> None:
        self._steps: list[Step] = []

    def check(self, name: str, *arguments: Any) -> Any:
        """The outcome of the check of that name, recorded."""
        outcome = CHECKS[name](*arguments)
        self._steps.append(Step(name, tuple(_plain(argument) for argument in arguments), outcome))
        return outcome

    @property
    def steps(self) -> tuple[Step, ...]:
        """What was checked so far."""
        return tuple(self._steps)


def replay(step: Step) -> Any:
    """The outcome of a recorded check, run again."""
    return CHECKS[step.check](*step.arguments)


def _plain(argument: Any) -> Any:
    return list(argument) if isinstance(argument, tuple | frozenset | set) else argument
