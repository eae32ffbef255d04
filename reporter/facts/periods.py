"""The rules of calendar expressions: a pattern each, and how a match becomes a ``When``."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from reporter.facts.timeline import (
    Context,
    Rule,
    count_of,
    edge_of,
    edged,
    month_end,
    nearest,
    shifted,
    whole,
)
from reporter.lexicon.en import calendar as words
from reporter.lexicon.en import numbers
from reporter.model import When
from reporter.patterns import lazily


def _iso(match: re.Match[str], _: Context) -> When:
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return When(day, day, expression=day.isoformat())


def _numeric(match: re.Match[str], context: Context) -> When | None:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    year += 2000 if year < 100 else 0
    orders = ((first, second), (second, first)) if context.dayfirst else ((second, first), (first, second))
    readings = [date(year, month, day) for day, month in orders if 1 <= month <= 12 and 1 <= day <= 31]
    if not readings:
        return None
    day = readings[0]
    if context.published is not None and context.published in readings:
        day = context.published  # the order of day and month shows in a dateline
    return When(day, day, expression=day.isoformat())


def _month_day(match: re.Match[str], context: Context) -> When | None:
    month, number = words.month_number(match["month"]), int(match["day"])
    part = _part(match)
    if match["year"]:
        day: date | None = date(int(match["year"]), month, number)
        return When(
            day, day, "part" if part else "day", clock=part, expression=day.isoformat() if day else ""
        )
    date(2000, month, number)  # no such day in any year: ValueError
    years = () if context.published is None else (context.published.year + shift for shift in (-1, 0, 1))
    day = nearest(
        (date(year, month, number) for year in years if number <= calendar.monthrange(year, month)[1]),
        context,
    )
    return When(day, day, "part" if part else "day", clock=part, expression=f"{month:02}-{number:02}")


def _part(match: re.Match[str]) -> str:
    return (
        (match.groupdict().get("part") or match.groupdict().get("part_before") or "")
        .lower()
        .split(" ")[-1]
        .split("-")[-1]
    )


def _month_year(match: re.Match[str], _: Context) -> When:
    year, month = int(match["year"]), words.month_number(match["month"])
    first, last = edge_of(date(year, month, 1), month_end(year, month), match["edge"])
    return When(first, last, "month", expression=edged(f"{year}-{month:02}", match["edge"]))


_MONTH_LEAD_RE = lazily(
    r"\b(?:in|since|until|till|by|of|from|to|through|and|before|after|during|between|or)\s(?:early\s"
    r"|late\s|mid-)?$",
    re.I,
)
_NAMES_AND_VERBS = frozenset(("may", "march", "april", "june", "august", "jan", "mar", "sep", "dec"))


def _month_alone(match: re.Match[str], context: Context) -> When | None:
    leading = (
        match["which"]
        or match["edge"]
        or match["which_year"]
        or _MONTH_LEAD_RE.search(context.text[: match.start()])
    )
    if match["month"].lower().rstrip(".") in _NAMES_AND_VERBS and not leading:
        return None
    month, which = words.month_number(match["month"]), (match["which"] or match["which_year"] or "").lower()
    expression = edged(calendar.month_name[month].lower(), match["edge"])
    expression = f"{which}-{expression}" if which else expression
    if context.published is None:
        return When(None, None, "month", expression=expression)
    year = context.published.year
    if match["which_year"]:
        year += {"last": -1, "next": 1}.get(which, 0)
    else:
        ahead = Context(
            context.text, context.published, context.future or which in ("next", "coming"), context.dayfirst
        )
        year = (
            nearest((date(year + shift, month, 1) for shift in (-1, 0, 1)), ahead, 35) or context.published
        ).year
    first, last = edge_of(date(year, month, 1), month_end(year, month), match["edge"])
    return When(first, last, "month", expression=expression)


def _quarter(match: re.Match[str], context: Context) -> When | None:
    grain = match["size"].lower()
    months = 6 if grain == "half" else 3
    if grain == "half" and not match["year"]:
        return None  # of a match, of a list
    number = int(numbers.ORDINALS.get(match["which"].lower(), 12 / months))
    if match["year"]:
        year, expression = int(match["year"]), f"{match['year']}-{grain}-{number}"
    elif context.published is None:
        return When(None, None, grain, expression=f"{grain}-{number}")
    else:
        year, expression = context.published.year, f"{grain}-{number}"
        if date(year, months * (number - 1) + 1, 1) > context.published and not context.future:
            year -= 1
    return When(
        date(year, months * (number - 1) + 1, 1),
        month_end(year, months * number),
        grain,
        expression=expression,
    )


def _quarter_code(match: re.Match[str], _: Context) -> When:
    number, year = int(match["number"]), int(match["year"])
    first, last = date(year, 3 * number - 2, 1), month_end(year, 3 * number)
    return When(first, last, "quarter", expression=f"{year}-quarter-{number}")


def _season(match: re.Match[str], context: Context) -> When | None:
    name, which = match["season"].lower(), (match["which"] or "").lower()
    if not which and not match["year"]:
        return None  # "fall" and "spring" are verbs, and seasons without a year say little
    first, last = words.SEASONS[name]
    if match["year"]:
        year = int(match["year"])
    elif context.published is None:
        return When(None, None, "season", expression=f"{which}-{name}")
    else:
        year = context.published.year
        if which in ("last", "past") and date(year, first, 1) > context.published - timedelta(days=60):
            year -= 1
        if which in ("next", "coming") and date(year, first, 1) < context.published:
            year += 1
    expression = f"{year}-{name}" if match["year"] else f"{which}-{name}"
    return When(date(year, first, 1), month_end(year + (last < first), last), "season", expression=expression)


def _decade(match: re.Match[str], _: Context) -> When:
    year = int(match["year"]) if len(match["year"]) == 4 else 1900 + int(match["year"])
    early, late = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get((match["edge"] or "").lower(), (0, 9))
    return When(
        date(year + early, 1, 1),
        date(year + late, 12, 31),
        "decade",
        expression=edged(f"{year}s", match["edge"]),
    )


def _weekday(match: re.Match[str], context: Context) -> When:
    number, which = words.weekday_number(match["day"]), (match["which"] or "").lower()
    week, part = re.sub(r"\s+(?:of\s)?", "", match["week"] or "").lower(), _part(match)
    expression = "-".join(
        word for word in (which if which in ("last", "next") else "", words.WEEKDAY_NAMES[number]) if word
    )
    if week:
        expression += "-last-week" if week.startswith("last") else "-next-week"
    grain = "part" if part else "day"
    if context.published is None:
        return When(None, None, grain, clock=part, expression=expression)
    reference = context.published
    back, ahead = (reference.weekday() - number) % 7, (number - reference.weekday()) % 7
    if week:
        day = reference - timedelta(
            days=reference.weekday() - number + (7 if week.startswith("last") else -7)
        )
    elif which in ("next", "coming", "this coming"):
        day = reference + timedelta(days=ahead or 7)
    elif which in ("last", "past", "this past"):
        day = reference - timedelta(days=back or 7)
    elif context.future and not re.search(r"\bsince\s$", context.text[: match.start()]):
        day = reference + timedelta(days=ahead)
    else:
        day = reference - timedelta(days=back)
    return When(day, day, grain, clock=part, expression=expression)


def _relative_day(match: re.Match[str], context: Context) -> When | None:
    word = re.sub(r"\s", " ", match["word"].lower())
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    if word == "overnight" and re.match(
        r"\s(?:stay|success|bag|sensation|trip|low)\b", context.text[match.end() :]
    ):
        return None
    part = _part(match) or ("night" if word in ("tonight", "overnight", "last night") else "")
    if word.startswith("this "):
        part = word.split()[1]
    expression = {-1: "yesterday", 0: "today", 1: "tomorrow"}[shift]
    day = context.published + timedelta(days=shift) if context.published else None
    return When(day, day, "part" if part else "day", clock=part, expression=expression)


def _ago(match: re.Match[str], context: Context) -> When:
    count, unit, side = count_of(match["count"]), match["unit"].lower(), match["side"].lower()
    number = "several" if count is None else f"{count:g}"
    resolvable = side in ("ago", "from now") and context.published and count is not None
    if resolvable and context.published and count is not None:
        first, last = whole(shifted(context.published, -count if side == "ago" else count, unit), unit)
        return When(first, last, unit, expression=f"{number}-{unit}-{side.replace(' ', '-')}")
    relation = {"earlier": "before", "later": "after"}.get(side, "")
    return When(None, None, unit, relation, expression=f"{number}-{unit}-{side.replace(' ', '-')}")


def _unit(match: re.Match[str], context: Context) -> When | None:
    which, unit = re.sub(r"\s+", " ", match["which"].lower()), match["unit"].lower()
    step = (
        -1
        if which.split()[-1] in ("last", "past", "previous")
        else 1
        if which.split()[-1] in ("next", "coming")
        else 0
    )
    running = bool(match["running"]) and unit not in ("day",) and step != 0
    expression = f"{ {-1: 'last', 0: 'this', 1: 'next'}[step] }-{unit}"
    if context.published is None or unit in ("century", "moment"):
        return When(None, None, unit, expression=expression)
    if running:
        other = shifted(context.published, step, unit)
        return When(
            min(other, context.published),
            max(other, context.published),
            unit,
            "during",
            expression=expression,
        )
    if unit == "weekend":
        saturday = context.published + timedelta(days=5 - context.published.weekday())
        if step < 0 or (step == 0 and not context.future and context.published < saturday):
            saturday -= timedelta(days=7)
        elif step > 0 and context.published >= saturday:
            saturday += timedelta(days=7)
        return When(saturday, saturday + timedelta(days=1), "weekend", expression=expression)
    first, last = whole(shifted(context.published, step, unit), unit)
    return When(first, last, unit, expression=expression)


def _holiday(match: re.Match[str], context: Context) -> When:
    name = match["holiday"].lower().replace("’", "'")
    month, number = words.HOLIDAYS[name]
    years = () if context.published is None else (context.published.year + shift for shift in (-1, 0, 1))
    if match["year"]:
        day = date(int(match["year"]), month, number)
        return When(day, day, expression=day.isoformat())
    near = nearest((date(year, month, number) for year in years), context)
    return When(near, near, expression=f"{month:02}-{number:02}")


def _year(match: re.Match[str], context: Context) -> When | None:
    year = int(match["year"])
    if context.published and year > context.published.year + 60:
        return None
    first, last = edge_of(date(year, 1, 1), date(year, 12, 31), match["edge"])
    return When(first, last, "year", expression=edged(str(year), match["edge"]))


def _years(match: re.Match[str], _: Context) -> When | None:
    first, text = int(match["first"]), match["second"]
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    if not first < last <= first + 200:
        return None
    return When(date(first, 1, 1), date(last, 12, 31), "year", "from", expression=f"{first}/{last}")


def _hanging(match: re.Match[str], _: Context) -> When:
    """``the next day``, ``days later``: beside another event, not resolved."""
    which = match["which"]
    if which:
        return When(None, None, match["unit"].lower(), "after", expression=f"next-{match['unit'].lower()}")
    side = match["side"].lower()
    unit = match["units"].lower().rstrip("s")
    return When(
        None, None, unit, "before" if side == "earlier" else "after", expression=f"several-{unit}-{side}"
    )


_DIGIT = ("0",)
_MONTHS = tuple(sorted({name[:3] for name in words.MONTHS}))
_WEEKDAYS = tuple(name[:3] for name in words.WEEKDAY_NAMES)

RULES = (
    Rule(
        "month-of-year",
        rf"\b{words.EDGE}(?P<which>(?!))?(?P<month>{words.MONTH})\s(?P<which_year>last|this|next)\syear\b",
        _month_alone,
        signs=_MONTHS,
    ),
    Rule("iso", rf"\b(?P<year>{words.YEAR})-(?P<month>\d\d)-(?P<day>\d\d)\b", _iso, signs=_DIGIT),
    Rule(
        "numeric",
        rf"(?<![\d/.])(?P<first>\d{{1,2}})(?P<mark>\s?/\s?|[.])(?P<second>\d{{1,2}})(?P=mark)"
        rf"(?P<year>{words.YEAR}|(?<=/)\d\d|(?<=/\s)\d\d)\b(?!\d|[/:]\d)",
        _numeric,
        signs=_DIGIT,
    ),
    Rule(
        "month-day",
        rf"(?:\b{words.WEEKDAY},?\s(?:(?P<part>{words.PART}),?\s)?(?:the\s)?)?(?:\bthe\s(?P<part_before>morning"
        rf"|afternoon|evening|night)\sof\s)?"
        rf"\b(?P<month>{words.MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s?(?P<year>{words.YEAR})\b)?(?!\d"
        rf"|,\d{{3}}|\s(?:people|percent|per\scent))",
        _month_day,
        signs=_DIGIT,
    ),
    Rule(
        "day-month",
        rf"(?:\b{words.WEEKDAY},?\s(?:(?P<part>{words.PART}),?\s)?(?:the\s)?)?(?<![\d:/])\b(?P<day>\d{{1,2}})(?:st|nd"
        rf"|rd|th)?(?:\sof)?\s(?P<month>{words.MONTH})(?!\w)"
        rf"(?:,?\s(?P<year>{words.YEAR})\b)?",
        _month_day,
    ),
    Rule(
        "month-year",
        rf"\b{words.EDGE}(?P<month>{words.MONTH}),?\s(?:of\s)?(?P<year>{words.YEAR})\b",
        _month_year,
        re.I,
        signs=_DIGIT,
    ),
    Rule(
        "quarter",
        rf"\b(?:fiscal[-\s])?(?P<which>first|second|third|fourth|last)[-\s](?P<size>quarter"
        rf"|half)\b(?:(?:\sof)?\s(?P<year>{words.YEAR})\b|(?!\s(?:of|mile|final)))",
        _quarter,
        re.I,
        signs=("quarter", "half"),
    ),
    Rule("quarter-code", rf"\bQ(?P<number>[1-4])\s(?P<year>{words.YEAR})\b", _quarter_code, signs=_DIGIT),
    Rule(
        "season",
        rf"\b(?:(?P<which>last|this|next|past|coming)\s)?(?P<season>spring|summer|autumn|fall"
        rf"|winter)(?:\s(?:of\s)?(?P<year>{words.YEAR}))?\b",
        _season,
        re.I,
        signs=tuple(words.SEASONS),
    ),
    Rule(
        "decade",
        r"(?:\b(?P<edge>early|late|mid)[-\s])?(?:\b|(?<=['’]))(?P<year>(?:1[89]|20)\d0|(?<=['’])[2-9]0)s\b",
        _decade,
        re.I,
        signs=_DIGIT,
    ),
    Rule(
        "weekday",
        rf"\b(?:(?P<which>last|next|this\spast|this\scoming|this|past"
        rf"|coming)\s)?(?:the\s(?P<part_before>morning|afternoon|evening|night)\sof\s)?"
        rf"(?P<day>{words.WEEKDAY})(?!\w)(?:\s(?P<part>{words.PART})\b)?(?P<week>\s(?:of\s)?(?:last|next)\sweek\b)?",
        _weekday,
        signs=_WEEKDAYS,
    ),
    Rule(
        "relative-day",
        rf"\b(?P<word>today|tonight|yesterday|tomorrow|overnight|this\s(?:morning|afternoon|evening)"
        rf"|last\snight)\b(?:[’']s\b)?(?:\s(?P<part>{words.PART})\b)?",
        _relative_day,
        re.I,
        signs=("day", "morrow", "night", "morning", "afternoon", "evening"),
    ),
    Rule(
        "ago",
        rf"\b(?P<count>{words.UNIT_COUNT})\s{words.UNIT}\s(?P<side>ago|earlier|later|from\snow)\b",
        _ago,
        re.I,
        signs=("ago", "earlier", "later", "now"),
    ),
    Rule(
        "unit",
        r"\b(?:(?P<running>(?:within|over|during|in)\s)?(?:the\s))?(?P<which>last|this|next|past|previous"
        r"|coming|(?:earlier|later)\s(?:this|last))\s"
        r"(?P<unit>week|month|year|weekend|decade|century)\b(?![-’'])",
        _unit,
        re.I,
        signs=("last", "this", "next", "past", "previous", "coming"),
    ),
    Rule(
        "hanging",
        r"\b(?:the\s(?P<which>next|following|same)\s(?P<unit>day|week|month|year)"
        r"|(?P<units>minutes|hours|days|weeks|months|years)\s(?P<side>earlier|later))\b",
        _hanging,
        re.I,
        signs=("next", "following", "same", "earlier", "later"),
    ),
    Rule(
        "holiday",
        rf"\b(?P<holiday>{words.HOLIDAY})\b(?:,?\s(?P<year>{words.YEAR})\b)?",
        _holiday,
        signs=tuple(words.HOLIDAYS),
    ),
    Rule(
        "years",
        rf"\b(?P<first>{words.YEAR})\s?[-–—/]\s?(?P<second>{words.YEAR}|\d\d)\b(?![-\d/])",
        _years,
        signs=_DIGIT,
    ),
    Rule(
        "year",
        rf"{words.YEAR_LEAD}{words.EDGE}(?P<year>{words.YEAR})\b{words.YEAR_END}",
        _year,
        re.I,
        signs=_DIGIT,
    ),
    Rule(
        "month",
        rf"\b(?:(?P<which>last|next|this|coming)\s)?{words.EDGE}(?P<month>{words.MONTH})"
        r"(?!\.?\s\d|\w)(?P<which_year>(?!))?",
        _month_alone,
        signs=_MONTHS,
    ),
)  # fmt: skip
"""In order of precedence: what an earlier rule matched, a later one leaves alone."""
