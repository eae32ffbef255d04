"""Findings and near misses as page entries: numbered, worded, with their quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from reporter.formats.taming import tame
from reporter.formats.view import tracing, wording
from reporter.formats.view.camps import camp_view
from reporter.formats.view.marks import Mark
from reporter.formats.view.page import Entry, Quotation, Ruled, Stretch, Tag
from reporter.formats.view.review import joined, record
from reporter.formats.view.speakers import Speakers, origin, speakers_of
from reporter.formats.view.tally import shared_name
from reporter.model import (
    Comparison,
    Decision,
    Document,
    Fact,
    Finding,
    Member,
    NearMiss,
    SentenceRef,
    Span,
    Verdict,
    label,
)

_NAME = 60
"""Most characters of an article's name."""
_WHOLE_SENTENCE = "sentence"


Facts: TypeAlias = Mapping[tuple[int, str, Span], Fact]
"""By article, kind and span."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding or near miss with the entry that shows it."""

    found: Finding | NearMiss
    entry: Entry


def numbered(comparison: Comparison, speakers: Speakers) -> tuple[Numbered, ...]:
    """All findings, then all near misses, each verdict counted from 1 and shared names apart."""
    facts = {
        (article, fact.kind, fact.span): fact
        for article, document in enumerate(comparison.documents)
        for fact in document.facts
    }
    counts: dict[str, int] = {}
    entries = []
    both: tuple[Finding | NearMiss, ...] = (*comparison.findings, *comparison.near_misses)
    for found in both:
        verdict = found.verdict.value if isinstance(found, Finding) else "near-miss"
        series = "name" if shared_name(verdict, found.kind) else verdict
        counts[series] = counts.get(series, 0) + 1
        entry = _entry(comparison, found, verdict, counts[series], facts)
        entries.append(Numbered(found, replace(entry, speakers=speakers_of(found, speakers))))
    return tuple(entries)


def _entry(
    comparison: Comparison, found: Finding | NearMiss, verdict: str, number: int, facts: Facts
) -> Entry:
    if isinstance(found, Finding):
        icon, word = wording.ICONS[found.verdict], wording.WORDS[found.verdict]
        if shared_name(verdict, found.kind):
            word = wording.WORDS[
                wording.SHARED_NAME if len(comparison.documents) < 3 else wording.SHARED_NAMES
            ]
        relation = wording.RELATIONS[found.relation]
    else:
        icon, word, relation = wording.NEAR_MISS_ICON, wording.WORDS[wording.NEAR_MISS], ""
    quotations = _quotations(comparison, found.kind, found.members, facts)
    return Entry(
        number=number,
        anchor=f"{'n' if verdict == 'near-miss' else 'f'}-{found.id}",
        id=found.id,
        verdict=verdict,
        icon=icon,
        word=word,
        relation=relation,
        kind=found.kind,
        subject=tame(found.subject) or found.kind,
        rule=found.evidence.rule,
        message=tame(found.evidence.message),
        steps=tuple(tracing.row(step) for step in found.evidence.trace),
        quotations=quotations,
        columns=tuple(
            tuple(one for one in quotations if one.label == label(article))
            for article in range(len(comparison.documents))
        ),
        topic=found.topic if isinstance(found, Finding) else "",
        question=tame(found.evidence.question),
        decision=_ruled(found.decision, joined(found)) if isinstance(found, Finding) else None,
        superseded=_ruled(found.superseded) if isinstance(found, Finding) else None,
        relation_id=found.relation.value if isinstance(found, Finding) else "",
        origin=tame(wording.one_origin(voice)) if (voice := origin(found)) else "",
        record=record(found),
        camps=tuple(
            camp_view(
                number,
                found.camps,
                comparison.origins,
                _quotations(comparison, found.kind, camp.members, facts),
            )
            for number, camp in enumerate(found.camps)
        )
        if isinstance(found, Finding)
        else (),
    )


def _ruled(decision: Decision | None, since: str = "") -> Ruled | None:
    if decision is None:
        return None
    return Ruled(
        decision.outcome.value,
        tame(wording.decided(decision)) + (f"; {since}" if since else ""),
        tame(decision.note),
        tame(" ".join(decision.subject.split())),
    )


def _quotations(
    comparison: Comparison, kind: str, members: Sequence[Member], facts: Facts
) -> tuple[Quotation, ...]:
    """One for each sentence, in the order of the articles."""
    by_sentence: dict[SentenceRef, list[Member]] = defaultdict(list)
    for member in members:
        by_sentence[SentenceRef(member.article, member.sentence)].append(member)
    return tuple(
        _quotation(
            comparison.documents[ref.article],
            ref,
            by_sentence[ref],
            [facts.get((ref.article, kind, member.span)) for member in by_sentence[ref]],
        )
        for ref in sorted(by_sentence)
    )


def _quotation(
    document: Document, ref: SentenceRef, members: Sequence[Member], facts: Sequence[Fact | None]
) -> Quotation:
    text, sentence = document.article.text, document.sentences[ref.sentence].span
    spans = _joined([_without_edges(member) for member in members])
    stretches: list[Stretch] = []
    end = min(sentence.start, spans[0].start)
    for span in spans:
        stretches += [Stretch(tame(text[end : span.start]), False), Stretch(tame(document.words(span)), True)]
        end = span.end
    stretches.append(Stretch(tame(text[end : sentence.end]), False))
    return Quotation(
        label=label(ref.article),
        name=article_name(document),
        ref=sentence_name(ref),
        anchor=anchor(*ref),
        words=tuple(one.text for one in stretches if one.strong),
        sentence=tuple(one for one in stretches if one.text),
        who=tame("; ".join(dict.fromkeys(wording.who(member.attribution) for member in members))),
        own_voice=all(member.attribution is None for member in members),
        offsets=", ".join(f"{span.start}–{span.end}" for span in spans),
        reads="; ".join(dict.fromkeys(words for fact in facts if fact and (words := tracing.reads(fact)))),
    )


def _joined(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and joined[-1].overlaps(span):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def article_name(document: Document) -> str:
    """Its outlet, else the name of its file, short enough for the head of a column."""
    file_name = document.article.locator.replace("\\", "/").rsplit("/", 1)[-1]
    return wording.shortened(tame(" ".join((document.article.metadata.outlet or file_name).split())), _NAME)


def anchor(article: int, sentence: int) -> str:
    """Of a sentence: ``a12`` is the twelfth of article A."""
    return f"{label(article).lower()}{sentence + 1}"


def marks(entries: tuple[Numbered, ...]) -> Mapping[SentenceRef, list[Mark]]:
    """The marks to draw, by sentence.

    A finding about a whole sentence has none, as its row says it all; nor has a shared name, which nearly every
    sentence of a story has.
    """
    drawn: dict[SentenceRef, list[Mark]] = defaultdict(list)
    for one in entries:
        if one.found.kind != _WHOLE_SENTENCE and not shared_name(one.entry.verdict, one.entry.kind):
            for member in one.found.members:
                ref = SentenceRef(member.article, member.sentence)
                drawn[ref].append(Mark(_without_edges(member), tag(one.entry)))
    return drawn


def _without_edges(member: Member) -> Span:
    """Spaces at the ends of a quotation are not marked."""
    words = member.text
    left = len(words) - len(words.lstrip())
    return Span(member.span.start + left, member.span.start + max(left, len(words.rstrip())))


def tag(entry: Entry) -> Tag:
    """The name of an entry as it stands in a sentence."""
    relation = f", {entry.relation}" if entry.verdict == Verdict.CONFLICTING else ""
    about = f": {entry.subject}" if entry.subject else ""
    return Tag(
        entry.anchor,
        entry.verdict,
        f"{entry.icon}{entry.number}",
        f"{entry.word} {entry.number}{relation}{about}",
    )


def in_words(entries: tuple[Entry, ...]) -> str:
    """``3 shared, 1 only here``; empty where the row's own verdict says it."""
    if [entry.verdict for entry in entries] == [Verdict.UNIQUE]:
        return ""
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.word.lower()] = counts.get(entry.word.lower(), 0) + 1
    return ", ".join(f"{number} {word}" for word, number in counts.items())


def sentence_name(ref: SentenceRef) -> str:
    """``A12``, as a reader calls it."""
    return f"{label(ref.article)}{ref.sentence + 1}"
