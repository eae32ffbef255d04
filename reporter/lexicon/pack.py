"""The data of one language, read from ``language.toml`` of its folder; what it lacks comes from CLDR or stays empty.

All words are lower case, and phrases have single spaces. A word that ends in ``*`` stands for all that begin so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

_CURRENCIES = ("USD", "EUR", "GBP", "JPY", "CNY", "RUB", "CHF", "INR")
"""Whose names CLDR is asked for."""
_FOLDER = Path(__file__).parent

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How the language writes numbers, and what it puts around them."""

    decimal: str = ""
    """The decimal sign; empty where both are in use."""
    thousands: str = ""
    glued: bool = False
    """Whether the parts of a number are written as one word: ``dreihundertfünfzig``."""
    joins: Words = ()
    """Words between the parts that add nothing: ``und``, ``y``."""
    one: Words = ()
    """Articles that are a number before a scale, or before a person: ``eine Million``, ``un muerto``."""
    words: Mapping[str, float] = field(default_factory=dict)
    scales: Mapping[str, float] = field(default_factory=dict)
    fractions: Mapping[str, float] = field(default_factory=dict)
    vague: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """What is meant at least and at most."""
    before: Mapping[str, Words] = field(default_factory=dict)
    """Comparator (as in Quantity) to the words before a figure that express it."""
    after: Mapping[str, Words] = field(default_factory=dict)
    span: Words = ()
    """Words between the two figures of a range: ``bis``, ``a``."""
    between: Mapping[str, str] = field(default_factory=dict)
    """The word before a range and the one inside it: ``zwischen`` and ``und``."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Printed form to the English unit, as in ``en/units.py``."""
    money: Mapping[str, str] = field(default_factory=dict)
    """Name of a currency to its ISO 4217 code."""
    age_before: Words = ()
    age_after: Words = ()
    """Words, or endings of one word, that make an age of the figure before them: ``Jahre alt``, ``-jährige``."""
    link: Words = ()
    """Words between a figure and what it counts: ``de``, ``weitere``."""
    persons: Words = ()
    """Those of whom one is counted by an article: ``ein Toter``."""
    fates: Words = ()
    """What became of those counted, where no noun follows: ``verletzt``."""
    narrow: Words = ()
    """Words for people that narrow nothing: ``Menschen``."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Names of days and months, and words that lead from the day of publication to another."""

    months: tuple[Words, ...] = ()
    """The forms of each of the twelve; the first is the usual one."""
    weekdays: tuple[Words, ...] = ()
    """Monday first."""
    of: Words = ()
    """Words between day, month and year: ``de``."""
    lead: Words = ()
    """Words before a date that belong to it: ``am``, ``el``."""
    days: Mapping[str, int] = field(default_factory=dict)
    """Days from publication: ``gestern`` = -1."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Parts of the day to their English name."""
    last: Words = ()
    this: Words = ()
    next: Words = ()
    """Words that say which week, month, year or weekday is meant."""
    units: Mapping[str, str] = field(default_factory=dict)
    """``woche`` to ``week``."""
    ago: Words = ()
    """Words before a length of time that make it past: ``vor``, ``hace``."""
    ago_after: Words = ()
    ahead: Words = ()
    """Words before a length of time that make it future: ``in``."""
    relations: Mapping[str, str] = field(default_factory=dict)
    """Prepositions to the relation of a date: ``seit`` to ``since``."""
    edges: Mapping[str, str] = field(default_factory=dict)
    """``anfang`` to ``early``."""
    future: Words = ()
    """Words that say that a weekday is the next one."""
    future_ending: str = ""
    """Pattern of verb forms that say so."""
    at: Words = ()
    """Words before a time of day."""
    hour: Words = ()
    """Words after one: ``Uhr``."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says so: verbs and phrases."""

    marks: Words = ()
    """Pairs of quotation marks, the opening one first."""
    say: Words = ()
    """Forms of verbs that take a quotation or a clause."""
    particles: Words = ()
    """Second parts of such verbs: ``teilte … mit``."""
    according: Words = ()
    """Phrases before a speaker: ``laut``, ``según``."""
    according_after: Words = ()
    """Words after a speaker: ``zufolge``."""
    like: Words = ()
    """Words that open a clause which names the speaker: ``wie die Polizei mitteilte``."""
    that: Words = ()
    hearsay: Words = ()
    pronouns: Mapping[str, str] = field(default_factory=dict)
    """Pronoun to ``m``, ``f`` or ``-``."""
    articles: Words = ()
    anonymous: Words = ()
    """Words for speakers who stay unnamed: ``Augenzeugen``."""


@dataclass(frozen=True, slots=True)
class Stance:
    """Whether an event happened."""

    openers: Words = ()
    """Words that open a clause."""
    negations: Words = ()
    follows: bool = False
    """Whether a negation may also stand after its verb: ``zogen sich nicht zurück``."""
    negating: Words = ()
    """Verbs that deny what they govern, also in the next clause."""
    conditional: Words = ()
    discussed: Words = ()
    demanded: Words = ()
    planned: Words = ()
    possible: Words = ()
    planned_ending: str = ""
    """Pattern of the event's own form that puts it into the future: ``renunciará``."""
    possible_ending: str = ""
    future: Words = ()
    """Auxiliaries that do so with an infinitive: ``wird``."""
    infinitive: str = ""
    """Pattern of infinitives, where another form after the auxiliary is a passive."""
    directions: Mapping[str, str] = field(default_factory=dict)
    """``ost`` to ``east``."""
    part: Words = ()
    """Words before a figure that is a part of the one before: ``darunter``."""


@dataclass(frozen=True, slots=True)
class Names:
    """What tells persons, places and organisations."""

    nouns: bool = False
    """Whether all nouns have capitals, so that one says nothing."""
    given: Words = ()
    """Given names beside those of English, in their own case."""
    titles: Words = ()
    """Offices and titles before a person's name."""
    particles: Words = ()
    """Small words inside a surname: ``von``, ``de la``."""
    joins: Words = ()
    """Small words inside the name of an organisation: ``für``, ``de``."""
    locatives: Words = ()
    organisations: Words = ()
    """Words that are or end (``*`` before them: end) the name of an organisation."""
    known: Mapping[str, str] = field(default_factory=dict)
    """Organisations by any of their names, in their own case, to one of them."""
    abroad: Mapping[str, str] = field(default_factory=dict)
    """Those of them that English has a name for, to it."""
    places: Mapping[str, Words] = field(default_factory=dict)
    """Country or city under its English name: its name here, then its people and adjectives, in their own case."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The data of one language."""

    name: str = ""
    small: frozenset[str] = frozenset()
    """Stop words."""
    figures: Figures = Figures()
    calendar: Calendar = Calendar()
    speech: Speech = Speech()
    stance: Stance = Stance()
    names: Names = Names()


_SECTIONS = {"figures": Figures, "calendar": Calendar, "speech": Speech, "stance": Stance, "names": Names}


@cache
def pack(code: str) -> Pack:
    """The pack of a language; for one without a folder, what CLDR knows of figures and the calendar."""
    path = _FOLDER / code / "language.toml"
    if not path.is_file():
        figures, calendar = _from_cldr(code)
        return Pack(figures=figures, calendar=calendar)
    import tomllib

    table = tomllib.loads(path.read_text(encoding="utf-8"))
    small = frozenset(table.pop("small").split())
    name = table.pop("name")
    sections = {key: _section(_SECTIONS[key], values) for key, values in table.items()}
    return Pack(name, small, **sections)


def _section(kind: Any, table: Mapping[str, Any]) -> Any:
    """One section; lists become tuples, one string of words too where the field is of words."""
    wanted = {entry.name: entry for entry in fields(kind)}
    unknown = set(table) - set(wanted)
    if unknown:
        raise ValueError(f"unknown in [{kind.__name__.lower()}]: {', '.join(sorted(unknown))}")
    return kind(**{key: _value(wanted[key].type, value) for key, value in table.items()})


def _value(kind: Any, value: Any) -> Any:
    if kind == "Words" and isinstance(value, str):
        return tuple(value.split())
    if isinstance(value, list):
        return tuple(tuple(one.split(", ")) if kind == "tuple[Words, ...]" else one for one in value)
    if isinstance(value, dict):
        return {key: tuple(one) if isinstance(one, list) else one for key, one in value.items()}
    return value


def _from_cldr(code: str) -> tuple[Figures, Calendar]:
    """Separators and names of months and days from CLDR (the tables that Babel carries)."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return Figures(), Calendar()
    symbols = locale.number_symbols.get("latn", {})
    figures = Figures(
        symbols.get("decimal", ""),
        symbols.get("group", ""),
        scales=dict(_scales(locale)),
        money=dict(_money(locale)),
    )
    months, days = locale.months, locale.days
    return figures, Calendar(
        tuple(tuple(dict.fromkeys(_forms(months, number))) for number in range(1, 13)),
        tuple(tuple(dict.fromkeys(_forms(days, number))) for number in range(7)),
    )


def _scales(locale: Any) -> Iterator[tuple[str, float]]:
    """Words such as "million", from the long compact formats: ``0 مليون``."""
    for formats in locale.compact_decimal_formats.get("long", {}).values():
        for number, pattern in formats.items():
            words = [word for word in str(pattern.pattern).lower().split() if not set(word) & set("0¤'")]
            digits = len(number) - max(1, str(pattern.pattern).count("0"))
            if len(words) == 1 and len(words[0]) > 1:
                yield words[0].strip("."), 10.0**digits


def _money(locale: Any) -> Iterator[tuple[str, str]]:
    from babel.numbers import get_currency_name

    for currency in _CURRENCIES:
        for count in (None, 1, 2, 5):
            yield get_currency_name(currency, count, locale=locale).lower(), currency


def _forms(names: Any, number: int) -> Iterator[str]:
    """The names of a month or day that are words of three letters and more.

    Of the forms inside a date only: Babel 2.18 mixes the stand-alone ones of several languages up.
    """
    for width in ("wide", "abbreviated"):
        form = str(names["format"][width][number]).lower().rstrip(".")
        if len(form) >= 3 and not form[0].isdigit():
            yield form
