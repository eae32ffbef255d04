"""Folders to reports: read what is new, group what it touches, compare and report what changed, write the index.

Every step can be interrupted, by a kill too: what is done is in the store, and the next run does the rest. A run
is counted when its index is written, so an interrupted one and the one that completes it are one run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from reporter import decisions, engine, files, semantic
from reporter.config import Settings
from reporter.formats import index
from reporter.formats.look import Look, wearing
from reporter.inputs import Terms
from reporter.model import Decision, Skipped
from reporter.newsroom import regroup, work
from reporter.newsroom.history import continued, moved, timeline
from reporter.newsroom.intake import Notice, Round, appearance, digest, listing, program, take_in
from reporter.store import File, Made, Row, Store, Story, open_store

STEM = "comparison"
INDEX = ("index.html", "index.json")
FORMATS = ("html", "json")
"""Made where the user names none; a PDF takes ten times as long as all the rest."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build is asked to do."""

    folders: tuple[Path | str, ...]
    """Folders, files, and addresses (texts)."""
    output: Path
    settings: Settings = field(default_factory=Settings)
    terms: Terms = field(default_factory=Terms)
    formats: tuple[str, ...] = FORMATS
    jobs: int = 1
    decisions: Path | None = None
    """The file of decisions; None: those beside the index and beside every report."""
    look: Look = field(default_factory=Look)
    """Of the reports and the index."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did."""

    run: int
    """Number of the run that the index shows."""
    changed: bool
    """False where there was nothing to do."""
    stories: int
    """With two articles or more."""
    waiting: int
    """With one article."""
    reported: int
    """Stories compared and reported by this build."""
    removed: int
    """Files of stories that are no more."""
    left_out: tuple[str, ...]
    """A line for each article and report that could not be had."""


def build(plan: Plan, notice: Notice, say: Callable[[str], None]) -> Outcome:
    """Bring the output folder up to date. ``say`` is told where another run has to be waited for.

    Raises ConfigError and RenderError; an article that cannot be read is left out and named.
    """
    line = f"another run is at work in {plan.output}; waiting for it"
    with open_store(plan.output, lambda: say(line)) as store, wearing(plan.look):
        return _Build(plan, store, notice).run()


def told(outcome: Outcome, output: Path) -> Iterator[str]:
    """What a build did, as lines."""
    yield from (f"left out: {line}" for line in outcome.left_out)
    if not outcome.changed:
        yield f"nothing to do: {output / 'index.html'} is up to date"
        return
    done = [
        _many(outcome.stories, "story", "stories"),
        f"{_many(outcome.waiting, 'article', 'articles')} waiting for a second one",
        f"{_many(outcome.reported, 'report', 'reports')} made",
    ]
    if outcome.removed:
        done.append(f"{_many(outcome.removed, 'old file', 'old files')} removed")
    yield f"run {outcome.run}: {', '.join(done)}; open {output / 'index.html'}"


def _many(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


class _Build:
    """One build: the plan, the store, and what is needed on the way."""

    def __init__(self, plan: Plan, store: Store, notice: Notice) -> None:
        self.plan, self.store, self.notice = plan, store, notice
        look = [repr(plan.look), *appearance(plan.look)]
        model = semantic.digest(plan.settings.semantic)
        self.context = digest(json.dumps([program(), asdict(plan.settings), model, plan.formats, look]))
        self.left_out: list[str] = []

    def run(self) -> Outcome:
        """All steps."""
        if self.store.meta("pending"):  # the run before did not come to its end
            _remove_scratch(self.plan.output)
        take_in(
            Round(self.store, self.plan.terms, self.plan.jobs, self.notice),
            listing(self.plan.folders, self.plan.output),
        )
        self.number = self.store.last_run()[0] + 1
        newest = self.store.newest()
        self.day = date.fromordinal(newest).isoformat() if newest else ""
        self.decided = self._decisions()
        self.names = _names(self.store.stories())
        self._restore()
        reported = self._report()
        return self._finish(reported)

    # Comparing and reporting

    def _decisions(self) -> tuple[Decision, ...]:
        """What was decided; of two decisions on one finding the later."""
        if self.plan.decisions is not None:
            return decisions.load(self.plan.decisions)
        places = [
            self.plan.output,
            *sorted(path.parent for path in self.plan.output.glob(f"*/{decisions.NAME}")),
        ]
        found: dict[str, Decision] = {}
        for place in places:
            for one in decisions.load(place / decisions.NAME):
                other = found.get(one.finding)
                if other is None or one.decided >= other.decided:
                    found[one.finding] = one
        return tuple(found[finding] for finding in sorted(found))

    def _relevant(self) -> dict[str, tuple[Decision, ...]]:
        """Of each story the decisions on its findings and topics."""
        by_id = {one.finding: one for one in self.decided}
        hits = self.store.decided(list(by_id), [one.topic for one in self.decided if one.topic])
        return {
            story: tuple(one for one in self.decided if one.finding in values or one.topic in values)
            for story, values in hits.items()
        }

    def _made(self, story: Story, name: str, relevant: Sequence[Decision]) -> str:
        """Digest of all that the reports of a story depend on."""
        return digest(self.context, story.wanted, name, repr(relevant))

    def _restore(self) -> None:
        """Whatever was written and is gone is to be made again."""
        lost = {
            name for path, name in self.store.written().items() if not (self.plan.output / path).is_file()
        }
        lost_ids = [story for story, name in self.names.items() if name in lost]
        if lost_ids:
            with self.store.transaction():
                for story in lost_ids:
                    self.store.unmake(story)

    def _report(self) -> int:
        """Compare and report every story whose report is not what it should be."""
        relevant = self._relevant()
        stale = [
            story
            for story in self.store.stories()
            if story.made != self._made(story, self.names[story.id], relevant.get(story.id, ()))
        ]
        if stale:
            self.store.set_meta("pending", "yes")
        tellings = _Tellings(self, stale)
        work_engine = engine.choose(self.plan.jobs, len(stale))
        for done, (number, told) in enumerate(work_engine.spread(work.tell, tellings, self.plan.jobs)):
            self.notice("comparing", done + 1, len(stale))
            story = stale[number]
            if isinstance(told, engine.Lost):
                self.left_out.append(
                    f"{self.names[story.id]} is left out: {told.reason} [docs/messages.md#{told.slug}]"
                )
                continue
            self._save(story, told)
        return sum(bool(len(self.store.members(story.id)) > 1) for story in stale)

    def _save(self, story: Story, told: work.Told) -> None:
        """Write the reports of a story, then say so in the store."""
        name = self.names[story.id]
        members = self.members(story.id)
        paths = []
        for suffix, data in told.reports:
            path = f"{name}/{STEM}{suffix}"
            files.write(self.plan.output / path, data)
            paths.append(path)
        self.left_out += [f"{name}: {line}" for line in told.left_out]
        _, before, history = self.store.told(_identities(members))
        rows = continued(json.loads(history or "[]"), told.statements, self.number, self.day)
        ids = {value for finding in told.findings for value in finding if value}
        decided = tuple(one for one in self.decided if one.finding in ids or one.topic in ids)
        entry = _entry(name, members, told, paths, {"run": self.number, "day": self.day})
        if before:
            entry["since"] = moved(rows, self.number)
        entry["timeline"] = timeline(rows)
        self.store.save(
            story.id,
            Made(
                name,
                self._made(story, name, decided),
                json.dumps(index.shelf(entry)),
                json.dumps(rows),
                told.comparison,
                told.findings,
                paths,
            ),
        )

    def members(self, story: str) -> list[tuple[File, Row]]:
        """The articles of a story that could be read, by day and path, and those that could not."""
        found = self.store.files_of(self.store.members(story))
        rows = self.store.bodies(file.key for file in found.values())
        pairs = [(file, rows[file.key]) for file in found.values()]
        return sorted(pairs, key=lambda pair: (pair[1].day is None, pair[1].day or 0, pair[0].path))

    def telling(self, story: Story) -> work.Telling:
        """What a worker needs to make the reports of a story."""
        members = self.members(story.id)
        readable = [(file.path, row.body) for file, row in members if row.fault is None]
        _, before, _ = self.store.told(_identities(members))
        return work.Telling(
            tuple(readable),
            self.store.meta(f"title {story.id}"),
            self.plan.settings,
            self.plan.formats,
            tuple(Skipped(file.path, *row.fault) for file, row in members if row.fault is not None),
            self.decided,
            before,
            self.plan.terms.limits,
            self.plan.look,
        )

    # The end

    def _finish(self, reported: int) -> Outcome:
        """Write the index, remove what is stale, count the run."""
        shelves = [index.Shelf(*json.loads(one.entry)) for one in self.store.stories() if one.entry]
        faults = self.store.faults()
        left_out = [f"{path}: {reason} [docs/messages.md#{slug}]" for path, slug, reason in faults]
        pending = bool(self.store.meta("pending")) or not self.store.last_run()[0]
        stories = sum(one.articles > 1 for one in shelves)
        missing = any(not (self.plan.output / name).is_file() for name in INDEX)
        number, day = (self.number, self.day) if pending else self.store.last_run()
        removed = 0
        if pending or missing:
            self.store.set_meta("pending", "yes" if pending else "")
            self.notice("index", 0, len(shelves))
            shown = number, day, index.ordered(shelves), faults
            files.write(self.plan.output / "index.json", index.to_json(*shown))
            files.write(self.plan.output / "index.html", index.to_html(*shown))
        if pending:
            removed = self._remove_stale({path for one in shelves for path in one.reports})
            with self.store.transaction():
                self._tell()
                self.store.add_run(number, day)
                self.store.sweep()
                self.store.set_meta("pending", "")
        return Outcome(
            number,
            pending,
            stories,
            len(shelves) - stories,
            reported,
            removed,
            tuple(left_out + self.left_out),
        )

    def _remove_stale(self, current: Set[str]) -> int:
        """Remove files written that are not ``current``; decisions go along to the story's new name."""
        self._move_decisions()
        removed = 0
        for path in self.store.written().keys() - current:
            place = self.plan.output / path
            if place.is_file():
                place.unlink()
                removed += 1
            if place.parent.is_dir() and not any(place.parent.iterdir()):
                place.parent.rmdir()
            self.store.drop_written(path)
        return removed

    def _move_decisions(self) -> None:
        names = set(self.names.values())
        for story in self.store.fresh():
            old, _, _ = self.store.told(_identities(self.members(story)))
            source = self.plan.output / old / decisions.NAME
            if not old or old in names or not source.is_file():
                continue
            target = self.plan.output / self.names[story] / decisions.NAME
            kept = {one.finding: one for one in (*decisions.load(source), *decisions.load(target))}
            decisions.save(target, kept.values())
            source.unlink()

    def _tell(self) -> None:
        names = set(self.names.values())
        fresh = self.store.fresh()
        for story in fresh:
            self.store.tell(story, self.names[story], _identities(self.members(story)))
        for name in self.store.told_names() - names:
            self.store.untell(name)


class _Tellings(Sequence[work.Telling]):
    """The stories to be told, each fetched from the store when a worker is free for it."""

    def __init__(self, build: _Build, stories: Sequence[Story]) -> None:
        self._build, self._stories = build, stories

    def __len__(self) -> int:
        return len(self._stories)

    def __getitem__(self, number: Any) -> Any:
        return self._build.telling(self._stories[number])


def _remove_scratch(output: Path) -> None:
    """Remove what a killed run was writing; ``files.write`` gives such names."""
    for name in (STEM, "index"):
        for path in sorted(output.rglob(f".{name}.*.part")):
            path.unlink(missing_ok=True)


def _identities(members: Sequence[tuple[File, Row]]) -> list[str]:
    """What an article is known by from run to run: its place and its content."""
    return [value for file, _ in members for value in (file.path, file.key)]


def _entry(
    name: str,
    members: Sequence[tuple[File, Row]],
    told: work.Told,
    paths: Sequence[str],
    run: dict[str, Any],
) -> dict[str, Any]:
    """What the index says of a story."""
    readable = [(file, row) for file, row in members if row.fault is None]
    origin = regroup.origins([row for _, row in readable])
    days = [row.day for _, row in readable if row.day is not None]
    articles = [
        {
            "path": file.path,
            "title": row.title,
            "outlet": json.loads(row.body)["metadata"].get("outlet", ""),
            "published": date.fromordinal(row.day).isoformat() if row.day else "",
            "copy_of": readable[first][0].path if first != number else "",
        }
        for number, ((file, row), first) in enumerate(zip(readable, origin, strict=True))
    ]
    return {
        "name": name,
        "title": told.title or (readable[0][1].title if readable else ""),
        "first": date.fromordinal(min(days)).isoformat() if days else "",
        "last": date.fromordinal(max(days)).isoformat() if days else "",
        "articles": articles,
        "origins": len(set(origin)),
        "counts": told.counts,
        "reports": list(paths),
        "run": run,
        "since": {},
        "fresh": list(told.fresh),
    }


def _names(stories: Sequence[Story]) -> dict[str, str]:
    """The name of each story: its slug, with the suffix where two have the same."""
    counts: dict[str, int] = {}
    for story in stories:
        counts[story.slug] = counts.get(story.slug, 0) + 1
    return {
        story.id: story.slug if counts[story.slug] == 1 else f"{story.slug}-{story.suffix}"
        for story in stories
    }
