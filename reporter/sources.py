"""Where articles come from: a path or standard input to bytes, and what lies beside them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from reporter.errors import SourceError
from reporter.model import Metadata, Source

MAX_BYTES = 50_000_000
"""Largest input where no limit is given; an article is a thousandth of it."""
STANDARD_INPUT = "-"

_STORY_FILE = "story.toml"
_FIELDS = ("title", "outlet", "author", "published", "url", "language")
_REMARKS = ("origin", "licence", "license", "note")
"""Keys of a story file that are for its human readers."""


def load(locator: str, limit: int = MAX_BYTES, *, stdin: BinaryIO | None = None) -> Source:
    """The bytes at ``locator``: a path, or ``-`` for standard input (``stdin``, else the process's own).

    Raises SourceError, in one line that says what to do, where there is nothing to read: no such file, a
    folder, no permission, more than ``limit`` bytes, or metadata beside it that cannot be understood.
    """
    if locator == STANDARD_INPUT:
        if stdin is None and sys.stdin is None:
            raise SourceError("unreadable-file", "standard input is closed; give a file")
        return Source(locator, _limited(stdin or sys.stdin.buffer, locator, limit))
    if not locator:
        raise SourceError("missing-file", "an empty name is no file; check the command line")
    path = Path(locator)
    return Source(locator, _bytes(path, locator, limit), sidecar=_sidecar(path))


def _bytes(path: Path, locator: str, limit: int) -> bytes:
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            raise SourceError("is-a-folder", f"{locator}: a folder; name the articles in it")
        with path.open("rb") as file:
            return _limited(file, locator, limit)
    except FileNotFoundError:
        near = _near_file(path)
        raise SourceError("missing-file", f"{locator}: no such file{near or '; check the path'}") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            "unreadable-file", f"{locator}: cannot be read ({reason}); check its permissions"
        ) from None


def _limited(file: BinaryIO, locator: str, limit: int) -> bytes:
    data = file.read(limit + 1)
    if len(data) > limit:
        raise SourceError(
            "too-large", f"{locator}: larger than {limit / 1_000_000:g} MB; give the article alone"
        )
    return data


def _near_file(path: Path) -> str:
    from difflib import get_close_matches

    try:
        names = os.listdir(path.parent)
    except OSError:
        return ""
    near = get_close_matches(path.name, sorted(names), n=1, cutoff=0.75)
    return f"; did you mean {path.with_name(near[0])}?" if near else ""


def _sidecar(path: Path) -> Metadata:
    """What stands beside ``path``: its own file first, then the folder's story file."""
    found = Metadata()
    for beside in (f"{path.name}.meta.toml", f"{path.stem}.meta.toml"):
        table = _toml(path.with_name(beside))
        if table is not None:
            found = found.over(_metadata(table, str(path.with_name(beside)), ()))
    entry = _entries(path).get(path.name)
    return found if entry is None else found.over(_described(path, path.name, entry))


def of_members(container: str) -> dict[str, Metadata]:
    """What ``story.toml`` beside a container says of its members: ``[articles."news.zip!a.html"]``.

    By locator. Raises SourceError where an entry cannot be understood.
    """
    path = Path(container)
    return {
        f"{container}!{name.removeprefix(f'{path.name}!')}": _described(path, name, entry)
        for name, entry in _entries(path).items()
        if name.startswith(f"{path.name}!")
    }


def _entries(path: Path) -> dict[str, Any]:
    """What the folder's story file says of articles, by name."""
    articles = (_toml(path.with_name(_STORY_FILE)) or {}).get("articles", {})
    return articles if isinstance(articles, dict) else {}


def _described(path: Path, name: str, entry: object) -> Metadata:
    where = f'{path.with_name(_STORY_FILE)} [articles."{name}"]'
    if not isinstance(entry, dict):
        raise SourceError("bad-sidecar", f"{where}: not a table; write one key a line below it")
    return _metadata(entry, where, _REMARKS)


def story_title(locators: Sequence[str]) -> str:
    """The title in ``story.toml`` of the folder that all the articles lie in; empty where there is none.

    Raises SourceError where the file cannot be understood.
    """
    folders = {Path(locator).parent for locator in locators if locator != STANDARD_INPUT}
    if len(folders) != 1 or STANDARD_INPUT in locators:
        return ""
    path = folders.pop() / _STORY_FILE
    title = (_toml(path) or {}).get("title", "")
    return _words("title", title, str(path)) or ""


def _toml(path: Path) -> dict[str, Any] | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
        import tomllib

        return tomllib.loads(text)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:  # UnicodeDecodeError and TOMLDecodeError among them
        reason = " ".join(str(error).split())
        raise SourceError("bad-sidecar", f"{path}: not readable as TOML ({reason}); correct it") from None


def _metadata(table: Mapping[str, Any], where: str, remarks: tuple[str, ...]) -> Metadata:
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key in remarks:
            continue
        if key not in _FIELDS:
            from difflib import get_close_matches

            near = get_close_matches(key, _FIELDS, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(_FIELDS)}"
            raise SourceError("unknown-key", f"{where}: unknown key {key!r}; {hint}")
        values[key] = _published(value, where) if key == "published" else _words(key, value, where)
    found = Metadata(**values)
    if values.get("language") and found.language is None:
        raise SourceError(
            "bad-sidecar", f"{where}: language is {values['language']!r}; write a code, as en or pt-BR"
        )
    return found


def _words(key: str, value: object, where: str) -> str | None:
    if not isinstance(value, str):
        raise SourceError("bad-sidecar", f"{where}: {key} is {value!r}; write it between quotation marks")
    return value.strip() or None


def _published(value: object, where: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise SourceError("bad-date", f"{where}: published is {value!r}; write YYYY-MM-DD") from None
