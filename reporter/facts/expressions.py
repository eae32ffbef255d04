"""The kinds of calendar expressions: the pattern of each, and what is made of a match."""

from __future__ import annotations

import re

from reporter.facts import periods
from reporter.facts.timeline import Rule
from reporter.lexicon.en import calendar as words

_DIGIT = ("0",)
_MONTHS = tuple(sorted({name[:3] for name in words.MONTHS}))
_WEEKDAYS = tuple(name[:3] for name in words.WEEKDAY_NAMES)

RULES = (
    Rule(
        "month-of-year",
        rf"\b{words.EDGE}(?P<which>(?!))?(?P<month>{words.MONTH})\s(?P<which_year>last|this|next)\syear\b",
        periods.month_alone,
        signs=_MONTHS,
    ),
    Rule("iso", rf"\b(?P<year>{words.YEAR})-(?P<month>\d\d)-(?P<day>\d\d)\b", periods.iso, signs=_DIGIT),
    Rule(
        "numeric",
        rf"(?<![\d/.])(?P<first>\d{{1,2}})(?P<mark>\s?/\s?|[.])(?P<second>\d{{1,2}})(?P=mark)"
        rf"(?P<year>{words.YEAR}|(?<=/)\d\d|(?<=/\s)\d\d)\b(?!\d|[/:]\d)",
        periods.numeric,
        signs=_DIGIT,
    ),
    Rule(
        "month-day",
        rf"(?:\b{words.WEEKDAY},?\s(?:(?P<part>{words.PART}),?\s)?(?:the\s)?)?(?:\bthe\s(?P<part_before>morning"
        rf"|afternoon|evening|night)\sof\s)?"
        rf"\b(?P<month>{words.MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s?(?P<year>{words.YEAR})\b)?(?!\d"
        rf"|,\d{{3}}|\s(?:people|percent|per\scent))",
        periods.month_day,
        signs=_DIGIT,
    ),
    Rule(
        "day-month",
        rf"(?:\b{words.WEEKDAY},?\s(?:(?P<part>{words.PART}),?\s)?(?:the\s)?)?(?<![\d:/])\b(?P<day>\d{{1,2}})(?:st|nd"
        rf"|rd|th)?(?:\sof)?\s(?P<month>{words.MONTH})(?!\w)"
        rf"(?:,?\s(?P<year>{words.YEAR})\b)?",
        periods.month_day,
    ),
    Rule(
        "month-year",
        rf"\b{words.EDGE}(?P<month>{words.MONTH}),?\s(?:of\s)?(?P<year>{words.YEAR})\b",
        periods.month_year,
        re.I,
        signs=_DIGIT,
    ),
    Rule(
        "quarter",
        rf"\b(?:fiscal[-\s])?(?P<which>first|second|third|fourth|last)[-\s](?P<size>quarter"
        rf"|half)\b(?:(?:\sof)?\s(?P<year>{words.YEAR})\b|(?!\s(?:of|mile|final)))",
        periods.quarter,
        re.I,
        signs=("quarter", "half"),
    ),
    Rule("quarter-code", rf"\bQ(?P<number>[1-4])\s(?P<year>{words.YEAR})\b", periods.quarter_code, signs=_DIGIT),
    Rule(
        "season",
        rf"\b(?:(?P<which>last|this|next|past|coming)\s)?(?P<season>spring|summer|autumn|fall"
        rf"|winter)(?:\s(?:of\s)?(?P<year>{words.YEAR}))?\b",
        periods.season,
        re.I,
        signs=tuple(words.SEASONS),
    ),
    Rule(
        "decade",
        r"(?:\b(?P<edge>early|late|mid)[-\s])?(?:\b|(?<=['’]))(?P<year>(?:1[89]|20)\d0|(?<=['’])[2-9]0)s\b",
        periods.decade,
        re.I,
        signs=_DIGIT,
    ),
    Rule(
        "weekday",
        rf"\b(?:(?P<which>last|next|this\spast|this\scoming|this|past"
        rf"|coming)\s)?(?:the\s(?P<part_before>morning|afternoon|evening|night)\sof\s)?"
        rf"(?P<day>{words.WEEKDAY})(?!\w)(?:\s(?P<part>{words.PART})\b)?(?P<week>\s(?:of\s)?(?:last|next)\sweek\b)?",
        periods.weekday,
        signs=_WEEKDAYS,
    ),
    Rule(
        "relative-day",
        rf"\b(?P<word>today|tonight|yesterday|tomorrow|overnight|this\s(?:morning|afternoon|evening)"
        rf"|last\snight)\b(?:[’']s\b)?(?:\s(?P<part>{words.PART})\b)?",
        periods.relative_day,
        re.I,
        signs=("day", "morrow", "night", "morning", "afternoon", "evening"),
    ),
    Rule(
        "ago",
        rf"\b(?P<count>{words.UNIT_COUNT})\s{words.UNIT}\s(?P<side>ago|earlier|later|from\snow)\b",
        periods.ago,
        re.I,
        signs=("ago", "earlier", "later", "now"),
    ),
    Rule(
        "unit",
        r"\b(?:(?P<running>(?:within|over|during|in)\s)?(?:the\s))?(?P<which>last|this|next|past|previous"
        r"|coming|(?:earlier|later)\s(?:this|last))\s"
        r"(?P<unit>week|month|year|weekend|decade|century)\b(?![-’'])",
        periods.unit,
        re.I,
        signs=("last", "this", "next", "past", "previous", "coming"),
    ),
    Rule(
        "hanging",
        r"\b(?:the\s(?P<which>next|following|same)\s(?P<unit>day|week|month|year)"
        r"|(?P<units>minutes|hours|days|weeks|months|years)\s(?P<side>earlier|later))\b",
        periods.hanging,
        re.I,
        signs=("next", "following", "same", "earlier", "later"),
    ),
    Rule(
        "holiday",
        rf"\b(?P<holiday>{words.HOLIDAY})\b(?:,?\s(?P<year>{words.YEAR})\b)?",
        periods.holiday,
        signs=tuple(words.HOLIDAYS),
    ),
    Rule(
        "years",
        rf"\b(?P<first>{words.YEAR})\s?[-–—/]\s?(?P<second>{words.YEAR}|\d\d)\b(?![-\d/])",
        periods.years,
        signs=_DIGIT,
    ),
    Rule(
        "year",
        rf"{words.YEAR_LEAD}{words.EDGE}(?P<year>{words.YEAR})\b{words.YEAR_END}",
        periods.year,
        re.I,
        signs=_DIGIT,
    ),
    Rule(
        "month",
        rf"\b(?:(?P<which>last|next|this|coming)\s)?{words.EDGE}(?P<month>{words.MONTH})"
        r"(?!\.?\s\d|\w)(?P<which_year>(?!))?",
        periods.month_alone,
        signs=_MONTHS,
    ),
)  # fmt: skip
"""In order of precedence: what an earlier rule matched, a later one leaves alone."""
