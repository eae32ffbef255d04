"""Arithmetic of the calendar: what "ago", "the end of" and "the year after" do to a date."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from reporter.lexicon.en import numbers
from reporter.model import When


class Context(NamedTuple):
    """What a rule may look at beside its match."""

    text: str
    published: date | None
    future: bool
    """Whether the words before speak of the future."""
    dayfirst: bool


class Rule(NamedTuple):
    """One kind of expression."""

    name: str
    words: str
    """The pattern, compiled at first use."""
    resolve: Callable[[re.Match[str], Context], When | None]
    flags: int = 0
    signs: tuple[str, ...] = ()
    """Lower-case letters, some of which stand in all its expressions (``0`` for any digit); empty where none do."""

    def may_match(self, letters: str) -> bool:
        """Whether the letters, as :func:`letters_of` gives them, leave a chance; far quicker than the pattern."""
        return not self.signs or any(sign in letters for sign in self.signs)

    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return _compiled(self.words, self.flags)


def letters_of(text: str) -> str:
    """The text as rules look for their signs in it: lower case, straight apostrophes, ``0`` if it has a digit."""
    digit = "0" if any(map(str.isdigit, text)) else ""
    return digit + text.lower().replace("’", "'")


@cache
def _compiled(words: str, flags: int) -> re.Pattern[str]:
    return re.compile(words, flags)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def later(day: date, months: int) -> date:
    """``day`` moved by months, at the last day of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def shifted(day: date, count: float, unit: str) -> date:
    """``day`` moved by ``count`` units; fractions of months and below a day are dropped."""
    if unit in ("minute", "hour"):
        return day
    days = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if days:
        return day + timedelta(days=round(count * days))
    return later(day, int(count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]))


def whole(day: date, grain: str) -> tuple[date, date]:
    """First and last day of the week, month or year that holds ``day``; the day itself for a finer grain."""
    if grain in ("week", "fortnight"):
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if grain == "month":
        return day.replace(day=1), month_end(day.year, day.month)
    if grain == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if grain == "decade":
        return date(day.year // 10 * 10, 1, 1), date(day.year // 10 * 10 + 9, 12, 31)
    return day, day


def nearest(days: Iterable[date], context: Context, ahead: int = 60) -> date | None:
    """Of the same day in neighbouring years, the one meant: the last, or a near next one, or the next
    if future.
    """
    reference, candidates = context.published, list(days)
    if reference is None or not candidates:
        return None
    past = [day for day in candidates if day <= reference]
    future = [day for day in candidates if day >= reference]
    if context.future and future:
        return min(future)
    if past and future and (reference - max(past)).days > 240 and (min(future) - reference).days <= ahead:
        return min(future)
    return max(past) if past else min(future)


def edge_of(first: date, last: date, edge: str | None) -> tuple[date, date]:
    """The beginning, middle or end of a month or year: a third of its days."""
    if not edge:
        return first, last
    third = (last - first).days // 3
    if re.match(r"early|(?:the\s)?(?:start|beginning)", edge, re.I):
        return first, first + timedelta(days=third)
    if re.match(r"mid|(?:the\s)?middle", edge, re.I):
        return first + timedelta(days=third), last - timedelta(days=third)
    return last - timedelta(days=third), last


def edged(expression: str, edge: str | None) -> str:
    """An expression with the part of the period before it: ``early-2009``."""
    name = {"ear": "early", "sta": "early", "beg": "early", "mid": "mid", "end": "late", "lat": "late"}
    return f"{name[re.sub(r'^the ', '', edge.lower())[:3]]}-{expression}" if edge else expression


def count_of(words: str | None) -> float | None:
    """The number of units in "two days ago"; None where it is vague."""
    plain = (words or "a").lower()
    if plain in ("a", "an", "the", "one"):
        return 1.0
    if plain[0].isdigit():
        return numbers.digits_value(plain)
    return numbers.words_value(plain) or None


def from_event(base: When | None, count: str | None, unit: str, side: str) -> When | None:
    """The date of an event from "[base,] COUNT UNIT after|before EVENT"; unresolved without a base date.

    With a base ("2012, the year after …") the value is the event's own date. Without, it is the date that is
    told by the event, and ``relation`` says on which side of it.
    """
    number = (
        count_of(count) if count and count.lower() not in ("several", "a few") else (None if count else 0.0)
    )
    if base is not None and base.start and base.end and number:
        sign = -1 if side == "after" else 1
        first, last = shifted(base.start, sign * number, unit), shifted(base.end, sign * number, unit)
        return When(*(whole(first, unit) if unit == base.grain else (first, last)), base.grain)
    counted = "several" if not number else f"{number:g}"
    return When(None, None, unit, side, expression=f"{counted}-{unit}-{side}")
