"""The diff engine: rules turn aligned articles into findings with evidence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from reporter.diff.camps import with_camps
from reporter.diff.checks import CHECKS, replay
from reporter.diff.joining import gather, value
from reporter.diff.rules import RULES
from reporter.diff.rules.base import Rule, Ruling, Story
from reporter.lexicon import language_of
from reporter.model import (
    Alignment,
    Document,
    Evidence,
    FactPair,
    Finding,
    Member,
    NearMiss,
    Relation,
    Span,
    Verdict,
    fingerprint,
)

__all__ = ["CHECKS", "RULES", "Rule", "classify", "replay", "with_camps"]

_ORDER = (Verdict.CONFLICTING, Verdict.SHARED, Verdict.UNIQUE)

_EXACTNESS: dict[Relation | None, int] = {Relation.EQUIVALENT: 1, Relation.REFINES: 2}
"""Of several shared mentions of one value the least exact relation is said."""


def classify(
    documents: Sequence[Document], alignments: Sequence[Alignment], pairs: Sequence[FactPair]
) -> tuple[tuple[Finding, ...], tuple[NearMiss, ...]]:
    """Findings (conflicts first, then in the order of the first article) and near misses."""
    whole = Story(tuple(documents), tuple(alignments), tuple(pairs))
    by_two = _by_two(whole)
    told: list[Member] = []
    ruled: list[tuple[Rule, Ruling]] = []
    for rule in RULES:
        stories = [whole] if rule.whole else [two for two, mixed in by_two if rule.across or not mixed]
        rulings = [
            ruling
            for story in stories
            for ruling in rule.apply(story)
            if not _repeats(ruling, told) and not _told_by_all(documents, ruling)
        ]
        if rule.rest:
            rulings = _unsaid(rulings, [ruling for _, ruling in ruled])
        told += [member for ruling in rulings if _conflicting(ruling) for member in ruling.members]
        ruled += [(rule, ruling) for ruling in rulings]
    findings, misses = [], []
    used: dict[str, int] = {}
    for group in gather(ruled, len(documents)):
        rule, ruling = max(group, key=lambda ruled: _EXACTNESS.get(ruled[1].relation, 0))
        members = _members(group)
        question = rule.question if _conflicting(ruling) else ""
        evidence = Evidence(rule.id, ruling.message, ruling.trace, question)
        identities = [documents[member.article].article.identity for member in members]
        values = value(group)
        name = fingerprint((rule.id, ruling.kind, values), identities)
        used[name] = used.get(name, 0) + 1
        name = name if used[name] == 1 else f"{name}-{used[name]}"
        if ruling.relation is None:
            misses.append(NearMiss(name, ruling.kind, ruling.subject, members, evidence))
        else:
            topic = fingerprint((rule.id, ruling.kind, ruling.subject), identities)
            known = (name, ruling.relation, ruling.kind, ruling.subject)
            findings.append(Finding(*known, members, evidence, topic, values=values))
    engaged = {
        (member.article, member.sentence)
        for finding in findings
        if finding.verdict is not Verdict.UNIQUE
        for member in finding.members
    }
    findings = [
        finding
        for finding in findings
        if finding.verdict is not Verdict.UNIQUE
        or not engaged & {(member.article, member.sentence) for member in finding.members}
    ]
    findings.sort(key=lambda finding: (_ORDER.index(finding.verdict), _place(finding)))
    misses.sort(key=_place)
    return tuple(findings), tuple(misses)


def _by_two(story: Story) -> list[tuple[Story, bool]]:
    """The story once for every two articles, with what was paired between these two only, and whether their languages
    differ.

    What agrees or competes in one pair of articles says nothing of another pair.
    """
    spoken = [language_of(document) for document in story.documents]
    if len(story.documents) <= 2:
        return [(story, len(set(spoken)) > 1)]
    return [
        (
            Story(
                story.documents,
                tuple(one for one in story.alignments if {ref.article for ref in one.members} == two),
                tuple(pair for pair in story.pairs if {pair.left.article, pair.right.article} == two),
            ),
            len({spoken[number] for number in two}) > 1,
        )
        for two in map(set, combinations(range(len(story.documents)), 2))
    ]


def _conflicting(ruling: Ruling) -> bool:
    return ruling.relation is not None and ruling.relation.verdict is Verdict.CONFLICTING


def _repeats(ruling: Ruling, told: Sequence[Member]) -> bool:
    """Whether a conflict rests only on words that an earlier rule found conflicting: one discrepancy, one finding."""
    return _conflicting(ruling) and all(
        any(member.article == other.article and member.span.overlaps(other.span) for other in told)
        for member in ruling.members
    )


def _unsaid(rulings: Sequence[Ruling], said: Sequence[Ruling]) -> list[Ruling]:
    """The rulings whose words no finding shows yet on both sides."""
    shown: dict[tuple[int, int], list[Span]] = {}
    for ruling in said:
        for member in ruling.members if ruling.relation is not None else ():
            shown.setdefault((member.article, member.sentence), []).append(member.span)
    return [
        ruling
        for ruling in rulings
        if not all(
            any(member.span.overlaps(span) for span in shown.get((member.article, member.sentence), ()))
            for member in ruling.members
        )
    ]


def _told_by_all(documents: Sequence[Document], ruling: Ruling) -> bool:
    """Whether each of the articles has the sentences of the others, word for word: then it is no conflict of them."""
    articles = {member.article for member in ruling.members}
    return (
        _conflicting(ruling)
        and len(articles) > 1
        and all(
            documents[member.article].words(documents[member.article].sentences[member.sentence].span)
            in documents[other].article.text
            for member in ruling.members
            for other in articles - {member.article}
        )
    )


def _place(found: Finding | NearMiss) -> tuple[tuple[int, int], ...]:
    """Where the words stand, for listing in reading order."""
    return tuple((member.article, member.span.start) for member in found.members)


def _members(group: Sequence[tuple[Rule, Ruling]]) -> tuple[Member, ...]:
    members = {(m.article, m.span): m for _, ruling in group for m in ruling.members}
    return tuple(member for _, member in sorted(members.items()))
