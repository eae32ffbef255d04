"""Who says so: every cue with its speaker and the words it attributes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporter.facts.base import Extractor
from reporter.facts.speaker import Voice, voices
from reporter.model import Attribution, Document, Fact, Span


def extract(document: Document, found: Sequence[Fact]) -> Iterator[Fact]:
    """One fact for each attributed stretch; it lies in the sentence of its content."""
    for voice in voices(document, found):
        yield Fact("attribution", voice.sentence, _span(voice), _attribution(voice))


def _span(voice: Voice) -> Span:
    """Speaker and cue, or the content where these stand in another sentence."""
    return voice.content if voice.carried else voice.span


def _attribution(voice: Voice) -> Attribution:
    return Attribution(voice.speaker, voice.cue, voice.span, voice.content, voice.anonymous)


def attribution_at(facts: Sequence[Fact], sentence: int, span: Span) -> Attribution | None:
    """The attribution whose content covers ``span``: the narrowest one that names a speaker, else the narrowest.

    ``sentence`` is the index of the sentence that ``span`` lies in. A span inside the cue itself is not covered.
    """
    covering = [
        fact.value
        for fact in facts
        if fact.kind == "attribution"
        and fact.sentence == sentence
        and isinstance(fact.value, Attribution)
        and fact.value.content.contains(span)
        and not fact.value.span.contains(span)
    ]
    return min(
        covering,
        key=lambda value: (not value.speaker, value.content.end - value.content.start, value.span),
        default=None,
    )


EXTRACTOR = Extractor("attribution", ("attribution",), "who says so, by which cue, and what", extract)
"""The registry entry."""
