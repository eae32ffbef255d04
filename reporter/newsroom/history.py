"""What the runs before said of a story: values that appeared, changed and vanished, and when.

A statement is a value that an article gives for a subject, as a finding quotes it. Runs are numbered, and dated
by the newest article that they read: the same articles in the same steps give the same history on any day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from reporter.model import Comparison, Document, Finding, Member, Span, Verdict

KINDS = ("quantity", "status", "date", "quote")
"""Kinds of finding that a story moves by; names and places hardly change."""
MAX_WORDS = 120
"""Characters of a value that are kept."""


class Statement(NamedTuple):
    """A value that one article gives."""

    kind: str
    subject: str
    value: str
    """In the words of the article."""
    article: str
    """The article's identity, which survives edits."""
    day: str
    """Its day of publication, ISO 8601; empty where unknown."""
    conflicting: bool
    """Whether others say something else."""


def statements(comparison: Comparison) -> tuple[Statement, ...]:
    """The values in a comparison, by subject and then by day of publication.

    A finding without a subject takes that of a finding on the same words; without one its values are left out,
    because nobody could say what moved.
    """
    findings = [finding for finding in comparison.findings if finding.kind in KINDS]
    subjects = [
        (finding.kind, member.article, member.span, finding.subject)
        for finding in findings
        if finding.subject
        for member in finding.members
    ]
    found: dict[tuple[str, ...], Statement] = {}
    for finding in findings:
        subject = finding.subject or _subject(finding, subjects)
        for member in finding.members if subject else ():
            article = comparison.documents[member.article].article
            day = article.metadata.published
            statement = Statement(
                finding.kind,
                subject,
                _value(comparison.documents[member.article], finding.kind, member),
                article.identity,
                day.isoformat() if day else "",
                finding.verdict is Verdict.CONFLICTING,
            )
            key = (statement.kind, subject, statement.value.casefold(), statement.article)
            if key not in found or statement.conflicting:
                found[key] = statement
    return tuple(
        sorted(found.values(), key=lambda one: (one.kind, one.subject, one.day, one.article, one.value))
    )


def _subject(finding: Finding, subjects: Iterable[tuple[str, int, Span, str]]) -> str:
    """The subject of the first finding of that kind that rests on some of the same words."""
    return next(
        (
            subject
            for kind, article, span, subject in subjects
            if kind == finding.kind
            and any(member.article == article and member.span.overlaps(span) for member in finding.members)
        ),
        "",
    )


def _value(document: Document, kind: str, member: Member) -> str:
    """The words of the fact that a member names, else the member's own: the same value in the same words."""
    span = next(
        (fact.span for fact in document.facts if fact.kind == kind and fact.span.overlaps(member.span)),
        member.span,
    )
    return " ".join(document.words(span).split())[:MAX_WORDS]


def continued(
    history: Sequence[Mapping[str, Any]], said: Iterable[Statement], run: int, day: str
) -> list[dict[str, Any]]:
    """A history with one more run: a row for each value, with the run it appeared in and that it vanished in.

    A value that vanishes while its article gives another for the same subject in its place has ``changed``.
    """
    now = {(one.kind, one.subject, one.value.casefold(), one.article): one for one in said}
    rows: list[dict[str, Any]] = []
    for row in history:
        key = (row["kind"], row["subject"], row["value"].casefold(), row["article"])
        kept = dict(row)
        if row["until"] is None:
            present = now.pop(key, None)
            if present is None:
                kept["until"] = {"run": run, "day": day}
            else:
                kept["conflicting"] = present.conflicting
        rows.append(kept)
    ended = {
        (row["kind"], row["subject"], row["article"])
        for row in rows
        if row["until"] is not None and row["until"]["run"] == run
    }
    for one in now.values():
        rows.append(
            {
                "kind": one.kind,
                "subject": one.subject,
                "value": one.value,
                "article": one.article,
                "day": one.day,
                "conflicting": one.conflicting,
                "since": {"run": run, "day": day},
                "changed": (one.kind, one.subject, one.article) in ended,
                "until": None,
            }
        )
    return sorted(
        rows,
        key=lambda row: (
            row["kind"],
            row["subject"],
            row["since"]["run"],
            row["day"],
            row["article"],
            row["value"],
        ),
    )


def moved(history: Iterable[Mapping[str, Any]], run: int) -> dict[str, int]:
    """How many values a run brought: new, changed (in place of another of the same article), and gone."""
    rows = list(history)
    came = [row for row in rows if row["since"]["run"] == run]
    changed = {(row["kind"], row["subject"], row["article"]) for row in came if row["changed"]}
    gone = [row for row in rows if row["until"] is not None and row["until"]["run"] == run]
    return {
        "new": sum(not row["changed"] for row in came),
        "changed": len(changed),
        "gone": sum((row["kind"], row["subject"], row["article"]) not in changed for row in gone),
    }


def timeline(history: Sequence[Mapping[str, Any]], most: int = 8) -> list[dict[str, Any]]:
    """The subjects that moved: more than one value over time or between articles, the most telling first.

    Each with its values in the order in which they were published, one entry for each.
    """
    subjects: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in history:
        subjects.setdefault((row["kind"], row["subject"]), []).append(row)
    moved = []
    for (kind, subject), rows in subjects.items():
        values: dict[str, dict[str, Any]] = {}
        for row in sorted(rows, key=lambda row: (row["since"]["run"], row["day"], row["article"])):
            entry = values.setdefault(
                row["value"].casefold(),
                {
                    "value": row["value"],
                    "day": row["day"],
                    "since": row["since"],
                    "until": row["until"],
                    "articles": [],
                },
            )
            entry["articles"].append(row["article"])
            if row["until"] is None:
                entry["until"] = None
        runs = {row["since"]["run"] for row in rows} | {row["until"]["run"] for row in rows if row["until"]}
        if len(values) > 1 and (len(runs) > 1 or any(row["conflicting"] for row in rows)):
            moved.append((-len(runs), kind != "quantity", subject, kind, list(values.values())))
    return [
        {"kind": kind, "subject": subject, "values": values}
        for _, _, subject, kind, values in sorted(moved, key=lambda one: one[:4])[:most]
    ]
