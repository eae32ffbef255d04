"""Families of words that tell the same kind of event, and the phase each word puts the event in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from reporter.lexicon.tokens import Token, stem, tokens


class Phase(NamedTuple):
    """A stage of an event of one family."""

    family: str
    name: str
    rank: int
    """Position within the family; a later phase updates an earlier one."""
    opposite: bool
    """Whether this phase is the opposite of the ones before it."""
    event: bool
    """Whether the family is of things that happen, not of kinds of people and things."""
    weak: bool = False
    """Whether its words go with any event and say too little alone: ``begin``, ``announce``."""


class Mention(NamedTuple):
    """Words of a text that tell an event, or a kind of people or things."""

    first: int
    """Index of the first token."""
    last: int
    """Index of the last token, included."""
    phase: Phase


class _Table(NamedTuple):
    words: dict[str, tuple[Phase, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Phase], ...]]
    phases: dict[tuple[str, str], Phase]
    starts: frozenset[str]
    """Stems that are or begin one of the words and phrases."""


@cache
def _table() -> _Table:
    words: dict[str, dict[Phase, None]] = {}
    phrases: dict[str, dict[tuple[tuple[str, ...], Phase], None]] = {}
    phases: dict[tuple[str, str], Phase] = {}
    for phase, entry in _entries():
        phases[phase.family, phase.name] = phase
        stems = (stem(entry.lower()),) if entry.isalpha() else tuple(token.stem for token in tokens(entry))
        if len(stems) == 1:
            words.setdefault(stems[0], {})[phase] = None
        elif stems:
            phrases.setdefault(stems[0], {})[stems, phase] = None
    return _Table(
        {word: tuple(found) for word, found in words.items()},
        {word: tuple(entries) for word, entries in phrases.items()},
        phases,
        frozenset((*words, *phrases)),
    )


def _entries() -> Iterator[tuple[Phase, str]]:
    folder = Path(__file__).parent / "en"
    for name in ("events.txt", "classes.txt"):
        family, rank, weak = "", 0, False
        for line in folder.joinpath(name).read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            if not line.startswith(" "):
                family, weak, rank = line.strip(" ~"), line.endswith("~"), 0
                continue
            phase, _, listed = line.strip().partition(":")
            entry = Phase(family, phase.strip("()"), rank, phase.startswith("("), name == "events.txt", weak)
            rank += 1
            yield from ((entry, words.strip()) for words in listed.split(","))


@lru_cache(maxsize=16384)
def mentions(words: tuple[Token, ...]) -> tuple[Mention, ...]:
    """The events told by a sequence of words; a phrase hides the single words in it.

    Kept for a while, because every stage asks for the events of the same sentences.
    """
    table = _table()
    found: list[Mention] = []
    covered: set[int] = set()
    starts = [index for index, token in enumerate(words) if token.stem in table.starts]
    for index in starts:
        for stems, phase in table.phrases.get(words[index].stem, ()):
            last = index + len(stems) - 1
            if last < len(words) and all(words[index + k].stem == s for k, s in enumerate(stems)):
                found.append(Mention(index, last, phase))
                covered.update(range(index, last + 1))
    for index in starts:
        if index not in covered:
            found += [Mention(index, index, phase) for phase in table.words.get(words[index].stem, ())]
    return tuple(sorted(found, key=lambda mention: (mention.first, -mention.last)))


def families(stem: str) -> tuple[str, ...]:
    """The families that one stem belongs to."""
    return tuple(dict.fromkeys(phase.family for phase in _table().words.get(stem, ())))


def phase(family: str, name: str) -> Phase:
    """The phase of that name of a family."""
    return _table().phases[family, name]
