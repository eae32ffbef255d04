"""Families of words that tell the same kind of event, and the phase each word puts the event in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from reporter.lexicon.segments import tokens_in
from reporter.lexicon.tokens import Token, stem, tokens

_FOLDER = Path(__file__).parent


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


_LOOKALIKES = frozenset(("quite", "critical", "critically", "according", "accordingly", "powerful"))
"""Words whose stem is that of another word: "quite" is not "quit", "according to" tells of no accord."""


class _Table(NamedTuple):
    words: dict[str, tuple[Phase, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Phase], ...]]
    phases: dict[tuple[str, str], Phase]
    parted: dict[str, tuple[tuple[str, Phase], ...]]
    """Of a verb's stem, the stem that may stand some words after it: ``trat … zurück``."""
    starts: frozenset[str]
    """Stems that are or begin one of the words and phrases."""


_NO_TABLE = _Table({}, {}, {}, {}, frozenset())
_PARTED = 10
"""Words between the two parts of a verb, at most."""


@cache
def _table(code: str) -> _Table:
    """The table of ``CODE/events.txt`` and ``CODE/classes.txt``; an empty one where the language has none."""
    if not _FOLDER.joinpath(code, "events.txt").is_file():
        return _NO_TABLE
    words: dict[str, dict[Phase, None]] = {}
    phrases: dict[str, dict[tuple[tuple[str, ...], Phase], None]] = {}
    phases: dict[tuple[str, str], Phase] = {}
    parted: dict[str, dict[tuple[str, Phase], None]] = {}
    for phase, entry in _entries(code):
        phases[phase.family, phase.name] = phase
        if "…" in entry:
            head, tail = (tokens_in(code, part.strip())[0].stem for part in entry.split("…"))
            parted.setdefault(head, {})[tail, phase] = None
            continue
        if code != "en":
            stems = tuple(token.stem for token in tokens_in(code, entry))
        elif entry.isalpha():
            stems = (stem(entry.lower()),)
        else:
            stems = tuple(token.stem for token in tokens(entry))
        if len(stems) == 1:
            words.setdefault(stems[0], {})[phase] = None
        elif stems:
            phrases.setdefault(stems[0], {})[stems, phase] = None
    return _Table(
        {word: tuple(found) for word, found in words.items()},
        {word: tuple(entries) for word, entries in phrases.items()},
        phases,
        {word: tuple(entries) for word, entries in parted.items()},
        frozenset((*words, *phrases, *parted)),
    )


def _entries(code: str) -> Iterator[tuple[Phase, str]]:
    folder = _FOLDER / code
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


@lru_cache(maxsize=10240)
def mentions(words: tuple[Token, ...]) -> tuple[Mention, ...]:
    """The events told by a sequence of words; a phrase hides the single words in it.

    Kept for a while, because every stage asks for the events of the same sentences.
    """
    return _mentions(_table("en"), words)


@lru_cache(maxsize=10240)
def mentions_in(code: str, words: tuple[Token, ...]) -> tuple[Mention, ...]:
    """As :func:`mentions`, in another language."""
    return _mentions(_table(code), words)


def _mentions(table: _Table, words: tuple[Token, ...]) -> tuple[Mention, ...]:
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
        ahead = table.parted.get(words[index].stem)
        after = {token.stem for token in words[index + 1 : index + 2 + _PARTED]} if ahead else ()
        told = [phase for tail, phase in ahead or () if tail in after]
        found += [Mention(index, index, phase) for phase in told]
        if told:
            covered.add(index)
    for index in starts:
        if index not in covered and words[index].word not in _LOOKALIKES:
            found += [Mention(index, index, phase) for phase in table.words.get(words[index].stem, ())]
    return tuple(sorted(found, key=lambda mention: (mention.first, -mention.last)))


def families(stem: str) -> tuple[str, ...]:
    """The families that one stem belongs to; the stem itself says its language where that is not English."""
    code, _, _ = stem.rpartition(":")
    return tuple(dict.fromkeys(phase.family for phase in _table(code or "en").words.get(stem, ())))


def phase(family: str, name: str) -> Phase:
    """The phase of that name of a family; other languages have no other families and phases than English."""
    return _table("en").phases[family, name]


def phases_of(code: str) -> set[tuple[str, str]]:
    """Family and phase of all that a language has words for."""
    return set(_table(code).phases)
