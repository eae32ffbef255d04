"""Answers kept on disk as long as their headers allow (RFC 9111, for one reader): one file an address.

The folder is ``reporter/web`` in the user's cache folder. What is not fresh is asked for again with its ETag and
day of change. A file that cannot be read or written is as if there were none.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

from reporter import files
from reporter.errors import RenderError

MOST_BYTES = 200_000_000
"""Beyond it the answers that were stored longest ago are removed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with status 200 and what its headers say of keeping it."""

    url: str
    body: bytes
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    fresh_until: float = 0.0
    """Seconds since 1970."""

    def conditions(self) -> dict[str, str]:
        """The headers that ask whether it still holds."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


def default_folder() -> Path:
    """Where answers are kept on this system."""
    home = Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "reporter" / "web"
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "reporter" / "web"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "reporter" / "web"


def renewed(kept: Kept, headers: Mapping[str, str], now: float) -> Kept:
    """An answer that the server says still holds, with what it says of keeping it now."""
    return replace(
        kept,
        etag=headers.get("etag", kept.etag),
        last_modified=headers.get("last-modified", kept.last_modified),
        fresh_until=fresh_until(headers, now),
    )


def storable(headers: Mapping[str, str]) -> bool:
    """Whether an answer may be kept, and keeping it helps."""
    control = _control(headers)
    if "no-store" in control or headers.get("vary", "").strip() == "*":
        return False
    return bool(headers.get("etag") or headers.get("last-modified")) or fresh_until(headers, 0.0) > 0.0


def fresh_until(headers: Mapping[str, str], now: float) -> float:
    """Until when an answer can be used without asking; ``now`` where it says nothing."""
    control = _control(headers)
    if "no-cache" in control:
        return now
    if "max-age" in control:
        return now + max(_seconds(control["max-age"]) - _seconds(headers.get("age", "")), 0.0)
    if headers.get("expires") and headers.get("date"):
        try:
            expires, sent = (parsedate_to_datetime(headers[name]) for name in ("expires", "date"))
            return now + max((expires - sent).total_seconds(), 0.0)
        except (ValueError, TypeError):
            return now
    return now


def _control(headers: Mapping[str, str]) -> dict[str, str]:
    parts = (part.strip().partition("=") for part in headers.get("cache-control", "").lower().split(","))
    return {name.strip(): value.strip(' "') for name, _, value in parts if name}


def _seconds(value: str) -> float:
    return float(value) if value.isascii() and value.isdecimal() and len(value) < 12 else 0.0


class Cache:
    """The answers in a folder; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def load(self, url: str) -> Kept | None:
        """The answer of an address."""
        if self._folder is None:
            return None
        try:
            head, _, body = self._path(url).read_bytes().partition(b"\n")
            kept = Kept(body=body, **json.loads(head))
        except (OSError, ValueError, TypeError):
            return None
        return kept if kept.url == url else None

    def save(self, kept: Kept) -> None:
        """Keep an answer."""
        if self._folder is None:
            return
        known = {name: value for name, value in asdict(kept).items() if name != "body"}
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            files.write(self._path(kept.url), json.dumps(known).encode() + b"\n" + kept.body)
            self._sweep()
        except (OSError, RenderError):
            return

    def drop(self, url: str) -> None:
        """Forget the answer of an address."""
        if self._folder is not None:
            try:
                self._path(url).unlink(missing_ok=True)
            except OSError:
                return

    def _path(self, url: str) -> Path:
        assert self._folder is not None
        return self._folder / sha256(url.encode("utf-8", "surrogatepass")).hexdigest()

    def _sweep(self) -> None:
        assert self._folder is not None
        states = [(path, path.stat()) for path in self._folder.iterdir() if path.is_file()]
        size = sum(state.st_size for _, state in states)
        for path, state in sorted(states, key=lambda one: one[1].st_mtime):
            if size <= MOST_BYTES:
                return
            path.unlink(missing_ok=True)
            size -= state.st_size
