"""What people decided of findings: the file it is kept in, and the findings it settles.

The file is JSON, ``{"format": "reporter-decisions/1", "decisions": [...]}``; docs/formats.md specifies it. A
decision holds for one finding id, and ids are made of rule, values and article names without positions: it
survives re-runs, moved text and articles in another order, and another article that gives one of the values decided
on. Where the values have changed the finding is a new
one, and the decision on the old one is shown beside it as superseded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from reporter import files
from reporter.config import nearest
from reporter.errors import ConfigError
from reporter.model import Comparison, Decision, Finding, Outcome, Verdict, before_joining

FORMAT = "reporter-decisions/1"
NAME = "decisions.json"
"""The file's name where the user gives none: beside the report."""
MAX_BYTES = 4_000_000
"""Largest file: some ten thousand decisions with notes."""
MAX_CHARACTERS = 10_000
"""Of one field."""
_KEYS = tuple(entry.name for entry in fields(Decision))


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions in a file, sorted by finding; none where there is no file.

    Raises ConfigError (``bad-decisions``) where it cannot be read or is not in the format.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError("bad-decisions", f"{path}: cannot be read ({reason})") from error
    return parse(data, str(path))


def save(path: Path, decisions: Iterable[Decision]) -> None:
    """Write the decisions, the file whole or not at all. Raises RenderError (``cannot-write``)."""
    files.write(path, dump(decisions), "the decisions")


def dump(decisions: Iterable[Decision]) -> bytes:
    """The decisions as the file's bytes; the same decisions in any order give the same bytes."""
    rows = [asdict(decision) for decision in sorted(decisions, key=lambda decision: decision.finding)]
    text = json.dumps({"format": FORMAT, "decisions": rows}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "replace")


def parse(data: bytes, name: str = NAME) -> tuple[Decision, ...]:
    """The decisions in the bytes of a file of that ``name``, sorted by finding.

    Raises ConfigError (``bad-decisions``) naming the first fault.
    """
    try:
        if len(data) > MAX_BYTES:
            raise ValueError(f"larger than {MAX_BYTES // 1_000_000} MB")
        plain = json.loads(data.decode("utf-8-sig"))
        if not isinstance(plain, dict) or plain.get("format") != FORMAT:
            found = plain.get("format") if isinstance(plain, dict) else plain
            raise ValueError(f"its format is {str(found)[:40]!r}, not {FORMAT!r}")
        rows = plain.get("decisions")
        if not isinstance(rows, list):
            raise ValueError("“decisions” is not a list")
        decisions: dict[str, Decision] = {}
        for number, row in enumerate(rows, 1):
            decision = _decision(row, number)
            if decision.finding in decisions:
                raise ValueError(f"two decisions on finding {decision.finding}; keep one")
            decisions[decision.finding] = decision
    except (ValueError, RecursionError) as error:  # not UTF-8 and not JSON are ValueErrors too
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ConfigError("bad-decisions", f"{name}: not a file of decisions: {reason}") from error
    return tuple(decisions[finding] for finding in sorted(decisions))


def _decision(row: object, number: int) -> Decision:
    """One entry of the list. Raises ValueError."""
    if not isinstance(row, Mapping):
        raise ValueError(f"decision {number} is not an object")
    values: dict[str, Any] = {}
    for key, value in row.items():
        if key not in _KEYS:
            raise ValueError(f"decision {number} has an unknown field {key!r}{nearest(key, _KEYS)}")
        if not isinstance(value, str) or len(value) > MAX_CHARACTERS:
            raise ValueError(
                f"{key} of decision {number} is not a text of at most {MAX_CHARACTERS:,} characters"
            )
        values[key] = value
    if not values.get("finding"):
        raise ValueError(f"decision {number} names no finding")
    outcome = values.get("outcome", "")
    if outcome not in tuple(Outcome):
        known = ", ".join(Outcome)
        hint = nearest(outcome, tuple(Outcome))
        raise ValueError(f"outcome of decision {number} is {outcome[:40]!r}{hint} (known: {known})")
    if values.get("decided"):
        datetime.fromisoformat(values["decided"])
    return Decision(**{**values, "outcome": Outcome(outcome)})


def settle(comparison: Comparison, decisions: Iterable[Decision]) -> Comparison:
    """The comparison with what was decided of its findings.

    A finding whose id a decision names is settled by it, and so is one whose values are those that were decided and
    whose articles are those and others: these have joined. Another finding gets, as superseded, the last decision
    on the same topic whose own finding is gone: one that still settles a finding belongs to that one alone.
    """
    by_finding = {decision.finding: decision for decision in decisions}
    if not by_finding:
        bare = (replace(one, decision=None, superseded=None, joined=()) for one in comparison.findings)
        return replace(comparison, findings=tuple(bare))
    known = [_articles(finding, comparison) for finding in comparison.findings]
    settled = [_settled(*pair, by_finding) for pair in zip(comparison.findings, known, strict=True)]
    used = {finding.decision.finding for finding in settled if finding.decision}
    by_topic: dict[str, Decision] = {}
    for decision in sorted(by_finding.values(), key=lambda decision: (decision.decided, decision.finding)):
        if decision.finding not in used and decision.topic:
            by_topic[decision.topic] = decision
    return replace(
        comparison,
        findings=tuple(
            finding
            if finding.decision
            else replace(finding, superseded=_superseded(finding, articles, by_topic))
            for finding, articles in zip(settled, known, strict=True)
        ),
    )


def _articles(finding: Finding, comparison: Comparison) -> dict[str, int]:
    """The articles of a finding: identity and position."""
    return {comparison.documents[one.article].article.identity: one.article for one in finding.members}


def _settled(finding: Finding, articles: Mapping[str, int], by_finding: Mapping[str, Decision]) -> Finding:
    """The finding with the decision on it; of several on what it was before articles joined the latest."""
    joined: tuple[int, ...] = ()
    decision = by_finding.get(finding.id)
    if decision is None:
        earlier = [
            (by_finding[name], added) for name, added in joinings(finding, articles) if name in by_finding
        ]
        if earlier:
            decision, added = max(earlier, key=lambda one: one[0].decided)
            joined = tuple(sorted(articles[one] for one in added))
    return replace(finding, decision=decision, superseded=None, joined=joined)


def _superseded(
    finding: Finding, articles: Mapping[str, int], by_topic: Mapping[str, Decision]
) -> Decision | None:
    topics = topics_before(finding, articles)
    return next((by_topic[name] for name in (finding.topic, *topics) if name in by_topic), None)


def topics_before(finding: Finding, articles: Iterable[str]) -> Iterator[str]:
    """The topics that a conflict had before some of its articles (identities) joined it."""
    if finding.verdict is Verdict.CONFLICTING:
        matter = (finding.evidence.rule, finding.kind, finding.subject)
        yield from (name for name, _ in before_joining(matter, articles))


def joinings(finding: Finding, articles: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The ids that a finding had before some of its articles (identities) joined it, and which these are."""
    if finding.values and finding.verdict is Verdict.CONFLICTING:
        yield from before_joining((finding.evidence.rule, finding.kind, finding.values), articles)


def subject(finding: Finding) -> str:
    """What a decision says it was about: the finding's subject and the words of its members."""
    words = " / ".join(dict.fromkeys(" ".join(member.text.split()) for member in finding.members))
    return f"{finding.subject or finding.kind}: {words}"[:MAX_CHARACTERS]
