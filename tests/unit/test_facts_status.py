"""Statuses: the cases of tests/cases/status.md, and who takes part."""

from __future__ import annotations

import pytest

from reporter import facts, sentences
from reporter.model import Article, Document, Fact, Status
from tests.conftest import Case, read_cases


def statuses(text: str) -> list[tuple[Fact, Status, str]]:
    article = Article.from_text(text, published="2016-12-07")
    document = Document(article, (), sentences.split(article, ()))
    return [
        (fact, fact.value, document.words(fact.span))
        for fact in facts.extract(document)
        if isinstance(fact.value, Status)
    ]


@pytest.mark.parametrize("case", read_cases("status"), ids=lambda case: case.title)
def test_cases(case: Case) -> None:
    found = [
        f"{value.event}/{value.phase} {'+' if value.affirmed else '-'} {value.modality}: {words}"
        for _, value, words in statuses(case.given)
    ]
    assert found == case.expected.splitlines()


def test_who_takes_part_is_named_nearest_first() -> None:
    [value] = [
        v for _, v, _ in statuses("Anna Keller fled from Geneva on Friday.") if v.event == "displacement"
    ]
    assert value.agents[0] == "=keller"
    assert value.patients[0] == "+geneva"


def test_a_parenthesis_does_not_part_subject_and_verb() -> None:
    [(_, value, _)] = [
        found
        for found in statuses("The rebels – besieged and hungry – debated withdrawal from Orne.")
        if found[1].event == "withdrawal"
    ]
    assert "@rebel" in value.agents


def test_a_status_carries_the_voice_that_says_it() -> None:
    found = {
        value.event: fact.attribution for fact, value, _ in statuses("The army said it had seized the town.")
    }
    assert found["capture"] is not None
    assert found["capture"].speaker == "army"
