"""What a container is: the contract between ``containers`` and its members, and what they may unpack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import IO, NamedTuple

from reporter.config import Limits
from reporter.errors import SourceError
from reporter.kinds import never
from reporter.model import Metadata, Skipped, Source

MB = 1_000_000
_CHUNK = 65_536
_PACKERS = {b"\x1f\x8b": "gzip", b"BZh": "bz2", b"\xfd7zXZ\x00": "lzma"}
"""Modules that unpack, by the first bytes of what they packed."""
PACKED = tuple(_PACKERS)


class Linked(NamedTuple):
    """An article that a container only names; whether it is fetched is not for the container to say."""

    locator: str
    url: str
    sidecar: Metadata = Metadata()


class Allowance:
    """What may still be taken from one input; containers within containers share it."""

    def __init__(self, limits: Limits, wanted: Callable[[str], bool]) -> None:
        self.limits = limits
        self.wanted = wanted
        """Whether a member of that name can be an article or hold some."""
        self.members = 0
        self.unpacked = 0

    def enter(self) -> None:
        """Count one member. Raises SourceError where there were enough."""
        self.members += 1
        if self.members > self.limits.members:
            raise SourceError(
                "too-many-members", f"more than {self.limits.members:,} members; the rest is left out"
            )

    def take(self, size: int) -> None:
        """Count ``size`` unpacked bytes. Raises SourceError where that is too much in all."""
        self.unpacked += size
        if self.unpacked > self.limits.unpacked_mb * MB:
            raise SourceError(
                "unpacks-too-far", f"unpacks to more than {self.limits.unpacked_mb} MB; the rest is left out"
            )

    def read(
        self, file: IO[bytes], locator: str, packed: int | None = None, *, counted: bool = False
    ) -> bytes | Skipped:
        """The bytes of a member, or why they are left out. ``packed`` is its size in the container.

        ``counted``: the file lies in a stream that counts by itself. Never holds more than the limit of one
        document, whatever the container claims. Raises as ``take`` does.
        """
        pieces, size = [], 0
        limit = self.limits.input_mb * MB
        while piece := file.read(_CHUNK):
            size += len(piece)
            if not counted:
                self.take(len(piece))
            if size > limit:
                return Skipped(locator, "too-large", f"larger than {self.limits.input_mb} MB")
            if packed is not None and size > MB + self.limits.ratio * packed:
                reason = (
                    f"unpacks to more than {self.limits.ratio} times its size, as archives do that attack"
                )
                return Skipped(locator, "suspicious-ratio", reason)
            pieces.append(piece)
        return b"".join(pieces)


class Counted:
    """An unpacking stream whose bytes are counted against an allowance, so that it cannot go on for ever."""

    def __init__(self, file: IO[bytes], packed: int, allowance: Allowance) -> None:
        self._file, self._allowance = file, allowance
        self._most = MB + allowance.limits.ratio * packed
        self._size = 0

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes. Raises SourceError where it becomes too much."""
        data = self._file.read(size if 0 <= size <= MB else MB)
        self._size += len(data)
        self._allowance.take(len(data))
        if self._size > self._most:
            ratio = self._allowance.limits.ratio
            raise SourceError(
                "suspicious-ratio", f"unpacks to more than {ratio} times its size, as archives do that attack"
            )
        return data


def unpacking(source: Source, allowance: Allowance) -> Counted | None:
    """The bytes of a source that is packed whole with gzip, bzip2 or xz; None where it is not packed."""
    from io import BytesIO

    module = next((name for magic, name in _PACKERS.items() if source.data.startswith(magic)), None)
    if module is None:
        return None
    packed: IO[bytes] = import_module(module).open(BytesIO(source.data))
    return Counted(packed, len(source.data), allowance)


Member = Source | Skipped | Linked


class Container(NamedTuple):
    """One format that holds articles: how it is known and how it is opened."""

    name: str
    """The module's name."""
    suffixes: tuple[str, ...]
    """File name endings, lower case, with the dot."""
    media_types: tuple[str, ...]
    summary: str
    """One line for ``reporter list readers``."""
    open: Callable[[Source, Allowance], Iterator[Member]]
    """The articles in it, one after the other, and what is left out.

    Raises ReadError or SourceError where it cannot go on; what came before counts.
    """
    sure: Callable[[bytes], bool] = never
    """Whether the bytes can be nothing else, whatever the file's name."""
    likely: Callable[[bytes], bool] = never
    """Whether the bytes look like it; asked where nothing else tells."""
    binary: bool = False
    """Whether its bytes are no text; where they should be, binary data is refused."""


def inside(container: str, name: str) -> str:
    """The locator of a member: ``archive.zip!folder/a.html``; what cannot be printed in it is replaced."""
    return f"{container}!{''.join(sign if sign.isprintable() else chr(0xFFFD) for sign in name)}"


def outside(name: str) -> bool:
    """Whether the path of a member leads out of its archive."""
    from pathlib import PurePosixPath, PureWindowsPath

    windows = PureWindowsPath(name)
    return bool(windows.drive or windows.root) or ".." in PurePosixPath(name.replace("\\", "/")).parts


class Others:
    """The members of an archive that are no articles by their names: said once, not one by one."""

    def __init__(self) -> None:
        self._count = 0
        self._kinds: set[str] = set()

    def add(self, name: str) -> None:
        """Count one by its file name."""
        if any(part.startswith(".") for part in name.split("/")):
            self.count("hidden")
            return
        _, dot, suffix = name.rpartition("/")[2].rpartition(".")
        self.count(f".{suffix.lower()}" if dot else "without suffix")

    def count(self, kind: str) -> None:
        """Count one of a kind."""
        self._count += 1
        self._kinds.add(kind)

    def told(self, locator: str) -> Iterator[Skipped]:
        """One line where there were any."""
        if self._count:
            kinds = ", ".join(sorted(self._kinds)[:8])
            members = "1 member that is" if self._count == 1 else f"{self._count:,} members that are"
            yield Skipped(locator, "other-members", f"{members} not read ({kinds})")
