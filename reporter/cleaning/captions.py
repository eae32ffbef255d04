"""Lines that belong to pictures: printed twice, credits, a bare name under a face."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reporter.cleaning.base import PERSON, Line
from reporter.patterns import lazily


def duplicates(lines: Sequence[Line]) -> Iterator[Line]:
    """A line that says again what the line before says, three words at least."""
    for before, line in zip(lines, lines[1:], strict=False):
        if before.words == line.words and len(line.words.split()) >= 3:
            yield line


_PHOTO_RE = lazily(
    r"(?:(?:file )?(?:photo|photograph|image|picture|illustration|credit)s?"
    r"(?: credit| copyright| caption| source)?"
    r"(?:\s?[:/©|]\s?| by | courtesy of | via ).{2,80}"
    r"|image (?:copyright|caption|source).{2,160}"
    r"|\(?(?:ap|reuters|afp|epa|getty)(?: photo| images?)?\s?[/|].{2,60}"
    r"|\(?(?:getty images|ap photo|file photo|afp photo|reuters photo|istock|shutterstock)\)?"
    r"|(?:[A-Z][\w.'’-]* ){1,3}?[/|] ?(?:getty|reuters|afp|ap|epa)(?: images| photo)?)",
    re.IGNORECASE,
)
_NAME_RE = lazily(rf"{PERSON}")
_NOT_PERSON = frozenset(
    """army avenue bank bay board bridge building centre center church city club coast college
    commission committee company council country county court day department district east forces
    games government hall hill house international island islands kingdom lake law league ministry
    mountain national nations new news north office old palace park parliament party police river
    road school sea security senate south square state states street summit team times top tower
    town union united university valley village war west white world""".split()
)
"""Words, lower case, that no person is called: they mark a place, a body or an event."""


_MOST_LOOKS = 200
"""Names alone on a line that the whole article is searched for; a page has some ten captions."""


def credit_lines(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that say whose picture it is."""
    for line in lines:
        if _PHOTO_RE.fullmatch(line.words) and not (line.ended and len(line.words.split()) > 8):
            yield line


def name_captions(lines: Sequence[Line]) -> Iterator[Line]:
    """Names alone on a line whose bearer the paragraph before or after names too."""
    looks = 0
    for number, line in enumerate(lines):
        if looks >= _MOST_LOOKS:
            return
        name = number and not line.heading and not line.words.isupper() and _NAME_RE.fullmatch(line.words)
        looks += bool(name)
        if name and _is_person(line.words, lines) and _named_nearby(lines, number):
            yield line


def _is_person(name: str, lines: Sequence[Line]) -> bool:
    """Whether capitalised words name a person, as far as the article itself tells.

    The words of a subhead stand elsewhere in lower case or after an article ("the Old City"); names do not.
    """
    parts = name.split()
    if len(parts) > 4 or any(part.lower() in _NOT_PERSON for part in parts):
        return False
    common = [re.escape(part.lower()) for part in parts if len(part) > 3 and part[0].isupper()]
    usual = re.compile(
        "|".join((rf"\b(?i:the|a|an) {re.escape(name)}\b", *(rf"(?<![@#\w-]){word}\b" for word in common)))
    )
    return not any(usual.search(line.words) for line in lines)


def _named_nearby(lines: Sequence[Line], number: int) -> bool:
    """Whether the nearest paragraph before or after names the person too."""
    name = re.compile(rf"\b{re.escape(lines[number].words)}\b")
    before = next((line for line in reversed(lines[:number]) if line.ended), None)
    after = next((line for line in lines[number + 1 :] if line.ended), None)
    return any(line is not None and name.search(line.words) is not None for line in (before, after))
