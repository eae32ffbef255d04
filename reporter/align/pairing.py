"""Facts of two articles that may be about the same thing, with how alike the words around them are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, product

from reporter.align.profile import Symbol, Weights, survey
from reporter.lexicon import families, language_of, overlapping
from reporter.model import Alignment, Document, Fact, FactPair, FactRef, Name, Quantity, Quote, Status

_WINDOW = 6
"""Words on either side of a fact that say what it is about."""
_COMMON = 20
"""A key that more facts of an article share proposes nobody: pairs would grow with the square of the length."""
_CROWD = 16
"""Facts of one kind in a sentence that are paired with those of its partners; news has 10 at most."""
_SHARES = frozenset(("count", "fraction", "percent"))
"""Dimensions in which news measures the same thing in turn: 35 districts, three-quarters of them, 75 %."""
_ACROSS = frozenset(("quantity", "status", "quote", "person"))
"""Kinds that are paired across the whole articles too, where they are about the same event, words or person."""


def pair_facts(
    documents: Sequence[Document], alignments: Sequence[Alignment], weights: Weights | None = None
) -> tuple[FactPair, ...]:
    """Candidate pairs for the rules: comparable facts of aligned sentences, and of others on one subject."""
    weights = weights or survey(documents).weights
    slots = [_Slots(document, weights) for document in documents]
    aligned: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for alignment in alignments:
        one, other = alignment.members
        aligned.setdefault((one.article, other.article), set()).add((one.sentence, other.sentence))
    found = []
    for first, second in combinations(range(len(documents)), 2):
        links = aligned.get((first, second), set())
        for left, right in sorted(_comparable(documents[first], documents[second], links)):
            facts = documents[first].facts[left], documents[second].facts[right]
            found.append(
                FactPair(
                    FactRef(first, left),
                    FactRef(second, right),
                    (facts[0].sentence, facts[1].sentence) in links,
                    round(slots[first].alike(left, slots[second], right), 1),
                )
            )
    return tuple(found)


def _comparable(left: Document, right: Document, links: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Positions of facts of one kind in aligned sentences, or under one key across the articles."""
    by_sentence = _by_sentence(right)
    by_key: dict[tuple[str, ...], list[int]] = {}
    for position, fact in enumerate(right.facts):
        for key in _keys(fact):
            by_key.setdefault(key, []).append(position)
    partners: dict[int, list[int]] = {}
    for a, b in links:
        partners.setdefault(a, []).append(b)
    found = set()
    for sentence, positions in _by_sentence(left).items():
        for partner in partners.get(sentence, ()):
            for position, other in product(positions, by_sentence.get(partner, ())):
                if _same_sort(left.facts[position], right.facts[other]):
                    found.add((position, other))
    for position, fact in enumerate(left.facts):
        for key in _keys(fact):
            partners_of = by_key.get(key, ())
            if len(partners_of) <= _COMMON:
                found.update((position, other) for other in partners_of)
    return found


def _by_sentence(document: Document) -> dict[int, list[int]]:
    """Positions of the facts of each sentence, of a crowd of one kind the first."""
    found: dict[int, list[int]] = {}
    counts: Counter[tuple[int, str]] = Counter()
    for position, fact in enumerate(document.facts):
        counts[fact.sentence, fact.kind] += 1
        if counts[fact.sentence, fact.kind] <= _CROWD:
            found.setdefault(fact.sentence, []).append(position)
    return found


def _same_sort(left: Fact, right: Fact) -> bool:
    if left.kind != right.kind:
        return False
    if isinstance(left.value, Quantity) and isinstance(right.value, Quantity):
        if {left.value.dimension, right.value.dimension} <= _SHARES:
            return True
        return left.value.dimension == right.value.dimension and left.value.unit == right.value.unit
    if isinstance(left.value, Status) and isinstance(right.value, Status):
        return left.value.event == right.value.event
    return True


def _keys(fact: Fact) -> Iterable[tuple[str, ...]]:
    """What a fact must share with another to be compared with it from anywhere in the article."""
    if fact.kind not in _ACROSS:
        return
    match fact.value:
        case Quantity(dimension=dimension, unit=unit) if dimension not in ("ordinal", "age", "score"):
            for event in fact.events[:2]:
                yield ("quantity", dimension, unit, event)
            for family in sorted({family for stem in fact.scope.population for family in families(stem)}):
                yield ("counted", dimension, unit, family)
        case Status(event=event, agents=agents, patients=patients):
            for argument in dict.fromkeys((*agents, *patients)):
                if argument[0] in "@=+":
                    yield ("status", event, argument)
        case Quote(words=words) if len(words) >= 4:
            for first in range(0, len(words) - 3, 2):
                yield ("quote", *words[first : first + 4])
        case Name(canonical=canonical) if fact.kind == "person":
            yield ("person", canonical.rsplit(" ", 1)[-1].lower())
        case _:
            return


class _Slots:
    """The words around every fact of a document, weighed."""

    def __init__(self, document: Document, weights: Weights) -> None:
        self._document, self._weights = document, weights
        self._language = language_of(document)
        self._known: dict[int, tuple[tuple[Symbol, ...], float]] = {}  # a set would take five times the room

    def alike(self, position: int, other: _Slots, partner: int) -> float:
        """0-100: the weight of what the surroundings of two facts share, over the geometric mean of theirs."""
        left, mass = self._around(position)
        right, other_mass = other._around(partner)
        if not mass or not other_mass:
            return 0.0
        return 100 * self._weights.mass(set(left).intersection(right)) / math.sqrt(mass * other_mass)

    def _around(self, position: int) -> tuple[tuple[Symbol, ...], float]:
        if position not in self._known:
            symbols = self._symbols(self._document.facts[position])
            self._known[position] = symbols, self._weights.mass(symbols)
        return self._known[position]

    def _symbols(self, fact: Fact) -> tuple[Symbol, ...]:
        words = self._language.tokens(
            self._document.article.text, self._document.sentences[fact.sentence].span
        )
        inside = overlapping(words, fact.span)
        first, last = (inside[0], inside[-1]) if inside else (0, 0)
        start, end = max(first - _WINDOW, 0), last + 1 + _WINDOW
        near = words[start:end]
        figures = {words[i].stem for i in inside if words[i].word[0].isdigit()}
        symbols = {token.stem for token in near if token.word not in self._language.stopwords} - figures
        told = [
            mention
            for mention in self._language.mentions(words)
            if start <= mention.first and mention.last < end
        ]
        return tuple(symbols | {f"@{mention.phase.family}" for mention in told})
