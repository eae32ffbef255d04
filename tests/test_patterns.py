"""No regular expression of the program can be made to hang, whatever an article says.

Every pattern that the program compiles is collected: those that wait for their first use, those that functions make
once, and those made along the way while articles in every language are compared. Each is attacked with texts pumped
out of its own parts. Processor time is limited, not the clock's, with a margin of a hundred over what a harmless
pattern takes.
"""

from __future__ import annotations

import inspect
import pkgutil
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import reporter
from reporter.patterns import _Lazy
from tests.pumping import attacks

SHORT = 2_000
"""Characters of a line as cleaning sees it; a sentence has half as many at most."""
LONG = 20_000
"""For what sees more than a sentence: a square of this takes seconds, a line of it milliseconds."""
SECONDS = 3.0
ON_SENTENCES = ("reporter.facts", "reporter.diff", "reporter.align", "reporter.cleaning", "reporter.lexicon")
"""Packages whose patterns only ever see a sentence or a line."""

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer of processor time")


def patterns() -> dict[str, tuple[re.Pattern[Any], bool]]:
    """All patterns of the program, by where they are, and whether a match is looked for from every place on."""
    found: dict[tuple[Any, int], tuple[str, re.Pattern[Any], bool]] = {}
    source = "".join(path.read_text(encoding="utf-8") for path in Path(reporter.__path__[0]).rglob("*.py"))
    sought = set(re.findall(r"(\w+)\.(?:search|finditer|findall|sub|split)\(", source))
    named = set(re.findall(r"(\w+)\.(?:match|fullmatch)\(", source))

    def keep(module: str, pattern: re.Pattern[Any], name: str = "") -> None:
        everywhere = name in sought or name not in named
        found.setdefault((pattern.pattern, pattern.flags), (f"{module}.{name}", pattern, everywhere))

    made: list[tuple[str, re.Pattern[Any]]] = []
    with _spied(made):
        for entry in pkgutil.walk_packages(reporter.__path__, "reporter."):
            if entry.name == "reporter.__main__":
                continue
            module = import_module(entry.name)
            for name, value in vars(module).items():
                if isinstance(value, _Lazy):
                    keep(entry.name, re.compile(*value._given), name)
                elif isinstance(value, re.Pattern):
                    keep(entry.name, value, name)
                elif hasattr(value, "cache_info") and not inspect.signature(value).parameters:
                    with suppress(ImportError):  # the model of the semantic extra
                        value()
        _exercise()
    for module_name, pattern in made:
        keep(module_name, pattern)
    return {f"{name} {number}": rest for number, (name, *rest) in enumerate(found.values())}  # type: ignore[misc]


def _exercise() -> None:
    """Compare the sample story, in English and as if it were in other languages."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in sorted((Path(__file__).parent.parent / "seeds" / "aleppo").glob("*.txt"))
    ]
    for language in ("en", "de", "es", "ar", "zh"):
        articles = [
            reporter.Article.from_text(
                text, locator=f"{number}.txt", language=language, published="2016-12-07"
            )
            for number, text in enumerate(texts)
        ]
        report = reporter.compare(articles)
        for name in ("html", "markdown"):
            reporter.render(report, name)


@contextmanager
def _spied(made: list[tuple[str, re.Pattern[Any]]]) -> Iterator[None]:
    """Note every pattern that code of the program compiles meanwhile."""
    before = re._compile  # type: ignore[attr-defined]

    def compiled(words: Any, flags: int) -> re.Pattern[Any]:
        pattern: re.Pattern[Any] = before(words, flags)
        frame = sys._getframe(2)
        name = frame.f_globals.get("__name__", "")
        if name.startswith("reporter."):
            made.append((name, pattern))
        return pattern

    re._compile = compiled  # type: ignore[attr-defined]
    try:
        yield
    finally:
        re._compile = before  # type: ignore[attr-defined]


class TooSlowError(Exception):
    """A pattern took its time."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TooSlowError after so much processor time; the matcher looks for signals while it works."""

    def stop(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def slow(pattern: re.Pattern[Any], everywhere: bool, length: int) -> str:
    """The first attack that takes too long; empty where none does."""
    for text in attacks(pattern, length):
        given: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
        for way in (pattern.search if everywhere else pattern.match, pattern.fullmatch):
            try:
                with limited(SECONDS):
                    way(given)
            except TooSlowError:
                return f"{way.__name__} {text[:60]!r}… ({len(text)})"
    return ""


def test_no_pattern_can_be_made_to_hang() -> None:
    found = patterns()
    assert len(found) > 200
    late = {
        name: (attack, pattern.pattern)
        for name, (pattern, everywhere) in found.items()
        if (attack := slow(pattern, everywhere, SHORT if name.startswith(ON_SENTENCES) else LONG))
    }
    assert late == {}


@pytest.mark.parametrize("words", [r"(\w+\s?)+$", r"(a|a)*$", r"(?:\d+,?)+\.", r"(?:[^|]*\|?)*x"])
def test_the_attacks_find_what_hangs(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_patterns.SECONDS", 0.2)
    assert slow(re.compile(words), True, SHORT)
