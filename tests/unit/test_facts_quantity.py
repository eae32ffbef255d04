"""Quantities: the case documents, and what holds for every sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.facts.quantity import EXTRACTOR, stated_quantities, widened
from reporter.model import Article, Document, Quantity, Sentence, Span
from tests.conftest import Case, read_cases
from tests.unit.facts_notation import quantity_line


def lines(text: str) -> list[str]:
    return [quantity_line(text[start:end], value) for start, end, value in stated_quantities(text)]


@pytest.mark.parametrize("case", read_cases("quantity"), ids=lambda case: case.title)
def test_case(case: Case) -> None:
    assert lines(case.given) == case.expected.splitlines()


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize("case", read_cases("known-failures-quantity"), ids=lambda case: case.title)
def test_known_failure(case: Case) -> None:
    assert lines(case.given) == case.expected.splitlines()


def test_facts_carry_offsets_into_the_article() -> None:
    text = "Aleppo\n\nIt killed 81 people. More than 20 fled."
    sentences = (
        Sentence(0, Span(0, 6)),
        Sentence(1, Span(8, 28)),
        Sentence(2, Span(29, len(text))),
    )
    document = Document(Article.from_text(text), (), sentences)
    facts = list(EXTRACTOR.extract(document, ()))
    assert [(fact.sentence, document.words(fact.span), fact.subject) for fact in facts] == [
        (1, "81 people", "people"),
        (2, "More than 20 fled", "fled"),
    ]


def test_a_figure_does_not_reach_into_the_next_sentence() -> None:
    text = "He counted 81. People fled."
    document = Document(Article.from_text(text), (), (Sentence(0, Span(0, 14)), Sentence(1, Span(15, 27))))
    assert [document.words(fact.span) for fact in EXTRACTOR.extract(document, ())] == ["81"]


def test_the_printed_figure_and_unit_are_kept() -> None:
    ((_, _, value),) = stated_quantities("It was more than 3 miles away.")
    assert (value.stated, value.stated_unit, value.unit) == (3.0, "mile", "m")


def test_one_unit_for_one_dimension() -> None:
    def only(text: str) -> Quantity:
        ((_, _, value),) = stated_quantities(text)
        return value

    assert only("It took 24 hours.").low == only("It took a day.").low
    assert only("It took 12 months.").low == pytest.approx(only("It took one year.").low)
    assert only("It is 1,000 metres long.").low == only("It is one kilometre long.").low


@given(st.integers(2, 10**9))
def test_separators_do_not_change_a_count(number: int) -> None:
    for figure in (f"{number:,}", str(number)):
        ((_, _, value),) = stated_quantities(f"They counted about {figure} stones.")
        assert value.stated == number
        assert value.low is not None
        assert value.high is not None
        assert value.low < number < value.high


@given(st.floats(0.01, 1e9), st.sampled_from([">", ">=", "<", "<=", "~", "<~"]))
def test_a_widened_interval_keeps_the_figure(figure: float, comparator: str) -> None:
    low, high = widened(figure, figure, comparator, figure)
    assert low <= figure <= high
    assert low < high


@given(st.text(alphabet="0123456789 .,-–/$€%½abmknotwhredlf's\n", max_size=80))
def test_any_text_gives_ordered_bounds_inside_it(text: str) -> None:
    for start, end, value in stated_quantities(text):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        if value.low is not None and value.high is not None:
            assert value.low <= value.high
