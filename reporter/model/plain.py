"""A comparison as plain data and as JSON, ``reporter-comparison/1``; docs/formats.md specifies every field.

Of a long comparison the plain data fill several times the memory of their JSON: it is written item by item.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from reporter.model.camp import Camp
from reporter.model.comparison import (
    FORMAT,
    Comparison,
    Decision,
    Finding,
    Member,
    NearMiss,
    Run,
    SentenceRef,
    Verdict,
    label,
)
from reporter.model.fact import Document


def plain(comparison: Comparison) -> dict[str, Any]:
    """All of it at once."""
    return {
        name: list(value) if isinstance(value, Iterator) else value for name, value in _fields(comparison)
    }


def written(comparison: Comparison) -> bytes:
    """UTF-8 JSON, one line an item, a lone surrogate escaped."""
    found = io.BytesIO()
    mark = b"{"
    for name, value in _fields(comparison):
        found.write(mark + f'\n "{name}": '.encode())
        mark = b","
        if isinstance(value, Iterator):
            _write_list(found, value)
        else:
            found.write(_encoded(value, 1))
    found.write(b"\n}\n")
    return found.getvalue()


def _write_list(found: io.BytesIO, items: Iterator[Any]) -> None:
    mark = b"["
    for item in items:
        found.write(mark + b"\n  " + _encoded(item, 2))
        mark = b","
    found.write(b"[]" if mark == b"[" else b"\n ]")


def _encoded(value: object, depth: int) -> bytes:
    """What ``json.dumps`` writes of a value that stands so deep: within strings a line end is escaped."""
    lines = json.dumps(value, ensure_ascii=False, indent=1)
    return lines.replace("\n", "\n" + " " * depth).encode("utf-8", "backslashreplace")


def _fields(comparison: Comparison) -> Iterator[tuple[str, Any]]:
    """Names and values in their order, long lists as iterators."""
    verdicts = comparison.verdicts()
    yield "format", FORMAT
    yield (
        "articles",
        (_article(number, document, verdicts) for number, document in enumerate(comparison.documents)),
    )
    yield (
        "alignments",
        (
            {
                "id": alignment.id,
                "members": [ref._asdict() for ref in alignment.members],
                "score": alignment.score,
                "signals": dict(alignment.signals),
                "opinion": alignment.opinion and alignment.opinion._asdict(),
            }
            for alignment in comparison.alignments
        ),
    )
    yield "findings", map(_finding, comparison.findings)
    yield "origins", list(comparison.origins)
    yield "not_comparable", ({"id": miss.id, **_compared(miss)} for miss in comparison.near_misses)
    yield (
        "skipped",
        [
            {"locator": skipped.locator, "slug": skipped.slug, "reason": skipped.reason}
            for skipped in comparison.skipped
        ],
    )
    yield "run", _run(comparison.run)


def _run(run: Run) -> dict[str, Any]:
    return {
        "version": run.version,
        "settings": dict(run.settings),
        "notes": list(run.notes),
        "rules": [
            {
                "id": rule.id,
                "summary": rule.summary,
                "relations": [relation.value for relation in rule.relations],
                "question": rule.question,
            }
            for rule in run.rules
        ],
        "semantic": run.semantic and run.semantic._asdict(),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "verdict": finding.verdict.value,
        "relation": finding.relation.value,
        "topic": finding.topic,
        "decision": _decision(finding.decision),
        "superseded": _decision(finding.superseded),
        **_compared(finding),
        "values": finding.values,
        "joined": list(finding.joined),
        "camps": [_camp(camp) for camp in finding.camps],
    }


def _article(number: int, document: Document, verdicts: Mapping[SentenceRef, Verdict]) -> dict[str, Any]:
    article, metadata = document.article, document.article.metadata
    return {
        "label": label(number),
        "title": metadata.title,
        "outlet": metadata.outlet,
        "author": metadata.author,
        "published": metadata.published and metadata.published.isoformat(),
        "url": metadata.url,
        "language": metadata.language,
        "locator": article.locator,
        "sha256": article.sha256,
        "text": article.text,
        "sentences": [
            {
                "span": list(sentence.span),
                "verdict": verdicts[SentenceRef(number, sentence.index)].value,
                "role": sentence.role.value,
                "paragraph": sentence.paragraph,
            }
            for sentence in document.sentences
        ],
        "removed": [{"span": list(removed.span), "reason": removed.reason} for removed in document.removed],
    }


def _decision(decision: Decision | None) -> dict[str, str] | None:
    if decision is None:
        return None
    return {
        "finding": decision.finding,
        "outcome": decision.outcome.value,
        "topic": decision.topic,
        "note": decision.note,
        "name": decision.name,
        "decided": decision.decided,
        "subject": decision.subject,
    }


def _compared(found: Finding | NearMiss) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "subject": found.subject,
        "members": [_member(member) for member in found.members],
        "evidence": {
            "rule": found.evidence.rule,
            "message": found.evidence.message,
            "question": found.evidence.question,
            "trace": [
                {"check": step.check, "arguments": list(step.arguments), "outcome": step.outcome}
                for step in found.evidence.trace
            ],
        },
    }


def _member(member: Member) -> dict[str, Any]:
    said = member.attribution
    return {
        "article": member.article,
        "sentence": member.sentence,
        "span": list(member.span),
        "text": member.text,
        "attribution": said and {"speaker": said.speaker, "cue": said.cue, "span": list(said.span)},
    }


def _camp(camp: Camp) -> dict[str, Any]:
    return {
        "value": camp.value,
        "articles": list(camp.articles),
        "members": [_member(member) for member in camp.members],
        "fits": list(camp.fits),
    }
