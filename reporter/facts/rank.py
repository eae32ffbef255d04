"""Ranks in a sentence: ordinals ("the third Russian fatality") and superlatives ("the world's worst refugee
crisis").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reporter.facts.counted import noun_phrase
from reporter.lexicon.en import numbers
from reporter.model import Quantity

_NOT_RANKED = (
    r"time|times|half|quarter|century|lady|ladies|minister|floor|grade|place|step|glance|day|week|month"
    r"|year|class|hand"
    r"|base|degree|aid|person|thing|name|names|world|sight|round|person|party|parties|amendment|thoughts?"
    r"|birthday"
)
_NAMED_AFTER = (
    r"Street|St\.?|Avenue|Ave\.?|Amendment|Circuit|District|Congress|Army|Division|Ward|Fleet|World|Lady"
    r"|Minister|Reich"
    r"|Party|Corps|Brigade|Battalion|Infantry|Judicial|Precinct|Church|Baptist|Presbyterian|Deputy"
    r"|Secretary|Republic|Police|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)


@cache
def _ordinal_re() -> re.Pattern[str]:
    words = "|".join(numbers.ORDINALS)
    return re.compile(
        rf"(?<![\w-])(?P<ordinal>(?i:{words})|\d{{1,3}}(?:st|nd|rd|th))"
        rf"(?:(?P<joint>[\s-])(?P<superlative>(?:most|least)\s[a-z]+|[a-z]+est|worst|best)\b)?"
        rf"(?=\s)(?!\s(?i:{_NOT_RANKED})\b)(?!\s(?:{_NAMED_AFTER}))(?P<such>\ssuch\b)?"
    )


@cache
def _superlative_re() -> re.Pattern[str]:
    words = "|".join(sorted(numbers.SUPERLATIVE_MAX | numbers.SUPERLATIVE_MIN))
    return re.compile(
        rf"(?P<one_of>\bone\sof\s)?(?P<owner>(?:\b(?:the|its|his|her|their|our|my)|\w[’']s|\w[’']"
        rf"|\bof)\s(?:single\s|very\s)?(?:\w+[’']s\s)?)"
        rf"(?P<superlative>(?:{words})(?:-ever)?|(?:most|least)\s(?!recent|of|people)[a-z]+(?:al|ant|ent"
        rf"|ous|ive|ful|ing|ed|ic|ar|ble|ary|ate|ly\s[a-z]+|re|ct|se|nt))\b"
    )


def ordinals(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """Start, end and value of every ordinal that ranks a noun."""
    for match in _ordinal_re().finditer(text):
        word = match["ordinal"].lower()
        value = numbers.ORDINALS.get(word) or float(re.sub(r"\D", "", word))
        if match["superlative"] is None and match["such"] is None and match["joint"]:
            continue
        phrase, end = noun_phrase(text, match.end() + 1)
        if not phrase:
            continue
        if match["superlative"]:
            yield match.start(), end, _ranked(phrase, match["superlative"], value)
        elif re.search(
            r"\b(?:the|an?|his|her|its|their|[’']s|for|of|killed)\s$",
            text[max(0, match.start() - 7) : match.start()],
        ):
            yield (
                match.start(),
                end,
                Quantity(value, value, dimension="ordinal", counted=phrase, stated=value),
            )


def superlatives(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """Start, end and value of every superlative with the noun it ranks; the value is the rank, 1."""
    for match in _superlative_re().finditer(text):
        phrase, end = noun_phrase(text, match.end() + 1)
        if phrase and text[match.end() : match.end() + 1] == " ":
            rank = _ranked(phrase, match["superlative"], 1.0)
            if match["one_of"]:
                rank = Quantity(1.0, None, ">=", rank.dimension, rank.unit, rank.counted, 1.0)
            yield match.start("superlative"), end, rank


def _ranked(phrase: str, superlative: str, value: float) -> Quantity:
    word = superlative.lower().split("-")[0]
    lowest = word in numbers.SUPERLATIVE_MIN or word.startswith("least")
    return Quantity(value, value, "=", "superlative", "min" if lowest else "max", phrase, value)
