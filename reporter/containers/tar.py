"""TAR archives, packed or not: every member that can be an article, read as a stream."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reporter.config import Limits
from reporter.containers.base import PACKED, Allowance, Container, Member, Others, inside, outside, unpacking
from reporter.errors import ReadError
from reporter.model import Skipped, Source

if TYPE_CHECKING:
    import tarfile

_MAGIC = slice(257, 262)
_SAMPLE = 1_000_000
"""Packed bytes that are looked at: bzip2 gives nothing before a whole block."""


def _open(source: Source, allowance: Allowance) -> Iterator[Member]:
    import lzma
    import tarfile
    import zlib

    stream = unpacking(source, allowance)
    file = stream or io.BytesIO(source.data)
    try:
        with tarfile.open(fileobj=file, mode="r|") as archive:  # type: ignore[call-overload]
            yield from _members(source.locator, archive, allowance, counted=stream is not None)
    except (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, ValueError, OSError) as error:
        raise ReadError("broken-archive", f"not a readable TAR archive ({error}); pack it anew") from None


def _members(
    container: str, archive: tarfile.TarFile, allowance: Allowance, *, counted: bool
) -> Iterator[Member]:
    others, seen = Others(), set[str]()
    for entry in archive:
        archive.members = []  # type: ignore[attr-defined]  # it would keep every header
        if entry.isdir():
            continue
        allowance.enter()
        locator = inside(container, entry.name)
        if outside(entry.name):
            yield Skipped(locator, "unsafe-path", "its path leads out of the archive")
        elif not entry.isreg() or not allowance.wanted(entry.name):
            others.add(entry.name)
        elif locator in seen:
            yield Skipped(locator, "same-name", "a member of this name came before")
        else:
            seen.add(locator)
            file = archive.extractfile(entry)
            assert file is not None
            data = allowance.read(file, locator, counted=counted)
            yield data if isinstance(data, Skipped) else Source(locator, data)
    yield from others.told(container)


def _holds_archive(data: bytes) -> bool:
    if data.startswith(PACKED):
        import lzma
        import zlib

        packed = unpacking(Source("", data[:_SAMPLE]), Allowance(Limits(), lambda _: True))
        assert packed is not None
        try:
            data = packed.read(_MAGIC.stop)
        except (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError):
            return False
    return data[_MAGIC] == b"ustar"


TAR = Container(
    name="tar",
    suffixes=(".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz"),
    media_types=("application/x-tar",),
    summary="TAR archives, also packed with gzip, bzip2 or xz: every member that can be read",
    open=_open,
    sure=_holds_archive,
    binary=True,
)
