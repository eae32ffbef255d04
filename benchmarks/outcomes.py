"""What a measurement is made of: one outcome an item, kept so that the next run can say what it gained and lost."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

from reporter import Article, Comparison, compare
from reporter.config import Settings

DEV, HELD = "dev", "held"


class Outcome(NamedTuple):
    """One item of a set: a sentence, a fact, a pair of texts."""

    key: str
    """Names the item in every run."""
    part: str
    """``dev`` is read while rules are written, ``held`` is only counted."""
    right: bool
    counts: Mapping[str, float]
    """What the figures are made of."""
    words: str = ""
    """The item in short, and what was wanted and found, for a person to read."""


class Measure(NamedTuple):
    """A set, how it is measured and what to hold its figures against."""

    name: str
    needs: str
    """The file or folder under ``--data`` that must be there."""
    what: str
    """What the first figure is, for the table."""
    outcomes: Callable[[Path, int], Iterable[Outcome]]
    """Of the folder ``--data`` and about how many rows to take, 0 for all."""
    figures: Callable[[Sequence[Outcome]], Mapping[str, float]]
    floor: str = ""
    published: str = ""


def part(group: str) -> str:
    """The part that everything with this group's name belongs to, the same in every run: a half is held out."""
    return HELD if zlib.crc32(group.encode()) % 2 else DEV


_settings = Settings()


def use_semantic_model(used: bool) -> None:
    """Measure with the semantic model, or without it even where it is installed."""
    global _settings  # noqa: PLW0603 - one run measures one way
    if "semantic" in {field.name for field in fields(Settings)}:
        _settings = Settings(semantic="on" if used else "off")
    elif used:
        raise SystemExit("quality: this version has no semantic model")


def comparison(articles: Sequence[Article]) -> Comparison:
    """The comparison that every measure looks at: the one place to change how the tool is set."""
    return compare(articles, _settings)


def compared(left: str, right: str) -> Comparison:
    """The comparison of two texts."""
    return comparison([Article.from_text(left, locator="a"), Article.from_text(right, locator="b")])


def rows(path: Path, limit: int = 0) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON lines; with a ``limit`` about so many, evenly taken."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines[:: max(len(lines) // limit, 1) if limit else 1]:
        yield json.loads(line)


def f1(right: float, found: float, wanted: float) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    return right / (found or 1), right / (wanted or 1), 2 * right / ((found + wanted) or 1)


def total(outcomes: Iterable[Outcome], name: str) -> float:
    """The sum of one count."""
    return sum(outcome.counts.get(name, 0) for outcome in outcomes)


def accuracy(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The share that is right."""
    return {"accuracy": sum(outcome.right for outcome in outcomes) / len(outcomes)}


def macro_f1(outcomes: Sequence[Outcome], labels: Sequence[str]) -> dict[str, float]:
    """The mean F1 over labels, counted as ``wanted-LABEL`` and ``found-LABEL``, and that of each."""
    scores = {}
    for label in labels:
        chosen = [outcome for outcome in outcomes if outcome.counts.get(f"wanted-{label}")]
        hits = total(chosen, f"found-{label}")
        scores[label] = f1(hits, total(outcomes, f"found-{label}"), len(chosen))[2]
    return {"macro-F1": sum(scores.values()) / len(scores), **scores}


class Changes(NamedTuple):
    """What a run did better and worse than the one before."""

    gained: tuple[Outcome, ...]
    lost: tuple[Outcome, ...]


def against(last: Mapping[str, Mapping[str, Any]], now: Sequence[Outcome], names: frozenset[str]) -> Changes:
    """Items right now and wrong before, and the reverse; a mistake that an item is of its own may come or go.

    ``names`` are the keys that this run would hold, mistakes aside, so that a sample is compared with itself.
    """
    gained, lost = [], []
    seen = set()
    for outcome in now:
        seen.add(outcome.key)
        before = last.get(outcome.key)
        if before is None:
            if not outcome.right and outcome.counts.get("mistake"):
                lost.append(outcome)
        elif before["right"] != outcome.right:
            (gained if outcome.right else lost).append(outcome)
    for key, before in last.items():
        if key not in seen and not before["right"] and before.get("mistake") and before["group"] in names:
            gained.append(Outcome(key, before["part"], True, {}, before["words"] + " [gone]"))
    return Changes(tuple(gained), tuple(lost))


def group(key: str) -> str:
    """What an item belongs to: its key up to the first blank."""
    return key.partition(" ")[0]


def kept(outcomes: Iterable[Outcome]) -> dict[str, dict[str, Any]]:
    """Outcomes as plain data by key, to keep until the next run."""
    return {
        outcome.key: {
            "part": outcome.part,
            "group": group(outcome.key),
            "right": outcome.right,
            "mistake": bool(outcome.counts.get("mistake")),
            "words": outcome.words,
        }
        for outcome in outcomes
    }
