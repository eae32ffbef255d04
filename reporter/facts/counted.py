"""What a figure counts: the nouns after it, or the participle that says what became of those counted."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from reporter.lexicon.en import numbers
from reporter.patterns import lazily


class Counted(NamedTuple):
    """The words that say what is counted."""

    words: str
    end: int
    """Where the words end if they follow the figure directly, else where the figure ends."""


_LINK_RE = lazily(
    r"(?:-|\s+)(?:of\s+)?(?:(?:all\s+)?(?:the|its|their|his|her|our|my|those|these|an?|this|that)\s+)?"
    r"(?:(?:more|other|others|further|additional|extra|separate|different|new)\b\s*)*"
)
_WORD_RE = lazily(r"[^\W\d_](?:[\w’'&-]|\.(?=\w))*")
_GAP_RE = lazily(r"\s+|$")
_BECAME_RE = lazily(
    r"(?:have|has|had|were|was|are|is|being|been|be|still|also|remain(?:ed)?|left|reported|feared"
    r"|\s)+\s(?P<became>[a-z]+)\b"
)
_STOP = frozenset(
    """in on at by to from with for and or but as after before since during near across who whose whom
    which that were
    was are is be been being have has had will would may might could can should also said says say still
    when while if
    this last more than into onto over under including out remain remains remained voted need needs
    stayed between
    against an a the their its his her it they he she we you i of because so through about around within
    without per
    ago earlier later each every not now then there here where how what all both until upon among amid
    inside outside
    behind beyond despite against up down off away too very just only yet ever never did does do told
    took takes came
    went got gets made makes came left leaves live lives work works want believe think know show shows
    according
    apiece saw became began fell rose held met won lost hit struck ran set sent gave
    found brought broke stood spent grew kept led paid magnitude them us me him alone altogether total
    annually daily weekly monthly yearly today yesterday
    tomorrow tonight""".split()
)
_SINGULAR_S = ("ss", "us", "is", "'s", "’s", "ous")


def counted(text: str, end: int) -> Counted:
    """What the figure that ends at ``end`` counts; empty words if the sentence does not say."""
    link = _LINK_RE.match(text, end)
    if link is None:
        return Counted(_from_before(text, end), end)
    if link.group() == "-":
        word = _WORD_RE.match(text, link.end())
        return Counted(word.group(), word.end()) if word else Counted("", end)
    words, position = noun_phrase(text, link.end())
    if words:
        return Counted(words.lower() if words.lower() in numbers.CASUALTY else words, position)
    became = _BECAME_RE.match(text, end if link.end() <= end else link.end() - 1)
    if became and became["became"] in numbers.CASUALTY:
        others = len(text[: link.end()].rstrip())
        return Counted(became["became"], others if text[:others].endswith("others") else end)
    return Counted(_from_before(text, end), end)


def noun_phrase(text: str, start: int) -> tuple[str, int]:
    """The nouns that begin at ``start``, up to the first plural or function word, and where they end."""
    position, taken = start, 0
    for _ in range(5):
        word = _WORD_RE.match(text, position)
        if word is None or word.group().lower() in _STOP:
            break
        lower = word.group().lower()
        if taken and (lower in numbers.CASUALTY or lower.endswith(("able", "ible", "ed"))):
            break
        taken, position = word.end(), word.end()
        if (lower in numbers.CASUALTY or _is_plural(lower)) and not _joins_next(text, position, lower):
            break
        gap = _GAP_RE.match(text, position)
        if gap is None or gap.end() == position:
            break
        position = gap.end()
    return (text[start:taken], taken) if taken else ("", start)


def _is_plural(word: str) -> bool:
    return word in numbers.PLURALS or (
        word.endswith("s") and not word.endswith(_SINGULAR_S) and len(word) > 2
    )


def _joins_next(text: str, position: int, word: str) -> bool:
    """Whether a word only qualifies the next noun: "police officers", "wounded men"."""
    following = _WORD_RE.match(text, position + 1) if text[position : position + 1] == " " else None
    return bool(
        following
        and (word in numbers.CASUALTY or word in ("police", "sales", "sports", "arms"))
        and _is_plural(following.group().lower())
    )


@cache
def _felled_re() -> re.Pattern[str]:
    words = "|".join(numbers.FELLED)
    return re.compile(
        rf"\b(?P<felled>{words})\b(?:(?<=toll)(?:\s(?!to\b|at\b)[a-z]+){{0,5}}?)?(?:\s(?:to|at|of|from"
        rf"|has|had|risen|rose|rises|reached|stood|stands|climbed|is|was|now|at|least|more"
        r"|than|about|nearly|over|another|up|almost|some|around|as|many))*\s+\S+$",
        re.I,
    )


def _from_before(text: str, end: int) -> str:
    """``killed`` in "killing at least 24", ``dead`` in "the toll rose to 24"."""
    match = _felled_re().search(text[max(0, end - 60) : end])
    return numbers.FELLED[match["felled"].lower()] if match else ""
