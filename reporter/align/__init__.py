"""Alignment: which sentences, and which facts, of different articles report the same thing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import combinations

from reporter.align.candidates import candidates
from reporter.align.matching import Scored, match
from reporter.align.pairing import pair_facts
from reporter.align.profile import Survey, survey, without_words
from reporter.align.similarity import SIGNALS, contributions, score, setting, signals
from reporter.config import Settings
from reporter.lexicon import language_of
from reporter.model import Alignment, Document, Finding, SentenceRef, Verdict

__all__ = ["SIGNALS", "Survey", "align_sentences", "join", "lone", "pair_facts", "survey"]


def align_sentences(
    documents: Sequence[Document], settings: Settings | None = None, surveyed: Survey | None = None
) -> tuple[Alignment, ...]:
    """The alignments between every two documents, ordered by article and sentence."""
    settings = settings or Settings()
    surveyed = surveyed or survey(documents)
    spoken = [language_of(document) for document in documents]
    bare = without_words(surveyed) if len(set(spoken)) > 1 else surveyed
    found = []
    for first, second in combinations(range(len(documents)), 2):
        seen, weights = surveyed if spoken[first] is spoken[second] else bare
        given = setting(len(seen[first]), len(seen[second]))
        scored, values = [], {}
        for left, right in candidates(seen[first], seen[second], weights):
            value = signals(seen[first][left], seen[second][right], weights, given)
            same = seen[first][left].normal == seen[second][right].normal
            likeness = 100.0 if same else score(value)
            if likeness >= settings.floor_score:
                scored.append(Scored(left, right, likeness))
                values[left, right] = value
        lengths = [[profile.length for profile in seen[number]] for number in (first, second)]
        for pair in match(scored, settings.fan_cap, lengths):
            members = (SentenceRef(first, pair.left), SentenceRef(second, pair.right))
            found.append(
                Alignment(
                    _id(documents, members),
                    members,
                    round(pair.score, 1),
                    contributions(values[pair.left, pair.right]),
                )
            )
    return tuple(found)


def lone(documents: Sequence[Document], floor: float) -> tuple[Alignment, ...]:
    """Of two articles of one sentence each the alignment that they may have, at the floor; of others none."""
    if len(documents) != 2 or any(len(document.sentences) != 1 for document in documents):
        return ()
    members = (SentenceRef(0, 0), SentenceRef(1, 0))
    return (Alignment(_id(documents, members), members, floor),)


def join(
    documents: Sequence[Document], alignments: Sequence[Alignment], findings: Iterable[Finding], floor: float
) -> tuple[Alignment, ...]:
    """The alignments, and one more for every two sentences that a conflict or a single agreement joins.

    Two sentences that say different things of one event, or give one figure for it, report the same thing.
    """
    joined = {alignment.members: alignment for alignment in alignments}
    for finding in findings:
        if finding.verdict is not Verdict.CONFLICTING and len(finding.members) != 2:
            continue
        refs = sorted({SentenceRef(member.article, member.sentence) for member in finding.members})
        for left, right in combinations(refs, 2):
            if left.article != right.article and (left, right) not in joined:
                members = (left, right)
                joined[members] = Alignment(_id(documents, members), members, floor, {"finding": 1.0})
    return tuple(alignment for _, alignment in sorted(joined.items()))


def _id(documents: Sequence[Document], members: Sequence[SentenceRef]) -> str:
    """A hash of the aligned words, without positions, the same for any order of the articles."""
    words = sorted(
        documents[ref.article].words(documents[ref.article].sentences[ref.sentence].span) for ref in members
    )
    return hashlib.sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:12]
