"""WordPiece of uncased BERT in plain Python, and how a pair of sentences becomes numbers for the model."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

CLASSIFY, SEPARATE, UNKNOWN = 101, 102, 100
"""The places of [CLS], [SEP] and [UNK] in the vocabulary."""
LONGEST_WORD = 100
"""A longer word is unknown, as in BERT."""
LONGEST_PAIR = 128
"""Pieces of a pair, the three marks included; the longer sentence is cut first."""
_STEM = 5
"""Two words of at least so many letters that begin with the same ones count as the same word."""


class Word(NamedTuple):
    """A word as the model sees it."""

    pieces: tuple[int, ...]
    """Places in the vocabulary."""
    key: str
    """What makes two words the same word."""


@cache
def _vocabulary() -> dict[str, int]:
    text = files(__package__).joinpath("vocab.txt").read_text(encoding="utf-8")
    return {piece: place for place, piece in enumerate(text.split("\n")[:-1])}


def _split(text: str) -> list[str]:
    """Lower-case words without accents; punctuation and Chinese characters stand alone."""
    text = unicodedata.normalize("NFD", text.lower())
    words: list[str] = []
    current: list[str] = []

    def end() -> None:
        if current:
            words.append("".join(current))
            current.clear()

    for character in text:
        category = unicodedata.category(character)
        if category == "Mn":
            continue
        if character.isspace():
            end()
        elif category in ("Cc", "Cf") or character == "\ufffd":
            continue
        elif _alone(character, category):
            end()
            words.append(character)
        else:
            current.append(character)
    end()
    return words


def _alone(character: str, category: str) -> bool:
    code = ord(character)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_mark or category.startswith("P") or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF


@lru_cache(maxsize=65536)
def _pieces(word: str) -> tuple[int, ...]:
    """The longest known pieces of a word, from its start."""
    if len(word) > LONGEST_WORD:
        return (UNKNOWN,)
    vocabulary = _vocabulary()
    found, start = [], 0
    while start < len(word):
        mark = "##" if start else ""
        for end in range(len(word), start, -1):
            place = vocabulary.get(mark + word[start:end])
            if place is not None:
                found.append(place)
                start = end
                break
        else:
            return (UNKNOWN,)
    return tuple(found)


def words(text: str) -> tuple[Word, ...]:
    """The words of a sentence."""
    return tuple(
        Word(_pieces(word), word[:_STEM] if word.isalpha() and len(word) > _STEM else word)
        for word in _split(text)
    )


def _cut(left: tuple[Word, ...], right: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Words from the end of the longer sentence fall away until the pair fits."""
    sizes = [sum(len(word.pieces) for word in side) for side in (left, right)]
    sides = [list(left), list(right)]
    while sum(sizes) > LONGEST_PAIR - 3:
        longer = 0 if sizes[0] >= sizes[1] else 1
        sizes[longer] -= len(sides[longer].pop().pieces)
    return tuple(sides[0]), tuple(sides[1])


def encode(left: tuple[Word, ...], right: tuple[Word, ...]) -> tuple[list[int], list[int]]:
    """Pieces and types of a pair: ``[CLS] left [SEP] right [SEP]``.

    A type is 0 in the left sentence and 1 in the right one, and 2 more where the other sentence has the same word: what
    stands on one side only is what a small model must look at first.
    """
    left, right = _cut(left, right)
    pieces, types = [CLASSIFY], [0]
    for side, (own, other) in enumerate(((left, right), (right, left))):
        known = {word.key for word in other}
        for word in own:
            pieces.extend(word.pieces)
            types.extend([side + 2 * (word.key in known)] * len(word.pieces))
        pieces.append(SEPARATE)
        types.append(side)
    return pieces, types
