"""From rulings on pairs of articles to findings on the whole story.

Rules look at two articles at a time. In a story of three or more, the rulings of one rule that rest on the same words
are one matter: "12 dead" in A and C against "31 dead" in B is one finding with three members, not two findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reporter.diff.rules.base import Rule, Ruling
from reporter.model import Member, Relation, Verdict

Ruled = tuple[Rule, Ruling]


def gather(rulings: Iterable[Ruled], articles: int) -> list[list[Ruled]]:
    """Groups of rulings that make one finding each, in the order of their first member.

    Rulings of one rule on the same values of the same articles are mentions of one matter; with three or more
    ``articles``, so are those of one rule and outcome that share words.
    """
    groups: dict[tuple[object, ...], list[Ruled]] = {}
    for rule, ruling in rulings:
        key = (*_sort(rule, ruling), ruling.value, *sorted({member.article for member in ruling.members}))
        if ruling.relation is Relation.ONLY_HERE:
            key += (ruling.members,)
        groups.setdefault(key, []).append((rule, ruling))
    return list(groups.values()) if articles < 3 else _joined(list(groups.values()))


def _sort(rule: Rule, ruling: Ruling) -> tuple[object, ...]:
    """What rulings must have in common to be one: shared ones of any relation, conflicts of the same."""
    outcome: object = ruling.relation and ruling.relation.verdict
    return rule.id, ruling.relation if outcome is Verdict.CONFLICTING else outcome, ruling.kind


def _joined(groups: Sequence[list[Ruled]]) -> list[list[Ruled]]:
    """The groups, those joined that have words in common (union by smallest index)."""
    parent = list(range(len(groups)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first: dict[tuple[object, ...], int] = {}
    for index, group in enumerate(groups):
        for rule, ruling in group:
            for member in _bearing(ruling):
                known = first.setdefault((*_sort(rule, ruling), member.article, member.span), index)
                low, high = sorted((root(known), root(index)))
                parent[high] = low
    joined: dict[int, list[Ruled]] = {}
    for index, group in enumerate(groups):
        joined.setdefault(root(index), []).extend(group)
    return list(joined.values())


def _bearing(ruling: Ruling) -> Sequence[Member]:
    """The words that rulings are joined by: of two figures that agree by rounding the more exact one.

    "Dozens" agrees with 24 and with 36, which do not agree with one another.
    """
    lies = [step.outcome for step in ruling.trace if step.check == "interval"]
    if ruling.relation is not Relation.REFINES or ruling.kind != "quantity" or not lies:
        return ruling.members
    left, *_, right = ruling.members
    return {"inside": (left,), "around": (right,)}.get(lies[-1], ())


def value(group: Sequence[Ruled]) -> str:
    """The values of a group without positions, each once: what the finding's id is made of."""
    return "|".join(sorted({part for _, ruling in group for part in ruling.value.split("|")}))
