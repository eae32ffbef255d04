"""Times of day: ``10 a.m.``, ``0737 GMT``, and their joining with the day they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from reporter.lexicon.en.calendar import PARTS, ZONE
from reporter.model import When
from reporter.patterns import lazily

_JOIN_RE = lazily(
    r"(?:,?\s|,|\s(?:on|at|at\sabout|at\saround|around|about)\s|\s\(|,?\son\sthe\s|\sof\s|,\sat\s)"
)


@cache
def _time_re() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d:./-])(?:(?P<hour>1[0-2]"
        rf"|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?(?:\s(?P<zone>{ZONE})\b)?"
        rf"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)\b(?!:\d)(?:\s(?P<zone24>{ZONE})\b)?"
        rf"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)\s(?P<zone_military>{ZONE})\b"
        rf"|\b(?P<oclock>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
        rf"|\d{{1,2}})\so['’]clock\b"
        r"|\b(?P<part>(?:in\sthe\s)?(?:early\s|late\s)?(?P<part_name>morning|afternoon|evening"
        r"|night))\b(?=\s(?:on|of)\b)"
        r"|(?:(?<=at\s)|(?<=around\s)|(?<=about\s)|(?<=until\s)|(?<=before\s)|(?<=after\s)|(?<=by\s)"
        r"|(?<=since\s))(?P<named>noon|midday|midnight|dawn|dusk)\b)",
        re.I,
    )


def times(text: str, taken: Sequence[tuple[int, int, When]]) -> Iterator[tuple[int, int, When]]:
    """The times of day of a sentence that no date holds yet."""
    for match in _time_re().finditer(text):
        if not any(match.start() < end and start < match.end() for start, end, _ in taken):
            clock = _clock(match)
            zone = match["zone"] or match["zone24"] or match["zone_military"] or ""
            end = match.end()
            if (
                match.group().endswith(".")
                and re.match(r"\s*$|\s+[A-Z\"“](?!\w*day)", text[end:])
                and not match["zone"]
            ):
                end -= 0 if match.group().endswith(".m.") else 1
            grain = "part" if match["named"] or match["part"] else "minute"
            yield match.start(), end, When(None, None, grain, "", clock, zone, "")


def _clock(match: re.Match[str]) -> str:
    if match["part"]:
        return match["part_name"].lower()
    if match["named"]:
        return {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}.get(
            match["named"].lower(), match["named"].lower()
        )
    if match["hour"]:
        hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
        return f"{hour:02}:{match['minute'] or '00'}"
    if match["hour24"]:
        return f"{int(match['hour24']):02}:{match['minute24']}"
    if match["military"]:
        return f"{match['military'][:2]}:{match['military'][2:]}"
    words = "one two three four five six seven eight nine ten eleven twelve".split()
    word = match["oclock"].lower()
    return f"{words.index(word) + 1 if word in words else int(word):02}:00"


def joined(
    dates: list[tuple[int, int, When]], clocks: Iterator[tuple[int, int, When]], text: str
) -> list[tuple[int, int, When]]:
    """Dates and times in one list; a time beside a day becomes one value with it: "around 10 a.m. Monday"."""
    result: list[tuple[int, int, When]] = []
    for stated in sorted([*dates, *clocks], key=lambda stated: stated[:2]):
        if result and _JOIN_RE.fullmatch(text[result[-1][1] : stated[0]]):
            both = _both(result[-1][2], stated[2], text[result[-1][1] : stated[0]])
            if both is not None:
                end = stated[1] + (text[stated[1] : stated[1] + 1] == ")")
                result[-1] = (result[-1][0], end, both)
                continue
        result.append(stated)
    return [stated for stated in result if stated[2].expression or stated[2].clock not in PARTS[:4]]


def _both(first: When, second: When, gap: str) -> When | None:
    """A day and a time of day as one value; None if they are not that."""
    for day, time in ((first, second), (second, first)):
        if (
            time.expression == ""
            and time.clock
            and day.grain in ("day", "part")
            and (day.clock == "" or day.clock in PARTS)
        ):
            return replace(day, clock=time.clock, zone=time.zone, grain=time.grain)
    if (
        "(" in gap
        and first.expression == second.expression == ""
        and second.zone
        and first.clock
        and second.clock
    ):
        return first  # the same time in another zone: "12:01 a.m. EDT (0401 GMT)"
    return None
