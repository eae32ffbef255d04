"""The dates of the timeline as a picture: one lane an article, a mark where it names the date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporter.formats.strings import say
from reporter.formats.view.panels import Moment

_WIDTH, _LEFT, _TOP, _STEP = 640, 26, 30, 34
MOST = 12
"""Dates that fit on a line with their labels."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A date on the line; dates stand at equal distances, whatever the time between them."""

    x: str
    first: str
    """``7 Dec``, ``Jul``, ``2012``: the first line of its label."""
    second: str
    """``2016`` or empty."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark on a lane."""

    x: str
    refs: str
    """``B2, B6 +3``."""
    everywhere: bool
    """Whether every article names the date."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The line of one article, with the baselines of its texts."""

    label: str
    y: str
    baseline: str
    below: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The picture."""

    width: int
    height: int
    words: str
    """The same in words."""
    slots: tuple[Slot, ...]
    lanes: tuple[Lane, ...]
    moments: tuple[Moment, ...]
    """Those that it shows."""
    left_out: int
    """How many there was no room for."""


def lanes(moments: Sequence[Moment], labels: Sequence[str]) -> Lanes | None:
    """The moments named most often, at most twelve, in their order; None where there is none.

    ``labels`` are those of the articles, in the order of the moments' columns.
    """
    often = sorted(range(len(moments)), key=lambda one: -sum(map(len, moments[one].columns)))[:MOST]
    shown = [moments[one] for one in sorted(often)]
    if not shown:
        return None
    step = (_WIDTH - _LEFT) / len(shown)
    places = [f"{_LEFT + step * (number + 0.5):.2f}" for number in range(len(shown))]
    return Lanes(
        width=_WIDTH,
        height=_TOP + _STEP * len(labels),
        words="; ".join(
            f"{one.when}: {_refs([said.ref for column in one.columns for said in column])}" for one in shown
        ),
        slots=tuple(_slot(moment.when, x) for moment, x in zip(shown, places, strict=True)),
        lanes=tuple(_lane(article, label, shown, places) for article, label in enumerate(labels)),
        moments=tuple(shown),
        left_out=len(moments) - len(shown),
    )


def _slot(when: str, x: str) -> Slot:
    """``since 7 December 2016`` in two short lines: a month has three letters, the year stands below."""
    start, to, _ = when.partition(say("time.to"))
    words = [word[:3] if len(word) > 5 and word.isalpha() else word for word in start.split()]
    first = " ".join(words[:-1])
    return Slot(
        x, first or words[-1] + ("–" if to else ""), (words[-1] + ("–" if to else "")) if first else ""
    )


def _lane(article: int, label: str, moments: Sequence[Moment], places: Sequence[str]) -> Lane:
    y = _TOP + _STEP * article + 8
    spots = tuple(
        Spot(x, _refs([said.ref for said in moment.columns[article]]), all(moment.columns))
        for moment, x in zip(moments, places, strict=True)
        if moment.columns[article]
    )
    return Lane(label, str(y), str(y + 4), str(y + 18), spots)


def _refs(refs: Sequence[str]) -> str:
    """``B2, B6 +3``."""
    names = list(dict.fromkeys(refs))
    rest = f" +{len(names) - 2}" if len(names) > 2 else ""
    return ", ".join(names[:2]) + rest
