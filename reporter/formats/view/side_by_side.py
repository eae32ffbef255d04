"""The articles whole, side by side: rows of sentences, what was removed between them, the findings under each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reporter.formats.strings import say, say_of
from reporter.formats.taming import tame
from reporter.formats.view import page as nouns
from reporter.formats.view import rows as layout
from reporter.formats.view import wording
from reporter.formats.view.entries import Numbered, anchor, in_words, sentence_name
from reporter.model import Comparison, SentenceRef, SentenceRole, Verdict

_STRONGEST_FIRST = (Verdict.CONFLICTING, Verdict.SHARED, Verdict.UNIQUE)
_HEADINGS = (SentenceRole.HEADLINE.value, SentenceRole.SUBHEAD.value)


def side_by_side(
    comparison: Comparison,
    numbered: Sequence[Numbered],
    sources: Sequence[nouns.Source],
    sentences: Mapping[SentenceRef, nouns.SentenceView],
    verdicts: Mapping[SentenceRef, Verdict],
) -> tuple[nouns.Row, ...]:
    """The rows in reading order of every article; rows of removed text stand where the text was."""
    grid = layout.rows([len(document.sentences) for document in comparison.documents], comparison.alignments)
    counterparts = _counterparts(comparison)
    row_of = {
        SentenceRef(article, index): number
        for number, row in enumerate(grid)
        for article, cell in enumerate(row)
        for index in cell
    }
    again = _again(grid, counterparts)
    entries = _at_home(numbered, row_of, again)
    touching = _touching(numbered)
    cuts = _cuts(comparison)
    rows: list[nouns.Row] = []
    for number, line in enumerate(grid):
        for article, cell in enumerate(line):
            for index in cell:
                rows.extend(_removed_row(sources, article, cut) for cut in cuts[SentenceRef(article, index)])
        refs = [SentenceRef(article, index) for article, cell in enumerate(line) for index in cell]
        cells = tuple(
            _cell(comparison, sources[article], article, refs, sentences, counterparts)
            for article in range(len(sources))
        )
        row = _row(cells, refs, sources, verdicts, entries[number])
        named = dict.fromkeys(one for ref in refs for one in touching.get(ref, ()))
        holds = _holds({ref.article for ref in refs}, len(sources))
        rows.append(replace(row, findings=" ".join(named), again=number in again, holds=holds))
    for article, document in enumerate(comparison.documents):
        end = SentenceRef(article, len(document.sentences))
        rows.extend(_removed_row(sources, article, cut) for cut in cuts[end])
    return tuple(rows)


def _row(
    cells: tuple[nouns.Cell, ...],
    refs: Sequence[SentenceRef],
    sources: Sequence[nouns.Source],
    verdicts: Mapping[SentenceRef, Verdict],
    entries: Sequence[nouns.Entry],
) -> nouns.Row:
    verdict = next(one for one in _STRONGEST_FIRST if one in {verdicts[ref] for ref in refs})
    word = wording.WORDS[verdict]
    if verdict is Verdict.UNIQUE:
        word = say("source.only", label=sources[refs[0].article].label)
    others = tuple(entry for entry in entries if entry.verdict != Verdict.CONFLICTING)
    return nouns.Row(
        verdict=verdict.value,
        icon=wording.ICONS[verdict],
        word=word,
        heading=all(sentence.role in _HEADINGS for cell in cells for sentence in cell.sentences),
        cells=cells,
        conflict_tags=tuple(
            dict.fromkeys(
                tag
                for cell in cells
                for sentence in cell.sentences
                for piece in sentence.pieces
                for tag in piece.tags
                if tag.verdict == Verdict.CONFLICTING
            )
        ),
        conflicts=tuple(entry for entry in entries if entry.verdict == Verdict.CONFLICTING),
        others=others,
        others_words=in_words(others),
    )


def _cell(
    comparison: Comparison,
    source: nouns.Source,
    article: int,
    refs: Sequence[SentenceRef],
    sentences: Mapping[SentenceRef, nouns.SentenceView],
    counterparts: Mapping[SentenceRef, Sequence[SentenceRef]],
) -> nouns.Cell:
    """Its own sentences; where it has none, the counterparts of the others' sentences that stand elsewhere."""
    here = {ref.article for ref in refs}
    mine = tuple(
        replace(
            sentences[ref],
            elsewhere=tuple(
                nouns.Link(sentence_name(other), anchor(*other))
                for other in counterparts.get(ref, ())
                if other.article in here and other not in refs  # else it is echoed beside
            ),
        )
        for ref in refs
        if ref.article == article
    )
    if mine:
        return nouns.Cell(source.label, source.name, source.language, mine)
    echoed = {other for ref in refs for other in counterparts.get(ref, ()) if other.article == article}
    echoes = tuple(
        nouns.Echo(
            sentence_name(ref),
            anchor(*ref),
            sentences[ref].text.strip(),
            sentences[ref].pieces,
        )
        for ref in sorted(echoed)
    )
    return nouns.Cell(source.label, source.name, source.language, echoes=echoes)


def _counterparts(comparison: Comparison) -> Mapping[SentenceRef, Sequence[SentenceRef]]:
    found: dict[SentenceRef, set[SentenceRef]] = defaultdict(set)
    for alignment in comparison.alignments:
        for ref in alignment.members:
            found[ref].update(other for other in alignment.members if other.article != ref.article)
    return {ref: sorted(others) for ref, others in found.items()}


def _again(grid: layout.Grid, counterparts: Mapping[SentenceRef, Sequence[SentenceRef]]) -> frozenset[int]:
    """Rows without the first article whose every sentence is repeated beside one of the first article.

    A cell repeats the counterparts of its row only where its article has no sentence of its own there.
    """
    repeated = {
        other
        for line in grid
        if line[0]
        for index in line[0]
        for other in counterparts.get(SentenceRef(0, index), ())
        if not line[other.article]
    }
    return frozenset(
        number
        for number, line in enumerate(grid)
        if not line[0]
        and all(
            SentenceRef(article, index) in repeated for article, cell in enumerate(line) for index in cell
        )
    )


def _touching(numbered: Sequence[Numbered]) -> Mapping[SentenceRef, list[str]]:
    """Anchors of the findings that name a sentence."""
    touching: dict[SentenceRef, list[str]] = defaultdict(list)
    for one in numbered:
        if one.entry.verdict != "near-miss":
            for member in one.found.members:
                touching[SentenceRef(member.article, member.sentence)].append(one.entry.anchor)
    return touching


def _at_home(
    numbered: Sequence[Numbered], row_of: Mapping[SentenceRef, int], again: frozenset[int]
) -> Mapping[int, list[nouns.Entry]]:
    """The entries by the row they stand under: where most of their words are, the first of those.

    A row that is left out in aligned order is none, where there is another.
    """
    entries: dict[int, list[nouns.Entry]] = defaultdict(list)
    for one in numbered:
        homes = [row_of[SentenceRef(member.article, member.sentence)] for member in one.found.members]
        if homes and one.entry.verdict != "near-miss":
            kept = [home for home in homes if home not in again] or homes
            entries[max(kept, key=kept.count)].append(one.entry)
    return entries


def _cuts(comparison: Comparison) -> Mapping[SentenceRef, list[tuple[str, str]]]:
    """Removed text outside sentences, by the sentence before which it stood: text and reason."""
    cuts: dict[SentenceRef, list[tuple[str, str]]] = defaultdict(list)
    for article, document in enumerate(comparison.documents):
        spans = [sentence.span for sentence in document.sentences]
        following = 0
        for cut in sorted(document.removed, key=lambda cut: cut.span):
            while following < len(spans) and spans[following].end <= cut.span.start:
                following += 1
            if following == len(spans) or not spans[following].overlaps(cut.span):
                text = tame(" ".join(document.words(cut.span).split()))
                cuts[SentenceRef(article, following)].append((text, tame(say_of("reason", cut.reason))))
    return cuts


def _removed_row(sources: Sequence[nouns.Source], article: int, cut: tuple[str, str]) -> nouns.Row:
    text, reason = cut
    cells = tuple(
        nouns.Cell(source.label, source.name, source.language, removed=text if number == article else "")
        for number, source in enumerate(sources)
    )
    return nouns.Row("removed", "–", reason, False, cells, holds=_holds({article}, len(sources)))


def _holds(articles: Iterable[int], count: int) -> str:
    """Of two articles both are always shown."""
    return "".join(f" h{article + 1}" for article in sorted(articles)) if count > 2 else ""
