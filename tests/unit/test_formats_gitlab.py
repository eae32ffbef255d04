"""GitLab code quality: what the widget needs of every issue."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from reporter.formats.gitlab import render, render_check
from reporter.gate import judge
from reporter.model import Decision, Outcome, Relation
from tests.builders import finding, hostile, member, story

SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""After GitLab's documentation, "Code Quality report format"; there is no official schema."""


def issues(data: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(data)
    jsonschema.validate(found, SCHEMA)
    assert len({one["fingerprint"] for one in found}) == len(found)
    return found


def test_each_open_conflict_is_an_issue_at_its_line() -> None:
    comparison = story()
    b = finding(Relation.DISPUTED, "fuel", member(comparison.documents, 1, "Fuel has almost run out."))
    found = issues(render(replace(comparison, findings=(*comparison.findings, b))))
    assert [one["severity"] for one in found] == ["minor", "minor", "major", "major", "minor"]
    assert found[-1]["location"] == {"path": "in/b.txt", "lines": {"begin": 13}}
    assert found[-1]["fingerprint"] == b.id
    assert "Fuel has almost run out." in found[-1]["description"]


def test_settled_ones_are_left_out_and_unchanged_ones_are_not() -> None:
    comparison = story()
    first, *rest = comparison.findings
    settled = replace(first, decision=Decision(first.id, Outcome.CONFIRMED))
    now = replace(comparison, findings=(settled, *rest))
    found = issues(render_check(judge([("s", now)], [("s", comparison)])))
    assert [one["fingerprint"] for one in found] == [one.id for one in rest[:3]]


@pytest.mark.parametrize("payload", ['"}]', "\ud800", "\u2028\u202e", "<script>"], ids=ascii)
def test_hostile_words_stay_words(payload: str) -> None:
    assert len(issues(render(hostile(payload)))) == 1
