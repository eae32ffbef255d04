"""People, places and organisations, each under one canonical form for the whole article.

Short forms are resolved within the article: ``Craft`` to ``Charles Craft``, ``the Observatory`` and ``the monitor``
to ``Syrian Observatory for Human Rights``, ``NRA`` to ``National Rifle Association``. Adjectives and metonyms of
countries (``Syrian``, ``Moscow has tried``) are places whose canonical form is the country, so that "US and Russian
diplomats" and "the United States and Russia" share their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reporter.facts.base import Extractor
from reporter.facts.capitals import Usage, Word, is_title_case, pieces, runs, usage, words_of
from reporter.facts.mention import Mention, Piece
from reporter.facts.role import COURTESY, age_of, normal_role, role_after, role_before_comma, title_before
from reporter.facts.roster import Roster, is_generic_head
from reporter.lexicon.gazetteer import people_of, place_named, sex_of
from reporter.model import Document, Fact, Name, Sentence, Span
from reporter.patterns import lazily

_DATELINE_RE = lazily(r"([A-Z][A-Z .'-]{2,30}[A-Z])(?=,| \(| ?[—–-]{1,2} | /)")
_LOCATED_RE = lazily(r"\b(?:in|at|near|outside|from|to|around)\s(?:the\s)?$")

_KEPT = 4096
"""Sentences whose words are kept from one look to the next: more than news has; a book is read three times instead."""


def extract(document: Document, _found: Sequence[Fact]) -> Iterator[Fact]:
    """The names of an article, as facts of the kinds ``person``, ``place`` and ``organisation``."""
    text, sentences = document.article.text, document.sentences

    @lru_cache(maxsize=_KEPT)
    def words(index: int) -> list[Word]:
        return words_of(text, sentences[index].span)

    seen = usage(words(sentence.index) for sentence in sentences)
    raw = [_mentions(document, sentence, words(sentence.index), seen) for sentence in sentences]
    roster = Roster(text, (mention for here in raw for mention in here))
    for sentence, here in zip(sentences, raw, strict=True):
        its = words(sentence.index)
        facts: dict[Span, Fact] = {}
        for fact in _resolved(text, sentence, its, here, roster):
            facts.setdefault(fact.span, fact)
        for fact in _generic(text, sentence, its, roster, list(facts)):
            facts.setdefault(fact.span, fact)
        yield from sorted(facts.values(), key=lambda fact: (fact.span.start, -fact.span.end))


def _mentions(document: Document, sentence: Sentence, words: list[Word], seen: Usage) -> list[Mention]:
    """The names of one sentence, in order."""
    text = document.article.text
    found: list[Mention] = []
    title_case = is_title_case(words)
    place = {word.span.start: number for number, word in enumerate(words)}
    for run in runs(words):
        for piece in pieces(run):
            start = place[piece[0].span.start]
            found += Piece(text, sentence.index, words, start, piece, seen, title_case).mentions()
    for number in range(1, len(found)):
        if _listed(text, found[number - 1], found[number]):
            found[number] = found[number]._replace(kind="place")
    return found


def _listed(text: str, before: Mention, mention: Mention) -> bool:
    """Whether an unexplained name follows a place in a list: ``al-Shaar, Marja and Karm al-Qaterji``."""
    if before.kind != "place" or people_of(before.words[-1]) or mention.title or mention.title_case:
        return False
    unexplained = mention.kind == "" or (mention.kind == "person" and not sex_of(mention.words[0]))
    return unexplained and text[before.span.end : mention.span.start] in (", ", " and ", ", and ")


def _resolved(
    text: str, sentence: Sentence, words: list[Word], here: list[Mention], roster: Roster
) -> Iterator[Fact]:
    kinds = [_kind(text, mention, roster) for mention in here]
    for mention, known in zip(here, kinds, strict=True):
        if known is None:
            continue
        kind, canonical = known
        if kind == "person":
            yield _person_fact(text, sentence, words, mention, roster)
        else:
            name = Name(canonical, text[mention.span.start : mention.span.end])
            yield Fact(kind, sentence.index, mention.span, name)
    yield from _dateline(text, sentence, here)
    if is_title_case(words):
        taken = [mention.span for mention, known in zip(here, kinds, strict=True) if known]
        yield from _headline(text, sentence, words, taken, roster)


def _kind(text: str, mention: Mention, roster: Roster) -> tuple[str, str] | None:
    """Kind and canonical form of a mention, by the sentence or else by the article."""
    words = " ".join(mention.words)
    letters = words.replace(".", "")
    if (
        letters.isupper()
        and letters in roster.acronyms
        and not (mention.kind == "place" and mention.canonical)
    ):
        return ("organisation", roster.acronyms[letters])
    if mention.kind == "organisation":
        return ("organisation", mention.canonical or roster.organisation(words))
    if mention.kind == "person":
        return (roster.other_kind(mention) or "person", words)
    if mention.kind == "place":
        return _place(text, mention, roster)
    return _unexplained(mention, words, roster)


def _place(text: str, mention: Mention, roster: Roster) -> tuple[str, str] | None:
    """A place, unless its single word is the name of a person of the article."""
    words = " ".join(mention.words)
    if mention.canonical or len(mention.words) > 1 or not roster.people(words):
        return ("place", mention.canonical or place_named(words) or words)
    located = _LOCATED_RE.search(text[max(0, mention.span.start - 9) : mention.span.start])
    return ("place" if located else "person", words)


def _unexplained(mention: Mention, words: str, roster: Roster) -> tuple[str, str] | None:
    if len(mention.words) == 1 and roster.people(words):
        return ("person", words)
    if words in roster.places:
        return ("place", words)
    if roster.is_organisation(words):
        return ("organisation", words)
    organisation = roster.short_form(mention.words) if mention.the else None
    return ("organisation", organisation) if organisation else None


def _person_fact(text: str, sentence: Sentence, words: list[Word], mention: Mention, roster: Roster) -> Fact:
    person = roster.person(mention)
    if person:
        person.last = mention.sentence
    title = title_before(words, mention.span.start, text, mention.title)
    role = normal_role(text[title.start : title.end]) if title else ""
    if not role or role.strip(".") in COURTESY:
        role = role_after(text, mention.span.end, sentence.span.end) or role_before_comma(
            text, sentence.span.start, mention.span.start
        )
    start = title.start if title and title.start >= sentence.span.start else mention.span.start
    name = Name(
        canonical=" ".join(person.words if person else mention.words),
        surface=text[mention.span.start : mention.span.end],
        role=role,
        age=age_of(text, mention, sentence.span.start, sentence.span.end),
    )
    return Fact("person", sentence.index, Span(start, mention.span.end), name)


def _dateline(text: str, sentence: Sentence, here: list[Mention]) -> Iterator[Fact]:
    """The place in capitals that begins a story: ``NEW DELHI, India —``."""
    match = _DATELINE_RE.match(text, sentence.span.start, min(sentence.span.end, sentence.span.start + 60))
    if match and re.search(r"[—–-]\s", text[match.end() : match.end() + 35]):
        name = match.group(1).title()
        span = Span(match.start(1), match.end(1))
        if not any(mention.span.overlaps(span) and mention.kind == "place" for mention in here):
            yield Fact("place", sentence.index, span, Name(place_named(name) or name, match.group(1)))


def _headline(
    text: str, sentence: Sentence, words: list[Word], taken: list[Span], roster: Roster
) -> Iterator[Fact]:
    """Names known from the article's body, where capitals show nothing."""
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            window = words[start : start + size]
            span = Span(window[0].span.start, window[-1].span.end)
            printed = text[span.start : span.end]
            form = printed.title() if printed.isupper() and len(printed) > 5 else printed
            if not window[0].capital or any(span.overlaps(other) for other in taken):
                continue
            known = roster.known(form)
            if known:
                taken.append(span)
                kind, canonical = known
                yield Fact(kind, sentence.index, span, Name(place_named(canonical) or canonical, printed))


def _generic(
    text: str, sentence: Sentence, words: list[Word], roster: Roster, taken: list[Span]
) -> Iterator[Fact]:
    """Lower-case short forms of organisations that the article names in full: ``the rifle association``."""
    for number, word in enumerate(words):
        if word.capital or not is_generic_head(word.lower):
            continue
        first = _after_the(words, number)
        if first is None:
            continue
        name = roster.generic(word.lower, [part.lower for part in words[first:number]])
        span = Span(words[first].span.start, word.span.end)
        if name and not any(span.overlaps(other) for other in taken):
            yield Fact("organisation", sentence.index, span, Name(name, text[span.start : span.end]))


def _after_the(words: list[Word], number: int) -> int | None:
    """The first of up to three lower-case words that stand between ``the`` and a head."""
    for first in range(number, max(0, number - 3), -1):
        before = words[first - 1]
        if words[first].gap != " ":
            return None
        if before.lower == "the":
            return first
        if before.capital:
            return None
    return None


EXTRACTOR = Extractor(
    "name", ("person", "place", "organisation"), "people, places and organisations", extract
)
"""The registry entry."""
