"""Where a headline stands to a claim: the cases of tests/cases/headline.md."""

from __future__ import annotations

import pytest

from reporter.model import Article, Verdict
from reporter.pipeline import compare
from tests.conftest import Case, read_cases


def stance(claim: str, headline: str) -> str:
    comparison = compare(
        [Article.from_text(claim, locator="claim.txt"), Article.from_text(headline, locator="headline.txt")]
    )
    if any(finding.verdict is Verdict.CONFLICTING for finding in comparison.findings):
        return "against"
    voiced = any(fact.kind == "attribution" for fact in comparison.documents[1].facts)
    return "observing" if voiced else "for"


@pytest.mark.parametrize("case", read_cases("headline"), ids=lambda case: case.title)
def test_cases(case: Case) -> None:
    claim, headline = case.given.splitlines()
    assert stance(claim, headline) == case.expected


@pytest.mark.parametrize("case", read_cases("headline"), ids=lambda case: case.title)
def test_the_order_of_the_two_does_not_matter_for_a_conflict(case: Case) -> None:
    claim, headline = case.given.splitlines()
    assert (stance(headline, claim) == "against") == (case.expected == "against")


def test_what_a_report_of_several_sentences_leaves_out_is_no_conflict() -> None:
    article = (
        "Anna Keller, born in Orne, is a novelist.\n\nShe is the mayor of the town.\n\nShe lives in Harlow."
    )
    assert stance("Anna Keller is a poker player.", article) != "against"
