"""People, places and organisations: the cases of tests/cases/name.md and the comparisons across articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.facts import name
from reporter.lexicon.gazetteer import country_of
from reporter.lexicon.names import normal, same_name, spelling_variant
from reporter.model import Fact, Name
from tests.conftest import Case, read_cases
from tests.unit.voices import document


def line(words: str, fact: Fact) -> str:
    """``person: Mr Assad -> Bashar al-Assad (president) 51``."""
    value = fact.value
    assert isinstance(value, Name)
    role = f" ({value.role})" if value.role else ""
    age = f" {value.age}" if value.age is not None else ""
    return f"{fact.kind}: {words} -> {value.canonical}{role}{age}"


@pytest.mark.parametrize("case", read_cases("name"), ids=lambda case: case.title)
def test_names_of_a_text(case: Case) -> None:
    """Every name, its kind and its canonical form."""
    article = document(case.given)
    lines = [line(article.words(fact.span), fact) for fact in name.EXTRACTOR.extract(article, ())]
    assert lines == case.expected.splitlines()


@pytest.mark.parametrize(
    ("kind", "left", "right", "same"),
    [
        ("person", "Craft", "Charles Craft", True),
        ("person", "Jim Mattis", "James Mattis", True),
        ("person", "John F. Kerry", "John Kerry", True),
        ("person", "Bashar al-Assad", "Bashar al Assad", True),
        ("person", "Trump", "Donald J. Trump", True),
        ("person", "Bill Clinton", "Hillary Clinton", False),
        ("person", "George H.W. Bush", "George W. Bush", False),
        ("person", "Ilene Wolfe", "Ilene Wolff", False),
        ("organisation", "CHP", "California Highway Patrol", True),
        ("organisation", "N.R.A.", "National Rifle Association", True),
        ("organisation", "UN", "United Nations", True),
        ("organisation", "Syrian Observatory", "Syrian Observatory for Human Rights", True),
        ("organisation", "The New York Times", "New York Times", True),
        ("organisation", "Boeing", "Airbus", False),
        ("place", "US", "United States", True),
        ("place", "Geneva", "Hamburg", False),
        ("place", "Niger", "Nigeria", False),
    ],
)
def test_same_name(kind: str, left: str, right: str, same: bool) -> None:
    """Names of two articles, whichever comes first."""
    assert same_name(kind, left, right) is same
    assert same_name(kind, right, left) is same


@pytest.mark.parametrize(
    ("left", "right", "near"),
    [
        ("Ilene Wolfe", "Ilene Wolff", True),
        ("Hutchison", "Asa Hutchinson", True),
        ("Heydar Alishvandi", "Heydar Alishbandi", True),
        ("Jim Mattis", "James Mattis", False),
        ("Craft", "Charles Craft", False),
        ("Paul Riva", "Alan Steinberg", False),
        ("Bill Clinton", "Hillary Clinton", False),
    ],
)
def test_spelling_variant(left: str, right: str, near: bool) -> None:
    """Near spellings are told from one name and from two."""
    assert spelling_variant(left, right) is near
    assert spelling_variant(right, left) is near


def test_country_of_adjectives_and_governments() -> None:
    """Every form around a country leads to it."""
    assert [country_of(form) for form in ("U.S.", "Russians", "Kremlin", "Washington", "Paris Match")] == [
        "United States",
        "Russia",
        "Russia",
        "United States",
        None,
    ]


@given(st.text(max_size=60))
def test_normal_is_idempotent(words: str) -> None:
    """Normalising twice changes nothing."""
    assert normal(normal(words)) == normal(words)


@given(st.text(alphabet="AaBb. ,’'\"-\nUSofthé1“”", max_size=200))
def test_spans_lie_in_their_sentences(text: str) -> None:
    """Whatever the text: a name is a stretch of its sentence and not empty."""
    article = document(text)
    for fact in name.EXTRACTOR.extract(article, ()):
        assert article.sentences[fact.sentence].span.contains(fact.span)
        assert article.words(fact.span).strip()
