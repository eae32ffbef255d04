"""What a report format is, and the one function that owns an output file."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reporter.errors import RenderError
from reporter.model import Comparison


class Render(Protocol):
    """Makes a report of a comparison. The same comparison gives the same bytes."""

    def __call__(self, comparison: Comparison, *, title: str = "") -> bytes:
        """``title`` names the story; empty: the first article's headline."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of report."""

    name: str
    """The word on the command line: ``html``."""
    suffix: str
    """Of its files, with the dot."""
    media_type: str
    summary: str
    """One line for ``reporter list formats``."""
    render: Render


def write_report(path: str | os.PathLike[str], data: bytes) -> None:
    """Writes a whole report or nothing: a temporary file beside ``path``, renamed when it is complete.

    The temporary file is removed on any failure, Ctrl-C included. Raises RenderError (``cannot-write``).
    """
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        renamed = False
        try:
            _write(handle, data)
            os.chmod(scratch, _permissions(target))
            os.replace(scratch, target)
            renamed = True
        finally:
            if not renamed:
                os.unlink(scratch)  # not by way of a Python function: a second Ctrl-C could stop that
    except OSError as error:
        reason = error.strerror or str(error)
        raise RenderError("cannot-write", f"{target}: cannot write the report: {reason}") from error


def _write(handle: int, data: bytes) -> None:
    """All of ``data``, without a buffer: closing the file must not write once more."""
    with os.fdopen(handle, "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]


def _permissions(target: Path) -> int:
    """Those of the file that is replaced, else what a new file would get: mkstemp makes 0600."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
