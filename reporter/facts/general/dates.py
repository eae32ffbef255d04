"""Dates of any language: explicit ones everywhere, weekdays and relative ones where a pack has their words.

The values are those of :mod:`reporter.facts.date`, with the same expressions, so that dates compare across languages.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from reporter.facts.base import Extractor
from reporter.facts.general.figures import words_value
from reporter.facts.general.phrases import WORD_BEFORE, any_of
from reporter.facts.timeline import Context, edge_of, month_end, nearest, shifted, whole
from reporter.lexicon import language, language_of
from reporter.lexicon.en.calendar import WEEKDAY_NAMES
from reporter.lexicon.pack import Calendar
from reporter.model import Document, Fact, Span, When
from reporter.patterns import lazily

Stated = tuple[int, int, When]

_CLAUSE_END_RE = lazily(r"[;:]\s|\.\s+(?=[^\W\d_])")
_YEAR = r"(?:1[5-9]|20)\d\d"
_EXPLICIT = (
    rf"(?P<iso>(?P<iso_year>{_YEAR})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d))(?!\d)"
    rf"|(?P<east>(?:(?P<east_year>\d{{4}})\s?[年년]\s?)?(?P<east_month>\d{{1,2}})\s?[月월]\s?(?P<east_day>\d{{1,2}})\s?[日號号일])"
    rf"|(?P<east_ym>(?P<ym_year>\d{{4}})\s?[年년](?:\s?(?P<ym_month>\d{{1,2}})\s?[月월])?)"
    rf"|(?P<ymd>(?P<ymd_year>{_YEAR})[./]\s?(?P<ymd_month>\d{{1,2}})[./]\s?(?P<ymd_day>\d{{1,2}})(?!\d))"
    rf"|(?P<dmy>(?P<day>\d{{1,2}})(?P<mark>[./-])\s?(?P<month>\d{{1,2}})(?P=mark)\s?(?P<year>{_YEAR}|\d\d)(?!\d))"
)


@cache
def _month_numbers(code: str) -> dict[str, int]:
    months = language(code).pack.calendar.months
    prefixes = ("", "ב") if code == "he" else ("",)
    return {
        prefix + form: number
        for number, forms in enumerate(months, 1)
        for form in forms
        for prefix in prefixes
    }


@cache
def _weekday_numbers(code: str) -> dict[str, int]:
    days = language(code).pack.calendar.weekdays
    return {form: number for number, forms in enumerate(days) for form in forms if len(form) > 2}


@cache
def _date_re(code: str) -> re.Pattern[str]:
    known = language(code).pack.calendar
    months, of = any_of(_month_numbers(code)), rf"(?:(?:{any_of(known.of)})\s)?"
    long = any_of(form for forms in known.months for form in forms[:1] if len(form) > 2)
    edge, parts = any_of(known.edges), any_of(known.parts)
    days, lead = any_of(_weekday_numbers(code)), any_of(known.lead)
    last, this, upcoming = any_of(known.last), any_of(known.this), any_of(known.next)
    which = rf"(?P<last{{0}}>{last})|(?P<this{{0}}>{this})|(?P<next{{0}}>{upcoming})"
    units, figures = any_of(known.units), language(code).pack.figures
    count = rf"\d+|{any_of([*figures.words, *figures.one, *(['einem'] if code == 'de' else [])])}"
    by = r"(?:(?:por|de|en)\s(?:la|el)\s|a\s)?" if code == "es" else ""
    return re.compile(
        rf"{WORD_BEFORE}(?<![.,/])(?<![A-Za-z\d]-)(?:{_EXPLICIT}"
        rf"|(?:(?:{days})(?:,\s|\s)(?:(?:{lead})\s)?)?(?P<md_day>\d{{1,2}})(?:\.|º|er|\.º)?\s{of}(?P<md_month>{months})(?!\w)\.?"
        rf"(?:,?\s{of}(?P<md_year>{_YEAR})(?!\d))?"
        rf"|(?:(?P<my_edge>{edge})\s)?(?P<my_month>{months})\.?\s{of}(?P<my_year>{_YEAR})(?!\d)"
        rf"|(?:(?P<m_edge>{edge})\s|(?<=\w\s))(?P<m_month>{long})(?!\w)(?!\s\d)"
        rf"|(?:(?P<part_before>{parts})\s(?:del|de\sla|des)\s)?(?:(?:{which.format('')})\s)?(?P<weekday>{days})"
        rf"(?:(?P<part_glued>{parts})s?|\s{by}(?P<part>{parts}))?(?!\w)(?:\s(?:{which.format('_after')})(?!\w)(?:\s(?:woche))?)?"
        rf"|(?P<word>{any_of(known.days)})(?:\s{by}(?P<word_part>{parts}))?(?!\w)"
        rf"|(?:(?P<ago>{any_of(known.ago)})|(?P<ahead>{any_of(known.ahead)}))\s(?P<count>{count})\s(?P<unit>{units})(?!\w)"
        rf"|(?:(?:{which.format('_unit')})\s(?P<which_unit>{units})|(?P<unit_which>{units})\s(?:{which.format('_unit2')}))(?!\w)"
        rf"|(?:(?P<y_edge>{edge})\s)?(?P<y_year>(?:1[5-9]|20)\d\d)(?![\w/-]|[.,:]\d|\s?(?:%|€)))",
        re.IGNORECASE,
    )


@cache
def _clock_re(code: str) -> re.Pattern[str]:
    known = language(code).pack.calendar
    at, hour = any_of(known.at), any_of(known.hour)
    return re.compile(
        rf"(?:(?P<at>{at})\s)?{WORD_BEFORE}(?<![.,:/])(?P<hour>[01]?\d|2[0-4])(?:(?P<mark>[:.h])(?P<minute>[0-5]\d))?(?![\w:/]|[.,]\d)"
        rf"(?:\s(?P<said>{hour})(?!\w))?",
        re.IGNORECASE,
    )


@cache
def _before_re(code: str) -> re.Pattern[str]:
    known = language(code).pack.calendar
    return re.compile(
        rf"(?<!\w)(?P<relation>{any_of(known.relations)})\s(?:(?:{any_of(known.lead)})\s)?(?:\w+\s)?$",
        re.IGNORECASE,
    )


@cache
def _lead_re(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(language(code).pack.calendar.lead)})\s$", re.IGNORECASE)


@cache
def _future_re(code: str) -> re.Pattern[str]:
    known = language(code).pack.calendar
    ending = rf"|\w*{known.future_ending.rstrip('$')}(?!\w)" if known.future_ending else ""
    return re.compile(rf"(?<!\w)(?:(?:{any_of(known.future)})(?!\w){ending})", re.IGNORECASE)


def stated_dates(code: str, text: str, published: date | None = None) -> list[Stated]:
    """The dates and times of one sentence in that language, in the order of their starts."""
    found: list[Stated] = []
    at = 0
    while match := _date_re(code).search(text, at):
        at = max(match.end(), match.start() + 1)
        future = bool(_future_re(code).search(_clause(text, match.start())))
        try:
            when = _resolved(code, match, Context(text, published, future, True))
        except (ValueError, OverflowError):  # 30 February, or a year before 1
            when = None
        if when is not None:
            found.append((*_related(code, text, match), when))
    found = [_with_relation(code, text, stated) for stated in found]
    return sorted(_with_clocks(code, text, found), key=lambda stated: stated[:2])


def _clause(text: str, at: int) -> str:
    """The words around a place up to the next semicolon, colon or full stop."""
    ends = [match.start() for match in _CLAUSE_END_RE.finditer(text)]
    start = max((end for end in ends if end < at), default=0)
    return text[start : min((end for end in ends if end >= at), default=len(text))]


def _related(code: str, text: str, match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    lead = _lead_re(code).search(text[max(0, start - 8) : start])
    return (start - len(lead.group()) if lead else start), len(text[:end].rstrip())


def _with_relation(code: str, text: str, stated: Stated) -> Stated:
    start, end, when = stated
    relations = language(code).pack.calendar.relations
    before = _before_re(code).search(text[max(0, start - 30) : start])
    if before is None or when.relation or "-ago" in when.expression:
        return stated
    return start - len(before.group()), end, replace(when, relation=relations[before["relation"].lower()])


def _resolved(code: str, match: re.Match[str], context: Context) -> When | None:
    known = language(code).pack.calendar
    for prefix in ("iso_", "east_", "ymd_"):
        if match[prefix + "day"]:
            year = match[prefix + "year"]
            return _day(year and int(year), int(match[prefix + "month"]), int(match[prefix + "day"]), context)
    if match["ym_year"]:
        year = int(match["ym_year"])
        return _month(year, int(match["ym_month"]), None) if match["ym_month"] else _year(year, None)
    if match["dmy"]:
        return _numeric(int(match["day"]), int(match["month"]), int(match["year"]), context)
    if match["md_month"]:
        month = _month_numbers(code)[match["md_month"].lower()]
        return _day(match["md_year"] and int(match["md_year"]), month, int(match["md_day"]), context)
    if match["my_month"]:
        month = _month_numbers(code)[match["my_month"].lower()]
        return _month(int(match["my_year"]), month, _edge(known, match["my_edge"]))
    if match["m_month"]:
        return _month_alone(
            _month_numbers(code)[match["m_month"].lower()], _edge(known, match["m_edge"]), context
        )
    if match["weekday"]:
        return _weekday(code, match, context)
    if match["word"]:
        return _relative_day(known, match, context)
    if match["count"]:
        return _ago(code, match, context)
    if match["which_unit"] or match["unit_which"]:
        return _unit(known, match, context)
    return _year(int(match["y_year"]), _edge(known, match["y_edge"]))


def _edge(known: Calendar, words: str | None) -> str | None:
    return known.edges[" ".join(words.lower().split())] if words else None


def _day(year: int | str | None, month: int, number: int, context: Context) -> When:
    if isinstance(year, int):
        day = date(year, month, number)
        return When(day, day, expression=day.isoformat())
    date(2000, month, number)
    years = () if context.published is None else (context.published.year + shift for shift in (-1, 0, 1))
    near = nearest(
        (date(one, month, number) for one in years if number <= calendar.monthrange(one, month)[1]), context
    )
    return When(near, near, expression=f"{month:02}-{number:02}")


def _numeric(first: int, second: int, year: int, context: Context) -> When | None:
    year += 2000 if year < 100 else 0
    readings = [
        date(year, month, day)
        for day, month in ((first, second), (second, first))
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    ]
    day = readings[0] if readings else None
    if context.published in readings:
        day = context.published
    return When(day, day, expression=day.isoformat()) if day else None


def _month(year: int, month: int, edge: str | None) -> When:
    first, last = edge_of(date(year, month, 1), month_end(year, month), edge)
    return When(
        first, last, "month", expression=f"{edge}-{year}-{month:02}" if edge else f"{year}-{month:02}"
    )


def _month_alone(month: int, edge: str | None, context: Context) -> When:
    name = calendar.month_name[month].lower()
    expression = f"{edge}-{name}" if edge else name
    years = () if context.published is None else (context.published.year + shift for shift in (-1, 0, 1))
    near = nearest((date(year, month, 1) for year in years), context)
    if near is None:
        return When(None, None, "month", expression=expression)
    first, last = edge_of(near, month_end(near.year, month), edge)
    return When(first, last, "month", expression=expression)


def _year(year: int, edge: str | None) -> When:
    first, last = edge_of(date(year, 1, 1), date(year, 12, 31), edge)
    return When(first, last, "year", expression=f"{edge}-{year}" if edge else str(year))


def _step(match: re.Match[str], *suffixes: str) -> str:
    """``last``, ``this`` or ``next`` where one of the groups says so."""
    return next((word for word in ("last", "this", "next") for end in suffixes if match[word + end]), "")


def _weekday(code: str, match: re.Match[str], context: Context) -> When:
    number = _weekday_numbers(code)[match["weekday"].lower()]
    known = language(code).pack.calendar
    printed = match["part_glued"] or match["part"] or match["part_before"]
    part = known.parts[printed.lower()] if printed else ""
    which, grain = _step(match, "", "_after"), "part" if part else "day"
    expression = f"{which}-{WEEKDAY_NAMES[number]}" if which == "next" else WEEKDAY_NAMES[number]
    reference = context.published
    if reference is None:
        return When(None, None, grain, clock=part, expression=expression)
    ahead = (number - reference.weekday()) % 7
    if which == "next" or (context.future and which != "last"):
        day = reference + timedelta(days=ahead or 7)
    else:
        behind = (reference.weekday() - number) % 7
        day = reference - timedelta(days=behind or (7 if which == "last" else 0))
    return When(day, day, grain, clock=part, expression=expression)


def _relative_day(known: Calendar, match: re.Match[str], context: Context) -> When | None:
    word = " ".join(match["word"].lower().split())
    if word in known.parts and (
        match["word"][0].isupper() or context.text[: match.start()].endswith(("la ", "de "))
    ):
        return None  # "am Morgen", "por la mañana"
    shift = known.days[word]
    part = known.parts[match["word_part"].lower()] if match["word_part"] else ""
    day = context.published + timedelta(days=shift) if context.published else None
    expression = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(
        shift, f"{abs(shift)}-day-{'ago' if shift < 0 else 'later'}"
    )
    return When(day, day, "part" if part else "day", clock=part, expression=expression)


def _ago(code: str, match: re.Match[str], context: Context) -> When | None:
    if match["ahead"] and not context.future:
        return None  # "in dreißig Jahren nicht erlebt"
    unit = language(code).pack.calendar.units[match["unit"].lower()]
    words = match["count"].lower()
    number = float(words) if words.isdigit() else words_value(code, words) or 1.0
    side = "ago" if match["ago"] else "from-now"
    expression = f"{number:g}-{unit}-{side}"
    if context.published is None:
        return When(None, None, unit, expression=expression)
    day = shifted(context.published, -number if match["ago"] else number, unit)
    return When(*whole(day, unit), unit, expression=expression)


def _unit(known: Calendar, match: re.Match[str], context: Context) -> When | None:
    unit = known.units[(match["which_unit"] or match["unit_which"]).lower()]
    which = _step(match, "_unit", "_unit2")
    if unit == "day":
        return None
    expression = f"{which}-{unit}"
    if context.published is None:
        return When(None, None, unit, expression=expression)
    day = shifted(context.published, {"last": -1, "this": 0, "next": 1}[which], unit)
    if unit == "weekend":
        saturday = day + timedelta(days=5 - day.weekday())
        return When(saturday, saturday + timedelta(days=1), unit, expression=expression)
    return When(*whole(day, unit), unit, expression=expression)


def _with_clocks(code: str, text: str, dates: Sequence[Stated]) -> Iterator[Stated]:
    """The dates, with the time of day beside them, and the times that stand alone."""
    clocks: list[Stated] = []
    for match in _clock_re(code).finditer(text):
        told = match["said"] or match["mark"] == ":" or (match["at"] and (match["minute"] or code != "de"))
        if not told or any(match.start() < end and start < match.end() for start, end, _ in dates):
            continue
        if not match["minute"] and not match["said"] and not match["at"]:
            continue
        when = When(None, None, "minute", clock=f"{int(match['hour']) % 24:02}:{match['minute'] or '00'}")
        clocks.append((match.start(), match.end(), when))
    taken: set[int] = set()
    for start, end, when in dates:
        beside = next(
            (
                number
                for number, clock in enumerate(clocks)
                if number not in taken
                and when.grain in ("day", "part")
                and (0 <= clock[0] - end <= 4 or 0 <= start - clock[1] <= 8)
            ),
            None,
        )
        if beside is None:
            yield start, end, when
            continue
        taken.add(beside)
        other = clocks[beside]
        yield min(start, other[0]), max(end, other[1]), replace(when, clock=other[2].clock, grain="minute")
    yield from (clock for number, clock in enumerate(clocks) if number not in taken)


def extract(document: Document, _: Sequence[Fact]) -> Iterator[Fact]:
    """The dates and times of a document, sentence by sentence."""
    text, published = document.article.text, document.article.metadata.published
    code = language_of(document).code
    for sentence in document.sentences:
        offset = sentence.span.start
        for start, end, when in stated_dates(code, text[offset : sentence.span.end], published):
            yield Fact("date", sentence.index, Span(offset + start, offset + end), when)


EXTRACTOR = Extractor("date", ("date",), "dates, times of day and periods", extract)
