"""What is new, changed and gone since a comparison made before.

A finding's id is made of its rule and values, without positions, so the same id is the same finding. Its topic
is made of the matter alone: where the ids differ and the topics are the same, the values have changed.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from operator import attrgetter
from typing import TypeVar

from reporter.model import Changed, Changes, Comparison

Item = TypeVar("Item")


def changes(before: Comparison, after: Comparison) -> Changes:
    """Every finding of either comparison, once: unchanged, changed, new or gone.

    Findings of one id (of those left: of one topic) are matched one to one, in their order. A finding without a
    topic cannot change, only come and go.
    """
    same, new, gone = match(before.findings, after.findings, attrgetter("id"))
    changed, new, gone = match(gone, new, attrgetter("topic"))
    return Changes(
        new=tuple(new),
        changed=tuple(Changed(earlier, later) for earlier, later in changed),
        gone=tuple(gone),
        unchanged=tuple(later for _, later in same),
        articles=_articles(before, after),
    )


def match(
    before: Sequence[Item], after: Sequence[Item], key: Callable[[Item], Hashable]
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Pairs that have the same ``key`` and not an empty one; then what is left of ``after`` and of ``before``."""
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for place, item in enumerate(before):
        waiting[key(item)].append(place)
    waiting.pop("", None)
    pairs, left = [], []
    for item in after:
        places = waiting.get(key(item))
        if places:
            pairs.append((places.popleft(), item))
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
