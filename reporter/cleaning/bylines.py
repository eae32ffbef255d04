"""Lines that only say who wrote the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reporter.cleaning.base import PERSON, Line
from reporter.patterns import lazily

_LABEL_RE = lazily(r"(?:authors?|by|written by|reporters?|byline|editors?|contributors?)\s*:?", re.IGNORECASE)
_LEAD_RE = lazily(r"(?:words by|written by|reported by|report by|story by|by)(?:\s*:)?\s+", re.IGNORECASE)
_AGENCY = (
    r"(?:(?:the )?associated press|reuters|agence france-presse|afp|ap|upi|dpa|bloomberg news|bbc news|"
    r"(?:from )?(?:our )?staff(?: and agencies| writers?| reporters?)?|"
    r"(?:from )?(?:news|wire) (?:reports|services))"
)
_AGENCY_RE = lazily(rf"\(?{_AGENCY}\)?\.?", re.IGNORECASE)
_AUTHOR_RE = lazily(rf"(?:{PERSON}|(?i:{_AGENCY}))(?=[\s,|/;&–—-]|\Z)")
_NOT_NAME_RE = lazily(
    r"(?:the|a|an|all|his|her|its|their|our|this|that|popular|land|sea|air|design|contrast|comparison|then|now|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?! (?:associated|staff))",
    re.IGNORECASE,
)
"""What follows "by" where no author does: "By the Numbers", "By Monday Night"."""
_JOINERS = frozenset(
    "and in for of the at from on & al el bin de del della der den van von da di du la le".split()
)
_JOB_RE = lazily(
    r"\b(?:reporter|correspondent|editor|writer|journalist|columnist|contributor|producer|staff|photographer|"
    r"bureau chief|analyst)s?\b",
    re.IGNORECASE,
)
_SIGNED_RE = lazily(
    rf"{PERSON}(?:(?:,| and| &) {PERSON}){{0,3}}\s*[,|/–—-]\s*"
    rf"(?i:(?P<job>(?:[\w-]+ ){{0,4}}(?:{_JOB_RE.pattern}))|{_AGENCY})(?: (?:in|at|for|of) [\w' ,]{{2,40}})?"
)
_CREDIT_RE = lazily(
    r"[^.]{3,200}\bcontributed (?:reporting|to this (?:report|story|article))\b[^.]{0,60}\.?|"
    r"(?:additional )?(?:reporting|writing|editing) by [A-Z].{3,200}",
)
_LONGEST = 200
"""Characters; a longer line tells more than a name."""


def bylines(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that name an author, an agency or those who contributed."""
    for line in lines:
        words = line.words
        if len(words) > _LONGEST:
            continue
        signed = not line.heading and (_is_byline(words) or _SIGNED_RE.fullmatch(words))
        if signed or any(pattern.fullmatch(words) for pattern in (_LABEL_RE, _AGENCY_RE, _CREDIT_RE)):
            yield line


def _is_byline(words: str) -> bool:
    """Whether a line is "by", an author, and no more than who else, for whom and from where."""
    lead = _LEAD_RE.match(words)
    if not lead or _NOT_NAME_RE.match(words, lead.end()) or words.endswith((".", "!", "?", ":", "…")):
        return False
    author = _AUTHOR_RE.match(words, lead.end())
    if not author:
        return False
    rest = re.findall(r"[^\s,|/;–—]+", words[author.end() :])
    named = all(word[0].isupper() or word in _JOINERS for word in rest)
    return len(rest) <= 12 and (named or _JOB_RE.search(words, author.end()) is not None)
