"""One item after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from reporter.engine.base import Engine


def spread(function: Callable[[Any], Any], items: Sequence[Any], jobs: int = 1) -> Iterator[tuple[int, Any]]:
    """The results in the order of the items; ``jobs`` is of no use here."""
    for number, item in enumerate(items):
        yield number, function(item)


SERIAL = Engine("serial", "in this process, one item after the other", spread)
