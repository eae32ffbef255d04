"""Quantities: every figure of a sentence as an interval, with its unit and what it counts.

``low`` and ``high`` of a :class:`~reporter.model.Quantity` bound the values that a careful reader takes the
words to admit, in the canonical unit, both bounds included. Two figures are compatible where their intervals
overlap:

========================== ======================== =========================================================
words                      interval                 why
========================== ======================== =========================================================
341, half a million        [x, x]                   rounding is judged by ``stated`` and ``stated_unit``
more than, at least 341    [x, next step or 1.25 x] who writes "more than 341" knows no much larger figure;
                                                    the bound is kept: papers print "over 300" for 300 too
fewer than 20              [x / 2, x]               the same, downwards
up to 300                  [0, x]
almost 300                 [0.9 x, x]
about 300                  [0.9 x, 1.1 x]
tens of thousands          [20,000, 99,999]         ``reporter.lexicon.en.numbers.VAGUE``
between 5 and 7            [5, 7]
one of the victims         [1, no bound]            says nothing of how many there are
========================== ======================== =========================================================

The next step is one more of the last digit that is not zero: 400 after 300, 342 after 341. A percentage is
in hundredths (unit ``%``), a fraction in ones. A score keeps its smaller number as ``low``, its larger as
``high``. The rank of an ordinal or superlative is its value; the unit of a superlative is ``max`` or
``min``.

Dates and times of day are not quantities, nor is a duration that tells a date ("five days before the
vote"). The categories are those of CQE (Almasian et al. 2023), and the values are measured on its NewsQuant
sentences.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from reporter.facts import amount, rank
from reporter.facts.base import Extractor
from reporter.facts.counted import counted
from reporter.facts.figure import Figure, figures
from reporter.lexicon.en import numbers
from reporter.lexicon.en.units import POUND_STERLING, Unit, unit_of, unit_re
from reporter.model import Document, Fact, Quantity, Span
from reporter.patterns import lazily

Stated = tuple[int, int, Quantity]
"""Start and end in the sentence, and the value."""

_AGE_AFTER_RE = lazily(r"(?:[-\s]old\b|[\s-]of\sage\b)s?")
_AGE_BEFORE_RE = lazily(
    r"\b(?:aged?|ages)\s(?:about\s|around\s|only\s|just\s|over\s)?$|[^\W\d_]{2,}\.?,\s$|\bage\sof\s$"
    r"|\bages\s\d+\s(?:and|to)\s$",
    re.I,
)
_AGE_END_RE = lazily(r"\s*[,;.)]|\s+(?:and|or|from|of|was|were|at\sthe\stime|when)\b|\s*$")
_KIN_RE = lazily(rf"\b(?:{'|'.join(sorted(numbers.PERSONS | numbers.KIN))}),\s$")
_ANAPHORIC_RE = lazily(r"\b(?:the|these|those|all)\s$", re.I)
_OF_A_RE = lazily(r"\s(?:of\s)?(?:an?|the)(?=\s)")
_PARENT_RE = lazily(r"\b(?:mother|father|mom|mum|dad|parents?)[-\s]of[-\s]$", re.I)
_FOR_RE = lazily(r"\bfor\s(?:about|around|nearly|almost|over|at\sleast|more\sthan)?\s?$", re.I)
"""Before a duration that says how long, also where "before" follows: "deliberated for seven hours before"."""
_QUAKE_RE = lazily(r"\b(?:quakes?|earthquakes?|tremors?|temblors?|aftershocks?|richter)\b", re.I)
_MEASURED_RE = lazily(
    r"\b(?:measur(?:ed|es|ing)|registered|registering|rated|preliminary\s(?:reading|strength)\sof)\s(?:at\s)?(?:an?\s)?"
    r"(?:about\s|around\s|roughly\s|estimated\s)*$",
    re.I,
)
_SCALE_RE = lazily(r"\s(?:on\s(?:the|an)\s)?(?:open[-\s]ended\s)?(?:Richter|moment\smagnitude)\b", re.I)
_HOME_RE = lazily(
    r"\b(?:population\s(?:of|is)|home\sto|inhabited\sby)\s(?:an?\s)?(?:about\s|around\s|some\s|nearly\s|almost\s|more\sthan\s|over\s"
    r"|at\sleast\s|roughly\s|estimated\s|approximately\s)*$",
    re.I,
)
"""Before those who live in a place."""
_SPREAD_RE = lazily(r"(?:million|billion|trillion|\d|jobs|deal|contract)\sover$", re.I)
"""An amount over so many years: the years are no fewer."""
_CALIBRE_RE = lazily(r"[-\s](?:caliber|calibre)\b", re.I)
_HIT_RE = lazily(
    r"\b(?:(?:was|were|been|being)\s(?:shot|hit|struck|stabbed)|(?:shot|hit|stabbed)\s(?:him|her|them))\s(?:\w+\s){0,2}$",
    re.I,
)
"""What is hit some times, by a bullet or a stab each."""
_NOT_A_NAME_RE = lazily(
    r"(?:No|Yes|However|Also|But|And|Then|Now|Today|January|February|March|April|June|July|August"
    r"|September|October|November|December|\w+day),\s$"
)
_MAGNITUDE_RE = lazily(r"\bmagnitude[\s-](?:of\s|was\s|at\s)?(?:about\s|around\s)?$", re.I)
_RATIO_RE = lazily(
    r"[\s-]+(?:times|fold)\b(?=\s(?:as|more|higher|larger|greater|bigger|the|that|its|less|faster))|-?fold\b"
)
_PERCENT_OF_RE = lazily(r"\s+of\s+(?=[^\W\d_])")
_BETWEEN_RE = lazily(
    r"\s(?:straight|consecutive|more|full|whole|long|additional|extra|other|further|smaller|different"
    r"|fiscal|calendar)(?=\s)"
)


def _hint_words() -> list[str]:
    return [
        *numbers.ONES, *numbers.TENS, *numbers.SCALES, *numbers.VAGUE_UNITS, *numbers.ORDINALS,
        *numbers.MULTIPLIERS,
        *numbers.SUPERLATIVE_MAX, *numbers.SUPERLATIVE_MIN, "dozens?",
        "half", "quarters?", "thirds?", "several",
        "few",
        "handful", "couple", "scores", "tens", "most", "least", "no", "nobody", "none", "without", "an?",
        "another",
        "day", "week", "month", "year", "decade", "hour",
    ]  # fmt: skip


@cache
def _hint_re() -> re.Pattern[str]:
    """A character or word, lower case, without which a sentence states no quantity."""
    return re.compile(rf"[\d½¼¾⅓⅔⅛]|\b(?:{'|'.join(_hint_words())})\b")


@cache
def _comparator_re() -> re.Pattern[str]:
    groups = "|".join(f"(?P<c{number}>{words})" for number, (_, words) in enumerate(numbers.COMPARATORS))
    return re.compile(
        rf"(?<![\w-])(?:(?:an?|the|its|only|just)\s)?(?P<words>{groups})(?:\sanother)?\s?$", re.I
    )


@cache
def _comparator_after_re() -> re.Pattern[str]:
    groups = "|".join(
        f"(?P<c{number}>{words})" for number, (_, words) in enumerate(numbers.COMPARATORS_AFTER)
    )
    return re.compile(groups, re.I)


def stated_quantities(text: str) -> list[Stated]:
    """The quantities of one sentence, in the order of their starts."""
    if not _hint_re().search(text.lower()):
        return []
    found: list[Stated] = []
    taken: list[tuple[int, int]] = []

    def keep(stated: Iterator[Stated]) -> None:
        for figure_start, end, plain in stated:
            start, value = _compared(text, figure_start, plain)
            if not any(start < other_end and other_start < end for other_start, other_end in taken):
                found.append((start, end, value))
                taken.append((start, end))

    keep(amount.vague(text))
    keep(amount.unit_articles(text))
    keep(_measured(text))
    keep(amount.zeros(text))
    for source in (amount.multiples, rank.ordinals, rank.superlatives):
        keep(source(text))
    # "a 24-year-old man was killed" states an age and, in the same words, a count.
    ages = [span for span, (_, _, value) in zip(taken, found, strict=True) if value.dimension == "age"]
    taken = [span for span in taken if span not in ages]
    keep(amount.persons(text))
    return sorted(found, key=lambda stated: stated[:2])


def _measured(text: str) -> Iterator[Stated]:
    for figure in figures(text):
        stated = _quantity(text, figure)
        if stated is not None:
            yield stated


def _quantity(text: str, figure: Figure) -> Stated | None:
    """A figure with what stands around it: its unit, or what it counts."""
    for reading in (_score, _money, _magnitude, _ratio):
        if stated := reading(text, figure):
            return stated
    between = _BETWEEN_RE.match(text, figure.end)
    unit = unit_re().match(text, between.end() if between else figure.end)
    if unit is None and figure.form == "fraction" and (of_a := _OF_A_RE.match(text, figure.end)):
        unit = unit_re().match(text, of_a.end())
    if unit is not None:
        return _with_unit(text, figure, unit)
    if _is_age(text, figure):
        return figure.start, figure.end, _plain(figure, "age", "year")
    return _count(text, figure)


def _plain(figure: Figure, dimension: str, unit: str = "") -> Quantity:
    return Quantity(figure.low, figure.high, "=", dimension, unit, stated=figure.low, stated_unit=unit)


def _score(text: str, figure: Figure) -> Stated | None:
    if figure.form != "score":
        return None
    noun = counted(text, figure.end)
    return figure.start, noun.end, replace(_plain(figure, "score"), counted=noun.words)


def _money(text: str, figure: Figure) -> Stated | None:
    if not figure.currency:
        return None
    country = re.compile(r"\s(?:US|USD)\b").match(text, figure.end)
    return figure.start, country.end() if country else figure.end, _plain(figure, "money", figure.currency)


def _magnitude(text: str, figure: Figure) -> Stated | None:
    value = _plain(figure, "measure", "magnitude")
    if before := _MAGNITUDE_RE.search(text[max(0, figure.start - 24) : figure.start]):
        return figure.start - len(before.group()), figure.end, value
    small = figure.low < 10 and figure.form == "digits" and not figure.currency
    if small and _SCALE_RE.match(text, figure.end):
        return figure.start, figure.end, value
    if small and figure.low % 1 and _QUAKE_RE.search(text):
        measured = _MEASURED_RE.search(text[max(0, figure.start - 40) : figure.start])
        if measured and not unit_re().match(text, figure.end):
            return figure.start, figure.end, value
    after = re.compile(r"[-\s]magnitude\b", re.I).match(text, figure.end)
    return (figure.start, after.end(), value) if after else None


def _ratio(text: str, figure: Figure) -> Stated | None:
    after = _RATIO_RE.match(text, figure.end)
    return (figure.start, after.end(), _plain(figure, "fraction", "times")) if after else None


def _count(text: str, figure: Figure) -> Stated | None:
    """A bare number: it counts the words after it."""
    start, end = figure.start, figure.end
    after = _comparator_after_re().match(text, end)
    noun = counted(text, after.end() if after else end)
    if _PARENT_RE.search(text[max(0, start - 12) : start]):
        return start, end, replace(_plain(figure, "count"), counted="children")
    if not noun.words and re.search(
        r"\b(?:top|bottom|day|week|round)\s$", text[max(0, start - 8) : start], re.I
    ):
        return None  # "among the top four", "on day three": places, not counts
    if not noun.words and figure.form == "words" and _ANAPHORIC_RE.search(text[max(0, start - 6) : start]):
        return None
    if text[start : end + 4].lower() == "one of ":
        return start, noun.end, Quantity(1.0, None, ">=", counted=noun.words, stated=1.0)
    if calibre := _CALIBRE_RE.match(text, end):
        plain = _plain(figure, "measure", "caliber")
        bore = float(text[start:end].strip(" .")) if text[start:end].strip(" .").isdigit() else figure.low
        return start, calibre.end(), replace(plain, low=bore, high=bore, stated=bore)
    if _HOME_RE.search(text[max(0, start - 40) : start]) and noun.words in (
        "",
        "people",
        "residents",
        "inhabitants",
    ):
        return start, noun.end, replace(_plain(figure, "count"), counted="inhabitants")
    if noun.words == "times" and (hit := _HIT_RE.search(text[max(0, start - 30) : start])):
        counted_words = "stabs" if "stab" in hit.group().lower() else "bullets"
        return start, noun.end, replace(_plain(figure, "count"), counted=counted_words)
    dimension = "fraction" if figure.form == "fraction" else "count"
    return start, noun.end, replace(_plain(figure, dimension), counted=noun.words)


def _with_unit(text: str, figure: Figure, match: re.Match[str]) -> Stated | None:
    unit, end = unit_of(match["unit"]), match.end()
    if unit.name == "lb" and figure.scale >= 1e6:
        unit = POUND_STERLING
    if unit.dimension == "duration":
        if age := _AGE_AFTER_RE.match(text, end):
            unit = Unit(unit.name, "year", unit.factor / unit_of("year").factor, 0.0, "age")
            end = age.end()
        elif amount.DATED_BY_RE.match(text, end) and not _FOR_RE.search(
            text[max(0, figure.start - 16) : figure.start]
        ):
            return None
    low, high = (bound * unit.factor + unit.offset for bound in (figure.low, figure.high))
    noun = ""
    if (unit.dimension == "percent" and _PERCENT_OF_RE.match(text, end)) or (
        unit.dimension == "measure"
        and unit.canonical in ("kg", "litre", "m2")
        and text[end : end + 4] == " of "
    ):
        noun = counted(text, end).words
    value = Quantity(low, high, "=", unit.dimension, unit.canonical, noun, figure.low, unit.name)
    return figure.start, end, value


def _is_age(text: str, figure: Figure) -> bool:
    """``38`` of "Anthony LaCalamita, 38, of Troy" and of "aged 38"."""
    if (
        figure.form not in ("digits", "words")
        or figure.scale != 1
        or not 0 < figure.low < 120
        or figure.low % 1
    ):
        return False
    before = text[max(0, figure.start - 30) : figure.start]
    opening = _AGE_BEFORE_RE.search(before)
    if opening is None:
        return figure.form == "digits" and bool(
            re.search(r"\b(?:who|he|she)\s(?:is|was|turned|turns)\s$", before)
            and _AGE_END_RE.match(text, figure.end)
        )
    if opening.group().lower().startswith("age"):
        return True
    named = re.search(r"(?:^|[\s“‘(])[A-Z][\w’'-]*(?:\sJr\.|\sSr\.)?,\s$", before) or _KIN_RE.search(before)
    return bool(
        named
        and not _NOT_A_NAME_RE.search(before)
        and re.match(r"\s*[,;.)]|\s*$", text[figure.end : figure.end + 2])
    )


def _compared(text: str, start: int, value: Quantity) -> tuple[int, Quantity]:
    """The quantity widened by the comparator before its start, and where that comparator starts."""
    comparator = ""
    window = text[max(0, start - 40) : start]
    if (match := _comparator_re().search(window)) and not (
        value.dimension == "duration" and _SPREAD_RE.search(window[: match.end("words")])
    ):
        group = next(name for name, words in match.groupdict().items() if words and name != "words")
        comparator, start = (
            numbers.COMPARATORS[int(group[1:])][0],
            start - (len(window) - match.start("words")),
        )
    elif value.dimension in ("count", "money", "percent", "measure", "duration", "age"):
        printed = text[start : start + 80]
        digits_end = re.match(r"[^\d]{0,4}[\d,.]+(?:\s?(?:million|billion|bn|m))?|[A-Za-z-]+", printed)
        after = _comparator_after_re().match(text, start + digits_end.end()) if digits_end else None
        comparator = numbers.COMPARATORS_AFTER[int((after.lastgroup or "c0")[1:])][0] if after else ""
    if not comparator or value.comparator != "=" or value.dimension in ("ordinal", "superlative", "score"):
        return start, value
    low, high = widened(value.low or 0.0, value.high or 0.0, comparator, value.stated)
    return start, replace(value, low=low, high=high, comparator=comparator)


def widened(low: float, high: float, comparator: str, stated: float | None) -> tuple[float, float]:
    """The interval that a comparator makes of a figure; the table is in the module's docstring."""
    if comparator in (">", ">="):
        scale = high / stated if stated else 1.0
        return low, max(high * 1.25, (high / scale + _step(high / scale)) * scale) if scale else high
    if comparator == "<":
        return min(low / 2, low), high
    if comparator == "<=":
        return min(0.0, low), high
    margin = abs(high) / 10
    return low - abs(low) / 10, high if comparator == "<~" else high + margin


def _step(figure: float) -> float:
    """One of the last digit that is not zero: 100 for 300, 1 for 341, 0.1 for 2.5."""
    if figure == 0 or not math.isfinite(figure):
        return 0.0
    if figure % 1:
        return 10.0 ** -min(6, len(f"{abs(figure):.6f}".rstrip("0").partition(".")[2]))
    digits = f"{abs(figure):.0f}"
    return 10.0 ** (len(digits) - len(digits.rstrip("0")))


def extract(document: Document, _: Sequence[Fact]) -> Iterator[Fact]:
    """The quantities of a document, sentence by sentence; the subject is what is counted."""
    text = document.article.text
    for sentence in document.sentences:
        offset = sentence.span.start
        for start, end, value in stated_quantities(text[offset : sentence.span.end]):
            yield Fact("quantity", sentence.index, Span(offset + start, offset + end), value, value.counted)


EXTRACTOR = Extractor(
    "quantity", ("quantity",), "counts, amounts, measures, durations, ages, shares, ranks and scores", extract
)
