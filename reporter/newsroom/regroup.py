"""The grouping in the store brought up to date: only the components that a changed article touches."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b

from reporter import stories
from reporter.newsroom.folders import Fixed
from reporter.store import File, Row, Store

UNSAFE_RE = re.compile(r"[^a-z0-9]+")
MAX_NAME = 60
"""Characters of a story's name, which is a folder's."""
Put = tuple[str, str, str, bool]
"""Path, stamp, key and whether it is grouped by content."""


def update(
    store: Store, before: Mapping[str, File], put: Sequence[Put], gone: Sequence[File], fixed: Sequence[Fixed]
) -> bool:
    """Take files in, out and over; say whether any story is not what it was.

    The result depends on the files that there are now, not on the order in which they came.
    """
    moved = [before[path] for path, _, key, loose in put if _moved(before.get(path), key, loose)]
    touched = set(store.stories_of(file.id for file in (*moved, *gone)))
    seeds = _take_out(store, [*moved, *gone])
    store.drop_files(file.id for file in gone)
    ids = store.put_files(put)
    came = [
        File(ids[path], path, stamp, key, loose)
        for path, stamp, key, loose in put
        if path not in before or _moved(before[path], key, loose)
    ]
    seeds |= _take_in(store, [file for file in came if file.loose], [*moved, *gone])
    seeds -= {file.id for file in gone} | {file.id for file in came if not file.loose}
    kept: set[str] = set()
    for component in _components(store, seeds):
        touched |= store.stories_of(component)
        kept |= _cluster(store, component)
    fixed_now, fixed_changed = _fix(store, fixed)
    for story in store.stories():
        stale = story.id in touched - kept if story.id.startswith("g") else story.id not in fixed_now
        if stale:
            store.drop_story(story.id)
    return bool(came or gone or fixed_changed)


def _moved(known: File | None, key: str, loose: bool) -> bool:
    return known is not None and (known.key != key or known.loose != loose)


def profiles(store: Store, files: Iterable[File]) -> dict[int, stories.Profile]:
    """The profiles of files that could be read."""
    files = list(files)
    rows = store.articles(file.key for file in files)
    return {file.id: profile(rows[file.key]) for file in files if rows[file.key].fault is None}


def profile(row: Row) -> stories.Profile:
    """What grouping sees of a stored article."""
    return stories.Profile(row.day, tuple(row.terms), tuple(row.weights), frozenset(row.shingles))


def origins(rows: Sequence[Row]) -> list[int]:
    """For each article the first that it is a copy of, else itself."""
    return stories.origins([frozenset(row.shingles) for row in rows])


def _take_out(store: Store, files: Sequence[File]) -> set[int]:
    """Forget where files stood; returns those that stood beside them."""
    beside: set[int] = set()
    known = profiles(store, files)
    for file in files:
        beside |= set(store.neighbours(file.id))
        store.drop_edges(file.id)
        if file.id in known:
            store.drop_postings(file.id, known[file.id].day, known[file.id].keys)
    store.drop_members(file.id for file in files)
    return beside


def _take_in(store: Store, files: Sequence[File], left: Sequence[File]) -> set[int]:
    """Find the edges of new files, and again those of files whose keys became or ceased to be too common."""
    known = profiles(store, files)
    for file in files:
        if file.id in known:
            store.add_postings(file.id, known[file.id].day, known[file.id].keys)
    seeds = {file.id for file in files}
    again = _crossed(store, known, profiles(store, left)) - seeds
    for crossed in again:
        seeds |= {crossed, *store.neighbours(crossed)}
        store.drop_edges(crossed)
    known |= profiles(store, store.files_of(again).values())
    seen = dict(known)
    for name in sorted(known):
        one = known[name]
        days = None if one.day is None else (one.day - stories.REACH, one.day + stories.REACH)
        near = stories.candidates(one, store.blocks(one.keys, days)) - {name}
        seen |= profiles(store, store.files_of(near - seen.keys()).values())
        scores = stories.edges(one, ((other, seen[other]) for other in sorted(near)))
        store.add_edges(name, scores)
        seeds |= scores.keys()
    return seeds


def _crossed(
    store: Store, came: Mapping[int, stories.Profile], left: Mapping[int, stories.Profile]
) -> set[int]:
    """The files of blocks that are too common now and were not, or the other way round."""
    change: dict[tuple[int, int | None], int] = {}
    for sign, changed in ((1, came), (-1, left)):
        for one in changed.values():
            for key in one.keys:
                change[key, one.day] = change.get((key, one.day), 0) + sign
    found: set[int] = set()
    for (key, day), difference in change.items():
        if difference:
            block = store.block(key, day)
            if (len(block) > stories.COMMON) != (len(block) - difference > stories.COMMON):
                found.update(block)
    return found


def _components(store: Store, seeds: Iterable[int]) -> list[list[int]]:
    """The connected components that hold the seeds."""
    found, seen = [], set()
    for seed in sorted(seeds):
        if seed in seen:
            continue
        seen.add(seed)
        component, waiting = [seed], deque([seed])
        while waiting:
            for other in store.neighbours(waiting.popleft()):
                if other not in seen:
                    seen.add(other)
                    component.append(other)
                    waiting.append(other)
        found.append(sorted(component))
    return found


def _cluster(store: Store, component: Sequence[int]) -> set[str]:
    """Group a component anew; returns its stories."""
    files = store.files_of(component)
    rows = store.articles(file.key for file in files.values())
    members = sorted(files.values(), key=lambda file: _place(file, rows[file.key]))
    readable = [file for file in members if rows[file.key].fault is None]
    place = {file.id: at for at, file in enumerate(readable)}
    edges = {
        (place[file.id], place[other]): score
        for file in readable
        for other, score in store.neighbours(file.id).items()
        if place[file.id] < place[other]
    }
    store.drop_members(component)
    found = set()
    for chosen in stories.cluster([profile(rows[file.key]) for file in readable], edges):
        story = [readable[at] for at in chosen]
        name = f"g{min(file.id for file in story)}"
        _put(store, name, "", story, rows)
        found.add(name)
    return found


def _place(file: File, row: Row) -> tuple[bool, int, str, str]:
    """Order of the articles of a component: nothing in it depends on when they came."""
    return row.day is None, row.day or 0, row.key, file.path


def _put(store: Store, story: str, title: str, files: Sequence[File], rows: Mapping[str, Row]) -> None:
    """Store what a story is."""
    readable = [file for file in files if rows[file.key].fault is None]
    founder = min(
        readable, key=lambda f: (rows[f.key].day is None, rows[f.key].day or 0, f.path), default=None
    )
    members = sorted((file.path, file.key) for file in files)
    wanted = blake2b(repr((title, members)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    if story.startswith("f:"):
        slug, suffix = _slug(story[2:].replace("/", " ")), _short(story)
    elif founder is None:
        slug, suffix = "unreadable", _short(story)
    else:
        row = rows[founder.key]
        day = date.fromordinal(row.day).isoformat() if row.day else "undated"
        slug, suffix = _slug(f"{day} {row.title or founder.path.rpartition('/')[2]}"), _short(founder.path)
    store.put_story(story, slug, suffix, wanted)
    store.add_members(story, (file.id for file in files))
    if title != store.meta(f"title {story}"):
        store.set_meta(f"title {story}", title)


def _fix(store: Store, fixed: Sequence[Fixed]) -> tuple[set[str], bool]:
    """Store the stories that people fixed; returns their ids and whether any is not what it was."""
    files = store.files()
    before = {story.id: story.wanted for story in store.stories() if story.id.startswith("f:")}
    now = set()
    for one in fixed:
        members = [files[path] for path in one.articles if path in files]
        if not members:
            continue
        story = f"f:{one.name}"
        now.add(story)
        _put(store, story, one.title, members, store.articles(file.key for file in members))
    after = {story.id: story.wanted for story in store.stories() if story.id.startswith("f:")}
    return now, before != after or now != set(before)


def _slug(words: str) -> str:
    """The words as the name of a folder: lower-case letters and figures of ASCII, cut at a word."""
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    slug = UNSAFE_RE.sub("-", plain).strip("-")
    if len(slug) > MAX_NAME:
        slug = slug[: MAX_NAME + 1].rpartition("-")[0] or slug[:MAX_NAME]
    return slug or "story"


def _short(words: str) -> str:
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
