"""Names that are known beforehand: countries and their people, places, organisations, given names, cities.

Tables are read on first use and kept. The city table (GeoNames, CC BY 4.0) is the only big one; it is read when the
first name that nothing else explains is looked up.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent / "en"


class Country(NamedTuple):
    """What the names around a country stand for; every table maps a printed form to the country."""

    names: dict[str, str]
    people: dict[str, str]
    """Adjectives and people: ``Syrian``, ``Americans``."""
    governments: dict[str, str]
    """Metonyms: ``Kremlin``, ``Moscow``, ``Washington``."""


def _lines(name: str) -> list[str]:
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _listed(cell: str) -> list[str]:
    return [word for word in (part.strip() for part in cell.split(",")) if word]


@cache
def countries() -> Country:
    """The tables of ``en/countries.txt``."""
    table = Country({}, {}, {})
    for line in _lines("countries"):
        cells = [cell.strip() for cell in line.split("|")] + ["", "", ""]
        for form in [cells[0], *_listed(cells[1])]:
            table.names[form] = cells[0]
        for form in _listed(cells[2]):
            table.people[form] = cells[0]
        for form in _listed(cells[3]):
            table.governments[form] = cells[0]
    return table


@cache
def _aliases(name: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in _lines(name):
        canonical, _, others = line.partition("|")
        for form in [canonical.strip(), *_listed(others)]:
            forms[form] = canonical.strip()
    return forms


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """The word lists of a file that has a ``[section]`` line above each."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in _lines(name):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        else:
            current += _listed(line)
    return {section: frozenset(words) for section, words in found.items()}


def place_named(words: str) -> str | None:
    """The canonical name of a country, state or region of that name; None for all others, cities too."""
    return countries().names.get(words) or _aliases("places").get(words)


def people_of(word: str) -> str | None:
    """The country whose adjective or people the word is: ``Syrian`` gives ``Syria``."""
    return countries().people.get(word)


def government_of(words: str) -> str | None:
    """The country that a metonym may stand for: ``Kremlin`` gives ``Russia``."""
    return countries().governments.get(words)


def country_of(name: str) -> str | None:
    """The country that a name, an adjective or a metonym points to."""
    table = countries()
    return table.names.get(name) or table.people.get(name) or table.governments.get(name)


def organisation_named(words: str) -> str | None:
    """The canonical name of a well-known organisation: ``UN`` gives ``United Nations``."""
    return _aliases("organisations").get(words)


@cache
def _given() -> dict[str, str]:
    return {name: line[0] for line in _lines("given-names") for name in line[2:].split()}


def sex_of(given: str) -> str:
    """``m``, ``f`` or ``-`` (both) for a known given name, else the empty string."""
    known = _given()
    return known.get(given) or known.get(given.partition("-")[0], "")


@cache
def nicknames() -> dict[str, frozenset[int]]:
    """Of every given name (lower case) the numbers of the groups of names that it may stand for."""
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(_lines("nicknames")):
        for name in line.split():
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


@cache
def _cities() -> bytes:
    """The table as the file has it, ``name tab thousands`` a line; searched as it is, for parsing takes longer."""
    return (_FOLDER / "cities.tsv").read_bytes()


@lru_cache(maxsize=4096)
def city_size(words: str) -> int:
    """Thousands of people of the largest city of that name; 0 if there is none of 25,000."""
    table, key = _cities(), f"{words}\t".encode("utf-8", "replace")
    low, high = 0, len(table)  # starts of lines, between which the city's line lies
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", start)
        line = table[start:end]
        if line.startswith(key):
            return int(line[len(key) :])
        low, high = (end + 1, high) if line < key else (low, start)
    return 0
