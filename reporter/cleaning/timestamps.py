"""Lines that only say when: days, times, datelines on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from reporter.cleaning.base import Line
from reporter.model import Article, Removed
from reporter.patterns import lazily

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_SAID = (
    r"(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|issued)|"
    r"last update|date|time)\b"
)
_NUMERIC = (
    r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})|\d{4}\s?[/-]\s?\d{1,2}\s?[/-]\s?\d{1,2})(?!\d)"
)
_CLOCK = r"(?:\d{1,2}\s?[:.h]\s?\d{2}(?:\s?:\s?\d{2})?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)"
_ZONE = (
    r"(?:(?:gmt|utc)(?:\s?[+-]\s?\d{1,2}(?::?\d{1,2})?)?|[ecmp][sd]?t|bst|ist|cest|cet|eet|msk|aest|hkt|sgt|jst|"
    r"local time)\b"
)
_AGO = r"\d+\s(?:second|sec|minute|min|hour|hr|day|week|month|year)s?\sago\b"
_MOMENT_RE = lazily(
    rf"(?P<said>{_SAID})|(?P<ago>{_AGO})|(?P<numeric>{_NUMERIC})|(?P<clock>{_CLOCK})|(?P<month>{_MONTH})|"
    rf"(?P<weekday>{_WEEKDAY})|(?P<zone>{_ZONE})|(?P<number>\d{{1,2}}(?:st|nd|rd|th)?\b|\d{{4}}(?!\d))|"
    r"(?P<filler>\b(?:on|at|of|the|by)\b|(?<=\d)T(?=\d)|[\s:|,;/·•–—()-]+)",
    re.IGNORECASE,
)
_DATELINE_RE = lazily(
    rf"[A-Z][\w.'’-]*(?:,? [A-Z][\w.'’-]*){{0,4}}, "
    rf"(?P<moment>{_MONTH} \d.{{0,40}}|\d{{1,2}} {_MONTH}.{{0,40}})",
    re.IGNORECASE,
)
_AGENCY_MARK_RE = lazily(r"\((?:[A-Z]{2,8}|Reuters|Bloomberg)\)\s*[-–—]*\s*\Z")
_DAY_MONTH_RE = lazily(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH}),?\s*(\d{{4}})(?!\d)", re.IGNORECASE
)
_MONTH_DAY_RE = lazily(rf"\b({_MONTH})\s*(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(\d{{4}})(?!\d)", re.IGNORECASE)
_NUMERIC_RE = lazily(_NUMERIC)


def _is_moment(words: str) -> bool:
    """Whether a line says when and nothing else."""
    at, kinds = 0, set()
    while at < len(words):
        match = _MOMENT_RE.match(words, at)
        if not match or match.end() == at:
            return False
        kinds.add(match.lastgroup)
        at = match.end()
    if kinds & {"numeric", "ago"} or {"month", "number"} <= kinds or {"weekday", "clock"} <= kinds:
        return True
    return "said" in kinds and (len(kinds) > 1 or words.lower() not in ("date", "time", "created", "issued"))


def timestamps(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that say when and nothing else, a dateline before a line break among them."""
    for line in lines:
        if _is_moment(line.words):
            yield line
            continue
        dateline = _DATELINE_RE.fullmatch(_AGENCY_MARK_RE.sub("", line.words).strip())
        if dateline and _is_moment(dateline["moment"]):
            yield line


def published(article: Article, removed: Iterable[Removed]) -> date | None:
    """The day of publication that a removed timestamp states; one that says *published* before any other.

    Numeric days are read month first where both orders are possible (``4 / 9 / 2007`` is 9 April).
    """
    days = []
    for mark in removed:
        if mark.reason == "timestamp":
            words = article.text[mark.span.start : mark.span.end]
            day = _day(words)
            if day:
                days.append((_rank(words), day))
    return min(days, key=lambda ranked: ranked[0])[1] if days else None


def _rank(words: str) -> int:
    lowered = words.lower()
    if "publish" in lowered or "posted" in lowered:
        return 0
    return 2 if "updated" in lowered or "modified" in lowered else 1


def _day(words: str) -> date | None:
    found = _DAY_MONTH_RE.search(words)
    if found:
        return _date(int(found[3]), _month(found[2]), int(found[1]))
    found = _MONTH_DAY_RE.search(words)
    if found:
        return _date(int(found[3]), _month(found[1]), int(found[2]))
    found = _NUMERIC_RE.search(words)
    if not found:
        return None
    first, second, third = (int(number) for number in re.findall(r"\d+", found.group()))
    if first > 31:
        return _date(first, second, third)
    if third < 100:
        third += 1900 if third >= 69 else 2000  # as POSIX strptime does
    return _date(third, first, second) or _date(third, second, first)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
