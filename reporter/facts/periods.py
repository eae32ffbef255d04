"""How each kind of calendar expression becomes a ``When``; the patterns are in ``reporter.facts.expressions``."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from reporter.facts.timeline import (
    Context,
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


def iso(match: re.Match[str], _: Context) -> When:
    """``2016-12-07``."""
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return When(day, day, expression=day.isoformat())


def numeric(match: re.Match[str], context: Context) -> When | None:
    """``7/12/2016`` and ``7.12.2016``."""
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


def month_day(match: re.Match[str], context: Context) -> When | None:
    """``Nov. 15`` and ``15 November 2016``."""
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


def month_year(match: re.Match[str], _: Context) -> When:
    """``November 2016``."""
    year, month = int(match["year"]), words.month_number(match["month"])
    first, last = edge_of(date(year, month, 1), month_end(year, month), match["edge"])
    return When(first, last, "month", expression=edged(f"{year}-{month:02}", match["edge"]))


_MONTH_LEAD_RE = lazily(
    r"\b(?:in|since|until|till|by|of|from|to|through|and|before|after|during|between|or)\s(?:early\s"
    r"|late\s|mid-)?$",
    re.I,
)
_NAMES_AND_VERBS = frozenset(("may", "march", "april", "june", "august", "jan", "mar", "sep", "dec"))


def month_alone(match: re.Match[str], context: Context) -> When | None:
    """``since July``, ``last May``."""
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


def quarter(match: re.Match[str], context: Context) -> When | None:
    """``the first quarter of 2009``."""
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


def quarter_code(match: re.Match[str], _: Context) -> When:
    """``Q1 2009``."""
    number, year = int(match["number"]), int(match["year"])
    first, last = date(year, 3 * number - 2, 1), month_end(year, 3 * number)
    return When(first, last, "quarter", expression=f"{year}-quarter-{number}")


def season(match: re.Match[str], context: Context) -> When | None:
    """``last summer``, ``winter of 2011``."""
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


def decade(match: re.Match[str], _: Context) -> When:
    """``the late 1990s``."""
    year = int(match["year"]) if len(match["year"]) == 4 else 1900 + int(match["year"])
    early, late = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get((match["edge"] or "").lower(), (0, 9))
    return When(
        date(year + early, 1, 1),
        date(year + late, 12, 31),
        "decade",
        expression=edged(f"{year}s", match["edge"]),
    )


def weekday(match: re.Match[str], context: Context) -> When:
    """``Wednesday``, ``last Friday``."""
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


def relative_day(match: re.Match[str], context: Context) -> When | None:
    """``yesterday``, ``tomorrow morning``."""
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


def ago(match: re.Match[str], context: Context) -> When:
    """``two days ago``, ``a week later``."""
    count, unit, side = count_of(match["count"]), match["unit"].lower(), match["side"].lower()
    number = "several" if count is None else f"{count:g}"
    resolvable = side in ("ago", "from now") and context.published and count is not None
    if resolvable and context.published and count is not None:
        first, last = whole(shifted(context.published, -count if side == "ago" else count, unit), unit)
        return When(first, last, unit, expression=f"{number}-{unit}-{side.replace(' ', '-')}")
    relation = {"earlier": "before", "later": "after"}.get(side, "")
    return When(None, None, unit, relation, expression=f"{number}-{unit}-{side.replace(' ', '-')}")


def unit(match: re.Match[str], context: Context) -> When | None:
    """``last week``, ``over the past year``."""
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


def holiday(match: re.Match[str], context: Context) -> When:
    """``Christmas Eve``."""
    name = match["holiday"].lower().replace("’", "'")
    month, number = words.HOLIDAYS[name]
    years = () if context.published is None else (context.published.year + shift for shift in (-1, 0, 1))
    if match["year"]:
        day = date(int(match["year"]), month, number)
        return When(day, day, expression=day.isoformat())
    near = nearest((date(year, month, number) for year in years), context)
    return When(near, near, expression=f"{month:02}-{number:02}")


def year(match: re.Match[str], context: Context) -> When | None:
    """``in 2012``."""
    year = int(match["year"])
    if context.published and year > context.published.year + 60:
        return None
    first, last = edge_of(date(year, 1, 1), date(year, 12, 31), match["edge"])
    return When(first, last, "year", expression=edged(str(year), match["edge"]))


def years(match: re.Match[str], _: Context) -> When | None:
    """``2007-2014``."""
    first, text = int(match["first"]), match["second"]
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    if not first < last <= first + 200:
        return None
    return When(date(first, 1, 1), date(last, 12, 31), "year", "from", expression=f"{first}/{last}")


def hanging(match: re.Match[str], _: Context) -> When:
    """``the next day``, ``days later``: beside another event, not resolved."""
    which = match["which"]
    if which:
        return When(None, None, match["unit"].lower(), "after", expression=f"next-{match['unit'].lower()}")
    side = match["side"].lower()
    unit = match["units"].lower().rstrip("s")
    return When(
        None, None, unit, "before" if side == "earlier" else "after", expression=f"several-{unit}-{side}"
    )
