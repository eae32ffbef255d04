"""The steps of a trace in words: what was compared, how, and what came out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from reporter.formats.taming import tame
from reporter.formats.view import wording
from reporter.formats.view.page import StepRow
from reporter.model import Fact, Quantity, Scope, Step, When

_SIGILS = "=+@"
"""Before names, places and classes of people in the lists that statuses are compared by."""


_Worded: TypeAlias = tuple[str, Sequence[str], Sequence[str], str]
"""What was compared, left, right, outcome."""


def row(step: Step) -> StepRow:
    """A recorded check as a reader would say it; a check without words of its own is shown as it is."""
    try:
        return _row(_CHECKS[step.check], step)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError):  # a file may hold anything
        return _row(_as_it_is(step.check), step)


def _row(worded: Callable[[Sequence[Any], Any], _Worded], step: Step) -> StepRow:
    name, left, right, outcome = worded(step.arguments, step.outcome)
    return StepRow(tame(name), tame("; ".join(left)), tame("; ".join(right)), tame(outcome))


def _as_it_is(check: str) -> Callable[[Sequence[Any], Any], _Worded]:
    def row(arguments: Sequence[Any], outcome: Any) -> _Worded:
        words = [wording.plain(one) for one in arguments]
        return check.replace("-", " ").replace("_", " "), words[:1], words[1:], wording.plain(outcome)

    return row


def _interval(arguments: Sequence[Any], outcome: Any) -> _Worded:
    return (
        wording.CHECKS["interval"],
        [wording.between(arguments[0], arguments[1])],
        [wording.between(arguments[2], arguments[3])],
        wording.LIES.get(outcome, str(outcome)),
    )


def _days(arguments: Sequence[Any], outcome: Any) -> _Worded:
    sides = [wording.period(arguments[at], arguments[at + 1]) for at in (0, 2)]
    return wording.CHECKS["days"], [sides[0]], [sides[1]], wording.LIES.get(outcome, str(outcome))


def _at_least(arguments: Sequence[Any], outcome: Any) -> _Worded:
    return (
        wording.CHECKS["at-least"],
        [wording.plain(arguments[0])],
        [wording.floor(wording.plain(arguments[1]))],
        wording.REACHED[bool(outcome)],
    )


def _shared(arguments: Sequence[Any], outcome: Any) -> _Worded:
    return wording.CHECKS["shared"], [_bare(arguments[0])], [_bare(arguments[1])], _bare(outcome)


def _places(arguments: Sequence[Any], outcome: Any) -> _Worded:
    return (
        wording.CHECKS["places"],
        [_bare(arguments[0])],
        [_bare(arguments[1])],
        wording.AREAS.get(outcome, str(outcome)),
    )


def _same_text(arguments: Sequence[Any], outcome: Any) -> _Worded:
    return wording.CHECKS["same-text"], [arguments[0]], list(arguments[1:]), wording.plain(outcome)


def _same_name(arguments: Sequence[Any], outcome: Any) -> _Worded:
    kind = wording.KINDS.get(arguments[0], arguments[0])
    return (
        wording.CHECKS["same-name"].replace("{}", kind),
        [arguments[1]],
        [arguments[2]],
        wording.plain(outcome),
    )


def _spelling(arguments: Sequence[Any], outcome: Any) -> _Worded:
    return wording.CHECKS["spelling-variant"], [arguments[0]], [arguments[1]], wording.plain(outcome)


def _words_changed(arguments: Sequence[Any], outcome: Any) -> _Worded:
    changes = "; ".join(f"“{before or '–'}” → “{after or '–'}”" for before, after in outcome)
    sides = [" ".join(side) for side in arguments[:2]]
    return wording.CHECKS["words-changed"], [sides[0]], [sides[1]], changes or wording.PLAIN["nothing"]


def _bare(items: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(item.lstrip(_SIGILS) for item in items)) or wording.PLAIN["nothing"]


_CHECKS: dict[str, Callable[[Sequence[Any], Any], _Worded]] = {
    "interval": _interval,
    "days": _days,
    "at-least": _at_least,
    "shared": _shared,
    "places": _places,
    "same-text": _same_text,
    "same-name": _same_name,
    "spelling-variant": _spelling,
    "words-changed": _words_changed,
}


def reads(fact: Fact) -> str:
    """How the words of a fact were read: its value and the limits of what it covers; empty where words say it all."""
    value = fact.value
    if isinstance(value, Quantity):
        parts = [wording.amount(value), *_limits(fact.scope)]
    elif isinstance(value, When):
        parts = [wording.when(value)] if value.start or value.end else []
    else:
        parts = []
    return tame(" · ".join(part for part in parts if part))


def _limits(scope: Scope) -> list[str]:
    parts = []
    if scope.places:
        parts.append(wording.LIMITS["area"].replace("{}", ", ".join(scope.places)))
    if scope.period and (scope.period.start or scope.period.end):
        parts.append(wording.LIMITS["period"].replace("{}", wording.when(scope.period)))
    if scope.population:
        parts.append(wording.LIMITS["population"].replace("{}", ", ".join(scope.population)))
    if scope.part:
        parts.append(wording.LIMITS["part"])
    return parts
