"""One document packed with gzip, bzip2 or xz, as archives keep pages: ``page.html.gz``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, cast

from reporter.containers.base import PACKED, Allowance, Container, Member, inside, unpacking
from reporter.errors import ReadError
from reporter.model import Skipped, Source

_SUFFIXES = (".gz", ".bz2", ".xz")


def _open(source: Source, allowance: Allowance) -> Iterator[Member]:
    import lzma
    import zlib

    stream = unpacking(source, allowance)
    if stream is None:
        raise ReadError("broken-archive", "not packed with gzip, bzip2 or xz; pack it anew")
    allowance.enter()
    name = source.locator.replace("\\", "/").rsplit("/", 1)[-1]
    suffix = next((one for one in _SUFFIXES if name.lower().endswith(one)), "")
    locator = inside(source.locator, name[: len(name) - len(suffix)] or "content")
    try:
        data = allowance.read(cast("IO[bytes]", stream), locator, counted=True)
    except (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError) as error:
        raise ReadError("broken-archive", f"cannot be unpacked ({error}); pack it anew") from None
    yield data if isinstance(data, Skipped) else Source(locator, data, sidecar=source.sidecar)


GZIP = Container(
    name="gzip",
    suffixes=_SUFFIXES,
    media_types=("application/gzip", "application/x-gzip", "application/x-bzip2", "application/x-xz"),
    summary="one document or mailbox packed with gzip, bzip2 or xz",
    open=_open,
    likely=lambda data: data.startswith(PACKED),
    binary=True,
)
