"""What a report format is, and the function that writes its files."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from reporter.files import write as write_report
from reporter.model import Changes, Check, Comparison

__all__ = ["Format", "Render", "write_report"]


class Render(Protocol):
    """Makes a report of a comparison. The same comparison gives the same bytes."""

    def __call__(self, comparison: Comparison, *, title: str = "", changes: Changes | None = None) -> bytes:
        """``title`` names the story; empty: the first article's headline.

        ``changes`` are those since a comparison made before; a format without a place for them leaves them out.
        """


class Format(NamedTuple):
    """A kind of report."""

    name: str
    """The word on the command line: ``html``."""
    suffix: str
    """Of its files, with the dot."""
    media_type: str
    summary: str
    """One line for ``reporter list formats``."""
    render: Render
    check: Callable[[Check], bytes] | None = None
    """Makes the gate's report of any number of stories; None: a report of one story only."""
    printed: bool = False
    """Whether it goes to standard output where no file is named: its reader listens there."""
