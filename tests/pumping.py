"""Texts that make a backtracking matcher work hardest, made of a pattern's own parts.

A pattern that can match one stretch in several ways fails slowly when the stretch is long and what must follow it
is missing. So for every repeated part of a pattern the text is: something for what stands before it, the part over
and over, and then a sign that fits nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MISFIT = "\x00"
_MOST = 24
_LONG = 8
"""A part that may be repeated more often than this is pumped."""
_LETTERS = "a1 A.,-'\"“(\n\u4e00é$%/:;!?|_@#"


def attacks(pattern: re.Pattern[Any], length: int) -> list[str]:
    """Texts of about so many characters."""
    words = pattern.pattern
    plain = words.decode("latin-1") if isinstance(words, bytes) else words
    tree = parser.parse(plain, pattern.flags & ~re.LOCALE)
    pumps: dict[tuple[str, str], None] = {}
    for before, part in _repeated(list(tree), "", tree.state):
        for pump in _samples(part, tree.state):
            if pump:
                pumps.setdefault((before[-40:], pump))
    texts = []
    for before, pump in pumps:
        body = pump * (length // len(pump))
        texts += [before + body + MISFIT, (before + pump) * (length // len(before + pump))]
    return [
        *list(dict.fromkeys(texts))[:_MOST],
        " " * length,
        "a" * length,
        "A" * length,
        "1" * length,
        "a " * (length // 2),
    ]


def _repeated(nodes: list[Any], before: str, state: Any) -> Iterator[tuple[str, Any]]:
    """Every repeated part, with a text for what stands before it."""
    for kind, given in nodes:
        if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            _, most, part = given
            if most > _LONG:
                yield before, part
            yield from _repeated(list(part), before, state)
        elif kind is code.SUBPATTERN:
            yield from _repeated(list(given[-1]), before, state)
        elif kind is code.BRANCH:
            for branch in given[1]:
                yield from _repeated(list(branch), before, state)
        elif kind in (code.ASSERT, code.ASSERT_NOT):
            yield from _repeated(list(given[1]), before, state)
        before += _sample([(kind, given)], state, 0)


def _samples(part: Any, state: Any) -> list[str]:
    """Some different texts that a part matches: by the first, the middle and the last of its choices."""
    return list(dict.fromkeys(_sample(list(part), state, choice) for choice in (0, 1, 2)))


def _sample(nodes: list[Any], state: Any, choice: int) -> str:
    """A text that the nodes match, choosing by number where there is a choice."""
    pieces = []
    for kind, given in nodes:
        if kind is code.LITERAL:
            pieces.append(chr(given))
        elif kind is code.NOT_LITERAL:
            pieces.append(next(letter for letter in _LETTERS if ord(letter) != given))
        elif kind is code.ANY:
            pieces.append("a1 "[choice])
        elif kind is code.IN:
            pieces.append(_member(given, choice))
        elif kind is code.BRANCH:
            branches = given[1]
            pieces.append(_sample(list(branches[choice * (len(branches) - 1) // 2]), state, choice))
        elif kind is code.SUBPATTERN:
            pieces.append(_sample(list(given[-1]), state, choice))
        elif kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            least, most, part = given
            pieces.append(_sample(list(part), state, choice) * max(least, min(1, most)))
        elif kind is code.ATOMIC_GROUP:
            pieces.append(_sample(list(given), state, choice))
    return "".join(pieces)


def _member(members: list[Any], choice: int) -> str:
    """A character of a class, other ones for other choices."""
    words = "".join(f"\\{chr(given)}" if kind is code.LITERAL else "" for kind, given in members)
    fitting = [chr(given) for kind, given in members if kind is code.LITERAL]
    fitting += [chr(given[0]) for kind, given in members if kind is code.RANGE]
    categories = {
        code.CATEGORY_DIGIT: "1",
        code.CATEGORY_WORD: "a1A",
        code.CATEGORY_SPACE: " \n",
        code.CATEGORY_NOT_SPACE: "a.1",
        code.CATEGORY_NOT_DIGIT: "a ",
        code.CATEGORY_NOT_WORD: " .-",
    }
    for kind, given in members:
        if kind is code.CATEGORY:
            fitting += categories[given]
    if members[0][0] is code.NEGATE:
        refused = re.compile(f"[{words}]") if words else None
        refused_too = fitting
        fitting = [
            one for one in _LETTERS if not (refused and refused.match(one)) and one not in refused_too
        ] or ["z"]
    return fitting[choice * (len(fitting) - 1) // 2] if fitting else "a"
