"""Regular expressions that are compiled when they are first used.

Compiling is what most of the start of a program of many patterns goes into, and one article needs few of them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


class _Lazy:
    """Stands for a pattern; has its methods, as attributes of its own, from the first use of any of them."""

    def __init__(self, words: str | bytes, flags: int) -> None:
        self._given = words, flags

    def __getattr__(self, name: str) -> Any:
        """The pattern's own attribute; asked for only while this object has none of that name."""
        words, flags = self._given
        pattern: re.Pattern[Any] = re.compile(words, flags)
        for method in _METHODS:
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def lazily(words: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """``re.compile(words, flags)``, at first use. A mistake in ``words`` shows then (re.error)."""
    return cast("re.Pattern[AnyStr]", _Lazy(words, flags))
