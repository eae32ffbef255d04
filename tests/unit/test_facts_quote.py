"""Quotations: the cases of tests/cases/quote.md."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.model import Quote
from tests.conftest import Case, read_cases
from tests.unit.voices import document, facts


@pytest.mark.parametrize("case", read_cases("quote"), ids=lambda case: case.title)
def test_quotes_of_a_text(case: Case) -> None:
    """Every quotation, its speaker, and whether it goes on from the one before."""
    article = document(case.given)
    lines = []
    for fact in facts(article):
        if isinstance(fact.value, Quote):
            mark = "+ " if fact.value.continues else ""
            lines.append(f"{mark}{article.words(fact.span)} <- {fact.value.speaker}".rstrip())
    assert lines == case.expected.splitlines()


def test_words_are_comparable_across_typography() -> None:
    """Curly or straight, with or without an ellipsis: the same words."""
    spoken = [
        fact.value.words
        for text in ('He said: "We don\'t know ... yet."', "He said: “We don’t know … yet.”")
        for fact in facts(document(text))
        if isinstance(fact.value, Quote)
    ]
    assert spoken == [("we", "don't", "know", "yet")] * 2


@given(st.text(alphabet="ab \n\"'“”‘’«».,:HS", max_size=120))
def test_quotes_lie_in_their_sentences(text: str) -> None:
    """Whatever the marks: a quote has words and stays in its sentence."""
    article = document(text)
    for fact in facts(article):
        if isinstance(fact.value, Quote):
            assert article.sentences[fact.sentence].span.contains(fact.span)
            assert fact.value.words
