"""What reporter knows of languages: word stems, stop words, families of news events.

The data lies in one folder a language (``en/``), read once and kept. The functions here are those of English; other
languages are asked for with :func:`language_of`.
"""

from reporter.lexicon.detection import detected
from reporter.lexicon.events import Mention, Phase, families, mentions, phase
from reporter.lexicon.language import ENGLISH, PACKS, Language, language, language_of, runs_right_to_left
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
    "language",
    "language_of",
    "mentions",
    "overlapping",
    "phase",
    "runs_right_to_left",
    "stem",
    "tokens",
]
