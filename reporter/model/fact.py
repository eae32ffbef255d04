"""A fact: what an article asserts, true or not, with its value normalised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from reporter.model.article import Article, Removed, Sentence, Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as the interval of values that it admits."""

    low: float | None
    high: float | None
    """Both bounds included; None is unbounded. An exact figure has ``low == high``."""
    comparator: str = "="
    """``=`` ``~`` about, ``<~`` almost, ``>`` more than, ``>=`` at least, ``<`` under, ``<=`` up to."""
    dimension: str = "count"
    """``count money percent fraction duration age measure ordinal superlative score``."""
    unit: str = ""
    """Canonical unit after conversion: ``USD``, ``km``, ``day``; empty for counts."""
    counted: str = ""
    """The words that say what is counted: ``people``, ``districts``."""
    stated: float | None = None
    """The figure as printed, before the comparator widened it and the unit was converted; of a range, the lower."""
    stated_unit: str = ""
    """The unit as printed, in one spelling: ``year`` where ``unit`` is ``day``; it tells how far it is rounded."""


@dataclass(frozen=True, slots=True)
class When:
    """A date, time or period. Relative expressions without a publication date keep ``start`` None."""

    start: date | None
    end: date | None
    """Last day included."""
    grain: str = "day"
    """``minute hour part day weekend week month season quarter half year decade``."""
    relation: str = ""
    """``since until by before after from during`` or empty."""
    clock: str = ""
    """Time of day, ``HH:MM`` or a part of the day (``morning``)."""
    zone: str = ""
    """Time zone as printed (``GMT``, ``EST``)."""
    expression: str = ""
    """Normalised words, compared where no calendar date is known: ``wednesday``, ``tomorrow``."""
    anchor: str = ""
    """The event whose date is stated, for dates told by way of another ("the year after …")."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person, place or organisation, under one canonical form for the whole article."""

    canonical: str
    """The longest form in the article (``Syrian Observatory for Human Rights``)."""
    surface: str
    """The form used here (``the Observatory``)."""
    role: str = ""
    """``Russian foreign minister``; people only."""
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks."""

    words: tuple[str, ...]
    """Lower-cased words, ellipses dropped."""
    speaker: str = ""
    continues: bool = False
    """Whether these words go on with the quotation of the quote before, across a sentence or paragraph end."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so."""

    speaker: str
    """Canonical name or noun phrase; empty where only hearsay is marked (``reportedly``)."""
    cue: str
    """``said``, ``according to``, ``reportedly``."""
    span: Span
    """Speaker and cue, as printed."""
    content: Span
    """The words that are attributed."""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """What is asserted of an event: that it happened, did not, will, is denied."""

    event: str
    """Id of an event family in ``reporter/lexicon``: ``death``, ``withdrawal``, ``capture``."""
    phase: str
    """Id of the stage within the family: ``approach`` or ``done``; empty where there is one only."""
    affirmed: bool = True
    modality: str = "actual"
    """``actual planned possible discussed demanded refused conditional``."""
    agents: tuple[str, ...] = ()
    """Who stands before the event, nearest first: ``=name``, ``+place``, ``@class`` of people or things, or a stem."""
    patients: tuple[str, ...] = ()
    """Who or what stands after it, nearest first, in the same form."""
    verbal: bool = True
    """Whether a verb tells it ("was sentenced"), not a noun or participle before one ("a convicted man")."""


Value: TypeAlias = Quantity | When | Name | Quote | Attribution | Status


@dataclass(frozen=True, slots=True)
class Scope:
    """The limits of what a value covers."""

    places: tuple[str, ...] = ()
    period: When | None = None
    population: tuple[str, ...] = ()
    """Stems of the words that narrow who is counted: ``child``, ``civilian``."""
    part: bool = False
    """Whether the value is a part of another named beside it ("including 44 children")."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What an article asserts, true or not, in its own words."""

    kind: str
    """``quantity date person place organisation quote attribution status``."""
    sentence: int
    span: Span
    value: Value
    subject: str = ""
    """What the value is about, as words for a reader: ``people dead``."""
    events: tuple[str, ...] = ()
    """Event families that the value belongs to, nearest first."""
    scope: Scope = Scope()
    attribution: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article with what the stages marked in it."""

    article: Article
    removed: tuple[Removed, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    facts: tuple[Fact, ...] = ()
    """In the order of their spans."""
    facts_left_out: int = 0
    """How many more facts there are in sentences crowded with them, which are not compared."""

    def words(self, span: Span) -> str:
        """The article's own words at ``span``."""
        return self.article.text[span.start : span.end]
