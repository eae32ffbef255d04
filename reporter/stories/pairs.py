"""How alike two articles are, as a whole number, and which pairs are worth asking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reporter.stories.grouping import average_link, components
from reporter.stories.profile import UNIT, Profile, shingles

Block = tuple[int, int | None]
"""A key and a day of publication."""

ONE = 1_000_000
"""The score of an article with itself."""
THRESHOLD = 220_000
"""Likeness from which on two articles, or two groups on average, tell one story."""
REACH = 30
"""Days between two articles from which on they never tell one story by themselves."""
NEARNESS = ((3, 14), (7, 7), (REACH, 5))
"""Up to so many days apart, so many tenths of the score count. Articles of one story are mostly one day apart and
hardly ever more than three; later pieces on it must be more alike than any two of the same day."""
DENSE = 300
"""Size of a component from which on pairs without a common key count as unlike, not scored."""
COPIED = 0.8
"""Share of the shorter article's shingles that are in the longer one where one is a copy of the other."""
COMMON = 500
"""Articles of one day with a key in common from which on that key finds nothing: it says too little."""


def cosine(left: Profile, right: Profile) -> int:
    """The cosine of the two term vectors, 0 to ONE."""
    weights = dict(zip(left.terms, left.weights, strict=True))
    return _dot(weights, right) * ONE // (UNIT * UNIT)


def likeness(left: Profile, right: Profile) -> int:
    """The cosine, more where they are of the same days, less the further apart they are."""
    return weigh_days(cosine(left, right), left.day, right.day)


def weigh_days(score: int, left: int | None, right: int | None) -> int:
    """A cosine as the days of publication let it count; an unknown day speaks neither for nor against."""
    if left is None or right is None:
        return score
    apart = abs(left - right)
    return next((score * tenths // 10 for days, tenths in NEARNESS if apart <= days), 0)


def _dot(weights: Mapping[int, int], other: Profile) -> int:
    return sum(
        weights[term] * weight
        for term, weight in zip(other.terms, other.weights, strict=True)
        if term in weights
    )


def candidates(profile: Profile, blocks: Mapping[Block, Sequence[int]]) -> set[int]:
    """The articles that share a key with this one, itself among them.

    ``blocks`` has, for each of its keys and each day that is near enough, the articles with that key and day.
    A block of more than COMMON articles finds none and is found by none, from whichever side it is looked at.
    """
    found: set[int] = set()
    crowded = {
        key for (key, day), articles in blocks.items() if day == profile.day and len(articles) > COMMON
    }
    for (key, _), articles in blocks.items():
        if len(articles) <= COMMON and key not in crowded:
            found.update(articles)
    return found


def edges(one: Profile, others: Iterable[tuple[int, Profile]]) -> dict[int, int]:
    """Of the others those that reach the threshold with one article, and their likeness."""
    weights = dict(zip(one.terms, one.weights, strict=True))
    found = {}
    for name, other in others:
        score = weigh_days(_dot(weights, other) * ONE // (UNIT * UNIT), one.day, other.day)
        if score >= THRESHOLD:
            found[name] = score
    return found


def cluster(profiles: Sequence[Profile], known: Mapping[tuple[int, int], int]) -> list[list[int]]:
    """The groups of one component; ``known`` are its edges ``(i, j)``, i < j.

    The order of the profiles decides between equals: give them in one that does not depend on arrival.
    """
    scores = dict(known)
    if 1 < len(profiles) <= DENSE:
        for right in range(len(profiles)):
            others = [(left, profiles[left]) for left in range(right) if (left, right) not in known]
            weights = dict(zip(profiles[right].terms, profiles[right].weights, strict=True))
            for left, other in others:
                score = _dot(weights, other) * ONE // (UNIT * UNIT)
                scores[left, right] = weigh_days(score, other.day, profiles[right].day)
    return average_link(len(profiles), scores, THRESHOLD)


def group(profiles: Sequence[Profile]) -> list[list[int]]:
    """All articles grouped at once: what ``reporter build`` comes to one article at a time."""
    postings: dict[int, dict[int | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, profile in enumerate(profiles):
        for key in profile.keys:
            postings[key][profile.day].append(number)
    found: dict[tuple[int, int], int] = {}
    for number, profile in enumerate(profiles):
        blocks = {
            (key, day): articles
            for key in profile.keys
            for day, articles in postings[key].items()
            if near(profile.day, day)
        }
        earlier = sorted(other for other in candidates(profile, blocks) if other < number)
        for other, score in edges(profile, ((other, profiles[other]) for other in earlier)).items():
            found[other, number] = score
    return [
        [members[at] for at in chosen]
        for members in components(range(len(profiles)), found)
        for chosen in cluster([profiles[member] for member in members], _inner(members, found))
    ]


def _inner(members: Sequence[int], found: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """The edges between the members, by their places among them."""
    return {
        (left, right): found[members[left], members[right]]
        for right in range(len(members))
        for left in range(right)
        if (members[left], members[right]) in found
    }


def near(left: int | None, right: int | None) -> bool:
    """Whether articles of these days may tell one story."""
    return left is None or right is None or abs(left - right) <= REACH


def copies(texts: Iterable[str]) -> list[int]:
    """As ``origins``, of the articles' words."""
    return origins([shingles(text) for text in texts])


def origins(runs: Sequence[frozenset[int]]) -> list[int]:
    """For each article of a story the first one that it is a copy of, or that is a copy of it; else itself."""
    first = list(range(len(runs)))
    for right in range(len(runs)):
        for left in range(right):
            fewer = min(len(runs[left]), len(runs[right]))
            if fewer and len(runs[left] & runs[right]) >= COPIED * fewer:
                low, high = sorted((first[left], first[right]))
                first = [low if one == high else one for one in first]
    return first
