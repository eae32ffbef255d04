"""What reporter knows of languages: word stems, stop words, families of news events.

The data lies in one folder a language (``en/``), read once and kept. The functions here are those of English; other
languages are asked for with :func:`language_of`.
"""

from reporter.lexicon.detection import detected
from reporter.lexicon.events import Mention, Phase, families, mentions, mentions_in, phase
from reporter.lexicon.language import ENGLISH, PACKS, Language, language, language_of, runs_right_to_left
from reporter.lexicon.segments import tokens_in
from reporter.lexicon.tokens import STOPWORDS, Token, overlapping, stem, tokens

__all__ = [
    "ENGLISH",
    "PACKS",
    "STOPWORDS",
    "Language",
    "Mention",
    "Phase",
    "Token",
    "detected",
    "families",
    "forget",
    "language",
    "language_of",
    "mentions",
    "overlapping",
    "phase",
    "runs_right_to_left",
    "stem",
    "tokens",
]


def forget() -> None:
    """Let go of the words and events of sentences that were looked at: 100 MB after a long story."""
    for kept in (tokens, tokens_in, mentions, mentions_in):
        kept.cache_clear()
