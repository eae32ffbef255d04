"""The gate's Markdown: what a reviewer of a pull request sees."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from reporter.formats.summary import LIMIT, render_check
from reporter.gate import judge
from reporter.model import Check, Decision, Outcome
from tests.builders import hostile, story

GITHUB = MarkdownIt("gfm-like", {"linkify": False})


def test_what_is_to_settle_with_both_quotations() -> None:
    text = render_check(judge([("harbour", story())])).decode()
    assert text.startswith("# 4 findings to settle\n")
    assert "| conflicting | 4 | 0 | 0 | 0 |" in text
    assert text.index("| conflicting ") < text.index("| shared | 1 ") < text.index("| unique | 1 ")
    section = text.split("\n## To settle\n", 1)[1]
    assert "### scope-differs: people dead\n" in section
    assert (
        "- A “more than 341 people dead”\n- B “More than 730 people have been killed” (in/b.txt:7)\n"
        in section
    )
    assert "in/c.pdf" in text.split("\n## Left out\n", 1)[1]
    assert "\n## Changed" not in text


def test_the_difference_to_the_baseline() -> None:
    comparison = story()
    first, second, third, *rest = comparison.findings
    before = replace(
        comparison,
        findings=(
            replace(first, id="old", topic="t", members=(replace(first.members[0], text="300 people"),)),
            replace(third, id="away", topic="", subject="", values="away"),
            second,
        ),
    )
    settled = replace(third, decision=Decision(third.id, Outcome.CONFIRMED))
    now = replace(comparison, findings=(replace(first, topic="t"), second, settled, *rest))
    text = render_check(judge([("harbour", now)], [("harbour", before)])).decode()
    assert "\n1 settled.\n" in text
    assert "> Before: “300 people”" in text.split("\n## Changed\n", 1)[1].split("\n## ", 1)[0]
    assert "in Hamburg" in text.split("\n## No longer there\n", 1)[1]
    assert "in Hamburg" not in text.split("\n## To settle\n", 1)[1].split("\n## ", 1)[0]


def test_green() -> None:
    text = render_check(judge([("s", replace(story(), findings=(), skipped=()))])).decode()
    assert text.startswith("# Nothing to settle\n")
    assert "\n## " not in text
    assert render_check(Check(())).startswith(b"# Nothing to settle\n")


def test_a_long_list_is_cut_and_counted() -> None:
    comparison = story()
    many = tuple(replace(comparison.findings[0], id=str(number)) for number in range(LIMIT + 7))
    text = render_check(judge([("s", replace(comparison, findings=many))])).decode()
    assert text.count("\n### scope-differs") == LIMIT
    assert "\n### 7 more\n" in text


@pytest.mark.parametrize(
    "payload",
    ["<img src=x onerror=y>", "\n# heading", "](http://evil.example)", "|x|", "`code`", "@team", "---"],
)
def test_hostile_words_stay_words(payload: str) -> None:
    plain = GITHUB.parse(render_check(judge([("s", hostile("word"))])).decode())
    shown = GITHUB.parse(render_check(judge([("s", hostile(payload))])).decode())
    assert [token.type for token in shown] == [token.type for token in plain]
    assert "@team" not in "".join(child.content for token in shown for child in token.children or ())
    kinds = {child.type for token in shown for child in token.children or ()}
    assert kinds <= {"text", "text_special", "softbreak"}
