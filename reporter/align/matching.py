"""Which candidates become alignments: m:n, in any order, above a floor, with a cap on fan-in."""

from __future__ import annotations

from typing import NamedTuple


class Scored(NamedTuple):
    """A candidate pair of sentence positions with its score."""

    left: int
    right: int
    score: float
    """0-100."""


def match(scored: list[Scored], floor: float, fan_cap: int) -> list[Scored]:
    """The pairs at or above ``floor``, best first, none of whose sentences has ``fan_cap`` partners already."""
    partners_left: dict[int, int] = {}
    partners_right: dict[int, int] = {}
    kept = []
    for pair in sorted(scored, key=lambda pair: (-pair.score, pair.left, pair.right)):
        if pair.score < floor:
            break
        taken_left, taken_right = partners_left.get(pair.left, 0), partners_right.get(pair.right, 0)
        if taken_left < fan_cap and taken_right < fan_cap:
            partners_left[pair.left] = taken_left + 1
            partners_right[pair.right] = taken_right + 1
            kept.append(pair)
    return sorted(kept)
