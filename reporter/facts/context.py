"""What a value is about: the events it belongs to, the place, period and people it covers, and who says so.

Extractors find values; this pass, last of all, reads the words around each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reporter.facts.clause import clauses_in
from reporter.lexicon import ENGLISH, Language, Mention, Token, language_of, overlapping
from reporter.model import Attribution, Document, Fact, Name, Quantity, Scope, Sentence, Span, Status, When
from reporter.patterns import lazily

_REACH = 9
"""Words between a value and an event it belongs to, at most."""
_OTHER_CLAUSE = 4
"""Added to the distance for every clause border between a value and an event."""
_JOINED = 2
"""Added for every "and" between them: "24 dead and 249 injured"."""
_PART_RE = lazily(
    r"(?:including|among them|of (?:whom|them|which|those)|some of them)[^.;]{0,30}$", re.IGNORECASE
)
_NEAR, _PART_WORDS = 40, 3
"""Characters, and words in them, before a value that is a part of another."""
_PERIODS = frozenset("since until by before after from during in over within".split())


def place(document: Document, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of one document with events, scope, subject and attribution filled in."""
    by_sentence: dict[int, list[Fact]] = {}
    for fact in facts:
        by_sentence.setdefault(fact.sentence, []).append(fact)
    placed: list[Fact] = []
    for index, group in sorted(by_sentence.items()):
        placed.extend(_in_sentence(document, document.sentences[index], group))
    return placed


def _in_sentence(document: Document, sentence: Sentence, group: Sequence[Fact]) -> Iterable[Fact]:
    text = document.article.text
    language = language_of(document)
    words = language.tokens(text, sentence.span)
    numbers = clauses_in(language, text, words)
    told = [mention for mention in language.mentions(words) if mention.phase.event]
    voices = [fact.value for fact in group if isinstance(fact.value, Attribution)]
    places = [fact for fact in group if fact.kind == "place"]
    periods = [fact for fact in group if isinstance(fact.value, When) and _is_period(fact.value)]
    for fact in group:
        changes: dict[str, object] = {"attribution": _voice(fact, voices)}
        if isinstance(fact.value, Quantity | When | Name):
            first, last = _positions(fact, words)
            events = fact.events or _events(
                first, last, words, numbers, told, isinstance(fact.value, Quantity)
            )
            changes["events"] = events
        if isinstance(fact.value, Quantity):
            before = text[sentence.span.start : fact.span.start]
            changes["scope"] = Scope(
                places=tuple(_places(language, places, words, numbers, first)),
                period=_period(periods, words, numbers, first),
                population=_population(language, fact.value),
                part=_is_part(language, before),
            )
            changes["subject"] = _subject(fact, events)
        yield replace(fact, **changes)  # type: ignore[arg-type]


def _is_part(language: Language, before: str) -> bool:
    """Whether the words before a value make it a part of another: "including"."""
    if language is ENGLISH:
        return bool(_PART_RE.search(before))
    near = language.tokens(before[-_NEAR:])[-_PART_WORDS:]
    return any(token.word in language.pack.stance.part for token in near)


def _is_period(when: When) -> bool:
    return when.relation in _PERIODS or when.grain in ("month", "season", "quarter", "half", "year", "decade")


def _voice(fact: Fact, voices: Iterable[Attribution]) -> Attribution | None:
    """The narrowest attribution whose content covers the fact."""
    if isinstance(fact.value, Attribution):
        return None
    # a status begins at its cue, which for a denial is the attribution's own: its last word says whether it is covered
    words = Span(fact.span.end - 1, fact.span.end) if isinstance(fact.value, Status) else fact.span
    covering = [voice for voice in voices if voice.content.contains(words)]
    return min(covering, key=lambda voice: voice.content.end - voice.content.start, default=None)


def _positions(fact: Fact, words: Sequence[Token]) -> tuple[int, int]:
    """Indices of the first and the last word of a fact."""
    inside = overlapping(words, fact.span)
    return (inside[0], inside[-1]) if inside else (0, 0)


def _events(
    first: int,
    last: int,
    words: Sequence[Token],
    numbers: Sequence[int],
    told: Iterable[Mention],
    counting: bool,
) -> tuple[str, ...]:
    """Families of the events near a value, nearest first and weak ones last; "24 dead" tells one itself."""
    near = []
    for order, mention in enumerate(told):
        if mention.first >= first and mention.last <= last and not counting:
            continue
        gap = max(mention.first - last, first - mention.last, 0)
        gap += _OTHER_CLAUSE * abs(numbers[mention.first] - numbers[first])
        if gap > _REACH:
            continue
        between = words[min(last, mention.last) + 1 : max(first, mention.first)]
        gap += _JOINED * sum(token.word in ("and", "or") for token in between)
        if gap <= _REACH:
            near.append((mention.phase.weak, gap, order, mention.phase.family))
    return tuple(dict.fromkeys(near_by[-1] for near_by in sorted(near)))


def _places(
    language: Language, places: Iterable[Fact], words: Sequence[Token], numbers: Sequence[int], first: int
) -> Iterable[str]:
    """Places named in the value's clause or the next, with a direction word before them."""
    for fact in places:
        start, _ = _positions(fact, words)
        if abs(numbers[start] - numbers[first]) <= 1 and isinstance(fact.value, Name):
            direction = language.pack.stance.directions.get(words[start - 1].word, "") if start else ""
            yield f"{direction} {fact.value.canonical}".strip().lower()
    for index, token in enumerate(words):
        bare = token.word in ("north", "south", "east", "west") and index and words[index - 1].word != "the"
        if not bare and token.word in ("north", "south", "east", "west") and numbers[index] == numbers[first]:
            yield token.word


def _period(
    periods: Sequence[Fact], words: Sequence[Token], numbers: Sequence[int], first: int
) -> When | None:
    """The period stated nearest to the value, within its clause or the next."""
    near = []
    for order, fact in enumerate(periods):
        start, _ = _positions(fact, words)
        if abs(numbers[start] - numbers[first]) <= 1 and isinstance(fact.value, When):
            near.append((abs(start - first), order, fact.value))
    return min(near, key=lambda item: item[:2])[2] if near else None


def _population(language: Language, quantity: Quantity) -> tuple[str, ...]:
    """Stems of what is counted, without words that narrow nothing."""
    return tuple(
        token.stem
        for token in language.tokens(quantity.counted)
        if token.word not in language.stopwords and token.word not in language.pack.figures.narrow
    )


def _subject(fact: Fact, events: Sequence[str]) -> str:
    """What is counted, with the event it is counted in: "people (death)"."""
    return (
        f"{fact.subject} ({events[0]})"
        if events and fact.subject
        else fact.subject or (events[0] if events else "")
    )
