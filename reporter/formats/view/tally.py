"""What is counted of a comparison: the same in the page, the briefing and the index of many.

Names that articles share and nothing more are no shared facts; articles that are copies of one text count as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reporter.model import Comparison, Finding, Member, SentenceRef, Verdict

_NAME_KINDS = ("person", "place", "organisation")


def shared_name(verdict: str, kind: str) -> bool:
    """Whether a finding only says that the articles name the same person, place or organisation."""
    return verdict == Verdict.SHARED and kind in _NAME_KINDS


def groups(comparison: Comparison) -> tuple[tuple[int, ...], ...]:
    """The articles by origin, in order."""
    origins = comparison.origins or tuple(range(len(comparison.documents)))
    found: dict[int, list[int]] = {}
    for article, origin in enumerate(origins):
        found.setdefault(origin, []).append(article)
    return tuple(tuple(found[origin]) for origin in sorted(found))


def shared_facts(comparison: Comparison) -> tuple[list[Finding], int]:
    """The shared facts in their order, and how many more only one origin has.

    Of three articles and more, a shared value that is part of a conflict is told there.
    """
    shared = [one for one in comparison.findings if one.verdict is Verdict.SHARED]
    if len(comparison.documents) < 3:
        return [one for one in shared if not shared_name(one.verdict, one.kind)], 0
    column = {article: number for number, articles in enumerate(groups(comparison)) for article in articles}
    told: set[tuple[str, Member]] = set()
    kept, within = [], 0
    for one in comparison.findings:
        members = [member for camp in one.camps for member in camp.members]
        if one.verdict is Verdict.CONFLICTING:
            told.update((one.kind, member) for member in members)
        elif members and len({column[member.article] for member in members}) < 2:
            within += 1
        elif not shared_name(one.verdict, one.kind) and not {(one.kind, each) for each in members} <= told:
            kept.append(one)
    return kept, within


def lone_sentences(
    comparison: Comparison, verdicts: Mapping[SentenceRef, Verdict]
) -> Iterator[tuple[tuple[int, ...], list[SentenceRef]]]:
    """Of every origin its articles and the sentences that it alone has, those of its first article."""
    for articles in groups(comparison):
        inside = _within(comparison, articles)
        first = articles[0]
        refs = [SentenceRef(first, one.index) for one in comparison.documents[first].sentences]
        yield articles, [ref for ref in refs if ref in inside or verdicts[ref] is Verdict.UNIQUE]


def _within(comparison: Comparison, articles: tuple[int, ...]) -> set[SentenceRef]:
    """The sentences of copies that only these copies have."""
    if len(articles) < 2:
        return set()
    groups_of = [
        [SentenceRef(member.article, member.sentence) for member in finding.members]
        for finding in comparison.findings
        if finding.verdict is not Verdict.UNIQUE
    ]
    groups_of += [list(alignment.members) for alignment in comparison.alignments]
    shared = {ref for refs in groups_of if any(one.article not in articles for one in refs) for ref in refs}
    own = {ref for refs in groups_of for ref in refs if ref.article in articles}
    return own - shared


def tally(comparison: Comparison) -> dict[str, int]:
    """``conflicting`` and, of these, ``settled``; ``shared`` facts; ``unique`` sentences."""
    conflicts = [one for one in comparison.findings if one.verdict is Verdict.CONFLICTING]
    return {
        "conflicting": len(conflicts),
        "settled": sum(one.decision is not None for one in conflicts),
        "shared": len(shared_facts(comparison)[0]),
        "unique": sum(len(refs) for _, refs in lone_sentences(comparison, comparison.verdicts())),
    }
