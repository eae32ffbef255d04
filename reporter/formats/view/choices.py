"""What the filters of the page offer: the relations, kinds and speakers of its findings, the most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from reporter.formats.taming import tame
from reporter.formats.view import wording
from reporter.formats.view.entries import Numbered
from reporter.formats.view.panels import Choices, Option
from reporter.formats.view.speakers import Speakers
from reporter.model import Relation

_MOST, _CHARACTERS = 40, 60
"""Most speakers that are offered, and most characters of one."""
_WHOLE = "sentence"


def choices(numbered: Sequence[Numbered], speakers: Speakers) -> Choices:
    """Near misses and sentences that only one article has are no choice: the verdicts filter those."""
    entries = [one.entry for one in numbered if one.entry.verdict != "near-miss" and one.entry.kind != _WHOLE]
    relations = {relation.value: wording.RELATIONS[relation] for relation in Relation}
    names = {str(number): name for number, name in enumerate(speakers.names)}
    return Choices(
        _options((entry.relation_id for entry in entries), relations),
        _options((entry.kind for entry in entries), wording.KINDS),
        _options((str(one) for entry in entries for one in entry.speakers), names)[:_MOST],
    )


def _options(values: Iterable[str], words: Mapping[str, str]) -> tuple[Option, ...]:
    counts = Counter(values)
    order = sorted(counts, key=lambda value: (-counts[value], words.get(value, value)))
    return tuple(
        Option(value, f"{tame(wording.shortened(words.get(value, value), _CHARACTERS))} ({counts[value]})")
        for value in order
    )
