"""Which candidates above the floor become alignments: m:n, in any order, with a cap on fan-in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Scored(NamedTuple):
    """A candidate pair of sentence positions with its score."""

    left: int
    right: int
    score: float
    """0-100."""


def match(scored: list[Scored], fan_cap: int, lengths: Sequence[Sequence[int]]) -> list[Scored]:
    """The pairs, best first, none of whose sentences has ``fan_cap`` partners already.

    ``lengths`` are the words of the sentences of both sides. A partner that is shorter than the sentence counts for
    as much of it as its length: one long sentence may tell what eight short ones do.
    """
    taken: tuple[dict[int, float], dict[int, float]] = {}, {}
    kept = []
    for pair in sorted(scored, key=lambda pair: (-pair.score, pair.left, pair.right)):
        places = pair.left, pair.right
        if all(taken[side].get(place, 0.0) < fan_cap for side, place in enumerate(places)):
            words = [lengths[side][place] for side, place in enumerate(places)]
            for side, place in enumerate(places):
                cost = min(words[1 - side] / max(words[side], 1), 1.0)
                taken[side][place] = taken[side].get(place, 0.0) + cost
            kept.append(pair)
    return sorted(kept)
