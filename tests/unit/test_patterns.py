"""Patterns that are compiled at first use are the patterns they stand for."""

from __future__ import annotations

import re

import pytest

from reporter.patterns import lazily


def test_all_methods_are_those_of_the_pattern() -> None:
    words, text = r"(\w)at", "a CAT sat"
    known, lazy = re.compile(words, re.IGNORECASE), lazily(words, re.IGNORECASE)
    assert lazy.findall(text) == known.findall(text) == ["C", "s"]
    assert [match.span() for match in lazy.finditer(text)] == [(2, 5), (6, 9)]
    assert lazy.sub("-", text) == known.sub("-", text)
    assert lazy.split(text) == known.split(text)
    assert lazy.pattern == words
    assert lazy.match(text) is None
    found = lazy.fullmatch(text, 2, 5)
    assert found is not None
    assert found[1] == "C"


def test_a_mistake_shows_at_first_use() -> None:
    broken = lazily("(")
    with pytest.raises(re.error):
        broken.search("")
