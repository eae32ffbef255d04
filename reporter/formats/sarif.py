"""SARIF 2.1.0 (OASIS, errata 01): the conflicts as code scanning shows them, in the source files of the articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from reporter.formats.annotation import (
    NOTE,
    Places,
    Region,
    about,
    file_path,
    left_out,
    level,
    message,
    settlement,
)
from reporter.formats.base import Format
from reporter.model import (
    Changes,
    Check,
    Checked,
    CheckedStory,
    Comparison,
    Finding,
    Member,
    RuleSummary,
    Standing,
    label,
)

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"
"""The base of relative paths: the folder the tool was run in."""
_STATES = {Standing.CHANGED: "updated"}
_ESCAPES = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})


def render(comparison: Comparison, *, title: str = "", changes: Changes | None = None) -> bytes:
    """The conflicts of one comparison. The format has no place for a title."""
    return render_check(Check.of(comparison, changes))


def render_check(check: Check) -> bytes:
    """The gate's findings as one run, those that are absent too where there was a baseline."""
    stories = (*check.stories, *check.gone)
    rules = _rules(stories)
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    results = [
        _result(checked, story, places, numbers, check.has_baseline)
        for story in stories
        for places in (Places(story),)
        for checked in story.findings
    ]
    version = next((story.comparison.run.version for story in check.stories), "")
    driver = {"name": "reporter", "rules": [_rule(rule) for rule in rules]}
    run = {
        "tool": {"driver": driver | ({"version": _clean(version)} if version else {})},
        "automationDetails": {"id": "reporter/"},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notes(check.stories)}],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder that reporter was run in."}}},
        "artifacts": _artifacts(stories),
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _rules(stories: Iterable[CheckedStory]) -> list[RuleSummary]:
    """Every rule that a comparison was made with, found or not, in their order; then others that findings name."""
    rules: dict[str, RuleSummary] = {}
    for story in stories:
        for rule in story.comparison.run.rules:
            rules.setdefault(rule.id, rule)
        for checked in story.findings:
            evidence, relation = checked.finding.evidence, checked.finding.relation
            rules.setdefault(
                evidence.rule, RuleSummary(evidence.rule, evidence.rule, (relation,), evidence.question)
            )
    return list(rules.values())


def _rule(rule: RuleSummary) -> dict[str, Any]:
    summary = _plain(rule.summary)
    question = f"What would settle it: {_plain(rule.question)}" if rule.question else ""
    help_ = " ".join(part for part in (summary, question, f"See docs/rules.md#{_plain(rule.id)}.") if part)
    levels = {level(relation) for relation in rule.relations}
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": f"{summary} {question}".strip()},
        "help": {"text": help_},
        "defaultConfiguration": {"level": next((one for one in ("error", "warning") if one in levels), NOTE)},
        "properties": {"tags": [relation.value for relation in rule.relations]},
    }


def _result(
    checked: Checked, story: CheckedStory, places: Places, rules: Mapping[str, int], has_baseline: bool
) -> dict[str, Any]:
    finding = checked.finding
    primary = finding.members[checked.primary] if finding.members else None
    others = [member for member in finding.members if member is not primary]
    result: dict[str, Any] = {
        "ruleId": finding.evidence.rule,
        "ruleIndex": rules[finding.evidence.rule],
        "kind": "fail",
        "level": level(finding.relation),
        "message": {"text": _message(finding, places, others)},
        "locations": [_location(primary, story, places)] if primary else [],
        "relatedLocations": [
            {"id": number} | _location(member, story, places) for number, member in enumerate(others, 1)
        ],
        "partialFingerprints": _fingerprints(finding),
        "suppressions": _suppressions(finding),
        "properties": {
            "relation": finding.relation.value,
            "kind": finding.kind,
            "subject": finding.subject,
            "story": story.name,
            "failing": checked.failing,
        },
    }
    if has_baseline:
        result["baselineState"] = _STATES.get(checked.standing, checked.standing.value)
    return result


def _message(finding: Finding, places: Places, others: Iterable[Member]) -> str:
    """Rule's sentence and all quotations; those elsewhere link to their related location (section 3.11.6)."""
    numbers = {id(member): number for number, member in enumerate(others, 1)}
    quotations = []
    for member in finding.members:
        words = _plain(places.quotation(member))
        quotations.append(f"[{words}]({numbers[id(member)]})" if id(member) in numbers else words)
    return f"{_plain(about(finding))}. {_plain(message(finding))} {'; '.join(quotations)}"


def _location(member: Member, story: CheckedStory, places: Places) -> dict[str, Any]:
    metadata = story.comparison.documents[member.article].article.metadata
    name = f"article {label(member.article)}" + (f", {metadata.outlet}" if metadata.outlet else "")
    location: dict[str, Any] = {"message": {"text": _plain(places.quotation(member))}}
    path = places.path(member)
    if not path:
        return location | {"logicalLocations": [{"name": name, "kind": "article"}]}
    physical: dict[str, Any] = {"artifactLocation": _artifact_location(path)}
    region = places.region(member)
    if region is not None:
        physical["region"] = _region(region, member.text)
    return location | {"physicalLocation": physical, "logicalLocations": [{"name": name, "kind": "article"}]}


def _region(region: Region, words: str) -> dict[str, Any]:
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
        "charOffset": region.offset,
        "charLength": region.length,
        "snippet": {"text": words},
    }


def _artifact_location(path: str) -> dict[str, str]:
    """RFC 3986: relative to the root, or a file URI where the path is absolute."""
    uri = quote(path.encode("utf-8", "backslashreplace"), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    if path[1:3] == ":/":  # a drive of Windows
        return {"uri": f"file:///{path[:2]}{uri.partition('%3A')[2]}"}
    return {"uri": uri, "uriBaseId": ROOT}


def _artifacts(stories: Iterable[CheckedStory]) -> list[dict[str, Any]]:
    digests = {
        path: document.article.sha256
        for story in stories
        for document in story.comparison.documents
        if (path := file_path(document.article.locator))
    }
    return [
        {"location": _artifact_location(path), "roles": ["analysisTarget"], "hashes": {"sha-256": digest}}
        for path, digest in sorted(digests.items())
    ]


def _fingerprints(finding: Finding) -> dict[str, str]:
    """The id and the topic, which no edit elsewhere in the article changes.

    ``primaryLocationLineHash`` is the one that GitHub tells alerts apart by.
    """
    prints = {"findingId/v1": finding.id, "primaryLocationLineHash": f"{finding.id}:1"}
    return prints | ({"topic/v1": finding.topic} if finding.topic else {})


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    if finding.decision is None:
        return []
    justification = _clean(settlement(finding.decision))
    return [{"kind": "external", "status": "accepted", "justification": justification}]


def _notes(stories: Iterable[CheckedStory]) -> list[dict[str, Any]]:
    return [
        {
            "level": "warning",
            "message": {"text": _plain(left_out(skipped))},
            "descriptor": {"id": skipped.slug},
        }
        for story in stories
        for skipped in story.comparison.skipped
    ]


def _clean(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """Text in a message: no link (section 3.11.6) and no placeholder (3.11.5) of an article's making."""
    return text.translate(_ESCAPES)


SARIF = Format(
    "sarif",
    ".sarif",
    "application/sarif+json",
    "the conflicts for code scanning, SARIF 2.1.0",
    render,
    check=render_check,
)
