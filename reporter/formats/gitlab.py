"""GitLab's code quality report: a subset of Code Climate's issues, as the merge request widget reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reporter.formats.annotation import ERROR, NOTE, WARNING, Places, about, is_open, level, message
from reporter.formats.base import Format
from reporter.model import Changes, Check, Checked, CheckedStory, Comparison

_SEVERITY = {ERROR: "major", WARNING: "minor", NOTE: "info"}


def render(comparison: Comparison, *, title: str = "", changes: Changes | None = None) -> bytes:
    """The open conflicts of one comparison. The format has no place for a title."""
    return render_check(Check.of(comparison, changes))


def render_check(check: Check) -> bytes:
    """Every open conflict, new or not: GitLab finds out itself which of them the target branch has."""
    issues = [issue for story in check.stories for issue in _issues(story)]
    return (json.dumps(issues, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _issues(story: CheckedStory) -> Iterator[dict[str, Any]]:
    places = Places(story)
    for checked in story.findings:
        if checked.failing or is_open(checked.finding):
            yield _issue(checked, places)


def _issue(checked: Checked, places: Places) -> dict[str, Any]:
    finding = checked.finding
    primary = finding.members[checked.primary] if finding.members else None
    region = places.region(primary) if primary else None
    words = "; ".join(places.quotations(finding))
    return {
        "description": f"{about(finding)}. {message(finding)} {words}",
        "check_name": finding.evidence.rule,
        "fingerprint": finding.id,
        "severity": _SEVERITY[level(finding.relation)],
        "location": {
            "path": (places.path(primary) if primary else "") or "-",
            "lines": {"begin": region.line if region else 1},
        },
    }


GITLAB = Format(
    "gitlab",
    ".gitlab.json",
    "application/json",
    "the open conflicts for GitLab's code quality widget",
    render,
    check=render_check,
)
