"""Which way text runs, and how text that runs the other way is set apart (UAX #9, HTML's ``dir`` and ``bdi``).

Words of an article stand inside sentences of the report. Where they run from right to left, a number or a mark at their
edge would move to the wrong side; so they are isolated, and what runs from left to right is left as it is.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from reporter.lexicon import runs_right_to_left
from reporter.patterns import lazily

if TYPE_CHECKING:
    from markupsafe import Markup

_RIGHT_RE = lazily("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Hebrew, Arabic and the other scripts that run from right to left."""
_QUOTED_RE = lazily("(?<=“)[^“”]+(?=”)")


def direction(text: str, language: str = "") -> str:
    """``rtl`` for words of a language that runs so, or that begin so; else ``auto``."""
    if text.isascii() or not _RIGHT_RE.search(text):
        return "auto"
    if language and runs_right_to_left(language):
        return "rtl"
    return "rtl" if _begins_right(text) else "auto"


def _begins_right(text: str) -> bool:
    """Whether the first letter that has a direction has this one."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in ("R", "AL", "L"):
            return kind != "L"
    return False


def bdi(text: str, language: str = "") -> Markup | str:
    """Words inside a line of the report, isolated where some of them run from right to left."""
    if text.isascii() or not _RIGHT_RE.search(text):
        return text
    from markupsafe import Markup

    way = "rtl" if direction(text, language) == "rtl" else "ltr"
    return Markup('<bdi dir="{}">{}</bdi>').format(way, text)


def isolated(text: str) -> Markup | str:
    """A sentence of the report with the words it quotes isolated."""
    if text.isascii() or not _RIGHT_RE.search(text):
        return text
    from markupsafe import Markup

    pieces, end = [], 0
    for match in _QUOTED_RE.finditer(text):
        pieces += [Markup("{}").format(text[end : match.start()]), Markup("{}").format(bdi(match.group()))]
        end = match.end()
    return Markup("").join([*pieces, text[end:]])
