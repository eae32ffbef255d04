"""Look-ups in the word lists: the quick ways find what the plain ones do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reporter.lexicon
from reporter.lexicon import overlapping, tokens
from reporter.lexicon.gazetteer import city_size
from reporter.model import Span

CITIES = [
    line.split("\t")
    for line in (Path(reporter.lexicon.__file__).parent / "en" / "cities.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]


def test_cities_are_found_wherever_they_stand() -> None:
    picked = [*CITIES[:50], *CITIES[::97], *CITIES[-50:]]
    assert [city_size(name) for name, _ in picked] == [int(size) for _, size in picked]


def test_cities_are_sorted_as_the_search_takes_them_to_be() -> None:
    rows = ["\t".join(row).encode() for row in CITIES]
    assert rows == sorted(rows)


@pytest.mark.parametrize("words", ["", "Alepp", "Alepp\n", "zzz", "\U0010ffff", "Orne Brill"])
def test_what_is_no_city_has_no_size(words: str) -> None:
    assert city_size(words) == 0


@given(st.integers(0, 60), st.integers(0, 60))
def test_overlapping_words_are_those_that_overlap(start: int, length: int) -> None:
    words = tokens("More than 1,200 people – U.S. officials' count – fled east Orne.")
    span = Span(start, start + length)
    plain = [number for number, token in enumerate(words) if span.overlaps(token.span)]
    assert list(overlapping(words, span)) == plain
