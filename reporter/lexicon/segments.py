"""Words of languages other than English: letters with their marks, and pairs of characters where no space parts words.

Stems carry the language (``de:brand``), so that words of two languages never meet; figures and names do not, for they
are the same in all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

import Stemmer

from reporter.lexicon.tokens import Token
from reporter.model import Span

_IDEOGRAPHS = "々〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003134f"
_KATAKANA = "ァ-ヺーヽヾㇰ-ㇿｦ-ﾟ"
_HIRAGANA = "ぁ-ゖゝゞ"
_TOGETHER = "฀-๿຀-໿က-႟ក-៿"
"""Thai, Lao, Burmese and Khmer: written without spaces between words."""
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Snowball's algorithms by language; words of other languages stay whole."""


@cache
def _word_re() -> re.Pattern[str]:
    """Figures, dotted acronyms, ideographs one by one, other words with the marks that are part of them."""
    marks = "".join(_ranges(lambda sign: unicodedata.category(sign) in ("Mn", "Mc")))
    spaceless = _IDEOGRAPHS + _KATAKANA + _HIRAGANA + _TOGETHER
    letter = rf"(?:(?![{spaceless}])[^\W\d_])"
    return re.compile(
        rf"\d+(?:[.,٫٬]\d+)*|(?:[^\W\d_]\.){{2,}}|[{_IDEOGRAPHS}]|[{_KATAKANA}]+|[{_HIRAGANA}]+"
        rf"|[{_TOGETHER}{marks}]|{letter}[{marks}]*(?:['’״׳]?{letter}[{marks}]*)*"
    )


def _ranges(belongs: object) -> Iterator[str]:
    """The characters of the first plane for which ``belongs`` holds, as ranges of a character class."""
    assert callable(belongs)
    first = None
    for code in range(0x300, 0x10000):
        if belongs(chr(code)):
            first = code if first is None else first
        elif first is not None:
            yield chr(first) if code - first == 1 else f"{chr(first)}-{chr(code - 1)}"
            first = None


@cache
def _single_re() -> re.Pattern[str]:
    return re.compile(rf"[{_IDEOGRAPHS}{_TOGETHER}]")


@cache
def _stemmer(code: str) -> Stemmer.Stemmer | None:
    name = _STEMMERS.get(code)
    return Stemmer.Stemmer(name) if name and name in Stemmer.algorithms() else None


@lru_cache(maxsize=65536)
def stem_in(code: str, word: str) -> str:
    """The stem of one lower-case word, with the language before it."""
    stemmer = _stemmer(code)
    return f"{code}:{stemmer.stemWord(word) if stemmer else word}"


@lru_cache(maxsize=10240)
def tokens_in(code: str, text: str, span: Span | None = None) -> tuple[Token, ...]:
    """The words of ``text`` (within ``span``), with offsets into the whole text.

    Where no space parts words, each character is a token whose word is it and the next one: pairs overlap, spans
    do not.
    """
    start, end = span or (0, len(text))
    found: list[Token] = []
    for match in _word_re().finditer(text, start, end):
        word, place = match.group().lower(), Span(*match.span())
        if _single_re().match(word):
            follower = text[place.end : min(place.end + 1, end)]
            if not _single_re().match(follower):
                before = found[-1] if found and found[-1].span.end == place.start else None
                if before and len(before.word) == 2 and _single_re().match(before.word):
                    continue  # the last character is in the pair before
                follower = ""
            found.append(Token(place, word + follower, f"{code}:{word}{follower}"))
        elif word[0].isdigit():
            plain = plain_figure(word)
            found.append(Token(place, plain, plain))
        else:
            word = word.replace("’", "'") if word.isalpha() else word.replace("’", "'").replace(".", "")
            found.append(Token(place, word, stem_in(code, word)))
    return tuple(found)


def plain_figure(figure: str) -> str:
    """A figure as English would write it without separators: ``1.234,5`` and ``1,234.5`` give ``1234.5``."""
    signs = [sign for sign in figure if not sign.isdigit()]
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in figure)
    if not signs:
        return digits
    parts = re.split(r"[^\d]", digits)
    grouped = len(set(signs)) == 1 and all(len(part) == 3 for part in parts[1:])
    if grouped and len(parts[0]) <= 3:
        return "".join(parts)
    if len(signs) > 1 and len(set(signs)) == 1:
        return ".".join(parts)  # a date
    return "".join(parts[:-1]) + "." + parts[-1]
