"""What is new, changed and gone since a comparison made before.

A finding's id is made of its rule and values, without positions, so the same id is the same finding. Its topic
is made of the matter alone: where the ids differ and the topics are the same, the values have changed. Both hold the
articles; a conflict that a further article joins with a value that is there already is the same conflict.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

from reporter.model import Changed, Changes, Comparison, Finding, Verdict

Item = TypeVar("Item")


def changes(before: Comparison, after: Comparison) -> Changes:
    """Every finding of either comparison, once: unchanged, changed, new or gone.

    Findings of one id are matched one to one, in their order, then those of one value that an article joined or left,
    then those of one topic. A finding without a topic cannot change, only come and go.
    """
    old, now = ([Told.of(one, side) for one in side.findings] for side in (before, after))
    pairs: dict[bool, list[tuple[Finding, Finding]]] = {True: [], False: []}
    for same, key, fits in STEPS:
        matched, now, old = match(old, now, key, fits)
        pairs[same] += [(earlier.finding, later.finding) for earlier, later in matched]
    return Changes(
        new=tuple(one.finding for one in now),
        changed=tuple(Changed(*pair) for pair in pairs[False]),
        gone=tuple(one.finding for one in old),
        unchanged=tuple(later for _, later in pairs[True]),
        articles=_articles(before, after),
    )


class Told(NamedTuple):
    """A finding and the identities of its articles."""

    finding: Finding
    articles: frozenset[str]

    @classmethod
    def of(cls, finding: Finding, comparison: Comparison) -> Told:
        """The finding of a comparison."""
        documents = (comparison.documents[member.article] for member in finding.members)
        return cls(finding, frozenset(document.article.identity for document in documents))

    @property
    def said(self) -> Hashable:
        """Rule, kind and values of a conflict: the same whichever articles say so."""
        one = self.finding
        known = one.values and self.articles and one.verdict is Verdict.CONFLICTING
        return (one.evidence.rule, one.kind, one.values) if known else ""

    @property
    def matter(self) -> Hashable:
        """Rule, kind and subject of a conflict."""
        one = self.finding
        known = one.subject and self.articles and one.verdict is Verdict.CONFLICTING
        return (one.evidence.rule, one.kind, one.subject) if known else ""


def joined_or_left(before: Told, after: Told) -> bool:
    """Whether articles were only added or only taken away."""
    return before.articles <= after.articles or after.articles <= before.articles


def _any(_before: Told, _after: Told) -> bool:
    return True


Key: TypeAlias = Callable[[Told], Hashable]
Fits: TypeAlias = Callable[[Told, Told], bool]
STEPS: tuple[tuple[bool, Key, Fits], ...] = (
    (True, lambda one: one.finding.id, _any),
    (True, lambda one: one.said, joined_or_left),
    (False, lambda one: one.finding.topic, _any),
    (False, lambda one: one.matter, joined_or_left),
)
"""How findings of two comparisons are matched, the surest first: whether they are the same then, by what, and where."""


def match(
    before: Sequence[Item],
    after: Sequence[Item],
    key: Callable[[Item], Hashable],
    fits: Callable[[Item, Item], bool] = lambda _before, _after: True,
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Pairs that have the same ``key``, not an empty one, and fit; then what is left of ``after`` and of ``before``."""
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for place, item in enumerate(before):
        waiting[key(item)].append(place)
    waiting.pop("", None)
    pairs, left = [], []
    for item in after:
        places = waiting.get(key(item), ())
        fitting = [place for place in places if fits(before[place], item)]
        if fitting:
            waiting[key(item)].remove(fitting[0])
            pairs.append((fitting[0], item))
        else:
            left.append(item)
    matched = {place for place, _ in pairs}
    return (
        [(before[place], item) for place, item in pairs],
        left,
        [item for place, item in enumerate(before) if place not in matched],
    )


def _articles(before: Comparison, after: Comparison) -> tuple[str, ...]:
    """A line for each article that came, went or was edited; articles are the same if their identity is."""
    digests = [
        {document.article.identity: document.article.sha256 for document in comparison.documents}
        for comparison in (before, after)
    ]
    earlier, later = digests
    lines = [f"{name} was not compared before" for name in later if name not in earlier]
    lines += [f"{name} is no longer compared" for name in earlier if name not in later]
    lines += [f"{name} was edited" for name in later if name in earlier and earlier[name] != later[name]]
    return tuple(lines)
