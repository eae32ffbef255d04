"""Facts: what an article asserts, one kind a module, in the order of running: later ones see what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reporter.facts import attribution, context, date, name, quantity, quote, status
from reporter.facts.base import Extractor
from reporter.lexicon import ENGLISH, Language, language_of
from reporter.model import Document, Fact

EXTRACTORS: tuple[Extractor, ...] = (
    name.EXTRACTOR,
    quote.EXTRACTOR,
    attribution.EXTRACTOR,
    quantity.EXTRACTOR,
    date.EXTRACTOR,
    status.EXTRACTOR,
)


MOST = 32
"""Facts of one kind that a sentence may state, three times what news has: the rules look at all pairs of them."""


def _grammar(language: Language) -> tuple[Extractor, ...]:
    """The extractors for a language: those of English, or the general ones that read its pack."""
    if language is ENGLISH:
        return EXTRACTORS
    from reporter.facts.general import EXTRACTORS as GENERAL

    return tuple(GENERAL.get(extractor.name, extractor) for extractor in EXTRACTORS)


def marked(document: Document) -> Document:
    """The document with its facts, in the order of their spans; of a sentence crowded with them the first."""
    found: list[Fact] = []
    counts: Counter[tuple[int, str]] = Counter()
    for extractor in _grammar(language_of(document)):
        for fact in extractor.extract(document, tuple(found)):
            counts[fact.sentence, fact.kind] += 1
            if counts[fact.sentence, fact.kind] <= MOST:
                found.append(fact)
    facts = sorted(context.place(document, found), key=lambda fact: (fact.span, fact.kind))
    return replace(document, facts=tuple(facts), facts_left_out=counts.total() - len(found))


def extract(document: Document) -> tuple[Fact, ...]:
    """The facts of a document, as ``marked`` has them."""
    return marked(document).facts


def in_common(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents of a story; where they are in several languages, names under the form that English has of them."""
    if len({language_of(document) for document in documents}) < 2:
        return tuple(documents)
    from reporter.facts.general.exonyms import in_english

    return tuple(map(in_english, documents))
