"""Words with offsets and stems."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from reporter.model import Span
from reporter.patterns import lazily

_WORD_RE = lazily(r"\d+(?:[.,]\d+)*|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
"""Figures, dotted acronyms, words; a hyphen parts two words."""
_STEMMER = Stemmer.Stemmer("english")

STOPWORDS = frozenset(
    """a about above after again against all also although am among amid an and any are as at be because been before
    being below between both but by can could did do does doing down during each either even ever every few for from
    further had has have having he her here hers herself him himself his how however i if in inside into is it its
    itself just like many may me might more most much must my neither no nor not now of off on once one only onto or
    other others our out outside over own per quite rather same several shall she should since so some still such
    than that the their them then there these they this those though through thus to too toward towards under until
    up upon very via was we were what when where whether which while who whom whose why will with within without
    would yet you your s t d ll re ve m mr mrs ms dr""".split()
)


class Token(NamedTuple):
    """A word of a text."""

    span: Span
    word: str
    """Lower case, straight apostrophe, no possessive ``'s``."""
    stem: str


def overlapping(words: Sequence[Token], span: Span) -> range:
    """Positions of the words that have a character in ``span``; the words are in order and do not overlap."""
    first = bisect_right(words, span.start, key=lambda token: token.span.end)
    return range(first, max(first, bisect_left(words, span.end, key=lambda token: token.span.start)))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Porter2 stem of one lower-case word (Porter 2001, Snowball English)."""
    return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=10240)
def tokens(text: str, span: Span | None = None) -> tuple[Token, ...]:
    """The words of ``text`` (within ``span``), with offsets into the whole text.

    Kept for a while, because every stage asks for the words of the same sentences.
    """
    start, end = span or (0, len(text))
    found = []
    for match in _WORD_RE.finditer(text, start, end):
        word = match.group().lower()
        if not word.isalpha():
            word = word.replace("’", "'").removesuffix("'s")
            word = word.replace(",", "") if word[0].isdigit() else word.replace(".", "")
        # one string for all its tokens
        found.append(Token(Span(*match.span()), sys.intern(word), stem(word)))
    return tuple(found)
