"""The fixed words and signs of the reports. Signs are in every font and are never the only bearer of meaning.

The words are strings of the look in force, see ``reporter.formats.strings``; here is how they are put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from reporter.formats.strings import catalogue, listed, say
from reporter.model import Attribution, Decision, Quantity, Verdict, When


class Worded(Mapping[Any, str]):
    """The strings of one table; looked up when asked, so that they are those of the language in force."""

    def __init__(self, table: str) -> None:
        self._table = table

    def __getitem__(self, key: object) -> str:
        return say(f"{self._table}.{str(key).lower() if isinstance(key, bool) else key}")

    def __iter__(self) -> Iterator[str]:
        before = f"{self._table}."
        return (key.removeprefix(before) for key in catalogue() if key.startswith(before))

    def __len__(self) -> int:
        return sum(1 for _ in self)


ICONS = {Verdict.CONFLICTING: "≠", Verdict.SHARED: "=", Verdict.UNIQUE: "○"}
NEAR_MISS_ICON = "⊘"
NEAR_MISS, SHARED_NAME, SHARED_NAMES = "near-miss", "shared-name", "shared-names"
WORDS = Worded("verdict")
"""Of verdicts, of ``NEAR_MISS`` and of ``SHARED_NAME``, which is ``SHARED_NAMES`` with three and more articles."""
RELATIONS = Worded("relation")
OUTCOMES = Worded("outcome")
KINDS = Worded("kind")
CHECKS = Worded("check")
LIES = Worded("lies")
AREAS = Worded("area")
REACHED = Worded("reached")
LIMITS = Worded("limit")
PLAIN = Worded("plain")
SCRIPT = Worded("script")
"""What the page's script says, with the outcomes; ``{}`` stands for a number, name or day."""
_PARTS = {"since": "since", "until": "relation-until", "before": "before", "by": "by", "after": "after"}
_UNITS = ("day", "hour", "minute", "month", "second", "year")


def script() -> dict[str, str]:
    """Every string of the page's script."""
    return {**SCRIPT, **OUTCOMES}


def shortened(text: str, length: int) -> str:
    """``text``, cut where it is longer than ``length``."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def kicker(articles: int) -> str:
    """What the report is, above its title."""
    numbers = listed("kicker.numbers")
    return say("kicker", n=articles, written=numbers[articles] if articles < len(numbers) else articles)


def summary(conflicts: int, shared: int, alone: Sequence[tuple[str, int]]) -> tuple[str, str, str]:
    """The three count lines, in the same wording in every report. ``alone``: label and sentences of each article."""
    unique = "; ".join(say("summary.alone", n=number, label=label) for label, number in alone)
    return (
        say("summary.conflicts", n=conflicts) if conflicts else say("summary.no-conflict"),
        say("summary.shared", n=shared) if shared else say("summary.no-shared"),
        unique or say("summary.no-article"),
    )


def day(published: date | None) -> str:
    """``7 December 2016``, whatever the locale."""
    if published is None:
        return say("source.no-date")
    return say("time.day", day=str(published.day), month=month(published), year=str(published.year))


def month(moment: date) -> str:
    """The name of the month."""
    return listed("time.months")[moment.month - 1]


def decided(decision: Decision) -> str:
    """``Confirmed by Ada Novak on 7 December 2016``: what was decided, by whom and when, as far as is known."""
    name = " ".join(decision.name.split())
    try:
        when = say("decided.on", day=day(datetime.fromisoformat(decision.decided).date()))
    except ValueError:
        when = ""
    return f"{OUTCOMES[decision.outcome]}{say('decided.by', name=name) if name else ''}{when}"


def settled(conflicts: int, decisions: int) -> str:
    """How many conflicts are settled; empty where none is."""
    return say("summary.settled", n=conflicts, settled=decisions) if decisions else ""


def who(attribution: Attribution | None) -> str:
    """Who says so: speaker and cue as the article has them."""
    if attribution is None:
        return say("who.own")
    cue = f"“{attribution.cue}”" if attribution.cue else ""
    if not attribution.speaker:
        return say("who.nobody", cue=cue) if cue else say("who.own")
    return f"{attribution.speaker} ({cue})" if cue else attribution.speaker


def plain(value: Any) -> str:
    """A value of a trace (plain JSON) as a reader would write it."""
    if value is None:
        return PLAIN["none"]
    if isinstance(value, bool):
        return PLAIN["yes"] if value else PLAIN["no"]
    if isinstance(value, float) and value.is_integer():
        return f"{int(value)}"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {plain(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(plain(one) for one in value) or PLAIN["none"]
    return str(value)


def number(value: float) -> str:
    """``1,250``, ``0.75``: a figure as a reader would write it."""
    written = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}"
    whole, point, rest = written.partition(".")
    return whole.replace(",", say("language.thousands")) + (say("language.point") + rest if point else "")


def between(low: float | None, high: float | None) -> str:
    """``341 to 426``; one figure where both ends are the same."""
    if low is None or high is None:
        if low is None and high is None:
            return say("amount.any")
        if low is not None:
            return say("amount.or-more", low=number(low))
        return say("amount.or-less", high=number(high or 0))
    return number(low) if low == high else f"{number(low)}{say('time.to')}{number(high)}"


def floor(least: str) -> str:
    """The score that is needed."""
    return say("limit.floor", least=least)


def amount(quantity: Quantity) -> str:
    """The values that a figure admits, with unit and what is counted: ``341 to 426 people``."""
    if quantity.dimension == "fraction":
        low, high = (None if one is None else one * 100 for one in (quantity.low, quantity.high))
        value = between(low, high)
        return say("amount.of", value=value, counted=quantity.counted) if quantity.counted else f"{value} %"
    values = between(quantity.low, quantity.high)
    unit = {"percent": "%"}.get(quantity.dimension, quantity.unit or quantity.counted)
    if quantity.unit in _UNITS:
        unit = say(f"amount.{quantity.unit}", n=1 if values == "1" else 2)
    return f"{values} {unit}".strip()


def when(value: When) -> str:
    """A date or period: ``2012``, ``15 November 2016``, ``since 15 November 2016``, ``12 to 14 May 2019``."""
    if value.start is None or value.end is None:
        known = value.start or value.end
        if known is None:
            return value.expression
        return say("time.from" if value.end is None else "time.until", day=day(known))
    part = _PARTS.get(value.relation)
    words = span(value.start, value.end)
    words = say(f"time.{part}").replace("{}", words) if part else words
    return f"{words}, {value.clock}" if value.clock else words


def period(start: str | None, end: str | None) -> str:
    """The same for ISO 8601 days of a trace."""
    days = [date.fromisoformat(one) if one else None for one in (start, end)]
    return when(When(days[0], days[1])) or PLAIN["unknown"]


def span(start: date, end: date) -> str:
    """The days from ``start`` to ``end`` in the shortest words: ``2011``, ``July 2016``, ``15 November 2016``."""
    if end == date.max:
        return say("time.from", day=day(start))
    if start == end:
        return day(start)
    to = say("time.to")
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}{to}{end.year}"
    if start.day == 1 and (end.year, end.month) == (start.year, start.month) and end.day >= 28:
        return say("time.month", month=month(start), year=str(start.year))
    return f"{day(start)}{to}{day(end)}"


def later(before: date, after: date) -> str:
    """``4 years later``: the time between two moments, in the largest unit that fits."""
    days = (after - before).days
    for length, unit, least in ((365.25, "year", 350), (30.4, "month", 45), (7, "week", 14)):
        if days >= least:
            return say(f"time.later.{unit}", n=round(days / length))
    return say("time.later.day", n=days) if days else ""


def one_origin(speaker: str) -> str:
    """Marks an agreement of articles that cite the same voice."""
    return say("summary.one-origin", speaker=speaker)


def origins(shared: int, one: int) -> str:
    """How many of the shared facts rest on one origin; empty where none does."""
    return say("summary.origins", n=one, total=say("summary.shared-facts", n=shared)) if one else ""


def folded(rows: int, names: Sequence[str]) -> str:
    """What a folded run of rows holds: ``12 rows without a conflict: A3–A9, B4–B12``."""
    return say("summary.folded", n=rows, names=", ".join(names))


def more(number: int) -> str:
    """What a cell leaves out."""
    return say("summary.more", n=number)
