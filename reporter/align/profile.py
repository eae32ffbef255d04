"""What alignment looks at in a sentence, and how much each word weighs within the story."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reporter.lexicon import Language, Token, language_of
from reporter.model import Document, Name, Quantity, Sentence, SentenceRole, When

FAMILY_WEIGHT = 0.6
"""A shared event family counts this share of a shared word: it says the same kind of thing, not the same thing."""
_WINDOW = 5
"""Content words apart, at most, for two symbols to make a pair: about the reach of a verb to its object."""

Symbol = str
"""A stem, or ``@family``."""
SymbolPair = tuple[Symbol, Symbol]


class Profile(NamedTuple):
    """One sentence, as alignment sees it."""

    stems: frozenset[str]
    families: dict[str, frozenset[str]]
    """Event family -> the stems of this sentence that tell it."""
    symbols: tuple[Symbol, ...]
    """Stems and families, in a fixed order."""
    pairs: frozenset[SymbolPair]
    """Symbols near each other: who does what, without a parser."""
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


class Weights(NamedTuple):
    """Inverse sentence frequency within the story: what every sentence says tells nothing."""

    sentences: int
    weights: Mapping[Symbol, float]
    pairs: Counter[SymbolPair]
    dates: Counter[str]
    wholes: dict[frozenset[Symbol], float]
    """What :meth:`whole` was asked for so far."""
    rarities: dict[int, float]
    """What :meth:`pair` was asked for so far: 1 for a pair that one sentence has, 0 for one that all have."""

    def symbol(self, symbol: Symbol) -> float:
        """Weight of a stem or family, in nats; 0 for one that the story does not hold."""
        return self.weights.get(symbol, 0.0)

    def mass(self, symbols: Iterable[Symbol]) -> float:
        """The weight of several symbols together, added without rounding so that their order does not matter."""
        weights = self.weights
        return math.fsum([weights.get(symbol, 0.0) for symbol in symbols])

    def whole(self, symbols: frozenset[Symbol]) -> float:
        """As :meth:`mass`, for the symbols of a whole sentence, which is weighed against every partner."""
        known = self.wholes.get(symbols)
        if known is None:
            known = self.wholes[symbols] = self.mass(symbols)
        return known

    def pair(self, pair: SymbolPair) -> float:
        """Weight of two symbols near each other: the lighter of the two, less if the pair itself is common."""
        number = self.pairs[pair]
        rarity = self.rarities.get(number)
        if rarity is None:
            rarity = math.log((self.sentences + 1) / number) / math.log(self.sentences + 1)
            self.rarities[number] = rarity
        return min(self.weights.get(pair[0], 0.0), self.weights.get(pair[1], 0.0)) * rarity

    def date(self, date: str) -> float:
        """Weight of a date, 1 for one that a single sentence names: the day of the event says little."""
        return math.log((self.sentences + 1) / self.dates[date]) / math.log(self.sentences + 1)


def weigh(articles: Iterable[Sequence[Profile]]) -> Weights:
    """Weights over all sentences of a story."""
    symbols: Counter[Symbol] = Counter()
    pairs: Counter[SymbolPair] = Counter()
    dates: Counter[str] = Counter()
    count = 0
    for profiles in articles:
        for profile in profiles:
            count += 1
            symbols.update(profile.symbols)
            pairs.update(profile.pairs)
            dates.update(profile.dates)
    weights = {
        symbol: max(math.log((count + 1) / number), 0.05) * (FAMILY_WEIGHT if symbol[0] == "@" else 1.0)
        for symbol, number in symbols.items()
    }
    return Weights(count, weights, pairs, dates, {}, {})


class Survey(NamedTuple):
    """What alignment sees of a story; made once for all that aligns."""

    profiles: tuple[tuple[Profile, ...], ...]
    """Of every article, those of its sentences."""
    weights: Weights


def survey(documents: Iterable[Document]) -> Survey:
    """The survey of the articles of a story."""
    seen = tuple(profiles(document) for document in documents)
    return Survey(seen, weigh(seen))


def without_words(survey: Survey) -> Survey:
    """The survey for two languages: their sentences share names, figures, dates and kinds of events, and no words."""
    seen = tuple(tuple(map(_across, profiles)) for profiles in survey.profiles)
    return Survey(seen, weigh(seen))


def _across(profile: Profile) -> Profile:
    values = (
        *(f"={name}" for name in profile.names),
        *(f"#{value}" for value in profile.figures | profile.dates),
    )
    stems = frozenset(values)
    families = (symbol for symbol in profile.symbols if symbol[0] == "@")
    return profile._replace(stems=stems, symbols=(*sorted(stems), *families), pairs=frozenset())


def profiles(document: Document) -> tuple[Profile, ...]:
    """The profile of every sentence."""
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
    return tuple(
        _profile(
            language,
            language.tokens(document.article.text, sentence.span),
            frozenset(names.get(sentence.index, ())),
            frozenset(figures.get(sentence.index, ())),
            frozenset(dates.get(sentence.index, ())),
            sentence.index in opening,
            sentence.index / max(len(document.sentences) - 1, 1),
        )
        for sentence in document.sentences
    )


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
    stems = frozenset(symbol[0] for symbol in symbols.values())
    for mention in language.mentions(words):
        for index in range(mention.first, mention.last + 1):
            families.setdefault(mention.phase.family, set()).add(words[index].stem)
            symbols.setdefault(index, []).append(f"@{mention.phase.family}")
    return Profile(
        stems=stems,
        families={family: frozenset(told) for family, told in families.items()},
        symbols=(*sorted(stems), *(f"@{family}" for family in sorted(families))),
        pairs=_pairs([near for _, near in sorted(symbols.items())]),
        names=names,
        figures=figures,
        dates=dates,
        normal=" ".join(token.stem for token in words),
        length=len(words),
        opening=opening,
        place=place,
    )


def _pairs(symbols: Sequence[Sequence[Symbol]]) -> frozenset[SymbolPair]:
    """Symbols (those of every content word, in order) within the window of each other; alphabetical in a pair."""
    return frozenset(
        (left, right) if left < right else (right, left)
        for order, first in enumerate(symbols)
        for second in symbols[order + 1 : order + 1 + _WINDOW]
        for left in first
        for right in second
        if left != right
    )
