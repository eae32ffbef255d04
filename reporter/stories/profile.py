"""What an article is about, as a few numbers: weighted words, the keys it is looked up by, and shingles.

TF-IDF after Salton & Buckley (1988), with the weights of words frozen in ``background.txt``: an article's profile
does not depend on the articles it is compared with, so grouping does not depend on the order of arrival.
All is kept in whole numbers; sums of them are the same on every machine and in every order.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from zlib import crc32

from reporter.lexicon.tokens import STOPWORDS, tokens
from reporter.patterns import lazily

URL_RE = lazily(r"(?:https?://|www\.)\S+")
UNIT = 65_535
"""The length of every profile: a score is a sum of products over its square."""
KEPT = 128
"""Heaviest terms that an article is scored by; fewer scored worse, more no better."""
KEYS = 32
"""Heaviest terms that an article is found by."""
BIGRAM = 0.5
"""Weight of two neighbouring words, as a share of the mean of theirs."""
DAMPING = 0.7
"""Power of the inverse document frequency: rare words count, but one odd name does not make a story."""
SHINGLE = 5
"""Words in a shingle."""
SAMPLE = 4
"""One in so many shingles is kept, chosen by its hash, so that the same ones are kept of every copy."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An article as grouping sees it."""

    day: int | None
    """Day of publication as a proleptic Gregorian ordinal."""
    terms: tuple[int, ...]
    """Hashes of words and pairs of words, heaviest first."""
    weights: tuple[int, ...]
    """Of the terms; their squares add up to about UNIT squared."""
    shingles: frozenset[int]
    """Hashes of a sample of the runs of five words."""

    @property
    def keys(self) -> tuple[int, ...]:
        """The terms that an article is found by."""
        return self.terms[:KEYS]


def profile(text: str, published: date | None = None) -> Profile:
    """The profile of an article's words; ``text`` is without navigation and other such marks."""
    weighed = heaviest(weigh(text))
    length = math.sqrt(sum(weight * weight for _, weight in weighed)) or 1.0
    return Profile(
        published.toordinal() if published else None,
        tuple(crc32(term.encode()) for term, _ in weighed),
        tuple(round(weight / length * UNIT) for _, weight in weighed),
        shingles(text),
    )


def weigh(text: str) -> dict[str, float]:
    """The weight of every word stem and every pair of neighbouring ones."""
    counts: Counter[str] = Counter()
    before = ""
    for stem in _stems(text):
        if stem:
            counts[stem] += 1
            if before:
                counts[f"{before} {stem}"] += 1
        before = stem
    return {term: (1 + math.log(count)) * _rarity(term) for term, count in counts.items()}


def heaviest(weights: dict[str, float]) -> list[tuple[str, float]]:
    """The KEPT heaviest terms; where two weigh the same the alphabet decides."""
    return sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:KEPT]


def in_common(left: str, right: str, most: int = 6) -> list[str]:
    """The words and pairs of words that two articles are alike by, the weightiest first, as the left one has them."""
    ours, theirs = weigh(left), weigh(right)
    surface: dict[str, str] = {}
    before = ("", "")
    for token in tokens(URL_RE.sub(" ", left)):
        surface.setdefault(token.stem, token.word)
        surface.setdefault(f"{before[0]} {token.stem}", f"{before[1]} {token.word}")
        before = (token.stem, token.word)
    shared = sorted(ours.keys() & theirs.keys(), key=lambda term: (-ours[term] * theirs[term], term))
    return [surface.get(term, term) for term in shared[:most]]


def shingles(text: str) -> frozenset[int]:
    """Hashes of a sample of the runs of SHINGLE words (Broder 1997), stop words among them."""
    words = [token.word for token in tokens(text)]
    runs = (
        crc32(" ".join(words[at : at + SHINGLE]).encode()) for at in range(max(1, len(words) - SHINGLE + 1))
    )
    return frozenset(run for run in runs if run % SAMPLE == 0)


def _stems(text: str) -> Iterator[str]:
    """Stems of the words that count; an empty one where a word does not, which parts its neighbours."""
    for token in tokens(URL_RE.sub(" ", text)):
        yield "" if token.word in STOPWORDS or len(token.word) < 2 else token.stem


def _rarity(term: str) -> float:
    rarities, unknown = background()
    first, space, second = term.partition(" ")
    if space:
        return BIGRAM * (rarities.get(first, unknown) + rarities.get(second, unknown)) / 2
    return rarities.get(term, unknown)


@cache
def background() -> tuple[dict[str, float], float]:
    """Of the most usual stems the damped inverse document frequency, and that of all others.

    ``background.txt`` names the stems from the most to the least usual in groups: a line with the inverse
    document frequency in tenths, then the stems that have it.
    """
    text = resources.files("reporter.stories").joinpath("background.txt").read_text(encoding="utf-8")
    rarities: dict[str, float] = {}
    tenths = 0
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        tenth, _, stems = line.partition(" ")
        tenths = int(tenth)
        rarities.update(dict.fromkeys(stems.split(), (tenths / 10) ** DAMPING))
    return rarities, (tenths / 10) ** DAMPING
