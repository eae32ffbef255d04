"""GitHub annotations: read back as the runner reads them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.formats.github import render, render_check
from reporter.gate import judge
from reporter.model import Check, Comparison, Decision, Outcome, Relation
from tests.builders import document, finding, hostile, member, story

COMMAND_RE = re.compile(r"::(\w+)(?: ([^:]*))?::(.*)")


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def commands(data: bytes) -> list[Command]:
    """As actions/runner reads a step's output, line by line: name, properties, message, unescaped."""
    found = []
    for line in re.split(r"\r\n|\r|\n", data.decode())[:-1]:
        assert "##[" not in line
        matched = COMMAND_RE.fullmatch(line)
        assert matched is not None, line
        given = dict(part.split("=", 1) for part in (matched[2] or "").split(",") if part)
        found.append(
            Command(
                matched[1], {name: unescaped(value) for name, value in given.items()}, unescaped(matched[3])
            )
        )
    return found


def unescaped(value: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        value = value.replace(code, sign)
    return value


def test_each_open_conflict_is_an_error_at_its_line() -> None:
    first, *rest, left_out = commands(render(story()))
    assert [one.name for one in (first, *rest)] == ["error"] * 4
    assert (left_out.name, "in/c.pdf" in left_out.message) == ("warning", True)
    assert first.properties["title"] == "scope-differs: people dead"
    assert "B “More than 730 people have been killed” (in/b.txt:7)" in first.message.split("\n")
    assert "file" not in first.properties  # the first article of that story came through standard input


def test_file_line_and_columns() -> None:
    documents = (
        document(("Head", "It killed 12 people."), {}, locator="./articles/a, b.txt"),
        document(("Head", "It killed 30\npeople."), {}, locator="articles/b.txt"),
    )
    found = finding(
        Relation.CONTRADICTS, "dead", member(documents, 1, "30\npeople"), member(documents, 0, "12 people")
    )
    (over_lines,) = commands(render(Comparison(documents, (), (found,))))
    assert over_lines.properties == {
        "file": "articles/b.txt", "title": "contradicts: dead", "line": "3", "endLine": "4"
    }  # fmt: skip
    found = replace(found, members=found.members[::-1])
    (on_one_line,) = commands(render(Comparison(documents, (), (found,))))
    assert on_one_line.properties["file"] == "articles/a, b.txt"
    assert [on_one_line.properties[name] for name in ("line", "col", "endColumn")] == ["3", "11", "20"]


def test_settled_and_unchanged_conflicts_are_not_annotated() -> None:
    comparison = replace(story(), skipped=())
    first, *rest = comparison.findings
    settled = replace(first, decision=Decision(first.id, Outcome.CONFIRMED))
    now = replace(comparison, findings=(settled, *rest))
    assert len(commands(render(now))) == 3
    (nothing,) = commands(render_check(judge([("s", comparison)], [("s", comparison)])))
    assert nothing.name == "debug"


def test_changed_conflicts_are_warnings() -> None:
    comparison = replace(story(), skipped=())
    before = replace(
        comparison, findings=tuple(replace(one, id=f"x{one.id}", topic=one.id) for one in comparison.findings)
    )
    now = replace(comparison, findings=tuple(replace(one, topic=one.id) for one in comparison.findings))
    assert {one.name for one in commands(render_check(judge([("s", now)], [("s", before)])))} == {"warning"}


@pytest.mark.parametrize(
    "payload", ["\n::error::x", "##[add-mask]a", "a::b,c=d", "%0A::stop-commands::x", "\r::debug::", "\u2028"]
)
def test_no_text_makes_a_command(payload: str) -> None:
    names = [one.name for one in commands(render(hostile(payload)))]
    assert names == ["error", "warning"]


@given(st.text(max_size=30))
def test_any_subject_is_one_command(subject: str) -> None:
    comparison = replace(story(), skipped=())
    found = tuple(replace(one, subject=subject, members=()) for one in comparison.findings)
    found_commands = commands(render_check(Check.of(replace(comparison, findings=found))))
    assert [one.name for one in found_commands] == ["error"] * 4
    assert set(found_commands[0].properties) == {"title"}
