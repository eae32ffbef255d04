"""Numbers of any language: digits with its separators, and the number words of its pack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reporter.facts.general.phrases import NEVER, WORD_BEFORE, any_of
from reporter.lexicon import language
from reporter.lexicon.en.numbers import GLYPHS
from reporter.lexicon.pack import Figures
from reporter.lexicon.segments import plain_figure

_DIGITS = (
    r"\d{1,3}(?P<parts>[.,’'٬\u00a0\u202f])\d{3}(?:(?P=parts)\d{3})*(?:(?!(?P=parts))[.,٫]\d+)?(?!\d)"
    r"|\d+(?:[.,٫]\d+)?"
)
"""Thousands are parted by one sign; another one begins the decimals."""
_SCALES_OF_CHARACTERS = {"万": 1e4, "萬": 1e4, "億": 1e8, "亿": 1e8, "兆": 1e12, "千": 1e3, "百": 1e2}


class Number(NamedTuple):
    """A number as it stands in a sentence."""

    start: int
    end: int
    value: float
    low: float
    high: float
    """Bounds; apart for words that are vague by themselves: ``Dutzende``."""
    form: str = "digits"
    """``digits words vague fraction``."""
    scaled: bool = False


@cache
def _atoms(code: str) -> dict[str, float]:
    figures = language(code).pack.figures
    return {**figures.words, **figures.scales}


@cache
def _number_re(code: str) -> re.Pattern[str]:
    figures = language(code).pack.figures
    scales = any_of(figures.scales)
    small = any_of(word for word in figures.words if word not in figures.one)
    joins = any_of(figures.joins)
    atom = rf"(?:{any_of(_atoms(code))})"
    if figures.glued:
        words = rf"{atom}(?:(?:{joins})?{atom})*"
        start = (
            rf"(?:{small}|{scales}|(?:{any_of(figures.one)})(?={atom}|(?:{joins}){atom}|\s(?:{scales})\b))"
        )
        words = rf"(?={start}){words}" if figures.words else NEVER
    else:
        words = (
            rf"(?:{small}|(?:{scales})(?=\s)|(?:{any_of(figures.one)})(?=\s(?:{scales})(?!\w)))"
            rf"(?:\s(?:(?:{joins})\s)?{atom}(?!\w))*"
            if figures.words
            else NEVER
        )
    signs = "".join(_SCALES_OF_CHARACTERS)
    return re.compile(
        rf"{WORD_BEFORE}(?<![.,/])(?<![A-Za-z\u00c0-\u04ff]-)(?:(?P<vague>{any_of(figures.vague)})(?!\w)|(?P<fraction>{any_of(figures.fractions)})(?!\w)"
        rf"|(?P<digits>{_DIGITS})(?P<glyph>[½¼¾])?(?P<sign>[{signs}])?"
        rf"|(?P<words>{words})(?!\w))(?P<scale>(?:\s(?:{scales})(?!\w))*)",
        re.IGNORECASE,
    )


def numbers(code: str, text: str) -> Iterator[Number]:
    """The numbers of a text in their order."""
    figures = language(code).pack.figures
    for match in _number_re(code).finditer(text):
        yield _read(code, figures, match)


def _read(code: str, figures: Figures, match: re.Match[str]) -> Number:
    scale = 1.0
    for word in match["scale"].lower().split():
        scale *= figures.scales[word]
    form, scaled = "digits", scale != 1
    if match["vague"]:
        low, high = figures.vague[" ".join(match["vague"].lower().split())]
        vague = "vague" if low != high else "words"
        return Number(*match.span(), low * scale, low * scale, high * scale, vague, scaled)
    if match["fraction"]:
        value, form = figures.fractions[" ".join(match["fraction"].lower().split())], "fraction"
    elif match["digits"]:
        value = digits_value(figures, match["digits"]) + GLYPHS.get(match["glyph"] or "", 0.0)
        value *= _SCALES_OF_CHARACTERS.get(match["sign"] or "", 1.0)
    else:
        value, form = words_value(code, match["words"]), "words"
    if form == "fraction" and scaled:
        form = "words"
    return Number(*match.span(), value * scale, value * scale, value * scale, form, scaled)


def digits_value(figures: Figures, digits: str) -> float:
    """The value of digits with the separators of the language; one with three digits after it parts thousands, unless
    the language uses it for decimals.
    """
    bare = re.sub(r"[’'٬\u00a0\u202f]", "", digits.replace("٫", ","))
    signs = [sign for sign in bare if sign in ".,"]
    if (
        figures.decimal
        and len(signs) == 1
        and signs[0] == figures.decimal
        and figures.thousands in (".", ",")
    ):
        return float(bare.replace(signs[0], "."))
    return float(plain_figure(bare))


def words_value(code: str, words: str) -> float:
    """The value of a number in words: ``zweihundertfünfzig``, ``treinta y cinco mil``."""
    figures = language(code).pack.figures
    total = current = 0.0
    for atom in _atoms_re(code).findall(words.lower()):
        if atom in figures.scales:
            scale = figures.scales[atom]
            if scale < 1000:
                below = current % 100 or 1
                current += below * scale - (current % 100)
            else:
                total = (
                    (total + current if current else total or 1) * scale
                    if _outgrows(total, scale)
                    else (total + (current or 1) * scale)
                )
                current = 0.0
        else:
            current += figures.words[atom]
    return total + current


def _outgrows(total: float, scale: float) -> bool:
    """Whether a scale multiplies all that stands before it: ``mil`` before ``millones``."""
    return 0 < total < scale


@cache
def _atoms_re(code: str) -> re.Pattern[str]:
    return re.compile(any_of(_atoms(code)))
