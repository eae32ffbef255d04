"""What ``reporter stories`` prints: which articles belong together, and why."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from reporter import stories
from reporter.inputs import Terms
from reporter.newsroom import regroup
from reporter.newsroom.intake import Notice, Round, listing, take_in
from reporter.store import File, Row, Store, open_store

Members = list[tuple[File, Row]]


def lines(places: Sequence[Path | str], terms: Terms, jobs: int, notice: Notice) -> Iterator[str]:
    """The stories of the folders, newest first, with the reasons; then the articles that stand alone.

    Raises ConfigError where a folder is missing or a story.toml cannot be understood.
    """
    with tempfile.TemporaryDirectory() as scratch, open_store(Path(scratch), lambda: None) as store:
        take_in(Round(store, terms, jobs, notice), listing(places, Path(scratch)))
        found = [(story.id, _members(store, story.id)) for story in store.stories()]
        found.sort(key=lambda one: _place(one[1]))
        for name, members in found:
            if len(members) > 1 or name.startswith("f:"):
                yield from _story(name, members)
                yield ""
        alone = [members for name, members in found if len(members) == 1 and not name.startswith("f:")]
        if alone:
            yield f"alone: {len(alone)}"
            for members in alone:
                yield from _alone(store, members)
        for path, slug, reason in store.faults():
            yield f"left out: {path}: {reason} [docs/messages.md#{slug}]"


def _members(store: Store, story: str) -> Members:
    files = store.files_of(store.members(story)).values()
    rows = store.bodies(file.key for file in files)
    members = [(file, rows[file.key]) for file in files if rows[file.key].fault is None]
    return sorted(members, key=lambda one: (one[1].day is None, one[1].day or 0, one[0].path))


def _place(members: Members) -> tuple[int, str]:
    newest = max((row.day or 0 for _, row in members), default=0)
    return -newest, members[0][0].path if members else ""


def _story(name: str, members: Members) -> Iterator[str]:
    """A story, each article after the first with the earlier one that it is most like."""
    rows = [row for _, row in members]
    origins = regroup.origins(rows)
    profiles = [regroup.profile(row) for row in rows]
    days = sorted({_day(row) for row in rows})
    count = len(set(origins))
    copies = f", {count} origin{'' if count == 1 else 's'}" if count < len(rows) else ""
    fixed = f", fixed by story.toml ({name[2:]})" if name.startswith("f:") else ""
    title = rows[0].title if rows else name
    yield f"{title} ({len(rows)} articles{copies}, {' – '.join(dict.fromkeys((days[0], days[-1])))}{fixed})"
    for number, (file, row) in enumerate(members):
        yield f"  {file.path} ({_day(row)})"
        if number:
            scores = [stories.likeness(profiles[other], profiles[number]) for other in range(number)]
            best = max(range(number), key=lambda other: (scores[other], -other))
            copy = f"; a copy of {members[origins[number]][0].path}" if origins[number] != number else ""
            yield f"    like {members[best][0].path}: {_why(rows[best], row, scores[best])}{copy}"


def _alone(store: Store, members: Members) -> Iterator[str]:
    """An article without others, and the one that it is most like."""
    ((file, row),) = members
    yield f"  {file.path} ({_day(row)})"
    one = regroup.profile(row)
    near = stories.candidates(one, store.blocks(one.keys, None)) - {file.id}
    others = store.files_of(near)
    profiles = regroup.profiles(store, others.values())
    scores = {other: stories.likeness(one, profiles[other]) for other in sorted(near)}
    best = max(scores, key=lambda other: (scores[other], -other), default=None)
    if best is not None and scores[best]:
        other = store.bodies([others[best].key])[others[best].key]
        yield f"    most like {others[best].path}: {_why(other, row, scores[best])}"


def _why(left: Row, right: Row, score: int) -> str:
    """The likeness of two articles in words."""
    words = stories.in_common(json.loads(left.body)["text"], json.loads(right.body)["text"])
    parts = [f"{score / stories.ONE:.2f} ({stories.THRESHOLD / stories.ONE:.2f} joins)"]
    if left.day is not None and right.day is not None:
        apart = abs(left.day - right.day)
        parts.append(f"{apart} day{'' if apart == 1 else 's'} apart" if apart else "the same day")
    return f"{', '.join(parts)}; both have {', '.join(words)}" if words else ", ".join(parts)


def _day(row: Row) -> str:
    return date.fromordinal(row.day).isoformat() if row.day else "undated"
