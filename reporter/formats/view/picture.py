"""The agreement bars: how many sentences of each article are conflicting, shared, only there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from reporter.formats.strings import say
from reporter.formats.view import wording
from reporter.formats.view.page import Bar, Picture, Segment
from reporter.model import Comparison, SentenceRef, Verdict, label

_WIDTH, _BAR_HEIGHT, _STEP, _LEFT, _ROOM_FOR_NUMBER = 640, 22, 28, 26, 30
_ORDER = (Verdict.CONFLICTING, Verdict.SHARED, Verdict.UNIQUE)


def picture(comparison: Comparison, verdicts: Mapping[SentenceRef, Verdict]) -> Picture:
    """One bar an article, each over the full width: what share of it the others confirm or contradict."""
    bars = tuple(
        _bar(article, Counter(one for ref, one in verdicts.items() if ref.article == article))
        for article in range(len(comparison.documents))
    )
    return Picture(
        width=_WIDTH,
        height=_STEP * max(1, len(bars)),
        bar_height=_BAR_HEIGHT,
        words="; ".join(bar.words for bar in bars),
        bars=bars,
    )


def _bar(article: int, counts: Counter[Verdict]) -> Bar:
    top = article * _STEP + (_STEP - _BAR_HEIGHT) / 2
    room = _WIDTH - _LEFT
    segments = []
    left = float(_LEFT)
    for verdict in _ORDER:
        if counts[verdict]:
            width = room * counts[verdict] / counts.total()
            segments.append(
                Segment(
                    verdict=verdict.value,
                    icon=wording.ICONS[verdict],
                    number=counts[verdict],
                    x=f"{left:.2f}",
                    width=f"{width:.2f}",
                    middle=f"{left + width / 2:.2f}",
                    named=width >= _ROOM_FOR_NUMBER,
                )
            )
            left += width
    stated = {verdict.value: counts[verdict] for verdict in _ORDER}
    return Bar(
        label=label(article),
        words=say("summary.bar", n=counts.total(), label=label(article), **stated),
        y=f"{top:.2f}",
        baseline=f"{top + _BAR_HEIGHT * 0.68:.2f}",
        segments=tuple(segments),
    )
