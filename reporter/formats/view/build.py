"""Makes the page of a comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reporter.formats.strings import say, say_of
from reporter.formats.taming import safe_url, tame
from reporter.formats.view import entries as entries_of
from reporter.formats.view import page as nouns
from reporter.formats.view import wording
from reporter.formats.view.blocks import blocks, ticks
from reporter.formats.view.choices import choices
from reporter.formats.view.entries import Numbered, anchor, article_name, sentence_name
from reporter.formats.view.figures import WIDTH, dot_rows, moments
from reporter.formats.view.marks import pieces
from reporter.formats.view.matrix import matrix, parts
from reporter.formats.view.page import Page
from reporter.formats.view.picture import picture
from reporter.formats.view.side_by_side import side_by_side
from reporter.formats.view.speakers import Speakers
from reporter.formats.view.tally import lone_sentences, shared_name
from reporter.formats.view.voices import voices
from reporter.model import (
    FORMAT,
    Comparison,
    Document,
    SentenceRef,
    SentenceRole,
    Verdict,
    label,
)

_HEAD, _TITLE = 80, 300
"""Most characters of a title in the head of a page, and of what stands in the cards of the articles."""
_WORST_FIRST = (Verdict.CONFLICTING, Verdict.SHARED, Verdict.UNIQUE)


def page(comparison: Comparison, title: str = "") -> Page:
    """Everything a report shows. ``title`` names the story; empty: the first article's headline."""
    speakers = Speakers()
    numbered = entries_of.numbered(comparison, speakers)
    of = _by_verdict(numbered)
    verdicts = comparison.verdicts()
    sources = tuple(_source(number, document) for number, document in enumerate(comparison.documents))
    sentences = _sentences(comparison, numbered, verdicts)
    alone = _alone_by_origin(comparison, sources, sentences, of[Verdict.UNIQUE], verdicts)
    reported = matrix(comparison, numbered, sources)
    shared = tuple(
        one.entry for one in of[Verdict.SHARED] if not shared_name(one.entry.verdict, one.entry.kind)
    )
    if reported is not None:
        shared = tuple(line.entry for line in reported.lines if line.entry.verdict == Verdict.SHARED)
    names = _names(
        [one.entry for one in of[Verdict.SHARED] if shared_name(one.entry.verdict, one.entry.kind)],
        len(sources) > 2,
    )
    rows = side_by_side(comparison, numbered, sources, sentences, verdicts)
    told = voices(comparison, numbered, speakers)
    shown_title = _short(title, _TITLE) or (sources[0].title if sources else say("summary.no-article"))
    return Page(
        kicker=wording.kicker(len(sources)),
        title=shown_title,
        short_title=wording.shortened(shown_title, _HEAD),
        sources=sources,
        summary=_summary(len(of[Verdict.CONFLICTING]), len(shared), alone),
        picture=picture(comparison, verdicts),
        notes=tuple(tame(note) for note in comparison.run.notes),
        skipped=tuple(nouns.SkippedInput(tame(one.locator), tame(one.reason)) for one in comparison.skipped),
        conflicts=_entries(of[Verdict.CONFLICTING]),
        shared=shared,
        names=names,
        alone=alone,
        near_misses=_entries(of["near-miss"]),
        rows=rows,
        removed=_removed(comparison),
        version=tame(comparison.run.version),
        format=FORMAT,
        settings=tuple(
            (tame(name), tame(wording.plain(one))) for name, one in comparison.run.settings.items()
        ),
        settled=wording.settled(
            len(of[Verdict.CONFLICTING]),
            sum(one.entry.decision is not None for one in of[Verdict.CONFLICTING]),
        ),
        origins=wording.origins(len(shared), sum(bool(entry.origin) for entry in shared)),
        dots=dot_rows(comparison, numbered),
        plot_width=WIDTH,
        moments=moments(comparison, numbered),
        voices=told,
        choices=choices(numbered, speakers),
        blocks=blocks(rows),
        ticks=ticks(rows),
        script=wording.script(),
        matrix=reported,
        parts=parts(sources, rows),
    )


def _summary(conflicts: int, shared: int, alone: Sequence[nouns.Alone]) -> tuple[nouns.CountLine, ...]:
    lines = wording.summary(conflicts, shared, [(one.source.label, len(one.whole)) for one in alone])
    return tuple(
        nouns.CountLine(verdict, wording.ICONS[verdict], words, f"#{section}")
        for verdict, words, section in zip(_WORST_FIRST, lines, ("conflicts", "shared", "alone"), strict=True)
    )


def _by_verdict(numbered: Sequence[Numbered]) -> Mapping[str, list[Numbered]]:
    of: dict[str, list[Numbered]] = defaultdict(list)
    for one in numbered:
        of[one.entry.verdict].append(one)
    return of


def _entries(numbered: Sequence[Numbered]) -> tuple[nouns.Entry, ...]:
    return tuple(one.entry for one in numbered)


def _names(entries: Sequence[nouns.Entry], once: bool) -> tuple[nouns.NamedInBoth, ...]:
    """The names with the places where they stand, ``once`` for each article or all of them."""
    by_name: dict[str, list[nouns.Entry]] = defaultdict(list)
    for entry in entries:
        by_name[entry.subject].append(entry)
    return tuple(
        nouns.NamedInBoth(
            name,
            same[0].anchor,
            tuple(
                {
                    one.label if once else one.ref: nouns.Link(one.ref, one.anchor)
                    for one in sorted(
                        (one for entry in same for one in entry.quotations), key=_place, reverse=once
                    )
                }.values()
            )[:: -1 if once else 1],
        )
        for name, same in by_name.items()
    )


def _place(one: nouns.Quotation) -> tuple[str, int]:
    return one.label, int(one.ref.removeprefix(one.label))


def _source(number: int, document: Document) -> nouns.Source:
    article, metadata = document.article, document.article.metadata
    headline = next(
        (document.words(one.span) for one in document.sentences if one.role is SentenceRole.HEADLINE), ""
    )
    return nouns.Source(
        label=label(number),
        name=article_name(document),
        title=_short(metadata.title or headline, _TITLE) or say("source.untitled"),
        outlet=_short(metadata.outlet or "", _TITLE) or say("source.no-outlet"),
        author=_short(metadata.author or "", _TITLE),
        published=wording.day(metadata.published),
        locator=_short(article.locator, _TITLE),
        url=safe_url(metadata.url),
        language=metadata.language or "",
        sha256=article.sha256,
        characters=len(article.text),
        sentences=len(document.sentences),
    )


def _short(text: str, length: int) -> str:
    return wording.shortened(tame(" ".join(text.split())), length)


def _sentences(
    comparison: Comparison, numbered: tuple[Numbered, ...], verdicts: Mapping[SentenceRef, Verdict]
) -> dict[SentenceRef, nouns.SentenceView]:
    drawn = entries_of.marks(numbered)
    views = {}
    for number, document in enumerate(comparison.documents):
        for sentence in document.sentences:
            ref = SentenceRef(number, sentence.index)
            views[ref] = nouns.SentenceView(
                ref=sentence_name(ref),
                anchor=anchor(*ref),
                role=sentence.role.value,
                verdict=verdicts[ref].value,
                pieces=pieces(document.article.text, sentence.span, drawn.get(ref, ()), document.removed),
            )
    return views


def _alone_by_origin(
    comparison: Comparison,
    sources: Sequence[nouns.Source],
    sentences: Mapping[SentenceRef, nouns.SentenceView],
    unique: Sequence[Numbered],
    verdicts: Mapping[SentenceRef, Verdict],
) -> tuple[nouns.Alone, ...]:
    """Copies of one text count as one that says it; the first of them is quoted."""
    alone = []
    for articles, refs in lone_sentences(comparison, verdicts):
        labels = ", ".join(sources[article].label for article in articles)
        source = replace(sources[articles[0]], label=labels)
        alone.append(_alone(articles[0], source, sentences, unique, refs))
    return tuple(alone)


def _alone(
    article: int,
    source: nouns.Source,
    sentences: Mapping[SentenceRef, nouns.SentenceView],
    unique: Sequence[Numbered],
    alone: Sequence[SentenceRef],
) -> nouns.Alone:
    """Whole sentences that only this article has, then its own facts inside the sentences it shares."""
    inside: dict[SentenceRef, list[nouns.Entry]] = defaultdict(list)
    for one in unique:
        for member in one.found.members:
            if member.article == article:
                inside[SentenceRef(article, member.sentence)].append(one.entry)
    return nouns.Alone(
        source=source,
        whole=tuple(nouns.Statement(sentences[ref], tuple(inside[ref])) for ref in alone),
        details=tuple(entry for ref in sorted(inside.keys() - set(alone)) for entry in inside[ref]),
    )


def _removed(comparison: Comparison) -> tuple[nouns.RemovedText, ...]:
    return tuple(
        nouns.RemovedText(
            label(number),
            tame(" ".join(document.words(cut.span).split())),
            tame(say_of("reason", cut.reason)),
            f"{cut.span.start}–{cut.span.end}",
        )
        for number, document in enumerate(comparison.documents)
        for cut in document.removed
    )
