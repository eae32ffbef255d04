"""Documents for the tests of names, quotes and attributions: one sentence a line, an empty line ends a paragraph."""

from __future__ import annotations

from reporter.facts import attribution, name, quote
from reporter.model import Article, Document, Fact, Sentence, SentenceRole, Span


def document(text: str, language: str | None = None) -> Document:
    """A document with a sentence for each line of ``text``; a first line in ``# `` is a headline."""
    sentences: list[Sentence] = []
    at = paragraph = 0
    for line in text.split("\n"):
        if line.strip():
            start = at + 2 if line.startswith("# ") else at
            role = SentenceRole.HEADLINE if line.startswith("# ") else SentenceRole.BODY
            sentences.append(Sentence(len(sentences), Span(start, at + len(line)), role, paragraph))
            paragraph += role is SentenceRole.HEADLINE
        else:
            paragraph += 1
        at += len(line) + 1
    return Document(Article.from_text(text, language=language), (), tuple(sentences))


def facts(given: Document) -> list[Fact]:
    """The names, quotes and attributions of a document, extracted in order."""
    found = list(name.EXTRACTOR.extract(given, ()))
    found += quote.EXTRACTOR.extract(given, tuple(found))
    found += attribution.EXTRACTOR.extract(given, tuple(found))
    return found
