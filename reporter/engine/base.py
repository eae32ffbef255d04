"""What an engine is: something that applies a pure function to items, wherever the work is done.

The functions it is given take and return plain values, keep no state and touch no files but those they are
given the names of, so that a distributed engine can run them unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol


class Lost(NamedTuple):
    """What stands for the result of an item that could not be had, as when no worker lived to finish it."""

    reason: str
    slug: str = "worker-lost"
    """Of docs/messages.md."""


class Spread(Protocol):
    """Applies a function to items."""

    def __call__(
        self, function: Callable[[Any], Any], items: Sequence[Any], jobs: int
    ) -> Iterator[tuple[int, Any]]:
        """Pairs of an item's position and its result (or Lost), in any order, each item once.

        An exception of the function passes on; closing the iterator stops the work.
        """


@dataclass(frozen=True, slots=True)
class Engine:
    """A way of spreading work."""

    name: str
    summary: str
    spread: Spread
