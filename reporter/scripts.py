"""Scripts whose letters the bundled fonts do not have, and the Debian package that brings a font for each."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from typing import NamedTuple


class Script(NamedTuple):
    """A script."""

    name: str
    marks: tuple[str, ...]
    """First words of the Unicode names of its letters."""
    package: str
    language: str
    """One that is written in it, as Fontconfig names it."""


SCRIPTS = (
    Script("Arabic", ("ARABIC",), "fonts-hosny-amiri", "ar"),
    Script("Hebrew", ("HEBREW",), "culmus", "he"),
    Script("Chinese", ("CJK", "IDEOGRAPHIC", "FULLWIDTH"), "fonts-noto-cjk", "zh-cn"),
    Script("Japanese", ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH"), "fonts-noto-cjk", "ja"),
    Script("Korean", ("HANGUL",), "fonts-noto-cjk", "ko"),
    Script("Devanagari", ("DEVANAGARI",), "fonts-lohit-deva", "hi"),
    Script("Thai", ("THAI",), "fonts-thai-tlwg", "th"),
)
"""The scripts that news is most often written in beside Latin, Greek and Cyrillic."""
_ANY = "fonts-noto-core"
"""Has most of the others."""


def scripts_of(codes: Collection[int]) -> tuple[Script, ...]:
    """The scripts of letters, each once, in the order of their code points; signs belong to none."""
    found = {}
    for code in sorted(codes):
        sign = chr(code)
        if unicodedata.category(sign)[0] not in "LM":
            continue
        mark = unicodedata.name(sign, "").split(" ")[0]
        known = next((script for script in SCRIPTS if mark in script.marks), None)
        script = known or Script(mark.capitalize(), (mark,), _ANY, "")
        if mark and mark != "COMBINING":
            found[script.name] = script
    return tuple(found.values())
