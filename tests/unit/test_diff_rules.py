"""Every rule fires on its own examples and stays silent on the others; its evidence can be replayed."""

from __future__ import annotations

import pytest

from reporter.diff import RULES, replay
from reporter.diff.rules.base import Example, Rule
from reporter.model import Article, Comparison
from reporter.pipeline import compare

FIRES = [
    pytest.param(rule, example, id=f"{rule.id}-{n}") for rule in RULES for n, example in enumerate(rule.fires)
]
SILENT = [
    pytest.param(rule, example, id=f"{rule.id}-{n}")
    for rule in RULES
    for n, example in enumerate(rule.silent)
]


@pytest.fixture(autouse=True)
def model(request: pytest.FixtureRequest) -> None:
    """A rule that needs the semantic model gets it."""
    callspec = getattr(request.node, "callspec", None)
    if callspec is not None and callspec.params["rule"].model and "example" in callspec.params:
        request.getfixturevalue("semantic_model")


def compared(example: Example) -> Comparison:
    left, right = (
        Article.from_text(text, published="2016-12-07", locator=name)
        for text, name in ((example.left, "left.txt"), (example.right, "right.txt"))
    )
    return compare([left, right])


def relations(rule: Rule, comparison: Comparison) -> list[str]:
    found = [finding.relation.value for finding in comparison.findings if finding.evidence.rule == rule.id]
    return found + ["not-comparable" for miss in comparison.near_misses if miss.evidence.rule == rule.id]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_shows_both_sides(rule: Rule) -> None:
    assert rule.fires
    assert rule.silent
    assert rule.question or not any(relation.verdict.value == "conflicting" for relation in rule.relations)


@pytest.mark.parametrize(("rule", "example"), FIRES)
def test_rule_fires(rule: Rule, example: Example) -> None:
    assert example.relation in relations(rule, compared(example))


@pytest.mark.parametrize(("rule", "example"), SILENT)
def test_rule_stays_silent(rule: Rule, example: Example) -> None:
    found = relations(rule, compared(example))
    assert (
        found == [example.relation] if example.relation else not [r for r in found if r != "not-comparable"]
    )


@pytest.mark.parametrize(("rule", "example"), FIRES)
def test_evidence_replays(rule: Rule, example: Example) -> None:
    comparison = compared(example)
    steps = [step for finding in comparison.findings for step in finding.evidence.trace]
    assert all(replay(step) == step.outcome for step in steps)
    assert all(finding.evidence.message for finding in comparison.findings)
