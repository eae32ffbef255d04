"""What a kind of fact is: the contract between ``facts`` and its members."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from reporter.model import Document, Fact

Extract = Callable[[Document, Sequence[Fact]], Iterable[Fact]]
"""Given a document with its sentences, and the facts found by the extractors before, the facts of this one."""


class Extractor(NamedTuple):
    """One module's way of finding facts."""

    name: str
    """The module's name."""
    kinds: tuple[str, ...]
    """The fact kinds it yields."""
    summary: str
    """One line for ``reporter list facts``."""
    extract: Extract
