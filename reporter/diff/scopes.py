"""What the sentences of two figures say that makes them figures of two things: another year, day, part or number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reporter.diff.rules.base import Story
from reporter.lexicon import tokens
from reporter.lexicon.en.calendar import WEEKDAYS
from reporter.lexicon.en.numbers import ORDINALS
from reporter.model import Document, Fact, FactPair, FactRef, When
from reporter.patterns import lazily

_ALL_RE = lazily(
    r"\b(?:(?:across|throughout|all\sover)\s(?:the\s)?(?:country|nation|region|state|island|province|city|world|continent)"
    r"|nationwide|worldwide|globally|in\sall|in\stotal|overall|altogether|all\stold)\b",
    re.I,
)
_RATE_RE = lazily(
    r"(?:-a-(?:year|month|week|day)|\s(?:per|a|an|each|every)\s(?:year|season|month|week|day|hour|game|share|head|person)"
    r"|\s(?:annually|yearly|monthly|weekly|daily|apiece))\b",
    re.I,
)
_LEAD = 3
"""Sentences of the body that tell when the main event was."""
_DAYS = ("day", "part", "hour", "minute")


def apart(story: Story, pair: FactPair, running: bool) -> str:
    """Why two figures are not of one thing, by what else their sentences say; or nothing."""
    refs = pair.left, pair.right
    if _of_whole(story, pair.left) != _of_whole(story, pair.right):
        return "one is of the whole, the other of a part"
    if _rated(story, pair.left) != _rated(story, pair.right):
        return "one is for each of several"
    numbers = [_numbered(story, ref) for ref in refs]
    if all(numbers) and not numbers[0] & numbers[1]:
        return "they are told of the first and of another"
    years = [_other_years(story, ref) for ref in refs]
    if years[0] != years[1] and not years[0] & years[1]:
        return "one is of another year"
    told = [days(story.beside(ref)) for ref in refs]
    if not running and all(told) and not told[0] & told[1]:
        return "they are of different days"
    return ""


def _of_whole(story: Story, ref: FactRef) -> bool:
    """Whether a figure is said to be that of a whole: "across the country", "in all"."""
    return bool(_ALL_RE.search(story.documents[ref.article].words(story.sentence(ref).span)))


def _rated(story: Story, ref: FactRef) -> bool:
    """Whether a figure is for each year, season or share: "$22 million per season"."""
    span, text = story.fact(ref).span, story.documents[ref.article].article.text
    return bool(_RATE_RE.match(text, span.end))


def _numbered(story: Story, ref: FactRef) -> frozenset[str]:
    """The ordinals of a sentence outside the figure: "the second bomb killed nine"."""
    span = story.fact(ref).span
    told = tokens(story.documents[ref.article].article.text, story.sentence(ref).span)
    return frozenset(token.word for token in told if token.word in ORDINALS and not token.span.overlaps(span))


def _other_years(story: Story, ref: FactRef) -> frozenset[int]:
    """The years that a figure's sentence names and the opening of its article does not: those of another event."""
    document = story.documents[ref.article]
    if story.opening(ref, _LEAD):
        return frozenset()
    told = _years(document, story.beside(ref))
    published = document.article.metadata.published
    if not told or (published and told == {published.year}):
        return frozenset()
    return (
        told - _years(document, story.lead(ref.article, _LEAD)) - ({published.year} if published else set())
    )


def _years(document: Document, facts: Sequence[Fact]) -> frozenset[int]:
    """The years that are printed in dates."""
    return frozenset(
        fact.value.start.year
        for fact in facts
        if isinstance(fact.value, When)
        and fact.value.start
        and str(fact.value.start.year) in document.words(fact.span)
    )


def days(facts: Sequence[Fact]) -> frozenset[str]:
    """The days of the calendar that a sentence names."""
    return frozenset(value.start.isoformat() for value in _days(facts) if value.start)


def dated(facts: Sequence[Fact]) -> bool:
    """Whether a sentence names a day, known on the calendar or not."""
    return bool(_days(facts))


def _days(facts: Sequence[Fact]) -> list[When]:
    return [
        fact.value
        for fact in facts
        if isinstance(fact.value, When)
        and fact.value.grain in _DAYS
        and (fact.value.start or fact.value.expression in WEEKDAYS)
    ]
