"""Columns of a printed page whose lines were drawn across all of them, put into the order of reading.

Most programs draw one column after the other, and then the order of drawing is that of reading. Some draw row by
row; a place where many rows begin anew is the edge of a column then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_FEWEST_ROWS = 5
"""Rows that begin anew at one place and make it the edge of a column."""
_SHARE = 0.5
"""Of the rows between the first and the last of these."""
_NARROWEST = 8.0
"""Times the size of type that a column is wide at least."""
_WIDTH = 0.42
"""Of a character, times the size of type; a little less than in most faces, so that a line in doubt is not too long."""
_MARGIN = 0.085
"""Of a page's height: above and below it nothing of an article is printed, as a rule."""
_MARGIN_WORDS = 14
_NEAR = 2.0
"""Points within which lines begin at the same place."""


class Fragment(NamedTuple):
    """A piece of text as it is drawn."""

    text: str
    x: float
    y: float
    """Points from the bottom of the page."""
    size: float
    """Of the type, in points."""


def margins(
    fragments: Sequence[Fragment], height: float
) -> tuple[list[Fragment], list[Fragment], list[Fragment]]:
    """What stands in the margin above, on the page, and in the margin below: a date, an address, a number there.

    ``height`` is the page's, in points. A line is in the margin where it lies at the very edge, apart from the
    rest, with a figure in it and no larger than the rest.
    """
    rows = list(_rows(fragments))
    above = bool(rows[1:]) and _marginal(rows[0], rows[1], rows) and rows[0][0].y > (1 - _MARGIN) * height
    below = bool(rows[1:]) and _marginal(rows[-1], rows[-2], rows) and rows[-1][0].y < _MARGIN * height
    top, bottom = rows[0] if above else [], rows[-1] if below else []
    inner = [one for one in fragments if one not in top and one not in bottom]
    return _spaced(top), inner, _spaced(bottom)


def _spaced(row: Sequence[Fragment]) -> list[Fragment]:
    return [one._replace(text=f"{one.text} ") for one in row]


def _marginal(
    row: Sequence[Fragment], beside: Sequence[Fragment], rows: Sequence[Sequence[Fragment]]
) -> bool:
    sizes = sorted(one.size for others in rows for one in others)
    text = " ".join(one.text for one in row)
    apart = abs(row[0].y - beside[0].y) >= 1.8 * max(row[0].size, beside[0].size)
    small = max(one.size for one in row) <= 1.1 * sizes[len(sizes) // 2]
    return apart and small and any(map(str.isdigit, text)) and len(text.split()) <= _MARGIN_WORDS


def in_reading_order(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The fragments column by column, with a line break after each line; as they were where no row was mixed."""
    rows = list(_rows(fragments))
    edges = _edges(rows)
    if not edges or not _mixed(fragments, edges):
        return list(fragments)
    ordered: list[Fragment] = []
    columns: list[list[Fragment]] = [[] for _ in range(len(edges) + 1)]
    for row in rows:
        if _spans(row, edges):
            ordered += [one for column in columns for one in column]
            columns = [[] for _ in columns]
            ordered += [*row, _break(row[-1])]
            continue
        for number, column in enumerate(columns):
            own = [one for one in row if sum(one.x >= edge - _NEAR for edge in edges) == number]
            column.extend([*own, _break(own[-1])] if own else [])
    return ordered + [one for column in columns for one in column]


def _rows(fragments: Sequence[Fragment]) -> Iterator[list[Fragment]]:
    """The fragments with words by row from the top, each row from the left."""
    words = [one for one in fragments if one.text.strip()]
    row: list[Fragment] = []
    for one in sorted(words, key=lambda one: (-round(one.y, 1), one.x)):
        if row and row[0].y - one.y > 0.4 * one.size:
            yield sorted(row, key=lambda one: one.x)
            row = []
        row.append(one)
    if row:
        yield sorted(row, key=lambda one: one.x)


def _edges(rows: Sequence[Sequence[Fragment]]) -> list[float]:
    """Where columns after the first begin."""
    starts: defaultdict[int, list[int]] = defaultdict(list)
    sizes = sorted(one.size for row in rows for one in row)
    for number, row in enumerate(rows):
        for before, one in zip(row, row[1:], strict=False):
            if one.x - before.x >= _NARROWEST * one.size and _end(before) <= one.x:
                starts[round(one.x / _NEAR)].append(number)
    edges: list[float] = []
    for place in sorted(starts):
        found = sorted({*starts[place], *starts.get(place + 1, ())})
        extent = found[-1] - found[0] + 1
        if len(found) < _FEWEST_ROWS or len(found) < _SHARE * extent:
            continue
        if not edges or place * _NEAR - edges[-1] >= _NARROWEST * sizes[len(sizes) // 2]:
            edges.append(place * _NEAR - _NEAR / 2)
    return edges


def _mixed(fragments: Sequence[Fragment], edges: Sequence[float]) -> bool:
    """Whether the drawing goes back to the column before again and again, as it does row by row."""
    places = [sum(one.x >= edge - _NEAR for edge in edges) for one in fragments if one.text.strip()]
    return sum(one > after for one, after in zip(places, places[1:], strict=False)) >= _FEWEST_ROWS


def _spans(row: Sequence[Fragment], edges: Sequence[float]) -> bool:
    """Whether a line goes over the edge of a column."""
    return any(
        one.x < edge - _NEAR
        and _end(one) > edge + one.size
        and not any(abs(other.x - edge) < _NEAR for other in row)
        for one in row
        for edge in edges
    )


def _end(one: Fragment) -> float:
    return one.x + _WIDTH * one.size * len(one.text.rstrip())


def _break(last: Fragment) -> Fragment:
    return last._replace(text="\n")
