"""Who says what: the speakers whom the articles cite, and what each article has them say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from reporter.formats.taming import tame
from reporter.formats.view import wording
from reporter.formats.view.entries import Numbered, anchor, sentence_name
from reporter.formats.view.panels import Mention, Voice
from reporter.formats.view.speakers import Speakers
from reporter.model import Attribution, Comparison, Finding, Relation, SentenceRef, Verdict

_NOBODY = frozenset(["", *"he she it they we i you this that those these who which".split()])
_VOICES, _STATEMENTS, _WORDS = 40, 6, 160
"""Most speakers of the table, statements of a cell and characters of a statement."""


def voices(comparison: Comparison, numbered: Sequence[Numbered], speakers: Speakers) -> tuple[Voice, ...]:
    """The table of speakers, those whom most articles cite first, then those cited most."""
    articles = len(comparison.documents)
    told = _findings(numbered)
    statements: dict[int, list[list[Mention]]] = {}
    for article, document in enumerate(comparison.documents):
        seen: dict[tuple[int, int], list[str]] = defaultdict(list)
        for fact in document.facts:
            said = fact.value
            if not isinstance(said, Attribution) or said.speaker.casefold() in _NOBODY:
                continue
            words = " ".join(document.words(said.content).split())
            number = speakers.number(said.speaker)
            told_before = seen[number, fact.sentence]
            if not words or any(words in one for one in told_before):
                continue
            told_before.append(words)
            ref = SentenceRef(article, fact.sentence)
            columns = statements.setdefault(number, [[] for _ in range(articles)])
            columns[article].append(_mention(ref, words, told.get((ref, number))))
    disputes = _disputes(numbered, speakers)
    order = sorted(
        statements,
        key=lambda one: (
            not disputes[one],
            -sum(bool(column) for column in statements[one]),
            -sum(map(len, statements[one])),
            one,
        ),
    )
    return tuple(
        Voice(
            name=tame(speakers.names[one]),
            columns=tuple(tuple(column[:_STATEMENTS]) for column in statements[one]),
            more=tuple(
                wording.more(len(column) - _STATEMENTS) if len(column) > _STATEMENTS else ""
                for column in statements[one]
            ),
            disputed=tuple(disputes[one]),
        )
        for one in order[:_VOICES]
    )


def _findings(numbered: Sequence[Numbered]) -> Mapping[tuple[SentenceRef, int], Numbered]:
    """The first finding on what a speaker says in a sentence, conflicts before others."""
    found: dict[tuple[SentenceRef, int], Numbered] = {}
    ranked = sorted(numbered, key=lambda one: one.entry.verdict != Verdict.CONFLICTING)
    for one in ranked:
        for number in one.entry.speakers:
            for member in one.found.members:
                found.setdefault((SentenceRef(member.article, member.sentence), number), one)
    return found


def _disputes(numbered: Sequence[Numbered], speakers: Speakers) -> Mapping[int, list[Mention]]:
    disputes: dict[int, list[Mention]] = defaultdict(list)
    for one in numbered:
        if isinstance(one.found, Finding) and one.found.relation is Relation.DISPUTED:
            first = one.entry.quotations[0]
            for number in one.entry.speakers:
                disputes[number].append(
                    Mention(
                        one.entry.subject,
                        first.label,
                        one.entry.anchor,
                        finding=one.entry.anchor,
                        name=f"{one.entry.icon}{one.entry.number}",
                        verdict=one.entry.verdict,
                    )
                )
    return disputes


def _mention(ref: SentenceRef, words: str, one: Numbered | None) -> Mention:
    return Mention(
        words=tame(wording.shortened(words, _WORDS)),
        ref=sentence_name(ref),
        anchor=anchor(*ref),
        finding=one.entry.anchor if one else "",
        name=f"{one.entry.icon}{one.entry.number}" if one else "",
        verdict=one.entry.verdict if one else "",
    )
