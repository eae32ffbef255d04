"""Dates: the case documents, and what holds for every sentence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.facts.date import EXTRACTOR, stated_dates
from reporter.facts.quantity import stated_quantities
from reporter.model import Article, Document, Sentence, Span, When
from tests.conftest import Case, read_cases
from tests.unit.facts_notation import date_line


def lines(given_text: str) -> list[str]:
    published = None
    if given_text.startswith("published "):
        first, given_text = given_text.split("\n", 1)
        published = date.fromisoformat(first.removeprefix("published "))
    return [
        date_line(given_text[start:end], value) for start, end, value in stated_dates(given_text, published)
    ]


@pytest.mark.parametrize("case", read_cases("date"), ids=lambda case: case.title)
def test_case(case: Case) -> None:
    assert lines(case.given) == case.expected.splitlines()


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize("case", read_cases("known-failures-date"), ids=lambda case: case.title)
def test_known_failure(case: Case) -> None:
    assert lines(case.given) == case.expected.splitlines()


def test_facts_resolve_against_the_day_of_publication() -> None:
    text = "Rebels debate.\n\nIt fell on Wednesday morning."
    article = Article.from_text(text, published="2016-12-07")
    document = Document(article, (), (Sentence(0, Span(0, 14)), Sentence(1, Span(16, len(text)))))
    (fact,) = EXTRACTOR.extract(document, ())
    assert (fact.sentence, document.words(fact.span), fact.subject) == (1, "Wednesday morning", "")
    assert isinstance(fact.value, When)
    assert fact.value.start == date(2016, 12, 7)


def test_the_american_order_is_a_setting() -> None:
    ((_, _, when),) = stated_dates("It was signed on 03/12/2024.", dayfirst=False)
    assert when.start == date(2024, 3, 12)


def test_both_spellings_of_a_day_compare() -> None:
    expressions = {
        stated_dates(text)[0][2].expression for text in ("On Nov. 15 it began.", "It began 15 November.")
    }
    assert expressions == {"11-15"}


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_spelling_of_a_whole_date_is_that_day(day: date) -> None:
    spellings = (
        day.isoformat(),
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%b}. {day.day},{day.year}" if day.month != 5 else f"May {day.day},{day.year}",
        f"{day:%A}, {day.day} {day:%B} {day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
    )
    for spelling in spellings:
        text = f"It was signed on {spelling}."
        ((start, end, when),) = stated_dates(text)
        assert (text[start:end], when.start, when.end) == (spelling, day, day)
        assert stated_quantities(text) == []


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from("Monday Thursday Sunday".split()))
def test_a_past_weekday_is_within_the_last_seven_days(published: date, weekday: str) -> None:
    ((_, _, when),) = stated_dates(f"The council voted on {weekday}.", published)
    assert when.start is not None
    assert 0 <= (published - when.start).days < 7
    assert f"{when.start:%A}" == weekday


@given(st.text(alphabet="0123456789 :./,-MayNovthe sincwkdagoAM", max_size=80))
def test_any_text_gives_ordered_days_inside_it(text: str) -> None:
    for start, end, when in stated_dates(text, date(2016, 12, 7)):
        assert 0 <= start < end <= len(text)
        if when.start is not None and when.end is not None:
            assert when.start <= when.end
