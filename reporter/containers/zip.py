"""ZIP archives: every member that can be an article, unpacked into memory one at a time."""

from __future__ import annotations

import io
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reporter.containers.base import Allowance, Container, Member, Others, inside, outside
from reporter.errors import ReadError
from reporter.model import Skipped, Source

if TYPE_CHECKING:
    import zipfile

_ENCRYPTED = 0x1


def _open(source: Source, allowance: Allowance) -> Iterator[Member]:
    import zipfile

    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise ReadError("broken-archive", f"not a readable ZIP archive ({error}); pack it anew") from None
    others, seen = Others(), set[str]()
    with archive:
        for entry in archive.infolist():
            if not entry.filename or entry.is_dir():
                continue
            allowance.enter()
            locator = inside(source.locator, entry.filename)
            if outside(entry.filename):
                yield Skipped(locator, "unsafe-path", "its path leads out of the archive")
            elif stat.S_ISLNK(entry.external_attr >> 16) or not allowance.wanted(entry.filename):
                others.add(entry.filename)
            elif locator in seen:
                yield Skipped(locator, "same-name", "a member of this name came before")
            elif entry.flag_bits & _ENCRYPTED:
                yield Skipped(locator, "encrypted-member", "encrypted; pack it without password")
            else:
                seen.add(locator)
                yield _member(archive, entry, locator, allowance)
    yield from others.told(source.locator)


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, locator: str, allowance: Allowance
) -> Source | Skipped:
    import lzma
    import zipfile
    import zlib

    try:
        with archive.open(entry) as file:
            data = allowance.read(file, locator, entry.compress_size)
    except (
        zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, OSError, RuntimeError,
    ) as error:  # fmt: skip
        return Skipped(locator, "broken-archive", f"cannot be unpacked ({error}); pack it anew")
    return data if isinstance(data, Skipped) else Source(locator, data)


ZIP = Container(
    name="zip",
    suffixes=(".zip",),
    media_types=("application/zip", "application/x-zip-compressed"),
    summary="ZIP archives: every member that can be read",
    open=_open,
    sure=lambda data: data.startswith(b"PK\x03\x04"),
    binary=True,
)
