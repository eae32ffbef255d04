"""Three and more articles: who reports what with which value, and how much any two of them share.

Articles that are copies of one text have one column: they are one origin, however many outlets printed it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reporter.formats.strings import say
from reporter.formats.taming import tame
from reporter.formats.view import page as nouns
from reporter.formats.view.camps import Chooser, Column, Line, Mark, Matrix, Two, listing
from reporter.formats.view.entries import Numbered, anchor, sentence_name
from reporter.formats.view.tally import groups, shared_facts
from reporter.model import Camp, Comparison, Finding, SentenceRef, Verdict

ABREAST = 4
"""Articles side by side on paper."""
_ALL_SHOWN = 4
"""Articles up to which all stand side by side when the page is opened."""

Camps = Sequence[Camp]


def matrix(
    comparison: Comparison, numbered: Sequence[Numbered], sources: Sequence[nouns.Source]
) -> Matrix | None:
    """Who reports what: conflicts first, then what most sources report. None for fewer than three articles."""
    if len(comparison.documents) < 3:
        return None
    together = groups(comparison)
    column = {article: number for number, articles in enumerate(together) for article in articles}
    kept, within = shared_facts(comparison)
    lines = _lines(numbered, kept, column, len(together))
    return Matrix(
        columns=tuple(
            Column(
                " ".join(sources[article].label for article in articles),
                ", ".join(sources[article].name for article in articles),
            )
            for articles in together
        ),
        lines=lines,
        copies=tuple(
            say("camp.copies", labels=listing([sources[article].label for article in articles]))
            for articles in together
            if len(articles) > 1
        ),
        within=say("matrix.within", n=within) if within else "",
        choosers=tuple(
            Chooser(number, one.label, one.name, len(sources) <= _ALL_SHOWN or number <= 2)
            for number, one in enumerate(sources, 1)
        ),
        twos=_twos(comparison, sources),
    )


def _lines(
    numbered: Sequence[Numbered], kept: Sequence[Finding], column: Mapping[int, int], width: int
) -> tuple[Line, ...]:
    """The rows: conflicts, then the shared facts that are ``kept``."""
    conflicts, shared = [], []
    wanted = {one.id for one in kept}
    for one in numbered:
        if isinstance(one.found, Finding) and one.found.camps:
            line = Line(one.entry, _cells(one.found.camps, column, width))
            if one.found.verdict is Verdict.CONFLICTING:
                conflicts.append(line)
            elif one.found.id in wanted:
                shared.append(line)
    shared.sort(key=lambda line: -sum(bool(cell) for cell in line.cells))
    return (*conflicts, *shared)


def _cells(found: Camps, column: Mapping[int, int], width: int) -> tuple[tuple[Mark, ...], ...]:
    cells: list[list[Mark]] = [[] for _ in range(width)]
    for number, camp in enumerate(found, 1):
        seen: set[int] = set()
        for member in camp.members:
            if column[member.article] not in seen:
                seen.add(column[member.article])
                cells[column[member.article]].append(
                    Mark(
                        str(number) if len(found) > 1 else "•",
                        anchor(member.article, member.sentence),
                        f"{sentence_name(SentenceRef(member.article, member.sentence))}: "
                        f"“{tame(' '.join(member.text.split()))}”",
                    )
                )
    return tuple(tuple(cell) for cell in cells)


def _twos(comparison: Comparison, sources: Sequence[nouns.Source]) -> tuple[tuple[Two | None, ...], ...]:
    shared: dict[tuple[int, int], int] = {}
    conflicts: dict[tuple[int, int], int] = {}
    for finding in comparison.findings:
        articles = sorted({member.article for member in finding.members})
        counts = conflicts if finding.verdict is Verdict.CONFLICTING else shared
        for place, left in enumerate(articles):
            for right in articles[place + 1 :]:
                if finding.verdict is not Verdict.CONFLICTING or not _one_camp(finding, left, right):
                    counts[left, right] = counts.get((left, right), 0) + 1
    rows = []
    for right, other in enumerate(sources):
        row: list[Two | None] = []
        for left, one in enumerate(sources[:-1]):
            pair = (left, right)
            number, apart = shared.get(pair, 0), conflicts.get(pair, 0)
            labels = listing([one.label, other.label])
            words = say("matrix.two", labels=labels, shared=number, conflicts=apart)
            row.append(Two(labels, f"{left + 1} {right + 1}", number, apart, words) if left < right else None)
        rows.append(tuple(row))
    return tuple(rows)


def _one_camp(finding: Finding, left: int, right: int) -> bool:
    """Whether two articles give the same of the values of a conflict, and no other."""
    return all((left in camp.articles) == (right in camp.articles) for camp in finding.camps)


def parts(sources: Sequence[nouns.Source], rows: Sequence[nouns.Row]) -> tuple[nouns.Part, ...]:
    """The articles side by side as paper holds them: ABREAST columns, then the next, without rows empty in all."""
    count = -(-len(sources) // ABREAST) or 1
    width = -(-len(sources) // count) or 1  # five are three and two, not four and one
    made = []
    for first in range(0, len(sources), width):
        shown = sources[first : first + width]
        cells = [(row, row.cells[first : first + width]) for row in rows]
        made.append(
            nouns.Part(
                tuple(shown),
                tuple(
                    replace(row, cells=tuple(_beside(cell, shown) for cell in some))
                    for row, some in cells
                    if any(cell.sentences for cell in some)
                ),
            )
        )
    return tuple(made)


def _beside(cell: nouns.Cell, shown: Sequence[nouns.Source]) -> nouns.Cell:
    """The cell with links to the articles beside it only."""
    labels = {source.label for source in shown}
    return replace(
        cell,
        sentences=tuple(
            replace(
                one,
                elsewhere=tuple(link for link in one.elsewhere if link.ref.rstrip("0123456789") in labels),
            )
            for one in cell.sentences
        ),
    )
