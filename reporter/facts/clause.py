"""Clauses of a sentence, found by punctuation and conjunctions; no parser."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reporter.lexicon import ENGLISH, Language, Token
from reporter.patterns import lazily

_BREAK_RE = lazily(r"[,;:“”\"]")
_DASH_RE = lazily(r"[()\[\]—–]|--| - ")
_OPENERS = frozenset(
    "but while whereas although though because after before as when if unless that which who where whose until "
    "despite since so".split()
)


def clauses(text: str, words: Sequence[Token], openers: Collection[str] = _OPENERS) -> tuple[int, ...]:
    """The clause number of every word, from 0. A break is punctuation or a word that opens a clause.

    After a parenthesis in dashes or brackets the clause before it goes on under its old number.
    """
    numbers, current, latest, outer = [], 0, 0, -1
    for index, token in enumerate(words):
        if index:
            between = text[words[index - 1].span.end : token.span.start]
            plain = between == " "
            dashed = None if plain else _DASH_RE.search(between)
            if dashed and outer >= 0:
                current, outer = outer, -1
            elif (
                dashed
                or (not plain and _BREAK_RE.search(between))
                or (token.word in openers and not _comparative(words, index))
            ):
                outer = current if dashed else outer
                latest += 1
                current = latest
        numbers.append(current)
    return tuple(numbers)


def clauses_in(language: Language, text: str, words: Sequence[Token]) -> tuple[int, ...]:
    """As :func:`clauses`, with the words that open a clause in that language."""
    return clauses(text, words, _OPENERS if language is ENGLISH else language.pack.stance.openers)


def _comparative(words: Sequence[Token], index: int) -> bool:
    """Whether "as" or "so" belongs to a comparison ("as many as", "so far") and opens nothing."""
    word = words[index].word
    before = words[index - 1].word
    after = words[index + 1].word if index + 1 < len(words) else ""
    return word in ("as", "so") and (
        before in ("many", "much", "well", "such", "far") or after in ("many", "much", "far", "well")
    )
