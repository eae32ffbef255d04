"""Dates, times of day and periods, resolved against the day of publication.

``When.expression`` is the normalised wording, made whether or not the calendar date is known, so that two
tellings compare without one: ``wednesday``, ``tomorrow``, ``last-week``, ``11-15`` for Nov. 15,
``2-day-later``. The part of the day is in ``clock`` and not in the expression. An expression that already
says the whole date is ISO 8601: ``2009-02-03``.

Rules of resolution, measured on TimeBank and AQUAINT (TimeML): a weekday is the last one, the day of
publication included, or the next after a cue of the future ("will", "due to"); a month and day without year
is the last one, unless the next is within 60 days and the last more than 240 days past; "two days later"
hangs on another event and is not resolved. Lengths of time ("for three days") are quantities and not found
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from reporter.facts import clock, expressions, timeline
from reporter.facts.base import Extractor
from reporter.facts.timeline import Context
from reporter.lexicon.en.calendar import MONTH, WEEKDAY, YEAR
from reporter.model import Document, Fact, Span, When
from reporter.patterns import lazily

DAYFIRST = True
"""Whether 03/12/2024 is 3 December (else 12 March); a day above 12 decides by itself."""

Stated = tuple[int, int, When]
"""Start and end in the sentence, and the value."""

_HINT_RE = lazily(
    (
        rf"\d|{MONTH}|{WEEKDAY}|\b(?:today|tonight|yesterday|tomorrow|overnight|morning|afternoon|evening"
        rf"|night|noon|midnight|dawn"
        r"|days?|weeks?|months?|years?|hours?|minutes?|decades?|weekend|spring|summer|autumn|fall|winter"
        r"|quarter|Christmas|New\sYear"
        r"|Boxing|Halloween|Valentine|Independence\sDay|Veterans\sDay|Juneteenth)\b"
    ).lower()
)
"""Letters without which a sentence states no date; searched in them as the rules' signs are."""
_RELATIONS = {
    "since": "since", "until": "until", "till": "until", "by": "by", "before": "before", "after": "after",
    "from": "from",
    "following": "after", "during": "during", "throughout": "during", "over": "during", "through": "until",
    "as of": "from", "effective": "from", "starting": "from", "beginning": "from",
    "within": "during", "prior to": "before",
}  # fmt: skip
_RELATION_WORDS = "|".join(sorted(_RELATIONS, key=len, reverse=True)).replace(" ", r"\s")
_RELATION_RE = lazily(
    rf"\b(?P<relation>{_RELATION_WORDS})\s(?P<wide>(?:the\s)?(?:start|beginning|launch|outbreak)\sof\s)?(?:(?:the|an?|at\sleast|about"
    r"|around|early|late|mid)[-\s])?$",
    re.I,
)
_EARLY_RE = lazily(r"\b(?P<part>early|late|mid|earlier|later)(?:[-\s]|\son\s)$", re.I)
_FUTURE_RE = lazily(
    r"\b(?:will|would|won['’]t|due\sto|set\sto|is\sto|are\sto|scheduled|expected|plans?\sto|planned\sfor"
    r"|going\sto|next|upcoming|shall"
    r"|(?:start|begin|expire|run|open|end|resume|close)s|takes?\s(?:effect|place))\b",
    re.I,
)
_HANGING = ("next-", "several-")
_JOIN_RANGE_RE = lazily(r"\s(?:through|to|until|till|and)\s$|\s?[-–—]\s?$")


def stated_dates(text: str, published: date | None = None, dayfirst: bool = DAYFIRST) -> list[Stated]:
    """The dates and times of one sentence, in the order of their starts.

    ``published`` is the day against which relative expressions resolve; without it they keep ``start`` None.
    """
    letters = timeline.letters_of(text)
    if not _HINT_RE.search(letters):
        return []
    found: list[Stated] = []
    for rule in expressions.RULES:
        if not rule.may_match(letters):
            continue
        for match in rule.pattern().finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end, _ in found):
                continue
            future = bool(_FUTURE_RE.search(text[max(0, start - 60) : start]))
            when = _resolved(rule, match, Context(text, published, future, dayfirst))
            if when is not None:
                found.append((start, len(text[:end].rstrip()), when))
    found.sort(key=lambda stated: stated[:2])
    found = clock.joined(found, clock.times(text, found), text)
    found = _with_ranges([_related(text, *stated) for stated in found], text)
    return sorted(_anchored(found, text), key=lambda stated: stated[:2])


def _resolved(rule: timeline.Rule, match: re.Match[str], context: Context) -> When | None:
    try:
        return rule.resolve(match, context)
    except (ValueError, OverflowError):  # Feb. 30, or a year before 1
        return None


def _related(text: str, start: int, end: int, when: When) -> Stated:
    """The date with the preposition before it: ``since July``, ``by late 2014``."""
    if match := _EARLY_RE.search(text[max(0, start - 9) : start]):
        if match["part"].lower() in ("early", "late", "mid") or when.expression.startswith(("this", "today")):
            start -= len(match.group())
        if when.grain in ("day", "part") and match["part"].lower() in ("early", "late"):
            when = replace(when, clock=when.clock or match["part"].lower())
    if (
        when.grain == "year"
        and text[max(0, start - 3) : start].lower() == "by "
        and re.match(r"\s[a-z]", text[end : end + 2])
    ):
        return start, end, when  # "hit by 2004 tsunami"
    if when.relation or not (match := _RELATION_RE.search(text[max(0, start - 40) : start])):
        return start, end, when
    relation = _RELATIONS[re.sub(r"\s", " ", match["relation"].lower())]
    if not match["wide"]:
        start -= len(match.group())
    return start, end, replace(when, relation=relation)


def _with_ranges(found: list[Stated], text: str) -> list[Stated]:
    """``from 2007 through 2014``, ``between Monday and Friday``, ``2007-2014`` as one period."""
    merged: list[Stated] = []
    for stated in found:
        start, end, when = stated
        if merged and (joined := _range(merged[-1], stated, text)):
            merged[-1] = joined
        else:
            merged.append((start, end, when))
    return merged


def _range(first: Stated, second: Stated, text: str) -> Stated | None:
    start, end, early = first
    second_start, second_end, late = second
    before = text[max(0, start - 8) : start]
    word = text[second_start:second_end].split(maxsplit=1)[0].lower()
    gap = (
        text[end:second_start]
        if word not in ("through", "until", "till")
        else f"{text[end:second_start]}{word} "
    )
    if early.expression.startswith(_HANGING) or late.expression.startswith(_HANGING):
        return None
    join = _JOIN_RANGE_RE.match(gap)
    between = re.search(r"\bbetween\s$", before, re.I)
    if (
        join is None
        or ("and" in gap and not between)
        or early.grain != late.grain
        or early.relation not in ("", "from", "since")
    ):
        return None
    if (
        early.relation == ""
        and not between
        and "-" not in gap
        and "–" not in gap
        and early.grain not in ("day", "part", "minute")
    ):
        return None
    start -= len(between.group()) if between else 0
    if early.start and late.end and early.start > late.end:
        return None
    expression = f"{early.expression}/{late.expression}"
    return start, second_end, replace(early, end=late.end, relation="from", expression=expression)


@cache
def _anchor_re() -> re.Pattern[str]:
    return re.compile(
        r",?\s?\b(?P<count>the|an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|a\sfew)?\s?"
        r"\b(?P<unit>minute|hour|day|night|week|month|year|decade)s?\s(?:shortly\s)?(?P<side>after"
        r"|before)\s(?P<event>[^,.;:?!()“”\"]+)",
        re.I,
    )


_EVENT_END_RE = lazily(
    r"\s(?:to|and|but|in|on|when|while|that|which|who|as|because|with|for|is|was|were|are|had|said|says)\s"
)


def _anchored(found: list[Stated], text: str) -> list[Stated]:
    """Adds the dates told by way of an event: "2012, the year after rebels took up arms" dates the
    arming to 2011.
    """
    result = list(found)
    for match in _anchor_re().finditer(text):
        event = _EVENT_END_RE.split(match["event"])[0]
        words = event.split()[:8]
        if not words or re.fullmatch(
            rf"(?:{YEAR}|\d+|that|this|school|work|then|it|him|her|them|midnight|noon|day|night)",
            words[0],
            re.I,
        ):
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip(", "))
        end = (
            match.start("event") + len(" ".join(words))
            if event.startswith(" ".join(words))
            else match.start("event") + len(event)
        )
        if any(start < other_end and other_start < end for other_start, other_end, _ in found):
            continue
        before = next((stated for stated in found if stated[1] == match.start()), None)
        when = timeline.from_event(
            before[2] if before else None, match["count"], match["unit"].lower(), match["side"].lower()
        )
        if when is not None:
            result.append((start, end, replace(when, anchor=text[match.start("event") : end])))
    return result


def extract(document: Document, _: Sequence[Fact]) -> Iterator[Fact]:
    """The dates and times of a document, sentence by sentence."""
    text, published = document.article.text, document.article.metadata.published
    for sentence in document.sentences:
        offset = sentence.span.start
        for start, end, when in stated_dates(text[offset : sentence.span.end], published):
            yield Fact("date", sentence.index, Span(offset + start, offset + end), when)


EXTRACTOR = Extractor(
    "date", ("date",), "dates, times of day, periods, and events told as years before or after", extract
)
