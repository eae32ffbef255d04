"""When two times of day are one moment: zones are converted, "about" and "shortly after" leave room."""

from __future__ import annotations

import re
from itertools import product

from reporter.diff.dates import when
from reporter.diff.rules.base import Story
from reporter.model import FactRef, When
from reporter.patterns import lazily

_DAY = 24 * 60
_ROUNDINGS = ((30, 15), (10, 7), (1, 5))
"""Minutes that "around 9 p.m." leaves open, by what the minutes told are a multiple of."""
_SHORTLY = 20
"""Minutes that "shortly after" and "just before" leave open."""
_ABOUT_RE = lazily(r"\b(?:about|around|approximately|roughly|nearly|almost|circa)\s+$", re.IGNORECASE)
_SHORTLY_RE = lazily(
    r"\b(?:shortly|just|soon|moments|minutes)\s+(?:(?P<before>before)|after|past)?\s*$", re.IGNORECASE
)
_NAMED = {"noon": "12:00", "midnight": "00:00"}
_OFFSETS: dict[str, tuple[int, ...]] = {
    "GMT": (0,), "UTC": (0,), "BST": (60,), "CET": (60,), "CEST": (120,), "EET": (120,), "EEST": (180,),
    "EST": (-300,), "EDT": (-240,), "ET": (-300, -240), "CST": (-360,), "CDT": (-300,), "CT": (-360, -300),
    "MST": (-420,), "MDT": (-360,), "MT": (-420, -360), "PST": (-480,), "PDT": (-420,), "PT": (-480, -420),
    "JST": (540,), "AEST": (600,), "WIB": (420,),
}  # fmt: skip
"""Minutes east of Greenwich; several where a name stands for summer and winter. IST is the time of three countries."""
_OPEN = frozenset(("before", "after", "until", "since", "by"))


def minutes(clock: str) -> int | None:
    """Minutes since midnight of ``03:30`` or ``noon``; None where the words give no time."""
    hours, colon, rest = _NAMED.get(clock, clock).partition(":")
    return 60 * int(hours) + int(rest) if colon else None


def difference(left: When, right: When) -> int | None:
    """Minutes from one time of day to another, the shorter way round the clock; None where the zones leave it open."""
    ours, theirs = minutes(left.clock), minutes(right.clock)
    if ours is None or theirs is None:
        return None
    zones = [value.zone.upper().replace("LOCAL TIME", "") for value in (left, right)]
    if zones[0] == zones[1]:
        gaps = [theirs - ours]
    else:
        shifts = [_OFFSETS.get(zone, ()) for zone in zones]
        gaps = [(theirs - there) - (ours - here) for here, there in product(*shifts)]
    return min(((gap + _DAY // 2) % _DAY - _DAY // 2 for gap in gaps), key=abs, default=None)


def room(story: Story, left: FactRef, right: FactRef) -> tuple[int, int] | None:
    """The least and the most minutes from one time to the other, less the plain difference, that their words allow."""
    ours, theirs = play(story, left), play(story, right)
    if ours is None or theirs is None:
        return None
    return -(ours[0] + theirs[1]), ours[1] + theirs[0]


def moment(value: When) -> tuple[int, ...]:
    """The minutes since the calendar began that a date with a time may be in Greenwich; empty if not known."""
    clock = minutes(value.clock)
    if clock is None or value.start is None or value.start != value.end:
        return ()
    return tuple(
        value.start.toordinal() * _DAY + clock - shift for shift in _OFFSETS.get(value.zone.upper(), ())
    )


def one_moment(left: When, right: When) -> bool:
    """Whether two dates with times are the same moment in two zones: 11 p.m. EST on Friday, 4 a.m. GMT on Saturday."""
    return bool(left.zone != right.zone and set(moment(left)) & set(moment(right)))


def play(story: Story, ref: FactRef) -> tuple[int, int] | None:
    """The minutes before and after its time that the words leave open; None where they say only before or after."""
    fact = story.fact(ref)
    start = fact.span.start
    text = story.documents[ref.article].article.text
    before, words = text[max(start - 24, 0) : start], story.words(ref)
    relation = when(fact).relation
    shortly = _SHORTLY_RE.search(before)
    if shortly:
        earlier = relation == "before" or shortly["before"]
        return (_SHORTLY, 0) if earlier else (0, _SHORTLY)
    if relation in _OPEN:
        return None
    about = _ABOUT_RE.search(before) or _ABOUT_RE.search(words[:14].partition(" ")[0] + " ")
    told = minutes(when(fact).clock) or 0
    rounding = next(most for multiple, most in _ROUNDINGS if told % multiple == 0)
    return (rounding, rounding) if about else (0, 0)
