"""The articles of folders into the store: read what is new, group what it touches."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path

from reporter import engine
from reporter.assets import template_dir
from reporter.errors import ReadError
from reporter.newsroom import folders, regroup, work
from reporter.readers import READERS
from reporter.store import Row, Store

_BATCH = 200
"""Articles stored at once."""
_DOUBT = 2_000_000_000
"""Nanoseconds: a file changed so shortly before it is looked at may change again without its times showing it."""

Notice = Callable[[str, int, int], None]
"""Told of each step its name, how much of it is done, and how much there is."""


def listing(places: Sequence[Path], without: Path) -> folders.Listing:
    """The articles in the folders, of every kind that can be read."""
    return folders.scan(places, (suffix for reader in READERS for suffix in reader.suffixes), without)


def take_in(store: Store, listed: folders.Listing, jobs: int, notice: Notice) -> None:
    """Read what changed and group what it touches; what is stored then stands for what lies there."""
    before, now, version = store.files(), time.time_ns(), program()
    same_program = store.meta("program") == version
    placed = {path for story in listed.fixed for path in story.articles}
    changed: list[tuple[folders.Found, str]] = []
    keys: dict[str, str] = {}
    for found in listed.found:
        known = before.get(found.path)
        stamp = f"{found.stamp} {found.beside}"
        if known and known.stamp == stamp and same_program:
            keys[found.path] = known.key
            if known.loose == (found.path in placed):
                changed.append((found, stamp))
        else:
            changed.append((found, stamp if found.touched < now - _DOUBT else ""))
    keys |= _read(store, [found for found, _ in changed if found.path not in keys], jobs, notice)
    gone = [file for path, file in before.items() if path not in keys]
    put = [(found.path, stamp, keys[found.path], found.path not in placed) for found, stamp in changed]
    fixed = digest(repr(listed.fixed))
    if put or gone or fixed != store.meta("fixed") or not same_program:
        notice("grouping", 0, len(put))
        with store.transaction():
            if regroup.update(store, before, put, gone, listed.fixed):
                store.set_meta("pending", "yes")
            store.set_meta("fixed", fixed)
            store.set_meta("program", version)


def _read(store: Store, listed: Sequence[folders.Found], jobs: int, notice: Notice) -> dict[str, str]:
    """The keys of the files; the articles of keys that are not known are read and stored."""
    keys: dict[str, str] = {}
    for found in listed:
        try:
            content = sha256(Path(found.path).read_bytes()).hexdigest()
        except OSError:  # reading says why
            content = f"unreadable {found.path} {found.stamp}"
        keys[found.path] = _key(content, found)
    known = store.known_keys(keys.values())
    unknown: dict[str, folders.Found] = {}
    for found in listed:
        if keys[found.path] not in known:
            unknown.setdefault(keys[found.path], found)
    todo, rows, edited = list(unknown.items()), list[Row](), set[str]()
    spread = engine.choose(jobs, len(todo)).spread
    paths = [found.path for _, found in todo]
    for done, (number, reading) in enumerate(spread(work.read, paths, jobs), 1):
        notice("reading", done, len(todo))
        key, found = todo[number]
        if isinstance(reading, engine.Lost):
            lost = ReadError("worker-lost", reading.reason)
            rows.append(Row(key, "", (lost.slug, str(lost)), None, "", (), (), ()))
        elif reading.sha256 and _key(reading.sha256, found) != key:
            edited.add(key)  # between the two looks at it
        else:
            rows.append(_row(key, reading))
        if len(rows) >= _BATCH:
            _keep(store, rows)
    _keep(store, rows)
    again = [found for found in listed if keys[found.path] in edited]
    return keys | _read(store, again, jobs, notice) if again else keys


def _keep(store: Store, rows: list[Row]) -> None:
    with store.transaction():
        store.add_articles(rows)
    rows.clear()


def _key(content: str, found: folders.Found) -> str:
    """What the content of a file is stored under."""
    return digest(program(), content, os.path.splitext(found.path)[1].lower(), found.beside)


def _row(key: str, reading: work.Reading) -> Row:
    profile = reading.profile
    if profile is None:
        return Row(key, "", reading.fault, None, "", (), (), ())
    shingles = sorted(profile.shingles)
    return Row(key, reading.body, None, profile.day, reading.title, profile.terms, profile.weights, shingles)


def digest(*parts: str) -> str:
    """A short digest of texts."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@cache
def program() -> str:
    """Digest of the program and its templates: what another version made is made again."""
    made = blake2b(digest_size=16)
    for root in (Path(__file__).parent.parent, template_dir()):
        for path in sorted(root.rglob("*")):
            if path.suffix in (".pyc", ".pyo") or not path.is_file():
                continue
            made.update(path.relative_to(root).as_posix().encode())
            made.update(path.read_bytes())
    return made.hexdigest()
