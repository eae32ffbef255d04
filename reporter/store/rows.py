"""What the store holds, as values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

UNDATED = -1
"""Day of an article without one; real days are proleptic ordinals from 1 on."""


class File(NamedTuple):
    """An article's file as it was last seen."""

    id: int
    path: str
    stamp: str
    """Of the file and what lies beside it."""
    key: str
    """Of its content: names a row of articles."""
    loose: bool
    """Whether it is grouped by content; False where a story.toml says where it belongs."""


class Row(NamedTuple):
    """What reading an article gave."""

    key: str
    body: str
    """The article as JSON; empty where there is none."""
    fault: tuple[str, str] | None
    """Slug and reason where it cannot be read."""
    day: int | None
    title: str
    terms: Sequence[int]
    weights: Sequence[int]
    shingles: Sequence[int]


class Story(NamedTuple):
    """A story and what was made of it."""

    id: str
    slug: str
    suffix: str
    """Added to the slug where two stories have the same."""
    wanted: str
    """Digest of all that its report depends on, but for what ``made`` adds to it."""
    made: str
    """What ``wanted`` and the rest was when its report was written; empty before."""
    entry: str
    """JSON for the index."""


class Made(NamedTuple):
    """What was made of a story."""

    name: str
    digest: str
    entry: str
    """JSON for the index."""
    history: str
    """JSON; see ``history``."""
    comparison: bytes
    """JSON."""
    findings: Sequence[tuple[str, str]]
    """Id and topic of each."""
    paths: Sequence[str]
    """The files written, relative to the output folder."""
