"""What reporter knows of a language: word stems, stop words, families of news events.

The data lies in one folder a language (``en/``), read once and kept.
"""

from reporter.lexicon.events import Mention, Phase, families, mentions, phase
from reporter.lexicon.tokens import STOPWORDS, Token, overlapping, reads_as_english, stem, tokens

__all__ = [
    "STOPWORDS",
    "Mention",
    "Phase",
    "Token",
    "families",
    "mentions",
    "overlapping",
    "phase",
    "reads_as_english",
    "stem",
    "tokens",
]
