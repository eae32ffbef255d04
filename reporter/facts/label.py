"""Numbers that name a thing instead of counting: houses in a street, codes, clubs and films."""

from __future__ import annotations

import re

from reporter.patterns import lazily

_ADDRESS_RE = lazily(
    r"\s(?:[A-Z][\w’'-]*\s){1,3}(?:Road|Rd|Street|St|Avenue|Ave|Drive|Lane|Boulevard|Blvd|Place|Square|Terrace|Court"
    r"|Crescent|Parkway)\b"
)
_CODE_RE = lazily(
    r"(?<![\w.])(?!(?:US|UK|EU|UN|USD|EUR|GBP|AUD|CAD|NZD|AED|INR|JPY|CNY|HKD|SGD|RM|OF|AND)\s)[A-Z]{2,5}\s$"
)
_CODE_AFTER_RE = lazily(r"\s*(?:[.,;:)!?]|$)|\s(?:and|is|was|in|on|at|with|show|has)\b|\s[A-Z]")
_PLANE_RE = lazily(r"7[0-8]7\b(?:[-\s](?:MAX|Max|Dreamliner|jets?|planes?|airliners?|aircraft|\d))")
_WORD_RE = lazily(r"[^\W\d_][\w’'.-]*")
_LOWERED = 0.5
"""Share of words with a small letter that a sentence has at least, so that capitals mean names."""


def is_label(text: str, start: int, end: int) -> bool:
    """Whether bare digits are a house number, a code ("NGC 1433") or a kind of plane."""
    if _ADDRESS_RE.match(text, end) or _PLANE_RE.match(text, start):
        return True
    return bool(
        _CODE_RE.search(text[max(0, start - 8) : start])
        and _CODE_AFTER_RE.match(text, end)
        and not text.isupper()
    )


def is_name(text: str, start: int, end: int) -> bool:
    """Whether a number word is part of a name: "Big Ten", "Ocean's Eleven", "Seven Network"."""
    if not start or not text[start].isupper():
        return False
    words = _WORD_RE.findall(text)
    if sum(word[0].islower() for word in words) < _LOWERED * len(words):
        return False  # a headline of capitals
    before = re.search(r"([\w’'.-]+)\s$", text[:start])
    after = re.match(r"\s([A-Z][a-z])", text[end:])
    named = before is not None and before[1][0].isupper() and before.start(1) > 0
    return named or bool(before and after) or bool(before and before[1].endswith(("'s", "’s")))
