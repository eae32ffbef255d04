"""Prints docs/rules.md from the rules themselves: ``python docs/make_rules.py > docs/rules.md``."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterator

from reporter.diff import RULES, Rule
from reporter.diff.rules.base import Example

HEAD = """\
# Rules

A rule looks at facts of different articles that may be about the same thing and says whether they agree,
differ, or cannot be compared. Each finding names its rule; `reporter explain` shows the checks it made. This
page is printed by `docs/make_rules.py` from the rules themselves, and the examples are run as tests.
"""


def page() -> Iterator[str]:
    """The lines of the page."""
    yield HEAD
    yield "| rule | finds | summary |"
    yield "|---|---|---|"
    for rule in RULES:
        yield f"| [`{rule.id}`](#{rule.id}) | {', '.join(rule.relations)} | {rule.summary} |"
    for rule in RULES:
        yield from _section(rule)


def _section(rule: Rule) -> Iterator[str]:
    module = importlib.import_module(f"reporter.diff.rules.{rule.id.replace('-', '_')}")
    yield f"\n## {rule.id}\n"
    yield inspect.cleandoc(module.__doc__ or rule.summary)
    if rule.question:
        yield f"\nWhat would settle it: {rule.question}"
    for heading, examples in (("Fires on", rule.fires), ("Silent on", rule.silent)):
        if examples:
            yield f"\n{heading}:\n"
            yield from map(_example, examples)


def _example(example: Example) -> str:
    outcome = f" → *{example.relation}*" if example.relation else ""
    return f"- “{example.left}” / “{example.right}”{outcome}"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    print("\n".join(page()))
