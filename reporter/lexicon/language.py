"""What is known of a language, as one object that every stage takes the words of a document from.

English is written in code and read first; other languages are packs of data in a folder of their own (``de/``), and
for all others there is what Unicode, CLDR and Snowball know: digits, names of months, which way text runs, stems.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Protocol

from reporter.lexicon import events
from reporter.lexicon.events import Mention
from reporter.lexicon.pack import Figures, Pack, Stance, pack
from reporter.lexicon.segments import stem_in, tokens_in
from reporter.lexicon.tokens import STOPWORDS, Token, stem, tokens
from reporter.model import Article, Document, Span

PACKS = ("en", "de", "es")
"""Languages whose number words, dates, statuses and cues of speech are known, by folder."""
_SAME = {"iw": "he", "nb": "no", "nn": "no", "wuu": "zh", "yue": "zh", "in": "id", "tl": "fil"}
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ku ps sd ug ur yi".split())


class Tokens(Protocol):
    """The words of a text."""

    def __call__(self, text: str, span: Span | None = None) -> tuple[Token, ...]:
        """The words of ``text`` (within ``span``), with offsets into the whole text."""


def runs_right_to_left(tag: str) -> bool:
    """Whether the language of a BCP 47 tag runs from right to left."""
    plain = tag.replace("_", "-").split("-")[0].lower()
    return _SAME.get(plain, plain) in _RIGHT_TO_LEFT


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language. There is one object of each, so they compare by identity."""

    code: str
    """ISO 639 code, ``de``."""
    stopwords: frozenset[str]
    """Words that say little, lower case."""
    tokens: Tokens
    stem: Callable[[str], str]
    mentions: Callable[[tuple[Token, ...]], tuple[Mention, ...]]
    """Events, and kinds of people and things, among words."""

    pack: Pack
    """Its data; English has none here, as it is written in code."""

    @property
    def known(self) -> bool:
        """Whether there is a pack: without one, names, figures, explicit dates and words are compared and no more."""
        return self.code in PACKS

    @property
    def right_to_left(self) -> bool:
        """Whether its text runs from right to left."""
        return runs_right_to_left(self.code)

    @property
    def name(self) -> str:
        """Its name in English; the code where it has none."""
        return self.pack.name or _name(self.code)


_DIRECTIONS = {word: word for word in ("north", "south", "east", "west")}
_DIRECTIONS |= {f"{word}ern": word for word in _DIRECTIONS} | {"central": "central"}
_ENGLISH_PACK = Pack(
    "English", figures=Figures(narrow=("people", "person", "persons")), stance=Stance(directions=_DIRECTIONS)
)
ENGLISH = Language("en", STOPWORDS, tokens, stem, events.mentions, _ENGLISH_PACK)


@cache
def language(code: str) -> Language:
    """The language of that code, or of the BCP 47 tag that begins with it."""
    plain = code.replace("_", "-").split("-")[0].lower()
    plain = _SAME.get(plain, plain)
    if plain == "en":
        return ENGLISH
    return language(plain) if plain != code else _other(code)


def _other(code: str) -> Language:
    data = pack(code)
    return Language(
        code,
        data.small.union(data.speech.say),
        partial(tokens_in, code),
        partial(stem_in, code),
        partial(events.mentions_in, code),
        data,
    )


def language_of(of: Article | Document) -> Language:
    """The language that an article states, or that it was found to be in; English where it says nothing."""
    article = of.article if isinstance(of, Document) else of
    return language(article.metadata.language or "en")


@cache
def _name(code: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(code).english_name or code)
    except (UnknownLocaleError, ValueError):
        return code
