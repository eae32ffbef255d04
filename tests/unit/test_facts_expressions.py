"""The signs of calendar rules are quick to look for and must never hide a match."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporter.facts.expressions import RULES
from reporter.facts.timeline import Rule, letters_of

ROOT = Path(__file__).parents[2]
LINES = [
    line
    for folder, pattern in (("tests/cases", "*.md"), ("seeds", "*/*.txt"), ("reporter/lexicon/en", "*.txt"))
    for path in sorted((ROOT / folder).glob(pattern))
    for line in path.read_text(encoding="utf-8").splitlines()
]
OTHERS = [
    "From 7.12.2016, on 15 November 2016, 2016-12-07 or the first quarter of 2009.",
    "THE LATE 1990S, Q3 2009, in WINTER of 2011, New Year’s Eve, Valentine's Day 2010 and 2007-14.",
    "On MONDAY, Tues. night, this evening, three weeks ago, over the past year and hours later.",
    "In early May last year, two days from now, the following week.",
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_signs_hide_no_match(rule: Rule) -> None:
    matched = [line for line in (*LINES, *OTHERS) if rule.pattern().search(line)]
    assert matched, "no line shows this rule; add one"
    assert [line for line in matched if not rule.may_match(letters_of(line))] == []
