"""Regular expressions that are compiled when they are first used.

Compiling is what most of the start of a program of many patterns goes into, and one article needs few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


class _Lazy:
    """Stands for a pattern; has its methods, as attributes of its own, from the first use of any of them."""

    def __init__(self, words: str, flags: int) -> None:
        self._given = words, flags

    def __getattr__(self, name: str) -> Any:
        """The pattern's own attribute; asked for only while this object has none of that name."""
        pattern = re.compile(*self._given)
        for method in _METHODS:
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def lazily(words: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile(words, flags)``, at first use. A mistake in ``words`` shows then (re.error)."""
    return cast("re.Pattern[str]", _Lazy(words, flags))
