"""Amounts stated without a numeral: "tens of thousands", "several", "no casualties", "a child dead",
"doubled".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reporter.facts.counted import counted
from reporter.lexicon.en import numbers
from reporter.lexicon.en.units import unit_of, unit_re
from reporter.model import Quantity
from reporter.patterns import lazily

DATED_BY_RE = lazily(r"\s+(?:ago|earlier|later|before|after)\b(?!\s*\d)")
"""After a duration that tells a date: "two days later"."""
_NONE_RE = lazily(
    r"\b(?:no|zero|without)\s(?:\w+\s){0,2}?(?P<noun>casualties|deaths|injuries|fatalities|victims"
    r"|survivors|arrests|damage)\b"
    r"|\b(?:no\sone|nobody|none)\s(?:else\s)?(?:was|were|is|has\sbeen)\s(?:\w+\s)?(?P<became>[a-z]+)\b",
    re.I,
)


@cache
def _vague_re() -> re.Pattern[str]:
    first, second = "|".join(numbers.VAGUE_MULTIPLES), "|".join(numbers.VAGUE_UNITS)
    alone = "|".join(sorted(numbers.VAGUE, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?:(?P<multiple>{first})\sof\s(?P<unit>{second})|(?P<alone>{alone}))\b(?!-)", re.I
    )


@cache
def _person_re() -> re.Pattern[str]:
    persons = "|".join(sorted(numbers.PERSONS))
    fate = "|".join(sorted(numbers.FATES))
    return re.compile(
        rf"""(?<![\w-])(?P<article>an?|one|another)\s(?:[a-z]+(?:-[a-z]+)*\s|\d+-year-old\s){{0,2}}?(?P<person>{persons})\b(?![’'-])
        (?:(?P<after>(?:,\s[^,.;]{{1,20}},)?\s(?:who\s)?(?:(?:has|had|have|also|later)\s)*(?:died|dies|drowned|survived)\b
          |(?:,\s[^,.;]{{1,20}},)?\s(?:who\s)?(?:(?:has|had|have|also|later)\s)*(?:was|were|is|are|been|being|left|found|feared|reported|remains?)\s
            (?:\w+\s){{0,2}}?(?:{fate})\b
          |\s(?:{fate})\b(?={_ENDS}))|(?=[\s.,;:]|$))
        |(?:^|(?<=[,;:]\s)|(?<=\b[Ll]eaves\s)|(?<=\b[Kk]ills\s)|(?<=\band\s))
          (?P<bare>{persons})\s(?:{fate})\b(?={_ENDS})""",
        re.I | re.X,
    )


_ENDS = (
    r"(?:\s*(?:[.,;:]|$)"
    r"|\s(?:in|on|at|and|or|who|as|when|while|by|during|near|outside|inside|from|after|before)\b)"
)
"""What ends a noun phrase."""
_ENDS_RE = lazily(_ENDS)
_FELLING_RE = lazily(
    r"\b(?:kill(?:s|ed|ing)?|injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:ing)?)\s(?:at\sleast\s|only\s)?$",
    re.I,
)


@cache
def _unit_article_re() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<article>an?)[\s](?P<unit>minute|hour|day|night|week|fortnight|month|year|decade|century"
        r"|mile|kilomet(?:re|er))\b"
        r"(?P<more>[-\s]long\b|\sor\stwo\b)?(?!\s(?:ago|earlier|later|before|after|old)|-old|[’'])"
        r"|\b(?P<long>day|week|month|year|decade|hour)[-\s]long\b",
        re.I,
    )


@cache
def _times_re() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<word>{'|'.join(numbers.MULTIPLIERS)})\b(?!-)(?P<ratio>\s(?:as|the|that|what))?", re.I
    )


def vague(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """``tens of thousands of civilians``, ``dozens``, ``several bodies``."""
    for match in _vague_re().finditer(text):
        if match["multiple"]:
            unit = numbers.VAGUE_UNITS[match["unit"].lower()]
            low, high = (bound * unit for bound in numbers.VAGUE_MULTIPLES[match["multiple"].lower()])
            high += unit - 1
        else:
            low, high = numbers.VAGUE[match["alone"].lower()]
        measured = re.match(r"\sof", text[match.end() : match.end() + 3])
        unit_match = unit_re().match(text, match.end() + (3 if measured else 0))
        if unit_match and DATED_BY_RE.match(text, unit_match.end()):
            continue
        if unit_match:
            unit_found = unit_of(unit_match["unit"])
            yield (
                match.start(),
                unit_match.end(),
                Quantity(
                    low * unit_found.factor, high * unit_found.factor, "~",
                    unit_found.dimension, unit_found.canonical,
                    stated_unit=unit_found.name,
                ),
            )  # fmt: skip
            continue
        noun = counted(text, match.end())
        if not noun.words and (match["alone"] or "").lower() in ("a few", "several"):
            continue
        yield match.start(), noun.end, Quantity(low, high, "~", counted=noun.words)


def zeros(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """``no casualties``, ``no one was hurt``."""
    for match in _NONE_RE.finditer(text):
        what = match["noun"] or match["became"]
        if match["noun"] or what.lower() in numbers.CASUALTY:
            yield match.start(), match.end(), Quantity(0.0, 0.0, counted=what, stated=0.0)


def persons(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """``a child`` of "a child dead": one person, where the words say what became of them."""
    for match in _person_re().finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        if match["bare"]:
            yield (
                match.start("bare"),
                match.end("bare"),
                Quantity(1.0, 1.0, counted=match["bare"], stated=1.0),
            )
        elif match["after"] or (_FELLING_RE.search(before) and _ENDS_RE.match(text, match.end())):
            yield match.start(), match.end("person"), Quantity(1.0, 1.0, counted=match["person"], stated=1.0)


def unit_articles(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """``a week``, ``week-long``: one of a unit; no rates ("$5 a day"), no points in time ("a week ago")."""
    for match in _unit_article_re().finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        if match["article"] and re.search(
            r"(?:\d|\b(?:quarters?\sof|thirds?\sof|half\sof|times|once|twice|per|share|barrels?|miles?"
            r"|kilomet\w+|hours?|days?|percent|million|billion|half|dollars?|euros?|units?|people|cases"
            r"|such|what|quite|many|in))\s$",
            before,
            re.I,
        ):
            continue
        printed = (match["unit"] or match["long"]).lower()
        unit = unit_of(printed)
        high = 2 * unit.factor if (match["more"] or "").endswith("two") else unit.factor
        yield (
            match.start(),
            match.end(),
            Quantity(
                unit.factor, high, "=", unit.dimension, unit.canonical, stated=1.0, stated_unit=unit.name
            ),
        )


def multiples(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """``doubled``, ``twice as many``: a ratio; ``twice`` alone counts occasions."""
    for match in _times_re().finditer(text):
        value, word = numbers.MULTIPLIERS[match["word"].lower()], match["word"].lower()
        if word in ("double", "triple") and not re.search(
            r"\b(?:to|than|will|would|could|almost|nearly)\s$", text[: match.start()]
        ):
            continue
        if word in ("twice", "thrice") and not match["ratio"]:
            yield (
                match.start("word"),
                match.end("word"),
                Quantity(value, value, counted="times", stated=value),
            )
        else:
            ratio = Quantity(value, value, "=", "fraction", "times", stated=value, stated_unit="times")
            yield match.start("word"), match.end("word"), ratio
