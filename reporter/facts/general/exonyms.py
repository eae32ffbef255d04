"""Names of places and organisations under the forms of English, so that articles in two languages share them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from reporter.lexicon import ENGLISH, language, language_of
from reporter.model import Document, Fact, Name


@cache
def _english(code: str) -> dict[str, str]:
    names = language(code).pack.names
    return {forms[0]: english for english, forms in names.places.items()} | dict(names.abroad)


def in_english(document: Document) -> Document:
    """The document with the canonical names that its pack has an English form of in that form."""
    spoken = language_of(document)
    if spoken is ENGLISH:
        return document
    return replace(document, facts=tuple(_renamed(spoken.code, fact) for fact in document.facts))


def _renamed(code: str, fact: Fact) -> Fact:
    if not isinstance(fact.value, Name):
        return fact
    english = _english(code).get(fact.value.canonical)
    return replace(fact, value=replace(fact.value, canonical=english)) if english else fact
