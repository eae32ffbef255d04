"""The gate's judgement: what became of every finding since a baseline, and which of them fail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reporter.model.changes import Changes
from reporter.model.comparison import Comparison, Finding, Verdict


class Standing(StrEnum):
    """What a finding is to the baseline; without a baseline all are new."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    """The baseline has the same matter with other values."""
    ABSENT = "absent"
    """The baseline has it and the reports have it no longer."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding at the gate."""

    finding: Finding
    standing: Standing = Standing.NEW
    failing: bool = False
    before: Finding | None = None
    """Of a changed finding: the baseline's."""
    primary: int = 0
    """Position among the finding's members of the words to point at: those of a new article, else the first."""


@dataclass(frozen=True, slots=True)
class CheckedStory:
    """The findings of one story that the gate looks at."""

    name: str
    """Path of its report; empty where the articles were compared on the spot."""
    comparison: Comparison
    """Where the findings' members count their articles: that of the baseline if they are absent."""
    findings: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What the gate says of all reports."""

    stories: tuple[CheckedStory, ...]
    gone: tuple[CheckedStory, ...] = ()
    """What the baseline had and is absent now, by the story it was in."""
    has_baseline: bool = False
    articles: tuple[str, ...] = ()
    """One line for each article that was added, left out or edited since the baseline."""
    tally: Mapping[Verdict, Mapping[Standing, int]] = field(default_factory=dict)
    """How many findings of each verdict and standing there are, those that the gate does not look at too."""

    @classmethod
    def of(cls, comparison: Comparison, changes: Changes | None = None) -> Check:
        """One comparison by itself: its conflicts, each failing unless it is settled.

        ``changes`` say what was there before; what is gone since is left out, as its article is not at hand.
        """
        earlier = {change.after.id: change.before for change in changes.changed} if changes else {}
        same = {finding.id for finding in changes.unchanged} if changes else set()
        found = []
        for finding in comparison.findings:
            if finding.verdict is Verdict.CONFLICTING:
                standing = Standing.UNCHANGED if finding.id in same else Standing.NEW
                standing = Standing.CHANGED if finding.id in earlier else standing
                failing = standing is Standing.NEW and finding.decision is None
                found.append(Checked(finding, standing, failing, earlier.get(finding.id)))
        return cls((CheckedStory("", comparison, tuple(found)),), has_baseline=changes is not None)

    @property
    def failing(self) -> int:
        """How many findings fail the gate; it is red where there is one."""
        return sum(checked.failing for story in self.stories for checked in story.findings)

    @property
    def settled(self) -> int:
        """How many of the findings looked at somebody has decided."""
        return sum(
            checked.finding.decision is not None for story in self.stories for checked in story.findings
        )

    def count(self, standing: Standing) -> int:
        """How many of the findings looked at have that standing."""
        return sum(
            checked.standing is standing
            for story in (*self.stories, *self.gone)
            for checked in story.findings
        )
