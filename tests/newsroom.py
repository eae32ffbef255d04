"""Folders full of articles: variations of the sample texts, of real size, in stories that are not alike.

Each story gives the names and the rarer words of a sample text other forms of its own; each of its articles tells
it in another order, with other figures and some sentences left out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reporter.lexicon.tokens import STOPWORDS
from reporter.pipeline import mark, read

SAMPLES = Path(__file__).parent.parent / "seeds" / "aleppo"
START = date(2020, 1, 6)
WORD_RE = re.compile(r"[A-Za-z][a-z]{4,}")
FIGURE_RE = re.compile(r"\b\d{2,4}\b")
OPENINGS = "b c d f g h j k l m n p r s t v w z br cr dr fl gr kl pl pr sk sl st tr".split()
VOWELS = "a e i o u ai ea ou".split()
CLOSINGS = "n r l s t m nd rk st x".split()
KEPT = frozenset(
    """people killed wounded least leaving leave monitor government forces officials official according tuesday
    wednesday thursday friday monday sunday saturday children civilians district districts minister russian president
    three thousand thousands million hours since would about against between could after""".split()
)
"""Words that stay: the facts of a story hang on them."""


class Piece(NamedTuple):
    """An article to be written to a file."""

    name: str
    text: str


@cache
def sample(number: int) -> tuple[str, tuple[str, ...]]:
    """Headline and sentences of a sample text."""
    document = mark(read(str(sorted(SAMPLES.glob("*.txt"))[number % 2])))
    words = [" ".join(document.words(sentence.span).split()) for sentence in document.sentences]
    return words[0], tuple(words[1:])


def story(number: int, articles: int) -> Iterator[Piece]:
    """The articles of one story; the same number gives the same story."""
    dice = random.Random(number)  # noqa: S311  # a test, not a secret
    headline, sentences = sample(number)
    forms: dict[str, str] = {}

    def other(found: re.Match[str]) -> str:
        word = found.group()
        low = word.lower()
        if low in STOPWORDS or low in KEPT:
            return word
        if low not in forms:
            parts = [dice.choice(OPENINGS) + dice.choice(VOWELS) for _ in range(dice.randint(1, 2))]
            forms[low] = low if dice.random() < 0.25 else "".join(parts) + dice.choice(CLOSINGS)
        return forms[low].capitalize() if word[0].isupper() else forms[low]

    headline, *sentences = (WORD_RE.sub(other, one) for one in (headline, *sentences))
    day = START + timedelta(days=number)
    for at in range(articles):
        kept = [one for one in sentences if dice.random() < 0.85]
        rest = kept[3:]
        dice.shuffle(rest)
        body = [_refigured(one, dice, at) for one in (*kept[:3], *rest)]
        published = day + timedelta(days=min(at, 2))
        text = "\n\n".join((headline, *body))
        yield Piece(
            f"{number:05}-{at:02}.md",
            f"---\ntitle: {headline!r}\noutlet: Paper {at}\ndate: {published}\n---\n\n{text}\n",
        )


def _refigured(sentence: str, dice: random.Random, at: int) -> str:
    """The sentence with some of its figures a little higher."""
    return FIGURE_RE.sub(lambda found: str(int(found.group()) + dice.choice((0, 0, 0, at))), sentence)


def fill(folder: Path, articles: int, first: int = 0) -> int:
    """Write that many articles, in stories of one to six; returns the number of stories."""
    folder.mkdir(parents=True, exist_ok=True)
    left, number = articles, first
    while left:
        size = min(left, (3, 2, 1, 4, 2, 6, 1, 5)[number % 8])
        for piece in story(number, size):
            (folder / piece.name).write_text(piece.text, encoding="utf-8")
        left -= size
        number += 1
    return number - first
