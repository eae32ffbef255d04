"""Who says what: the speakers whom the articles cite, and what each article has them say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

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
    statements = _statements(comparison, numbered, speakers)
    disputes = _disputes(numbered, speakers)
    order = sorted(
        statements,
        key=lambda one: (
            not disputes[one],
            -sum(bool(column.count) for column in statements[one]),
            -sum(column.count for column in statements[one]),
            one,
        ),
    )
    return tuple(
        Voice(
            name=tame(speakers.names[one]),
            columns=tuple(tuple(column.first) for column in statements[one]),
            more=tuple(
                wording.more(column.count - _STATEMENTS) if column.count > _STATEMENTS else ""
                for column in statements[one]
            ),
            disputed=tuple(disputes[one]),
        )
        for one in order[:_VOICES]
    )


@dataclass(slots=True)
class _Column:
    """What one article has one speaker say."""

    first: list[Mention]
    count: int = 0


def _statements(
    comparison: Comparison, numbered: Sequence[Numbered], speakers: Speakers
) -> Mapping[int, Sequence[_Column]]:
    """Of every speaker, a column for each article."""
    told = _findings(numbered)
    found: dict[int, list[_Column]] = {}
    for article, document in enumerate(comparison.documents):
        for sentence, facts in groupby(document.facts, key=lambda fact: fact.sentence):
            ref, seen = SentenceRef(article, sentence), defaultdict[int, list[str]](list)
            for fact in facts:
                said = fact.value
                if not isinstance(said, Attribution) or said.speaker.casefold() in _NOBODY:
                    continue
                words = " ".join(document.words(said.content).split())
                number = speakers.number(said.speaker)
                if not words or any(words in one for one in seen[number]):
                    continue
                seen[number].append(words)
                column = found.setdefault(number, [_Column([]) for _ in comparison.documents])[article]
                column.count += 1
                if len(column.first) < _STATEMENTS:
                    cited = (one for one in told.get(ref, ()) if number in one.entry.speakers)
                    column.first.append(_mention(ref, words, next(cited, None)))
    return found


def _findings(numbered: Sequence[Numbered]) -> Mapping[SentenceRef, Sequence[Numbered]]:
    """The findings that cite somebody, by sentence, conflicts before others."""
    found: dict[SentenceRef, list[Numbered]] = {}
    for one in sorted(numbered, key=lambda one: one.entry.verdict != Verdict.CONFLICTING):
        if one.entry.speakers:
            for ref in dict.fromkeys(
                SentenceRef(member.article, member.sentence) for member in one.found.members
            ):
                found.setdefault(ref, []).append(one)
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
