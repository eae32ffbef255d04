"""What the alignment model is fitted on: candidate pairs of sentences with their signals, and what is known of them.

Of the annotated pairs every candidate is known. Of the public sets only a sentence is: whether one of its candidates
reports the same (a *bag*).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from goldpairs import load
from outcomes import DEV, part, rows

from reporter import Article, pipeline
from reporter.align.candidates import candidates
from reporter.align.profile import survey
from reporter.align.similarity import SIGNALS, setting, signals
from reporter.model import Document

FOLDS = 7


class Pairs(NamedTuple):
    """The candidates of two annotated articles."""

    name: str
    fold: int
    values: np.ndarray
    labels: np.ndarray
    wanted: int
    """Links of the annotators, those that are no candidates among them."""


class Bag(NamedTuple):
    """The candidates of one sentence, at least one of which is right or none."""

    fold: int
    values: np.ndarray
    label: int


def values(documents: Sequence[Document]) -> tuple[list[tuple[int, int]], np.ndarray]:
    """The candidates of two articles with their signals."""
    surveyed = survey(documents)
    left, right = surveyed.profiles
    given = setting(len(left), len(right))
    keys = candidates(left, right, surveyed.weights)
    table = np.zeros((len(keys), len(SIGNALS)))
    for number, (a, b) in enumerate(keys):
        found = signals(left[a], right[b], surveyed.weights, given)
        table[number, : len(found)] = found
    return keys, table


def annotated(folder: Path) -> list[Pairs]:
    """The annotated pairs; those on one topic are in one fold."""
    pairs = load(folder)
    topics = sorted({pair.name.rstrip("0123456789-") for pair in pairs})
    found = []
    for pair in pairs:
        keys, table = values([pair.left, pair.right])
        labels = np.array([key in pair.links for key in keys], dtype=float)
        fold = topics.index(pair.name.rstrip("0123456789-")) % FOLDS
        found.append(Pairs(pair.name, fold, table, labels, len(pair.links)))
    return found


def bags(data: Path) -> dict[str, list[Bag]]:
    """The bags of every public set, of its dev part only."""
    sources = {"lite_pyramid": _lite_pyramid, "ecbplus": _ecbplus, "msrp": _msrp}
    return {name: list(source(data / "bench" / name / "dev.jsonl")) for name, source in sources.items()}


def _fold(name: str) -> int:
    return zlib.crc32(name.encode()) % FOLDS


def _marked(left: str, right: str) -> list[Document]:
    return [pipeline.mark(Article.from_text(text)) for text in (left, right)]


def _paragraph_bags(
    fold: int, documents: Sequence[Document], paragraphs: Sequence[str], labels: Sequence[int | None]
) -> Iterator[Bag]:
    """A bag for every paragraph of the first document that has a label and candidates."""
    keys, table = values(documents)
    place = 0
    for words, label in zip(paragraphs, labels, strict=True):
        inside = {
            sentence.index
            for sentence in documents[0].sentences
            if sentence.span.start < place + len(words) and place < sentence.span.end
        }
        chosen = [number for number, key in enumerate(keys) if key[0] in inside]
        if chosen and label is not None:
            yield Bag(fold, table[chosen], label)
        place += len(words) + 2


def _lite_pyramid(path: Path) -> Iterator[Bag]:
    for row in rows(path):
        if part(row["id"]) == DEV:
            documents = _marked("\n\n".join(row["facts"]), row["text"])
            yield from _paragraph_bags(_fold(row["id"]), documents, row["facts"], row["present"])


def _msrp(path: Path) -> Iterator[Bag]:
    for row in rows(path):
        name = f"{row['a']}|{row['b']}"
        if part(name) == DEV:
            _, table = values(_marked(row["a"], row["b"]))
            if len(table):
                yield Bag(_fold(name), table, row["label"])


def _ecbplus(path: Path) -> Iterator[Bag]:
    stories: dict[str, list[dict[str, Any]]] = {}
    documents = list(rows(path))
    topics = sorted({row["topic"] for row in documents})
    for row in documents:
        if topics.index(row["topic"]) % 2 == 0:
            stories.setdefault(row["subtopic"], []).append(row)
    for name, story in stories.items():
        for one, other in list(combinations(story, 2))[:4]:
            chains = {chain for events in other["event_chains"] for chain in events}
            labels = [
                int(bool(chains & set(events))) if validated and events else None
                for validated, events in zip(one["validated"], one["event_chains"], strict=True)
            ]
            marked = _marked("\n\n".join(one["sents"]), "\n\n".join(other["sents"]))
            yield from _paragraph_bags(_fold(name), marked, one["sents"], labels)
