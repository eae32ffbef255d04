"""The articles of folders into the store: read what is new, group what it touches."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path

from reporter import engine
from reporter.assets import template_dir
from reporter.containers import CONTAINERS, Container
from reporter.errors import ReadError
from reporter.formats.look import Look
from reporter.inputs import KINDS, Terms, is_address, wanted
from reporter.kinds import identify, named
from reporter.model import Source
from reporter.newsroom import folders, regroup, work
from reporter.store import File, Row, Store

_BATCH = 200
"""Articles stored at once."""
_START = 4096
"""Bytes that tell whether a file is a container."""
_DOUBT = 2_000_000_000
"""Nanoseconds: a file changed so shortly before it is looked at may change again without its times showing it."""

Notice = Callable[[str, int, int], None]
"""Told of each step its name, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one run reads with."""

    store: Store
    terms: Terms
    jobs: int
    notice: Notice

    @property
    def version(self) -> str:
        """Digest of what decides how an input is read."""
        return digest(program(), repr(self.terms))


def listing(places: Sequence[Path | str], without: Path) -> folders.Listing:
    """The articles at the places, and containers of articles, of every kind that can be read."""

    def wanted_here(name: str) -> bool:
        return "." in name and wanted(name)

    return folders.scan(places, wanted_here, without)


def take_in(run: Round, listed: folders.Listing) -> None:
    """Read what changed and group what it touches; what is stored then stands for what lies there."""
    store = run.store
    before, now, version = store.files(), time.time_ns(), run.version
    same_program = store.meta("program") == version
    listed, keys = _opened(run, listed, before if same_program else {})
    placed = {path for story in listed.fixed for path in story.articles}
    changed: list[tuple[folders.Found, str]] = []
    for found in listed.found:
        known = before.get(found.path)
        stamp = _stamp(found)
        if known and known.stamp == stamp and same_program and keys.get(found.path, known.key) == known.key:
            keys[found.path] = known.key
            if known.loose == (found.path in placed):
                changed.append((found, stamp))
        else:
            changed.append((found, stamp if found.touched < now - _DOUBT else ""))
    keys |= _read(run, [found for found, _ in changed if found.path not in keys])
    gone = [file for path, file in before.items() if path not in keys]
    put = [(found.path, stamp, keys[found.path], found.path not in placed) for found, stamp in changed]
    fixed = digest(repr(listed.fixed))
    if put or gone or fixed != store.meta("fixed") or not same_program:
        run.notice("grouping", 0, len(put))
        with store.transaction():
            if regroup.update(store, before, put, gone, listed.fixed):
                store.set_meta("pending", "yes")
            store.set_meta("fixed", fixed)
            store.set_meta("program", version)


def _stamp(found: folders.Found) -> str:
    return f"{found.stamp} {found.beside}"


def _opened(
    run: Round, listed: folders.Listing, before: Mapping[str, File]
) -> tuple[folders.Listing, dict[str, str]]:
    """The listing with the members of containers in their places, and the keys of those that were read now.

    A container whose stamp is the known one is not opened; an address always is.
    """
    owners = {owner for path in before for owner in _owners(path) if owner != path}
    outer = {
        found.path: found for found in listed.found if _opens(found.path) or _conceals(found, before, owners)
    }
    known: dict[str, list[File]] = {path: [] for path in outer}
    for path, file in before.items():
        owner = next((one for one in _owners(path) if one in known), None)
        if owner is not None:
            known[owner].append(file)
    members: dict[str, list[str]] = {}
    keys: dict[str, str] = {}
    todo = []
    for path, found in outer.items():
        files = known[path]
        if files and found.stamp and all(file.stamp == _stamp(found) for file in files):
            members[path] = [file.path for file in files]
        else:
            todo.append(path)
    spread, rows = engine.choose(run.jobs, len(todo)).spread, list[Row]()
    tasks = [(path, run.terms) for path in todo]
    for done, (number, result) in enumerate(spread(work.unfold, tasks, run.jobs), 1):
        run.notice("reading", done, len(todo))
        path = todo[number]
        parts = ((path, _lost(result)),) if isinstance(result, engine.Lost) else result
        members[path] = [locator for locator, _ in parts]
        for locator, reading in parts:
            keys[locator] = digest(run.version, locator, reading.body, repr(reading.fault))
            rows.append(_row(keys[locator], reading))
        _keep(run.store, rows)
    return folders.unfolded(listed, members), keys


def _lost(result: engine.Lost) -> work.Reading:
    error = ReadError("worker-lost", result.reason)
    return work.Reading("", "", "", None, (error.slug, str(error)))


def _opens(path: str) -> bool:
    """Whether a path is looked into for what it holds."""
    return is_address(path) or isinstance(named(path, KINDS), Container)


def _conceals(found: folders.Found, before: Mapping[str, File], owners: Set[str]) -> bool:
    """Whether a file holds articles though its name does not say so: a ZIP archive that is called ``news.txt``.

    What was seen before and has not changed is not looked at again, unless it held some then.
    """
    known = before.get(found.path)
    if known is not None and known.stamp == _stamp(found):
        return False
    if found.path in owners:
        return True
    try:
        with open(found.path, "rb") as file:
            start = file.read(_START)
            if not any(container.sure(start) for container in CONTAINERS):
                return False
            kind = identify(Source(found.path, start + file.read()), KINDS)
    except OSError:  # reading says why
        return False
    return isinstance(kind, Container)


def _owners(path: str) -> Iterator[str]:
    """The paths that a member may be of: itself, and all that stands before a ``!``."""
    yield path
    at = path.find("!")
    while at >= 0:
        yield path[:at]
        at = path.find("!", at + 1)


def _read(run: Round, listed: Sequence[folders.Found]) -> dict[str, str]:
    """The keys of the files; the articles of keys that are not known are read and stored."""
    keys: dict[str, str] = {}
    for found in listed:
        try:
            content = sha256(Path(found.path).read_bytes()).hexdigest()
        except OSError:  # reading says why
            content = f"unreadable {found.path} {found.stamp}"
        keys[found.path] = _key(run, content, found)
    known = run.store.known_keys(keys.values())
    unknown: dict[str, folders.Found] = {}
    for found in listed:
        if keys[found.path] not in known:
            unknown.setdefault(keys[found.path], found)
    todo, rows, edited = list(unknown.items()), list[Row](), set[str]()
    spread = engine.choose(run.jobs, len(todo)).spread
    tasks = [(found.path, run.terms) for _, found in todo]
    for done, (number, reading) in enumerate(spread(work.read, tasks, run.jobs), 1):
        run.notice("reading", done, len(todo))
        key, found = todo[number]
        if isinstance(reading, engine.Lost):
            rows.append(_row(key, _lost(reading)))
        elif reading.sha256 and _key(run, reading.sha256, found) != key:
            edited.add(key)  # between the two looks at it
        else:
            rows.append(_row(key, reading))
        if len(rows) >= _BATCH:
            _keep(run.store, rows)
    _keep(run.store, rows)
    again = [found for found in listed if keys[found.path] in edited]
    return keys | _read(run, again) if again else keys


def _keep(store: Store, rows: list[Row]) -> None:
    with store.transaction():
        store.add_articles(rows)
    rows.clear()


def _key(run: Round, content: str, found: folders.Found) -> str:
    """What the content of a file is stored under."""
    return digest(run.version, content, os.path.splitext(found.path)[1].lower(), found.beside)


def _row(key: str, reading: work.Reading) -> Row:
    profile = reading.profile
    if profile is None:
        return Row(key, "", reading.fault, None, "", (), (), ())
    shingles = sorted(profile.shingles)
    return Row(key, reading.body, None, profile.day, reading.title, profile.terms, profile.weights, shingles)


def digest(*parts: str) -> str:
    """A short digest of texts."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def appearance(look: Look) -> list[str]:
    """Digests of the files that go before reporter's own templates."""
    if look.templates is None:
        return []
    found = sorted(path for path in look.templates.rglob("*") if path.is_file())
    return [
        digest(path.relative_to(look.templates).as_posix(), sha256(path.read_bytes()).hexdigest())
        for path in found
    ]


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
