"""Names of any language: places and organisations that are known, persons by given name or title, acronyms.

Where every noun has a capital (German) one says nothing, and only what a list or a title vouches for is a name. Without
a pack the same holds, with the lists of English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reporter.facts.base import Extractor
from reporter.facts.general.phrases import is_one_of
from reporter.lexicon import Language, language, language_of
from reporter.lexicon.gazetteer import city_size, sex_of
from reporter.model import Document, Fact, Name, Sentence, Span

_WORD_RE = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_][\w]*(?:[’'-][\w]+)*")
_AGE_RE = re.compile(r"(?:,\s|\s\()(\d{1,3})(?=[),])")
_MOST_WORDS = 5
_CITY = 100
"""Thousands of people of a city that is known without a word like "in" before it."""
_ACRONYM = range(2, 7)


class _Word(NamedTuple):
    span: Span
    text: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def lower(self) -> str:
        return self.text.lower().rstrip(".")


@cache
def _given(code: str) -> frozenset[str]:
    return frozenset(language(code).pack.names.given)


@cache
def _places(code: str) -> dict[str, str]:
    """Every form of a country or city, its people and adjectives, to its usual name."""
    return {form: forms[0] for forms in language(code).pack.names.places.values() for form in forms}


def extract(document: Document, _: Sequence[Fact]) -> Iterator[Fact]:
    """The names of an article, as facts of the kinds ``person``, ``place`` and ``organisation``."""
    spoken, text = language_of(document), document.article.text
    words = [_words(text, sentence.span) for sentence in document.sentences]
    people = _People()
    raw: list[tuple[Sentence, list[tuple[str, Span, str, str, int | None]]]] = []
    for sentence, its in zip(document.sentences, words, strict=True):
        raw.append((sentence, list(_found(spoken, text, sentence, its, people))))
    for (sentence, found), its in zip(raw, words, strict=True):
        taken = [span for _, span, *_ in found]
        for kind, span, canonical, role, age in found:
            whole = people.full(canonical) if kind == "person" else canonical
            yield Fact(kind, sentence.index, span, Name(whole, text[span.start : span.end], role, age))
        for word in its:  # surnames alone
            if (
                word.capital
                and not any(span.overlaps(word.span) for span in taken)
                and (full := people.by_surname(word.text))
            ):
                yield Fact("person", sentence.index, word.span, Name(full, word.text))


class _People:
    """The persons an article names in full."""

    def __init__(self) -> None:
        self._by_surname: dict[str, str] = {}

    def add(self, words: Sequence[str]) -> None:
        """Remember a name of two words and more."""
        if len(words) > 1:
            self._by_surname.setdefault(words[-1], " ".join(words))

    def by_surname(self, word: str) -> str:
        """The person of that surname, also with a genitive s; empty where there is none."""
        return self._by_surname.get(word) or self._by_surname.get(word.removesuffix("s"), "")

    def full(self, canonical: str) -> str:
        """The whole name of a person named by the surname, perhaps after a title."""
        return canonical if " " in canonical else self.by_surname(canonical) or canonical


def _words(text: str, span: Span) -> list[_Word]:
    return [
        _Word(Span(*match.span()), match.group()) for match in _WORD_RE.finditer(text, span.start, span.end)
    ]


def _found(
    spoken: Language, text: str, sentence: Sentence, words: list[_Word], people: _People
) -> Iterator[tuple[str, Span, str, str, int | None]]:
    number = 0
    while number < len(words):
        for read in (_known, _person, _organisation, _place):
            found = read(spoken, text, words, number)
            if found is not None:
                kind, last, canonical, role = found
                first = number
                if kind == "person":
                    parts = canonical.split()
                    people.add(parts)
                    first = next(n for n in range(number, last + 1) if words[n].text.startswith(parts[0][:2]))
                span = Span(words[number].span.start, words[last].span.end)
                name = Span(words[first].span.start, words[last].span.end)
                yield (
                    kind,
                    span if role else name,
                    canonical,
                    role,
                    _age(text, span.end) if kind == "person" else None,
                )
                number = last
                break
        number += 1


def _age(text: str, end: int) -> int | None:
    match = _AGE_RE.match(text, end)
    return int(match[1]) if match and 0 < int(match[1]) < 120 else None


Found = tuple[str, int, str, str]
"""Kind, last word, canonical name, role."""


def _phrase(text: str, words: list[_Word], first: int, last: int) -> str:
    return " ".join(text[words[first].span.start : words[last].span.end].split())


def _known(spoken: Language, text: str, words: list[_Word], number: int) -> Found | None:
    """The longest phrase that a list of the pack names."""
    names, places = spoken.pack.names, _places(spoken.code)
    for last in range(min(number + _MOST_WORDS, len(words)) - 1, number - 1, -1):
        phrase = _phrase(text, words, number, last)
        if phrase in names.known:
            return "organisation", last, names.known[phrase], ""
        if phrase in places:
            return "place", last, places[phrase], ""
    return None


def _is_given(spoken: Language, word: _Word) -> bool:
    return (
        word.capital and (word.text in _given(spoken.code) or bool(sex_of(word.text))) and len(word.text) > 2
    )


def _beside(text: str, left: _Word, right: _Word) -> bool:
    gap = text[left.span.end : right.span.start]
    return gap in (" ", "\u00a0") or (gap == ". " and len(left.text) <= 4)


def _person(spoken: Language, text: str, words: list[_Word], number: int) -> Found | None:
    """A given name and what follows it, or a title and the capitals after it."""
    names = spoken.pack.names
    start = number
    while start < len(words) and words[start].lower in names.titles:
        if start + 1 >= len(words) or not _beside(text, words[start], words[start + 1]):
            return None
        start += 1
    titled = start > number
    if start >= len(words) or not words[start].capital or words[start].lower in spoken.stopwords:
        return None
    if not titled and not _is_given(spoken, words[start]):
        return None
    last = start
    while (
        last + 1 < len(words)
        and last - start < _MOST_WORDS - 1
        and _beside(text, words[last], words[last + 1])
    ):
        ahead = words[last + 1]
        if (ahead.capital and ahead.lower not in names.titles and ahead.lower not in spoken.stopwords) or (
            ahead.lower in names.particles and _surname_ahead(text, words, last + 1, names.particles)
        ):
            last += 1
        else:
            break
    if last == start and not titled:
        return None
    if titled and last == start and (names.nouns and is_one_of(words[start].lower, names.organisations)):
        return None
    canonical = _phrase(text, words, start, last).removesuffix("’")
    role = _phrase(text, words, number, start - 1).lower() if titled else ""
    return "person", last, canonical, role


def _surname_ahead(text: str, words: list[_Word], number: int, particles: Sequence[str]) -> bool:
    while number + 1 < len(words) and words[number].lower in particles:
        if not _beside(text, words[number], words[number + 1]):
            return False
        number += 1
    return words[number].capital


def _organisation(spoken: Language, text: str, words: list[_Word], number: int) -> Found | None:
    """An acronym, or a capital that heads an organisation with what belongs to it."""
    word, names = words[number], spoken.pack.names
    letters = word.text.replace(".", "")
    if letters.isupper() and letters.isascii() and len(letters) in _ACRONYM and letters.isalpha():
        return "organisation", number, letters, ""
    if not word.capital or not is_one_of(word.lower, names.organisations):
        return None
    last = number
    while not names.nouns and last + 1 < len(words) and _beside(text, words[last], words[last + 1]):
        ahead = words[last + 1]
        joined = ahead.lower in names.joins and last + 2 < len(words) and words[last + 2].capital
        if joined and _beside(text, words[last + 1], words[last + 2]):
            last += 2
        elif ahead.capital:
            last += 1
        else:
            break
    if last == number and (names.nouns or not number):
        return None
    return "organisation", last, _phrase(text, words, number, last), ""


def _place(spoken: Language, text: str, words: list[_Word], number: int) -> Found | None:
    """A city of the table, or a capital after a word like "in"."""
    word = words[number]
    if not word.capital or word.lower in spoken.stopwords:
        return None
    before = words[number - 1].lower if number and _beside(text, words[number - 1], word) else ""
    located = before in spoken.pack.names.locatives
    if word.lower in spoken.pack.calendar.edges:
        return None
    for last in range(min(number + 2, len(words) - 1), number - 1, -1):
        phrase = _phrase(text, words, number, last)
        if not words[last].capital:
            continue
        size = city_size(phrase) or (city_size(phrase.removesuffix("s")) if spoken.code == "de" else 0)
        if size and (located or size >= _CITY):
            bare = phrase if city_size(phrase) else phrase.removesuffix("s")
            return "place", last, bare, ""
    return None


EXTRACTOR = Extractor(
    "name", ("person", "place", "organisation"), "people, places and organisations", extract
)
