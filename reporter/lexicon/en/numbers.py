"""How English writes numbers: words, scales, fractions, vague amounts, and what it puts before and after
them.
"""

from __future__ import annotations

import re
from functools import cache

ONES = {
    word: float(value)
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
}
TENS = {
    word: 10.0 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9,
    "trillion": 1e12,
}  # fmt: skip
SHORT_SCALES = {
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
}
"""Glued to digits (``$1.2bn``), in either case."""
FRACTIONS = {
    "half": 1 / 2, "halves": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4,
    "fourth": 1 / 4, "fourths": 1 / 4, "fifth": 1 / 5, "fifths": 1 / 5, "sixth": 1 / 6, "sixths": 1 / 6,
    "eighth": 1 / 8, "eighths": 1 / 8, "tenth": 1 / 10, "tenths": 1 / 10,
}  # fmt: skip
GLYPHS = {
    "½": 1 / 2,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}
ORDINALS = {
    word: float(value)
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
MULTIPLIERS = {
    "twice": 2.0, "thrice": 3.0, "double": 2.0, "doubled": 2.0, "doubles": 2.0, "doubling": 2.0,
    "triple": 3.0,
    "tripled": 3.0, "triples": 3.0, "tripling": 3.0, "trebled": 3.0, "quadrupled": 4.0, "halved": 0.5,
    "halving": 0.5,
}  # fmt: skip

VAGUE: dict[str, tuple[float, float]] = {
    "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2e3, 99_999),
    "millions": (2e6, 99_999_999), "billions": (2e9, 999_999_999_999), "several": (3, 9), "a few": (3, 9),
    "a handful": (3, 9), "a couple": (2, 3),
}  # fmt: skip
"""What a careful writer means at least and at most; ``thousands`` is also said of tens of thousands."""
VAGUE_MULTIPLES: dict[str, tuple[float, float]] = {
    "tens": (20, 99), "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999),
    "thousands": (2e3, 999_999),
    "millions": (2e6, 999_999_999),
}  # fmt: skip
"""The first word of ``hundreds of thousands``, in units of the second."""
VAGUE_UNITS = {"hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9}

COMPARATORS: tuple[tuple[str, str], ...] = (
    (">", r"(?:slightly |just |well |far |a little )?(?:more than|over|above)|upwards? of|in excess of"
          r"|exceeding|north of|greater than|higher than|surpassing|topping|not less than"),
    (">=", r"at least|(?:no|not) (?:fewer|less) than|a minimum of|minimum"),
    ("<", r"(?:slightly |just |well |far |a little )?(?:fewer than|less than|lower than|under|below)|short of"
          r"|sub-?"),
    ("<=", r"up to|as many as|as much as|at most|no more than|not more than|a maximum of|maximum"),
    ("<~", r"almost|nearly|close to|just under|just shy of|approaching|nearing"),
    ("~", r"about|around|approximately|approx\.?|roughly|some|an estimated|estimated|circa|an average of"
          r"|averag(?:e|ed|es|ing)"
          r"|more or less|in the region of"),
)  # fmt: skip
"""Comparator (as in :class:`reporter.model.Quantity`) and the words before the figure that express it."""
COMPARATORS_AFTER: tuple[tuple[str, str], ...] = (
    (">=", r"\s?\+(?!\w)|-plus\b|\s+(?:or|and)\s+(?:more|above|older|over|higher|up)\b"),
    ("<=", r"\s+or\s+(?:less|fewer|below|under|younger)\b"),
    ("~", r"\s+or\s+so\b|-ish\b|-odd\b"),
)

PLURALS = frozenset(
    "people children men women police troops persons dead wounded staff personnel cattle fish".split()
)
"""Plurals that do not end in ``s``."""
PERSONS = frozenset(
    """person man woman child boy girl baby infant toddler teenager teen youth student pupil teacher
    civilian soldier
    officer policeman policewoman worker driver passenger pedestrian cyclist motorist resident employee
    colleague
    journalist reporter firefighter rescuer nurse doctor bystander gunman attacker suspect victim rebel
    fighter
    militant protester tourist villager farmer guard pilot sailor marine member""".split()
)
KIN = frozenset(
    """mother father son daughter brother sister wife husband grandson granddaughter nephew niece
    mom dad""".split()
)
CASUALTY = frozenset(
    """dead died dies die killed kills killing kill injured injures injuring injure wounded wounds
    wounding hurt
    slain shot stabbed missing trapped arrested detained rescued hospitalized hospitalised displaced homeless
    drowned burned buried abducted kidnapped fled executed charged evacuated critical unharmed unhurt
    survived""".split()
)
"""Words that say what became of the people counted."""
FATES = frozenset(
    """dead killed hurt injured wounded slain shot stabbed missing trapped rescued hospitalized
    hospitalised drowned
    burned buried abducted kidnapped executed""".split()
)
"""The participles among them that follow a person: "a child dead"."""
FELLED = {
    "killing": "killed", "kills": "killed", "kill": "killed", "killed": "killed", "injuring": "injured",
    "injures": "injured", "injured": "injured", "wounding": "wounded", "wounds": "wounded",
    "wounded": "wounded",
    "hurting": "hurt", "hurts": "hurt", "toll": "dead", "arresting": "arrested", "arrests": "arrested",
}  # fmt: skip
"""A word before a bare figure (``killing 24``) and what it says of those counted."""

SUPERLATIVE_MAX = frozenset(
    """biggest largest greatest worst best deadliest strongest highest longest oldest fastest heaviest richest
    bloodiest fiercest costliest hottest warmest toughest tallest deepest wettest busiest hardest widest
    brightest
    bitterest gravest broadest darkest loudest wealthiest steepest sharpest""".split()
)
SUPERLATIVE_MIN = frozenset(
    """smallest lowest shortest youngest slowest weakest poorest fewest coldest lightest driest
    cheapest""".split()
)

_ALTERNATIVES = {
    "ones": "|".join(sorted(ONES, key=len, reverse=True)),
    "tens": "|".join(TENS),
    "scales": "|".join(SCALES),
}
_ATOM = r"(?:(?:{tens})(?:[- ](?:{ones}))?|(?:{ones}))".format_map(_ALTERNATIVES)
_SCALED = rf"(?:[- ](?:{_ALTERNATIVES['scales']})\b(?:(?:,?\sand)?\s{_ATOM}\b)?)"
NUMBER_WORDS = rf"(?:{_ATOM}{_SCALED}*(?:\sand\sa\shalf\b(?:\s(?:{_ALTERNATIVES['scales']})\b)?)?)"
"""Pattern of a number in words: ``twenty-three``, ``two hundred and six thousand``, ``two and a half
million``."""
SCALE_WORDS = _ALTERNATIVES["scales"]
"""Alternatives of the scale words, for other patterns."""


@cache
def _word_re() -> re.Pattern[str]:
    return re.compile(r"[a-z]+")


def words_value(words: str) -> float:
    """The value of a number in words, as matched by :data:`NUMBER_WORDS`."""
    total = current = half = 0.0
    for word in _word_re().findall(words.lower()):
        if word in ONES:
            current += ONES[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "half":
            half = 0.5
        elif word == "hundred":
            current = (current + half or 1) * 100
            half = 0.0
        elif word in SCALES:
            total += (current + half or 1) * SCALES[word]
            current = half = 0.0
    return total + current + half


def digits_value(digits: str) -> float:
    """The value of digits with separators, a fraction or a fraction glyph: ``1,234.5``, ``5 1/2``,
    ``2½``, ``3/4``.
    """
    glyphs = sum(GLYPHS.get(character, 0.0) for character in digits)
    plain = "".join(character for character in digits if character not in GLYPHS).replace(",", "").strip()
    if "/" in plain:
        whole, _, fraction = plain.replace("-", " ").rpartition(" ")
        numerator, denominator = fraction.split("/")
        return (float(whole) if whole else 0.0) + float(numerator) / float(denominator) + glyphs
    return (float(plain) if plain else 0.0) + glyphs
