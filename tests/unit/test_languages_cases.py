"""German and Spanish: the case documents ``de-KIND.md`` and ``es-KIND.md``, in the notation of the English ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from reporter import facts
from reporter.facts.general.dates import stated_dates
from reporter.facts.general.quantities import stated_quantities
from reporter.model import Attribution, Document, Fact, Name, Quote, Status
from tests.conftest import CASES, Case, read_cases
from tests.unit.facts_notation import date_line, quantity_line
from tests.unit.voices import document

LANGUAGES = ("de", "es")


def quantities(language: str, text: str) -> list[str]:
    return [quantity_line(text[start:end], value) for start, end, value in stated_quantities(language, text)]


def dates(language: str, text: str) -> list[str]:
    published = None
    if text.startswith("published "):
        first, text = text.split("\n", 1)
        published = date.fromisoformat(first.removeprefix("published "))
    return [
        date_line(text[start:end], value) for start, end, value in stated_dates(language, text, published)
    ]


def of_facts(line: Callable[[Document, Fact], str]) -> Callable[[str, str], list[str]]:
    def lines(language: str, text: str) -> list[str]:
        given = document(text, language)
        given = replace(given, facts=facts.extract(given))
        return [told for fact in given.facts if (told := line(given, fact))]

    return lines


def name(given: Document, fact: Fact) -> str:
    if not isinstance(fact.value, Name):
        return ""
    role = f" ({fact.value.role})" if fact.value.role else ""
    age = f" {fact.value.age}" if fact.value.age is not None else ""
    return f"{fact.kind}: {given.words(fact.span)} -> {fact.value.canonical}{role}{age}"


def quote(given: Document, fact: Fact) -> str:
    if not isinstance(fact.value, Quote):
        return ""
    return f"{given.words(fact.span)} <- {fact.value.speaker}".rstrip()


def attribution(given: Document, fact: Fact) -> str:
    if not isinstance(fact.value, Attribution):
        return ""
    unnamed = " unnamed" if fact.value.anonymous else ""
    return f"{fact.value.speaker or '?'} [{fact.value.cue}]{unnamed}: {given.words(fact.value.content)}"


def status(given: Document, fact: Fact) -> str:
    if not isinstance(fact.value, Status):
        return ""
    sign = "+" if fact.value.affirmed else "-"
    return f"{fact.value.event}/{fact.value.phase} {sign} {fact.value.modality}: {given.words(fact.span)}"


KINDS: dict[str, Callable[[str, str], list[str]]] = {
    "quantity": quantities,
    "date": dates,
    "name": of_facts(name),
    "quote": of_facts(quote),
    "attribution": of_facts(attribution),
    "status": of_facts(status),
}
EVERY = [
    (language, kind, case)
    for language in LANGUAGES
    for kind in KINDS
    for case in read_cases(f"{language}-{kind}")
]


@pytest.mark.parametrize(
    ("language", "kind", "case"), EVERY, ids=[f"{lang}-{kind}-{case.title}" for lang, kind, case in EVERY]
)
def test_case(language: str, kind: str, case: Case) -> None:
    assert KINDS[kind](language, case.given) == case.expected.splitlines()


def test_every_language_has_the_same_kinds_of_cases() -> None:
    assert {path.stem for path in CASES.glob("??-*.md")} == {
        f"{language}-{kind}" for language in LANGUAGES for kind in KINDS
    }
