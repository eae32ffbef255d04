"""Quantities of any language: its figures with the units, currencies and comparators of its pack.

The values are those of :mod:`reporter.facts.quantity`; what a language has no words for stays a bare count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from reporter.facts.base import Extractor
from reporter.facts.general.dates import stated_dates
from reporter.facts.general.figures import Number, numbers
from reporter.facts.general.phrases import NEVER, WORD_AFTER, any_of, is_one_of
from reporter.facts.quantity import widened
from reporter.lexicon import Language, Token, families, language, language_of
from reporter.lexicon.en.units import CURRENCY_SIGNS, Unit, unit_of
from reporter.model import Document, Fact, Quantity, Span

Stated = tuple[int, int, Quantity]

_COUNTED_WORDS = 4
"""Words after a figure that may name what it counts, at most."""
_JOINED_WORDS = 4
"""Words between two figures that count the same, at most."""
_TOLL_WORDS = 7
"""Words before a figure that nothing follows, among which it may be told what it counts: a toll that rose."""
_FATES = frozenset(("death", "injury", "missing", "custody", "displacement"))
_YEAR_RE = re.compile(r"(?:1[5-9]|20)\d\d")
_NAMED_RE = re.compile(r"[^\W\d_]{2,}(?:,\s|\s\()$")
_AGE_END_RE = re.compile(r"[),]")
_MOST_AGE = 120


class _Around(NamedTuple):
    """The patterns of what stands beside a figure."""

    sign: re.Pattern[str]
    money: re.Pattern[str]
    unit: re.Pattern[str]
    before: re.Pattern[str]
    comparators: tuple[str, ...]
    after: re.Pattern[str]
    comparators_after: tuple[str, ...]
    age_before: re.Pattern[str]
    age_after: re.Pattern[str]
    link: re.Pattern[str]
    between: re.Pattern[str]
    opening: re.Pattern[str]


@cache
def _around(code: str) -> _Around:
    figures = language(code).pack.figures
    signs = "|".join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True))
    before = [(comparator, phrase) for comparator, phrases in figures.before.items() for phrase in phrases]
    after = [(comparator, phrase) for comparator, phrases in figures.after.items() for phrase in phrases]
    before.sort(key=lambda pair: (-len(pair[1]), pair[1]))

    def compiled(words: str) -> re.Pattern[str]:
        return re.compile(words, re.IGNORECASE)

    ages = "|".join(
        rf"-?{any_of([phrase.lstrip('-')])}" if phrase.startswith("-") else rf"\s{any_of([phrase])}"
        for phrase in sorted(figures.age_after, key=lambda phrase: (-len(phrase), phrase))
    )
    return _Around(
        sign=re.compile(rf"(?<![^\W\d_])(?P<sign>{signs})\s?$"),
        money=compiled(
            rf"\s?(?:(?:de|von)\s)?(?P<money>{any_of([*figures.money, *CURRENCY_SIGNS])}){WORD_AFTER}"
        ),
        unit=compiled(rf"[\s\u00a0\u202f]?(?P<unit>{any_of([*figures.units, '%', '‰'])}){WORD_AFTER}"),
        before=compiled(rf"(?<!\w)(?:{_numbered(phrase for _, phrase in before)})\s$"),
        comparators=tuple(comparator for comparator, _ in before),
        after=compiled(rf"\s(?:{_numbered(phrase for _, phrase in after)})(?!\w)"),
        comparators_after=tuple(comparator for comparator, _ in after),
        age_before=compiled(rf"(?<!\w)(?P<words>{any_of(figures.age_before)})\s(?:\w+\s)?$"),
        age_after=compiled(rf"(?P<words>{ages or '(?!)'})(?!\w)"),
        link=compiled(rf"\s(?:(?:{any_of(figures.link)})\s)*"),
        between=compiled(rf"\s?[-–—]\s?|\s(?:{any_of([*figures.span, *figures.between.values()])})\s"),
        opening=compiled(rf"(?<!\w)(?:{any_of(figures.between)})\s$"),
    )


def _numbered(phrases: Iterable[str]) -> str:
    """A pattern with a group ``c0``, ``c1``, … for each of the phrases."""
    return "|".join(f"(?P<c{number}>{any_of([phrase])})" for number, phrase in enumerate(phrases)) or NEVER


def stated_quantities(code: str, text: str) -> list[Stated]:
    """The quantities of one sentence in that language, in the order of their starts."""
    dated = [(start, end) for start, end, when in stated_dates(code, text)]
    found: list[Stated] = []
    every = [
        number
        for number in numbers(code, text)
        if not any(number.start < end and start < number.end for start, end in dated)
    ]
    done = 0
    for index, number in enumerate(every):
        if number.start < done:
            continue
        following = every[index + 1] if index + 1 < len(every) else None
        joined = _range(code, text, number, following)
        stated = _read(code, text, joined or number)
        if stated is not None:
            found.append(stated)
            done = max(stated[1], joined.end if joined else 0)
    found += _persons(code, text, found)
    return _with_nouns_before(code, text, sorted(found, key=lambda stated: stated[:2]))


def _with_nouns_before(code: str, text: str, found: list[Stated]) -> list[Stated]:
    """Of figures that nothing follows, those that "and" joins to one before count the same: ``178 votos … y 160``."""
    joins = {*language(code).pack.figures.joins, *(language(code).pack.figures.between.values())}
    for number in range(1, len(found)):
        start, end, value = found[number]
        _, before_end, before = found[number - 1]
        between = text[before_end:start].lower().split()
        joined = bool(between) and between[-1] in joins and len(between) <= _JOINED_WORDS
        if joined and not value.counted and before.counted and value.dimension == before.dimension == "count":
            found[number] = start, end, replace(value, counted=before.counted)
    return found


def _range(code: str, text: str, first: Number, second: Number | None) -> Number | None:
    """Two figures as one range: ``5 bis 7``, ``zwischen 5 und 7``, ``5-7``."""
    if second is None or first.form == "vague" or second.form == "vague":
        return None
    around = _around(code)
    gap = text[first.end : second.start]
    if not around.between.fullmatch(gap):
        return None
    opening = around.opening.search(text[max(0, first.start - 12) : first.start])
    joins = set(language(code).pack.figures.between.values()) & set(gap.lower().split())
    low = first.value
    if second.scaled and not first.scaled and first.value < second.value:
        factor = second.value / (float(re.sub(r"\D.*", "", text[second.start : second.end]) or 1))
        low = first.value * factor if first.value * factor <= second.value else first.value
    if low >= second.value or (joins and not opening):
        return None
    start = first.start - len(opening.group()) if opening else first.start
    return Number(start, second.end, low, low, second.value, "vague", second.scaled)


def _read(code: str, text: str, number: Number) -> Stated | None:
    figures, around = language(code).pack.figures, _around(code)
    start, end = number.start, number.end
    value = Quantity(number.low, number.high, stated=None if number.form == "vague" else number.value)
    if number.form == "vague" and text[start : start + 1].isdigit():
        value = replace(value, stated=number.low)
    sign = around.sign.search(text[max(0, start - 5) : start])
    money = around.money.match(text, end)
    unit = around.unit.match(text, end)
    age = _age(code, text, number)
    if age is not None:
        return (start, age, replace(value, dimension="age", unit="year", stated_unit="year"))
    if sign or money:
        return _money(code, text, number, value, sign, money)
    if unit:
        end = unit.end()
        value = _with_unit(figures.units.get(unit["unit"].lower(), unit["unit"]), value)
        if value.dimension == "percent":
            value = replace(value, counted=_counted(code, text, end).words)
    elif number.form == "digits" and not number.scaled and _YEAR_RE.fullmatch(text[start:end]):
        return None
    else:
        noun = _counted(code, text, end)
        dimension = "fraction" if number.form == "fraction" else "count"
        end = noun.end
        value = replace(value, dimension=dimension, counted=noun.words)
    return _compared(code, text, start, number.end, end, value)


def _money(
    code: str,
    text: str,
    number: Number,
    value: Quantity,
    sign: re.Match[str] | None,
    money: re.Match[str] | None,
) -> Stated:
    figures = language(code).pack.figures
    start, end = number.start, number.end
    if sign:
        currency, start = CURRENCY_SIGNS[sign["sign"]], start - len(sign.group())
    else:
        assert money is not None
        word = money["money"]
        currency, end = (
            figures.money.get(word.lower()) or CURRENCY_SIGNS.get(word, word.upper()),
            money.end(),
        )
    if currency.endswith("/100"):
        low, high = ((bound or 0.0) / 100 for bound in (value.low, value.high))
        value, currency = replace(value, low=low, high=high), currency.removesuffix("/100")
    value = replace(value, dimension="money", unit=currency, stated_unit=currency)
    return _compared(code, text, start, number.end, end, value)


def _with_unit(printed: str, value: Quantity) -> Quantity:
    unit: Unit = unit_of("%" if printed == "‰" else printed)
    low, high = ((bound or 0.0) * unit.factor + unit.offset for bound in (value.low, value.high))
    if printed == "‰":
        low, high = low / 10, high / 10
    return replace(
        value, low=low, high=high, dimension=unit.dimension, unit=unit.canonical, stated_unit=unit.name
    )


def _age(code: str, text: str, number: Number) -> int | None:
    """Where the words of an age end; None where the figure is none."""
    if not 0 < number.value < _MOST_AGE or number.scaled or number.form == "fraction":
        return None
    around, units = _around(code), language(code).pack.figures.units
    before = text[max(0, number.start - 40) : number.start]
    opened = around.age_before.search(before)
    after = around.age_after.match(text, number.end)
    if after and after["words"].strip().lower() not in units:
        return after.end()
    if opened and (after or around.unit.match(text, number.end) or len(opened["words"].split()) > 1):
        unit = after or around.unit.match(text, number.end)
        if len(opened["words"].split()) > 1 or _of_a_person(code, before[: opened.start()]):
            return unit.end() if unit else number.end
    named = _NAMED_RE.search(before)
    bare = number.form == "digits" and _AGE_END_RE.match(text, number.end)
    capital = named and named.group()[0].isupper()
    return number.end if capital and bare else None


def _of_a_person(code: str, before: str) -> bool:
    words = re.findall(r"\w+", before.lower())
    return before.rstrip().endswith(",") or bool(
        words and is_one_of(words[-1], language(code).pack.figures.persons)
    )


class _Noun(NamedTuple):
    words: str
    end: int


def _counted(code: str, text: str, end: int) -> _Noun:
    """What the figure that ends at ``end`` counts: the noun after it, else one told before."""
    known, figures = language(code), language(code).pack.figures
    if code in ("zh", "ja", "ko"):
        sign = re.match(r"\s?(?:名|人|個|个|棟|軒|件|명)", text[end : end + 3])
        return _Noun(sign.group().strip(), end + sign.end()) if sign else _Noun("", end)
    if text[end : end + 1] == "-":
        return _Noun("", end)
    link = _around(code).link.match(text, end)
    if link:
        words = known.tokens(text, Span(link.end(), min(len(text), link.end() + 80)))
        taken: list[Token] = []
        for token in words[:_COUNTED_WORDS]:
            if (
                token.word in known.stopwords
                or token.word[0].isdigit()
                or (text[(taken[-1].span.end if taken else link.end()) : token.span.start].strip(" \u00a0"))
            ):
                break
            taken.append(token)
            if text[token.span.start].isupper() or not known.pack.names.nouns:
                break
        if taken and known.pack.names.nouns and not text[taken[-1].span.start].isupper():
            taken = [token for token in taken[:1] if is_one_of(token.word, figures.fates)]
        elif taken and not known.pack.names.nouns:
            after = words[len(taken) : len(taken) + 1]
            taken += [
                token
                for token in after
                if is_one_of(token.word, figures.fates) and _beside(text, taken[-1], token)
            ]
        if taken:
            return _Noun(text[taken[0].span.start : taken[-1].span.end], taken[-1].span.end)
    return _Noun(_told_before(known, text, end) or _told_after(known, text, end), end)


def _beside(text: str, left: Token, right: Token) -> bool:
    return text[left.span.end : right.span.start] == " "


def _told_before(known: Language, text: str, end: int) -> str:
    """``Toten`` of "die Zahl der Toten stieg auf 24"."""
    words = [
        token for token in known.tokens(text, Span(max(0, end - 80), end)) if not token.word[0].isdigit()
    ]
    for token in reversed(words[-_TOLL_WORDS:]):
        if set(families(token.stem)) & _FATES:
            return text[token.span.start : token.span.end]
    return ""


def _told_after(known: Language, text: str, end: int) -> str:
    """``verletzt`` of "24 wurden verletzt"."""
    for token in known.tokens(text, Span(end, min(len(text), end + 40)))[:3]:
        if is_one_of(token.word, known.pack.figures.fates):
            return text[token.span.start : token.span.end]
    return ""


def _compared(code: str, text: str, start: int, figure_end: int, end: int, value: Quantity) -> Stated:
    around = _around(code)
    comparator = ""
    if before := around.before.search(text[max(0, start - 30) : start]):
        comparator, start = (
            around.comparators[int((before.lastgroup or "c0")[1:])],
            start - len(before.group()),
        )
    elif after := around.after.match(text, figure_end):
        comparator, end = around.comparators_after[int((after.lastgroup or "c0")[1:])], max(end, after.end())
    if not comparator or value.low is None or value.high is None or value.low != value.high:
        return start, end, value
    low, high = widened(value.low, value.high, comparator, value.stated)
    return start, end, replace(value, low=low, high=high, comparator=comparator)


@cache
def _person_re(code: str) -> re.Pattern[str]:
    figures = language(code).pack.figures
    return re.compile(
        rf"(?<!\w)(?:{any_of(figures.one)})\s(?:[\w-]+\s)?(?P<person>{any_of(figures.persons)})(?!\w)",
        re.IGNORECASE,
    )


def _persons(code: str, text: str, found: Sequence[Stated]) -> list[Stated]:
    """One person, counted by an article: ``ein Toter``, ``una mujer`` who was hurt."""
    told: list[Stated] = []
    spoken = language(code)
    for match in _person_re(code).finditer(text):
        if any(match.start() < end and start < match.end() for start, end, _ in found):
            continue
        events = {family for token in spoken.tokens(text) for family in families(token.stem)}
        if _FATES & events:
            value = Quantity(1.0, 1.0, counted=match["person"], stated=1.0)
            told.append((match.start(), match.end(), value))
    return told


def extract(document: Document, _: Sequence[Fact]) -> Iterator[Fact]:
    """The quantities of a document, sentence by sentence."""
    text, code = document.article.text, language_of(document).code
    for sentence in document.sentences:
        offset = sentence.span.start
        for start, end, value in stated_quantities(code, text[offset : sentence.span.end]):
            span = Span(offset + start, offset + end)
            yield Fact("quantity", sentence.index, span, value, subject=value.counted)


EXTRACTOR = Extractor("quantity", ("quantity",), "figures, with their unit or what they count", extract)
