"""What rules on quotations compare."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from reporter.model import Fact, Quote


def quote(fact: Fact) -> Quote:
    """The value of a quote fact."""
    assert isinstance(fact.value, Quote)
    return fact.value


def overlap(left: Sequence[str], right: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stretches of two quotations that face each other: what only one of them quotes before or after is cut off."""
    blocks = [block for block in Indel.opcodes(list(left), list(right)).as_matching_blocks() if block.size]
    if not blocks:
        return (), ()
    first, last = blocks[0], blocks[-1]
    return (
        tuple(left[first.a : last.a + last.size]),
        tuple(right[first.b : last.b + last.size]),
    )
