"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from reporter.errors import RenderError


def write(path: str | os.PathLike[str], data: bytes, what: str = "the report") -> None:
    """Write all of ``data`` or nothing: a temporary file beside ``path``, renamed when it is complete.

    The temporary file is removed on any failure, Ctrl-C included. Its bytes are on the disk before the name is.
    Raises RenderError (``cannot-write``), which says ``what`` could not be written.
    """
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        renamed = False
        try:
            _pour(handle, data)
            os.chmod(scratch, _permissions(target))
            os.replace(scratch, target)
            renamed = True
        finally:
            if not renamed:
                os.unlink(scratch)  # not by way of a Python function: a second Ctrl-C could stop that
    except OSError as error:
        reason = error.strerror or str(error)
        raise RenderError("cannot-write", f"{target}: cannot write {what}: {reason}") from error


def _pour(handle: int, data: bytes) -> None:
    """All of ``data``, without a buffer: closing the file must not write once more."""
    with os.fdopen(handle, "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())


def _permissions(target: Path) -> int:
    """Those of the file that is replaced, else what a new file would get: mkstemp makes 0600."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
