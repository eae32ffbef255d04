"""Facts: what an article asserts, one kind a module, in the order of running: later ones see what was found."""

from __future__ import annotations

from reporter.facts import attribution, context, date, name, quantity, quote, status
from reporter.facts.base import Extractor
from reporter.model import Document, Fact

EXTRACTORS: tuple[Extractor, ...] = (
    name.EXTRACTOR,
    quote.EXTRACTOR,
    attribution.EXTRACTOR,
    quantity.EXTRACTOR,
    date.EXTRACTOR,
    status.EXTRACTOR,
)


def extract(document: Document) -> tuple[Fact, ...]:
    """The facts of a document, in the order of their spans."""
    found: list[Fact] = []
    for extractor in EXTRACTORS:
        found.extend(extractor.extract(document, tuple(found)))
    return tuple(sorted(context.place(document, found), key=lambda fact: (fact.span, fact.kind)))
