"""Which sentences stand face to face: every article keeps its own order, and no row has false neighbours.

The links between sentences need not be monotone: one outlet opens with what another closes with. The heaviest
monotone chain of links is set face to face (sparse dynamic programming over a Fenwick tree, as in Hunt and
Szymanski 1977, O(L log n) for L links); the sentences of the others stay in their places and are linked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from reporter.model import Alignment, SentenceRef

_SAME_ROW = 0.6
"""Weight of a link that joins a row which has one already: two rows of two say more than one row of three."""

Grid: TypeAlias = list[tuple[tuple[int, ...], ...]]
"""Rows; each has for each article the indexes of its sentences there, neighbours in reading order."""


class _State(NamedTuple):
    """The best chain that ends with a link, by how that link joins its row."""

    weight: float
    mode: str
    """``new`` row, ``across`` (one sentence here, more there) or ``down`` (the other way round)."""
    link: tuple[int, int]
    before: int
    """Index of the state before, or -1."""


def rows(sizes: Sequence[int], alignments: Iterable[Alignment]) -> Grid:
    """Rows for articles of so many sentences. Reading down a column gives the whole article in order.

    Between two articles one sentence may face several. With more, rows would grow with every article: each has one
    sentence of an article at most, and any two articles can be read face to face.
    """
    alignments = tuple(alignments)
    grid: Grid = [((index,),) for index in range(sizes[0])] if sizes else []
    for article in range(1, len(sizes)):
        row_of = {
            SentenceRef(other, index): number
            for number, row in enumerate(grid)
            for other, cell in enumerate(row)
            for index in cell
        }
        weights: dict[tuple[int, int], float] = {}
        for alignment in alignments:
            here = [ref.sentence for ref in alignment.members if ref.article == article]
            for ref in alignment.members:
                if ref in row_of:
                    for index in here:
                        link = (row_of[ref], index)
                        weights[link] = max(weights.get(link, 0.0), alignment.score, 1.0)
        grid = _weave(grid, article, sizes[article], _chain(weights, sizes[article], len(sizes) < 3))
    return grid


def _chain(
    weights: Mapping[tuple[int, int], float], width: int, several: bool
) -> list[list[tuple[int, int]]]:
    """The heaviest monotone chain of links (row, sentence), as the groups that share a row."""
    states: list[_State] = []
    at: dict[tuple[int, int, str], int] = {}
    tree = [-1] * (width + 1)  # Fenwick tree: best state whose sentence is below an index
    waiting: list[int] = []
    row = -1
    for link in sorted(weights):
        if link[0] != row:  # only links of earlier rows may precede a new row
            for number in waiting:
                _insert(tree, states, number)
            waiting, row = [], link[0]
        before = _query(tree, states, link[1])
        for state in _states(link, weights[link], before, at if several else {}, states):
            at[(*link, state.mode)] = len(states)
            waiting.append(len(states))
            states.append(state)
    for number in waiting:
        _insert(tree, states, number)
    groups: list[list[tuple[int, int]]] = []
    number = _query(tree, states, width)
    group: list[tuple[int, int]] = []
    while number >= 0:
        group.insert(0, states[number].link)
        if states[number].mode == "new":
            groups.insert(0, group)
            group = []
        number = states[number].before
    return groups


def _states(
    link: tuple[int, int],
    weight: float,
    before: int,
    at: Mapping[tuple[int, int, str], int],
    states: Sequence[_State],
) -> Iterable[_State]:
    """The best chains that end with ``link``, one for each way in which it can join."""
    row, sentence = link
    yield _State(weight + (states[before].weight if before >= 0 else 0.0), "new", link, before)
    for mode, neighbour in (("across", (row, sentence - 1)), ("down", (row - 1, sentence))):
        joined = [at[key] for key in ((*neighbour, "new"), (*neighbour, mode)) if key in at]
        if joined:
            best = max(joined, key=lambda number: states[number].weight)
            yield _State(states[best].weight + _SAME_ROW * weight, mode, link, best)


def _insert(tree: list[int], states: Sequence[_State], number: int) -> None:
    at = states[number].link[1] + 1
    while at < len(tree):
        if tree[at] < 0 or states[tree[at]].weight < states[number].weight:
            tree[at] = number
        at += at & -at


def _query(tree: Sequence[int], states: Sequence[_State], below: int) -> int:
    best, at = -1, below
    while at > 0:
        if tree[at] >= 0 and (best < 0 or states[tree[at]].weight > states[best].weight):
            best = tree[at]
        at -= at & -at
    return best


def _weave(grid: Grid, article: int, size: int, groups: Iterable[list[tuple[int, int]]]) -> Grid:
    """The grid with one more column: chained sentences beside their rows, the others in rows of their own."""
    woven: Grid = []
    row = sentence = 0

    def catch_up(to_row: int, to_sentence: int) -> None:
        woven.extend((*cells, ()) for cells in grid[row:to_row])
        woven.extend(((),) * article + ((index,),) for index in range(sentence, to_sentence))

    for group in groups:
        first, last = group[0], group[-1]
        catch_up(first[0], first[1])
        joined = grid[first[0] : last[0] + 1]
        columns = (tuple(index for cells in joined for index in cells[column]) for column in range(article))
        woven.append((*columns, tuple(range(first[1], last[1] + 1))))
        row, sentence = last[0] + 1, last[1] + 1
    catch_up(len(grid), size)
    return woven
