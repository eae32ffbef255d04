"""What alignment looks at in a sentence, and how much each word weighs within the story."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reporter.lexicon import Language, Token, language_of
from reporter.model import Document, Name, Quantity, Sentence, SentenceRole, When

FAMILY_WEIGHT = 0.6
"""A shared event family counts this share of a shared word: it says the same kind of thing, not the same thing."""
_WINDOW = 5
"""Content words apart, at most, for two symbols to make a pair: about the reach of a verb to its object."""

_NONE: frozenset[str] = frozenset()
"""One for all sentences without: Python makes each empty set anew."""
_SPARSE = 4
"""Places in the sieve of pairs for each pair of the longest article: three in four are empty."""

Symbol = str
"""A stem, or ``@family``."""
SymbolPair = int
"""Two symbols by their numbers in the story, the lower one in the upper 32 bits."""


class Profile(NamedTuple):
    """One sentence, as alignment sees it."""

    stems: frozenset[str]
    families: dict[str, tuple[str, ...]]
    """Event family -> the stems of this sentence that tell it."""
    symbols: tuple[Symbol, ...]
    """Stems and families, in a fixed order."""
    pairs: array[SymbolPair]
    """Symbols near each other: who does what, without a parser. In a survey, those that another article may have."""
    names: frozenset[str]
    """Canonical names, lower case."""
    figures: frozenset[str]
    """Values of quantities to two digits, as comparable strings: news rounds."""
    dates: frozenset[str]
    normal: str
    """All stems in order, for rapidfuzz."""
    length: int
    """Words."""
    opening: bool
    """Headline, or one of the first sentences: where news tells its main event."""
    place: float
    """Position in the article, 0 first to 1 last."""
    mass: float = 0.0
    """In a survey, the weight of all its stems, in nats."""


class Weights(NamedTuple):
    """Inverse sentence frequency within the story: what every sentence says tells nothing."""

    sentences: int
    weights: Mapping[Symbol, float]
    pairs: Mapping[SymbolPair, float]
    """Weight of two symbols near each other: the lighter of the two, less if the pair itself is common."""
    dates: Counter[str]

    def symbol(self, symbol: Symbol) -> float:
        """Weight of a stem or family, in nats; 0 for one that the story does not hold."""
        return self.weights.get(symbol, 0.0)

    def mass(self, symbols: Iterable[Symbol]) -> float:
        """The weight of several symbols together, added without rounding so that their order does not matter."""
        weights = self.weights
        return math.fsum([weights.get(symbol, 0.0) for symbol in symbols])

    def date(self, date: str) -> float:
        """Weight of a date, 1 for one that a single sentence names: the day of the event says little."""
        return _rarity(self.dates[date], self.sentences)


class Survey(NamedTuple):
    """What alignment sees of a story; made once for all that aligns."""

    profiles: tuple[tuple[Profile, ...], ...]
    """Of every article, those of its sentences."""
    weights: Weights


def survey(documents: Iterable[Document]) -> Survey:
    """The survey of the articles of a story."""
    numbers: dict[Symbol, int] = {}
    return _survey([_profiles(document, numbers) for document in documents], list(numbers))


def _survey(articles: Sequence[Sequence[Profile]], symbols: Sequence[Symbol]) -> Survey:
    """Weights over all sentences of a story, and of its pairs those that two articles may have.

    Most pairs stand in one sentence only; kept in a hundred thousand sentences they would fill gigabytes.
    """
    count = sum(map(len, articles))
    said = Counter(symbol for profiles in articles for profile in profiles for symbol in profile.symbols)
    single = {
        symbol: max(math.log((count + 1) / number), 0.05) * (FAMILY_WEIGHT if symbol[0] == "@" else 1.0)
        for symbol, number in said.items()
    }
    told = _in_two(articles)
    size = len(told)
    near = Counter(
        pair for profiles in articles for profile in profiles for pair in profile.pairs if told[pair % size]
    )
    double = {
        pair: min(single[symbols[pair >> 32]], single[symbols[pair & 0xFFFFFFFF]]) * _rarity(number, count)
        for pair, number in near.items()
    }
    dates = Counter(date for profiles in articles for profile in profiles for date in profile.dates)
    weights = Weights(count, single, double, dates)
    seen = tuple(
        tuple(
            profile._replace(
                pairs=array("Q", filter(double.__contains__, profile.pairs)),
                mass=weights.mass(profile.stems),
            )
            for profile in profiles
        )
        for profiles in articles
    )
    return Survey(seen, weights)


def _rarity(number: int, count: int) -> float:
    """1 for what one of ``count`` sentences has, 0 for what all have."""
    return math.log((count + 1) / number) / math.log(count + 1)


def _in_two(articles: Sequence[Sequence[Profile]]) -> bytes:
    """A sieve: non-zero at ``pair % len(sieve)`` for every pair that two articles have, and for a few others."""
    size = (
        _SPARSE * max((sum(len(profile.pairs) for profile in article) for article in articles), default=0) + 1
    )
    once = twice = 0
    for article in articles:
        marks = bytearray(size)
        for profile in article:
            for pair in profile.pairs:
                marks[pair % size] = 1
        here = int.from_bytes(marks, "little")
        twice |= once & here
        once |= here
    return twice.to_bytes(size, "little")


def without_words(survey: Survey) -> Survey:
    """The survey for two languages: their sentences share names, figures, dates and kinds of events, and no words."""
    return _survey([list(map(_across, profiles)) for profiles in survey.profiles], ())


def _across(profile: Profile) -> Profile:
    values = (
        *(f"={name}" for name in profile.names),
        *(f"#{value}" for value in profile.figures | profile.dates),
    )
    stems = frozenset(values)
    families = (symbol for symbol in profile.symbols if symbol[0] == "@")
    return profile._replace(stems=stems, symbols=(*sorted(stems), *families), pairs=array("Q"))


def _profiles(document: Document, numbers: dict[Symbol, int]) -> list[Profile]:
    """The profile of every sentence; new symbols are numbered."""
    names: dict[int, set[str]] = {}
    figures: dict[int, set[str]] = {}
    dates: dict[int, set[str]] = {}
    for fact in document.facts:
        match fact.value:
            case Name(canonical=canonical):
                names.setdefault(fact.sentence, set()).add(canonical.lower())
            case Quantity(dimension=dimension, unit=unit) as quantity:
                middle = _middle(quantity)
                if middle is not None:
                    figures.setdefault(fact.sentence, set()).add(f"{dimension}:{middle:.2g}{unit}")
            case When() as when if when.start or when.expression:
                dates.setdefault(fact.sentence, set()).add(f"{when.start or when.expression}/{when.grain}")
            case _:
                pass
    opening = _opening(document.sentences)
    language = language_of(document)
    return [
        _profile(
            numbers,
            language,
            language.tokens(document.article.text, sentence.span),
            _frozen(names.get(sentence.index)),
            _frozen(figures.get(sentence.index)),
            _frozen(dates.get(sentence.index)),
            sentence.index in opening,
            sentence.index / max(len(document.sentences) - 1, 1),
        )
        for sentence in document.sentences
    ]


def _frozen(found: set[str] | None) -> frozenset[str]:
    return frozenset(found) if found else _NONE


def _middle(quantity: Quantity) -> float | None:
    """The figure that an article rounds or bounds: of "nearly 44" and "more than 44" it is 44."""
    low, high = quantity.low, quantity.high
    if low is None or high is None or quantity.comparator == "<~":
        return low if high is None else high
    return math.sqrt(low * high) if low > 0 else high


def _opening(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The headline and the first two sentences of the body."""
    body = [s.index for s in sentences if s.role is SentenceRole.BODY][:2]
    return frozenset(body) | {s.index for s in sentences if s.role is SentenceRole.HEADLINE}


def _profile(
    numbers: dict[Symbol, int],
    language: Language,
    words: tuple[Token, ...],
    names: frozenset[str],
    figures: frozenset[str],
    dates: frozenset[str],
    opening: bool,
    place: float,
) -> Profile:
    families: dict[str, set[str]] = {}
    symbols: dict[int, list[Symbol]] = {
        index: [token.stem] for index, token in enumerate(words) if token.word not in language.stopwords
    }
    stems = frozenset({symbol[0] for symbol in symbols.values()})  # half the room of one made item by item
    for mention in language.mentions(words):
        for index in range(mention.first, mention.last + 1):
            families.setdefault(mention.phase.family, set()).add(words[index].stem)
            symbols.setdefault(index, []).append(f"@{mention.phase.family}")
    return Profile(
        stems=stems,
        families={family: tuple(told) for family, told in families.items()},
        symbols=(*sorted(stems), *(f"@{family}" for family in sorted(families))),
        pairs=_pairs([near for _, near in sorted(symbols.items())], numbers),
        names=names,
        figures=figures,
        dates=dates,
        normal=" ".join(token.stem for token in words),
        length=len(words),
        opening=opening,
        place=place,
    )


def _pairs(symbols: Sequence[Sequence[Symbol]], numbers: dict[Symbol, int]) -> array[SymbolPair]:
    """Symbols (those of every content word, in order) within the window of each other."""
    order = [[numbers.setdefault(symbol, len(numbers)) for symbol in near] for near in symbols]
    return array(
        "Q",
        {
            left << 32 | right if left < right else right << 32 | left
            for place, first in enumerate(order)
            for second in order[place + 1 : place + 1 + _WINDOW]
            for left in first
            for right in second
            if left != right
        },
    )
