"""Long reports: runs of rows without a conflict are folded, and a map shows where the conflicts are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reporter.formats.view import wording
from reporter.formats.view.page import Block, Row
from reporter.formats.view.panels import Tick
from reporter.model import Verdict

LONG = 150
"""Rows of a report from which on runs are folded."""
_RUN, _AROUND = 8, 1
"""Fewest rows of a run that is folded; rows that stay open beside a conflict."""
_LEAST = 3.0
"""Least height of a tick, in thousandths."""


def blocks(rows: Sequence[Row]) -> tuple[Block, ...]:
    """The rows in order; in a long report every long run without a conflict is a folded block."""
    if len(rows) < LONG:
        return (Block(tuple(rows)),) if rows else ()
    made: list[Block] = []
    open_rows: list[Row] = []
    for conflict, group in groupby(rows, lambda row: row.verdict == Verdict.CONFLICTING):
        run = list(group)
        first = _AROUND if made or open_rows else 0
        last = len(run) if run[-1] is rows[-1] else len(run) - _AROUND
        if conflict or last - first < _RUN:
            open_rows += run
            continue
        open_rows += run[:first]
        if open_rows:
            made.append(Block(tuple(open_rows)))
        made.append(_folded(run[first:last]))
        open_rows = run[last:]
    return (*made, Block(tuple(open_rows))) if open_rows else tuple(made)


def _folded(run: Sequence[Row]) -> Block:
    ends: dict[int, tuple[str, str]] = {}
    for row in run:
        for column, cell in enumerate(row.cells):
            for sentence in cell.sentences:
                ends[column] = (ends.get(column, (sentence.ref, ""))[0], sentence.ref)
    names = [first if first == last else f"{first}–{last}" for _, (first, last) in sorted(ends.items())]
    return Block(tuple(run), wording.folded(len(run), names))


def ticks(rows: Sequence[Row]) -> tuple[Tick, ...]:
    """Every row with a conflict, and every run of shared rows, where it stands among the rows."""
    made = []
    unit = 1000 / max(1, len(rows))
    at = 0
    for verdict, group in groupby(rows, lambda row: row.verdict):
        run = list(group)
        if verdict == Verdict.SHARED:
            made.append(Tick(verdict, f"{at * unit:.1f}", f"{len(run) * unit:.1f}", ""))
        elif verdict == Verdict.CONFLICTING:
            for number, row in enumerate(run, at):
                anchor = next(one.anchor for cell in row.cells for one in cell.sentences)
                made.append(Tick(verdict, f"{number * unit:.1f}", f"{max(unit, _LEAST):.1f}", anchor))
        at += len(run)
    return tuple(made)
