"""What a reader is: the contract between ``readers`` and its members."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reporter.kinds import never
from reporter.model import Reading, Source


class Reader(NamedTuple):
    """One document format: how it is known and how it is read."""

    name: str
    """The module's name."""
    suffixes: tuple[str, ...]
    """File name endings, lower case, with the dot."""
    media_types: tuple[str, ...]
    summary: str
    """One line for ``reporter list readers``."""
    read: Callable[[Source], Reading]
    """Raises ReadError, in one line, where the bytes are not what they claim or hold no article."""
    sure: Callable[[bytes], bool] = never
    """Whether the bytes can be nothing else, whatever the file's name."""
    likely: Callable[[bytes], bool] = never
    """Whether the bytes look like it; asked where nothing else tells."""
    binary: bool = False
    """Whether its bytes are no text; where they should be, binary data is refused."""
