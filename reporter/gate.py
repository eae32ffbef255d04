"""The gate: which conflicts are new since a baseline and settled by nobody.

Findings are matched with those of the baseline story by story, then across stories, as a new article may move
a story's report: first by id, then by values, topic and subject (see ``changes``), each finding of the baseline
accounting for one of now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reporter.changes import STEPS, Fits, Key, Told, changes, match
from reporter.config import nearest
from reporter.errors import ConfigError
from reporter.model import (
    Check,
    Checked,
    CheckedStory,
    Comparison,
    Finding,
    Relation,
    Standing,
    Verdict,
)

CHANGED = Standing.CHANGED.value
DEFAULT = Verdict.CONFLICTING.value
WORDS = (*Verdict, *Relation, CHANGED)
"""What may fail: findings of a verdict or of a relation; ``changed``: those whose values changed as well."""


class _Row(NamedTuple):
    """A finding and where it comes from."""

    place: int
    home: int
    """Position of its story."""
    story: str
    told: Told

    @property
    def finding(self) -> Finding:
        """The finding itself."""
        return self.told.finding


@dataclass(frozen=True, slots=True)
class FailOn:
    """What makes the gate red."""

    relations: frozenset[Relation]
    changed: bool = False
    """Whether a changed finding fails like a new one."""


def fail_on(words: Iterable[str]) -> FailOn:
    """What the words name, each a verdict, a relation or ``changed``; several in one with ``,`` or ``|``.

    Where they name no finding, every conflict fails.

    Raises ConfigError (``bad-fail-on``).
    """
    given = [word.strip() for several in words for word in several.replace("|", ",").split(",")]
    relations: set[Relation] = set()
    for word in given:
        if word not in WORDS:
            hint = nearest(word, WORDS)
            raise ConfigError(
                "bad-fail-on", f"--fail-on {word}: no such word{hint} (known: {', '.join(WORDS)})"
            )
        relations |= {relation for relation in Relation if word in (relation, relation.verdict)}
    if not relations:
        relations = {relation for relation in Relation if relation.verdict is Verdict.CONFLICTING}
    return FailOn(frozenset(relations), CHANGED in given)


def judge(
    stories: Sequence[tuple[str, Comparison]],
    baseline: Sequence[tuple[str, Comparison]] | None = None,
    failing: FailOn | None = None,
    landed: Collection[str] = (),
) -> Check:
    """What became of the findings of ``stories`` (name and settled comparison) since ``baseline``.

    ``landed`` are locators of articles that a reader has just seen arrive: it is their words to point at.

    Names pair the stories of both. Without a baseline (None) every finding is new. A finding that is settled
    never fails; one that changed fails like a new one where a decision on the old values no longer holds for
    it. Conflicts are kept whatever fails, other findings only where they may fail.
    """
    failing = failing or fail_on(())
    rows = _rows(stories)
    standings, gone = _standings(rows, _rows(baseline or ()))
    fresh = _fresh(stories, baseline or (), landed)
    tally = Counter((row.finding.verdict, standings[row.place][0]) for row in rows)
    tally.update((row.finding.verdict, Standing.ABSENT) for row in gone)
    return Check(
        stories=_judged(stories, rows, standings, failing, fresh),
        gone=_gone(baseline or (), gone, failing),
        has_baseline=baseline is not None,
        articles=_articles(stories, baseline),
        tally={verdict: {state: tally[verdict, state] for state in Standing} for verdict in Verdict},
    )


def _rows(stories: Iterable[tuple[str, Comparison]]) -> list[_Row]:
    found = [
        (home, story, Told.of(finding, comparison))
        for home, (story, comparison) in enumerate(stories)
        for finding in comparison.findings
    ]
    return [_Row(place, *row) for place, row in enumerate(found)]


def _standings(
    rows: Sequence[_Row], baseline: Sequence[_Row]
) -> tuple[list[tuple[Standing, Finding | None]], list[_Row]]:
    """Of each row of now its standing and what it changed from; the rows of the baseline that are absent."""
    standings: list[tuple[Standing, Finding | None]] = [(Standing.NEW, None)] * len(rows)
    waiting, left = list(rows), list(baseline)
    for same, key, fits in STEPS:
        state = Standing.UNCHANGED if same else Standing.CHANGED
        for at_home in (True, False):

            def of(row: _Row, at_home: bool = at_home, key: Key = key) -> Hashable:
                value = key(row.told)
                return (row.story, value) if at_home and value != "" else value

            def near(before: _Row, after: _Row, fits: Fits = fits) -> bool:
                return fits(before.told, after.told)

            pairs, waiting, left = match(left, waiting, of, near)
            for earlier, row in pairs:
                standings[row.place] = (state, None if same else earlier.finding)
    return standings, left


def _judged(
    stories: Sequence[tuple[str, Comparison]],
    rows: Sequence[_Row],
    standings: Sequence[tuple[Standing, Finding | None]],
    failing: FailOn,
    fresh: Collection[str],
) -> tuple[CheckedStory, ...]:
    kept: list[list[Checked]] = [[] for _ in stories]
    for row in rows:
        finding, (state, earlier) = row.finding, standings[row.place]
        if _looked_at(finding, failing):
            reopened = state is Standing.CHANGED and (failing.changed or finding.superseded is not None)
            fails = (
                (state is Standing.NEW or reopened)
                and finding.decision is None
                and finding.relation in failing.relations
            )
            primary = _primary(finding, stories[row.home][1], fresh)
            kept[row.home].append(Checked(finding, state, fails, earlier, primary))
    return tuple(CheckedStory(*story, tuple(found)) for story, found in zip(stories, kept, strict=True))


def _gone(
    baseline: Sequence[tuple[str, Comparison]], gone: Sequence[_Row], failing: FailOn
) -> tuple[CheckedStory, ...]:
    """The absent rows, by the story of the baseline they were in."""
    kept: list[list[Checked]] = [[] for _ in baseline]
    for row in gone:
        if _looked_at(row.finding, failing):
            kept[row.home].append(Checked(row.finding, Standing.ABSENT))
    return tuple(
        CheckedStory(*story, tuple(found)) for story, found in zip(baseline, kept, strict=True) if found
    )


def _looked_at(finding: Finding, failing: FailOn) -> bool:
    return finding.verdict is Verdict.CONFLICTING or finding.relation in failing.relations


def _fresh(
    stories: Sequence[tuple[str, Comparison]],
    baseline: Sequence[tuple[str, Comparison]],
    landed: Collection[str],
) -> frozenset[str]:
    """Digests of the articles that landed; where none is named, of those that the baseline does not know."""
    now, before = (
        [document.article for _, comparison in side for document in comparison.documents]
        for side in (stories, baseline)
    )
    named = frozenset(article.sha256 for article in now if article.locator in landed)
    known = frozenset(article.sha256 for article in before)
    return named or (frozenset(article.sha256 for article in now) - known)


def _primary(finding: Finding, comparison: Comparison, fresh: Collection[str]) -> int:
    """The first member whose article is fresh: a reader of the change has that one open."""
    articles = [comparison.documents[member.article].article for member in finding.members]
    return next((place for place, article in enumerate(articles) if article.sha256 in fresh), 0)


def _articles(
    stories: Sequence[tuple[str, Comparison]], baseline: Sequence[tuple[str, Comparison]] | None
) -> tuple[str, ...]:
    if baseline is None:
        return ()
    earlier, later = (
        Comparison(tuple(document for _, one in side for document in one.documents), (), ())
        for side in (baseline, stories)
    )
    return changes(earlier, later).articles
