"""From scores of pairs to groups: average link inside each connected component (Sokal & Michener 1958).

Connected components alone chain: one wrong edge merges two stories. A component is complete in itself: no pair
across two of them reaches the threshold, so none would ever be merged, and a new article changes the groups of
its own component only. Scores are whole numbers, so that no order of summing changes a result.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

COHESION = 0.55
"""Two groups are merged only if they are that much as alike as each is in itself: look-alike events stay apart."""
SETTLED_SIZE = 3
"""Articles from which on a group is known well enough to have a likeness of its own."""


def components(nodes: Iterable[int], edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected components, each sorted, in the order of their first nodes."""
    parent = {node: node for node in nodes}

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    for left, right in edges:
        first, second = sorted((root(left), root(right)))
        parent[second] = first
    found: dict[int, list[int]] = {}
    for node in sorted(parent):
        found.setdefault(root(node), []).append(node)
    return list(found.values())


def average_link(size: int, scores: Mapping[tuple[int, int], int], threshold: int) -> list[list[int]]:
    """Groups of the items ``0 … size - 1``, each sorted, in the order of their first items.

    ``scores`` has the pairs ``(i, j)`` with ``i < j``; one left out counts 0. The two groups most alike on
    average are merged while that average reaches the threshold; of two equal ones the one with the first items.
    """
    groups = {item: [item] for item in range(size)}
    sums: dict[int, dict[int, int]] = {item: {} for item in groups}
    inside = dict.fromkeys(groups, 0)
    heap = []
    for (left, right), score in scores.items():
        sums[left][right] = sums[right][left] = score
        if score >= threshold:
            heap.append((-float(score), left, right, 1, 1))
    heapq.heapify(heap)
    while heap:
        average, left, right, left_size, right_size = heapq.heappop(heap)
        if len(groups.get(left, ())) != left_size or len(groups.get(right, ())) != right_size:
            continue  # one of them has grown since
        if not _fit(-average, (inside[left], left_size), (inside[right], right_size)):
            continue
        inside[left] += inside.pop(right) + sums[left].pop(right)
        groups[left] = sorted(groups[left] + groups.pop(right))
        others = sums.pop(right)
        del others[left]
        for other, total in others.items():
            del sums[other][right]
            sums[left][other] = sums[other][left] = sums[left].get(other, 0) + total
        for other, total in sums[left].items():
            pairs = len(groups[left]) * len(groups[other])
            if total >= threshold * pairs:
                first, second = sorted((left, other))
                heapq.heappush(heap, (-total / pairs, first, second, len(groups[first]), len(groups[second])))
    return [groups[first] for first in sorted(groups)]


def _fit(average: float, *groups: tuple[int, int]) -> bool:
    """Whether the likeness between two groups comes near that inside each; given as its sum and the size."""
    for total, size in groups:
        if size >= SETTLED_SIZE and average < COHESION * total / (size * (size - 1) / 2):
            return False
    return True
