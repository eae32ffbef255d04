"""Builders and the reader of case documents."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """One case of a document under tests/cases."""

    title: str
    given: str
    expected: str


def read_cases(name: str) -> list[Case]:
    """The cases of ``tests/cases/NAME.md``: title, a dot, what is given, a dot, what is expected, a dot.

    Text before the first ``---`` line of a file explains it; blank lines separate cases.
    """
    text = (CASES / f"{name}.md").read_text(encoding="utf-8")
    body = text.split("\n---\n", 1)[1] if "\n---\n" in text else text
    cases, part, parts = [], [], []
    for line in body.splitlines():
        if line == ".":
            parts.append("\n".join(part).strip("\n"))
            part = []
            if len(parts) == 3:
                cases.append(Case(*parts))
                parts = []
        else:
            part.append(line)
    unfinished = parts or "".join(part).strip()
    assert not unfinished, f"unfinished case at the end of {name}.md"
    return cases
