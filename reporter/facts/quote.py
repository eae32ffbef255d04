"""Words between quotation marks, with the speaker that the cues around them tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporter.facts.base import Extractor
from reporter.facts.quotation import quotations
from reporter.facts.speaker import Voice, voices
from reporter.lexicon import language_of
from reporter.model import Document, Fact, Quote, Span


def extract(document: Document, found: Sequence[Fact]) -> Iterator[Fact]:
    """One fact for every part of a quotation that lies in one sentence; parts of one quotation share the speaker."""
    marked = quotations(document)
    parts = _parts(document, [quotation.span for quotation in marked])
    continued = {quotation.span.start for quotation in marked if quotation.continues}
    heard = voices(document, found)
    tokens = language_of(document).tokens
    speakers = _speakers(document, parts, heard)
    first = {span.start for span in (quotation.span for quotation in marked)}
    for (sentence, span), speaker in zip(parts, speakers, strict=True):
        words = tuple(token.word for token in tokens(document.article.text, span))
        continues = span.start not in first or span.start in continued
        yield Fact("quote", sentence, span, Quote(words, speaker, continues))


def _parts(document: Document, spans: Sequence[Span]) -> list[tuple[int, Span]]:
    """Every quotation cut at the ends of sentences."""
    parts = []
    place = 0
    for span in spans:
        while place and document.sentences[place].span.start > span.start:
            place -= 1
        while place < len(document.sentences):
            sentence = document.sentences[place]
            if sentence.span.start >= span.end:
                break
            part = Span(max(span.start, sentence.span.start), min(span.end, sentence.span.end))
            if part.start < part.end and any(letter.isalnum() for letter in document.words(part)):
                parts.append((sentence.index, part))
            place += 1
        place = min(place, len(document.sentences) - 1)
    return parts


def _speakers(document: Document, parts: list[tuple[int, Span]], heard: Sequence[Voice]) -> list[str]:
    by_sentence: dict[int, list[Voice]] = {}
    for voice in heard:
        by_sentence.setdefault(voice.sentence, []).append(voice)
    speakers = []
    for sentence, span in parts:
        fitting = [
            voice for voice in by_sentence.get(sentence, ()) if voice.content.overlaps(span) and voice.speaker
        ]
        closest = min(fitting, key=lambda voice: voice.content.end - voice.content.start, default=None)
        speakers.append(closest.speaker if closest else "")
    return speakers


EXTRACTOR = Extractor("quote", ("quote",), "words between quotation marks, and whose they are", extract)
"""The registry entry."""
