"""The articles in folders, what lies beside them, and the stories that people fixed by hand.

A folder with a ``story.toml`` is one story, sub-folders without one of their own included. With ``articles = [...]``
in it those articles are the story; with ``[[stories]]`` each entry is one, and the rest is grouped by content
(``stories = []``: all of it). What a file says of an article is read by ``sources``; here it only counts whether
it changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import Any

from reporter.config import nearest
from reporter.errors import ConfigError

STORY_FILE = "story.toml"
SIDE_SUFFIX = ".meta.toml"
_ENTRY = ("title", "articles", "origin", "licence", "license", "note")


Wanted = Callable[[str], bool]
"""Whether a file of that name can be an article."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article's file as it lies there; its bytes are not read."""

    path: str
    """As the user would write it: the folder given and what follows, with forward slashes."""
    stamp: str
    """Size and times of the file; where they are the same its bytes are taken to be."""
    beside: str
    """Digest of what lies beside it and speaks of it."""
    touched: int
    """When it was last changed, in nanoseconds: a stamp as young as the look at it proves nothing."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A story that a ``story.toml`` fixes."""

    name: str
    """Path of its folder below the folder given; with the title where a file names several."""
    title: str
    articles: tuple[str, ...]
    """Paths, as those of Found."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What the folders hold."""

    found: tuple[Found, ...]
    """By path."""
    fixed: tuple[Fixed, ...]
    """By name."""


def scan(places: Sequence[Path | str], wanted: Wanted, without: Path) -> Listing:
    """The articles in folders and below: files of wanted names, none that is hidden, none in ``without``.

    A place can be a file, too, or an address (a text). Raises ConfigError where a place is not there or a
    story.toml cannot be understood.
    """
    left_out = without.resolve()
    found: dict[str, Found] = {}
    fixed: list[Fixed] = []
    for place in places:
        if isinstance(place, str):
            found[place] = Found(place, "", "", 0)
            continue
        if place.is_file():
            found.update((one.path, one) for one in _file(place))
            continue
        if not place.is_dir():
            raise ConfigError(
                "not-a-folder", f"{place}: no such folder; name the one that holds the articles"
            )
        for listed, stories in _walk(place, wanted, left_out):
            found.update((one.path, one) for one in listed)
            fixed += stories
    taken: dict[str, Fixed] = {}
    for story in fixed:
        for path in story.articles:
            other = taken.setdefault(path, story)
            if other is not story and other != story:
                raise ConfigError(
                    "story-overlap", f"{path} is in two stories, {other.name} and {story.name}; keep one"
                )
    unique = {story.name: story for story in fixed}
    return Listing(
        tuple(found[path] for path in sorted(found)), tuple(unique[name] for name in sorted(unique))
    )


def unfolded(listed: Listing, members: Mapping[str, Sequence[str]]) -> Listing:
    """The listing with the members of containers in the place of these."""
    found = {
        path: replace(one, path=path) for one in listed.found for path in members.get(one.path, (one.path,))
    }
    fixed = tuple(
        replace(story, articles=tuple(sorted({*_all(story.articles, members)}))) for story in listed.fixed
    )
    return Listing(tuple(found[path] for path in sorted(found)), fixed)


def _all(paths: Iterable[str], members: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for path in paths:
        yield from members.get(path, (path,))


def _file(path: Path) -> Iterator[Found]:
    """A file that is named itself, whatever its name."""
    files, _ = _entries(path.parent)
    table = _story_table(path.with_name(STORY_FILE)) if STORY_FILE in files else {}
    with os.scandir(path.parent) as entries:
        own = [entry for entry in entries if entry.name == path.name]
    yield from _articles(
        path.parent, {**files, **{entry.name: entry for entry in own}}, path.name.__eq__, table
    )


def _walk(root: Path, wanted: Wanted, left_out: Path) -> Iterator[tuple[list[Found], list[Fixed]]]:
    """Folder by folder its articles and the stories it fixes; a folder that is one story comes as a whole."""
    waiting: list[tuple[Path, Path | None]] = [(root, None)]
    whole: dict[Path, tuple[str, list[str]]] = {}
    while waiting:
        folder, story_folder = waiting.pop()
        if folder.resolve() == left_out:
            continue
        files, inner = _entries(folder)
        table = _story_table(folder / STORY_FILE) if STORY_FILE in files else {}
        listed = list(_articles(folder, files, wanted, table))
        stories: list[Fixed] = []
        if STORY_FILE in files:
            story_folder = None
            name = _name(root, folder)
            if "stories" in table:
                stories = list(_stories(folder, name, table["stories"]))
            elif isinstance(table.get("articles"), list):
                stories = [_story(folder, name, table, folder / STORY_FILE)]
            else:
                story_folder = folder
                whole[folder] = (_words(table.get("title")), [])
        if story_folder is not None:
            whole[story_folder][1].extend(one.path for one in listed)
        waiting += [(folder / one, story_folder) for one in reversed(inner)]
        yield listed, stories
    yield (
        [],
        [
            Fixed(_name(root, folder), title, tuple(sorted(paths)))
            for folder, (title, paths) in whole.items()
            if paths
        ],
    )


def _entries(folder: Path) -> tuple[dict[str, os.DirEntry[str]], list[str]]:
    """Files by name, and the names of sub-folders (not of links to folders: they may lead back)."""
    files, inner = {}, []
    try:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    inner.append(entry.name)
                elif entry.is_file():
                    files[entry.name] = entry
    except OSError as error:
        raise ConfigError("not-a-folder", f"{folder}: cannot be read ({error.strerror})") from error
    return files, inner


def _articles(
    folder: Path, files: Mapping[str, os.DirEntry[str]], wanted: Wanted, table: Mapping[str, Any]
) -> Iterator[Found]:
    told = table.get("articles")
    said = told if isinstance(told, dict) else {}
    for name, entry in files.items():
        if not wanted(name):
            continue
        stem = name.rpartition(".")[0] or name
        try:
            state = entry.stat()
        except FileNotFoundError:  # gone since the folder was listed
            continue
        own = sorted((key, repr(said[key])) for key in said if key == name or key.startswith(f"{name}!"))
        digest = blake2b(repr(own).encode(), digest_size=16)
        for side in (f"{name}{SIDE_SUFFIX}", f"{stem}{SIDE_SUFFIX}"):
            if side in files:
                digest.update((folder / side).read_bytes())
        yield Found(
            (folder / name).as_posix(),
            f"{state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}",
            digest.hexdigest(),
            max(state.st_mtime_ns, state.st_ctime_ns),
        )


def _story_table(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise ConfigError("bad-story", f"{path}: not readable as TOML ({reason}); correct it") from error


def _stories(folder: Path, name: str, entries: object) -> Iterator[Fixed]:
    path = folder / STORY_FILE
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ConfigError("bad-story", f"{path}: stories must be tables; write [[stories]] above each")
    for number, entry in enumerate(entries, 1):
        unknown = [key for key in entry if key not in _ENTRY]
        if unknown:
            hint = nearest(unknown[0], _ENTRY)
            raise ConfigError("bad-story", f"{path}: unknown key {unknown[0]!r} in story {number}{hint}")
        title = _words(entry.get("title"))
        yield _story(folder, f"{name}/{title or number}", entry, path)


def _story(folder: Path, name: str, entry: Mapping[str, Any], path: Path) -> Fixed:
    articles = entry.get("articles")
    if not isinstance(articles, list) or not all(isinstance(one, str) for one in articles) or not articles:
        raise ConfigError(
            "bad-story", f'{path}: articles must be a list of file names, as ["a.txt", "b.html"]'
        )
    for one in articles:
        if not (folder / one).is_file():
            raise ConfigError("bad-story", f"{path}: no file {one} in {folder}; correct or remove the name")
    paths = {(folder / _inside(one, path)).as_posix() for one in articles}
    return Fixed(name, _words(entry.get("title")), tuple(sorted(paths)))


def _inside(name: str, path: Path) -> PurePosixPath:
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts:
        raise ConfigError("bad-story", f"{path}: {name} lies outside; name files of this folder and below")
    return pure


def _name(root: Path, folder: Path) -> str:
    return folder.relative_to(root).as_posix() if folder != root else root.resolve().name


def _words(value: object) -> str:
    return " ".join(str(value).split()) if value is not None else ""
