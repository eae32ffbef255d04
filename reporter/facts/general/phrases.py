"""Patterns from the words of a pack."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD_BEFORE = r"(?<![^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff])"
"""That no letter or digit stands before, except in scripts that put no space between words."""
WORD_AFTER = r"(?![^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff])"
"""The same of what stands after."""
NEVER = r"(?!)"
"""Matches nothing: the pattern of an empty list."""


def any_of(phrases: Iterable[str]) -> str:
    """A pattern of any of the phrases, the longest first; a ``*`` at the end stands for any ending."""
    words = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(map(_one, words)) or NEVER


def _one(phrase: str) -> str:
    whole = re.escape(phrase.rstrip("*")).replace(r"\ ", r"\s")
    return whole + (r"\w*" if phrase.endswith("*") else "")


def is_one_of(word: str, words: Iterable[str]) -> bool:
    """Whether a lower-case word is among ``words``, some of which may end or begin with ``*``."""
    return any(
        word == entry
        or (entry.endswith("*") and word.startswith(entry[:-1]))
        or (entry.startswith("*") and len(word) >= len(entry) and word.endswith(entry[1:]))
        for entry in words
    )
