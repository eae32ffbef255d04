"""Taming: what is shown is what is there, and nothing of it can stall or fool a page."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.formats.taming import LIMIT, safe_url, tame


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Aleppo’s Old City – “a disgrace”", "Aleppo’s Old City – “a disgrace”"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("a\x00b\x1bc\x85d\ufeffe", "abcde"),
        ("pay \u202eevil\u202c now", "pay ⟦RLO⟧evil⟦PDF⟧ now"),
        ("line\u2028break", "line\nbreak"),
        ("half \ud83d pair", "half ? pair"),
        ("e\u0301", "é"),
        ("z" + "\u0300" * 500, "z" + "\u0300" * 4),
        ("1\u00a0000", "1\u00a0000"),
        ("a" + "\u00a0" * 9 + "b", "a b"),
        ("x" * 80, "x" * 80),
        ("x" * 100, "x" * 40 + "\u200b" + "x" * 40 + "\u200b" + "x" * 20),
    ],
)
def test_tame(text: str, shown: str) -> None:
    assert tame(text) == shown


def test_an_endless_text_says_how_much_is_left_out() -> None:
    assert tame("word " * 10_000).endswith("⟦30,000 more characters⟧")
    assert tame("a b " * (LIMIT // 4)) == "a b " * (LIMIT // 4)


@given(st.text(st.characters(codec=None), max_size=300))
def test_nothing_that_controls_survives(text: str) -> None:
    shown = tame(text)
    assert shown == shown.encode("utf-8").decode("utf-8")
    assert not [
        letter
        for letter in shown
        if (unicodedata.category(letter) == "Cc" and letter not in "\t\n\r") or "\u202a" <= letter <= "\u202e"
    ]


@pytest.mark.parametrize("url", ["https://a.example/x?y=1&z#q", "http://a.example", "HTTPS://A.EXAMPLE/"])
def test_web_addresses_are_links(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example",
     "https:", "http:///x", "vbscript:x", "https://[::1", " javascript:alert(1)", "ftp://a.example/"],
)  # fmt: skip
def test_other_addresses_are_not(url: str | None) -> None:
    assert safe_url(url) == ""
