"""Blocking: which pairs of sentences are worth comparing at all."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest

from reporter.align.profile import Profile, Weights

_PARTNERS, _PARTNERS_LONG = 12, 6
"""Candidates kept for each sentence of either article, and in long ones."""
_COMMON_SHARE = 0.08
"""In long articles a symbol in more than this share of the sentences proposes nobody,"""
_COMMON = 64
"""nor one in more sentences than this: proposals would grow with the square of the length."""
_SHORT = 150
"""Up to this many sentences every symbol proposes; more are a long article."""


def candidates(left: Sequence[Profile], right: Sequence[Profile], weights: Weights) -> list[tuple[int, int]]:
    """Pairs of positions that share words or event families, the best for every sentence of both sides.

    An inverted index over the right side, so the time grows with what is shared and not with the product.
    """
    limit = len(right) if len(right) <= _SHORT else min(max(int(_COMMON_SHARE * len(right)), 20), _COMMON)
    most = _PARTNERS if max(len(left), len(right)) <= _SHORT else _PARTNERS_LONG
    postings: dict[str, list[int]] = {}
    for position, profile in enumerate(right):
        for symbol in profile.symbols:
            postings.setdefault(symbol, []).append(position)
    same: dict[str, list[int]] = {}
    for position, profile in enumerate(right):
        same.setdefault(profile.normal, []).append(position)
    ranks: dict[str, int] = {}
    rivals: list[list[tuple[float, int]]] = [[] for _ in right]
    kept: set[tuple[int, int]] = set()
    for position, profile in enumerate(left):
        mass: dict[int, float] = {}
        for symbol in profile.symbols:
            posting = postings.get(symbol, ())
            if posting and len(posting) <= limit:
                weight = weights.symbol(symbol)
                for partner in posting:
                    mass[partner] = mass.get(partner, 0.0) + weight
        for partner, weight in mass.items():
            rivals[partner].append((-weight, position))
        alike, rank = same.get(profile.normal, []), ranks.get(profile.normal, 0)
        ranks[profile.normal] = rank + 1  # the twentieth of a sentence that is repeated has a partner too
        kept.update((position, partner) for partner in (*alike[:most], *alike[rank : rank + 1]))
        best = nsmallest(most, ((-weight, partner) for partner, weight in mass.items()))
        kept.update((position, partner) for _, partner in best)
    for partner, proposals in enumerate(rivals):
        kept.update((position, partner) for _, position in nsmallest(most, proposals))
    return sorted(kept)
