"""Whether a sentence denies what another says: negation, denial, and words that call the whole story false."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from reporter.lexicon import STOPWORDS, Token, families
from reporter.lexicon.gazetteer import sections
from reporter.lexicon.tokens import tokens

_REACH = 6
"""Words after a negation that it may deny."""
_GOVERNED = 9
"""Words after a verb of denial that it may govern."""
_PREFIX = 5
"""Letters that words of one root begin with: ``playwright``, ``plays``."""


_SAID = frozenset("is was are were be been as completely totally entirely really it's that's".split())
"""Words after which an adjective is said of something."""


@cache
def _words(section: str) -> frozenset[str]:
    return sections("stance")[section]


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(token.word for token in tokens(phrase)) for phrase in sorted(_words("debunking-phrases"))
    )


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in sections("stance"):
        if name.startswith("like-"):
            for word in _words(name):
                found.setdefault(word, set()).add(f"#{name}")
    return {word: frozenset(groups) for word, groups in found.items()}


def content(words: Sequence[Token]) -> list[Token]:
    """The words that say something, cues of denial left out."""
    cues = (
        _words("negations")
        | _words("denials")
        | _words("debunking")
        | _words("debunking-predicates")
        | _words("exclusive")
    )
    return [
        token
        for token in words
        if token.word not in STOPWORDS
        and token.word not in cues
        and not token.word.endswith("n't")
        and (len(token.word) > 1 or token.word.isdigit())
    ]


def matcher(words: Sequence[Token]) -> Callable[[Token], bool]:
    """Whether a word, one of its family or of its root stands among ``words``."""
    known = {sign for token in words for sign in _signs(token)}
    roots = {token.stem[:_PREFIX] for token in words if len(token.stem) >= _PREFIX}

    def matches(token: Token) -> bool:
        return bool(_signs(token) & known) or token.stem[:_PREFIX] in roots

    return matches


@cache
def _signs(token: Token) -> frozenset[str]:
    kinds = {f"@{family}" for family in families(token.stem)}
    return frozenset({token.stem, *kinds, *_groups().get(token.word, ())})


def negations(words: Sequence[Token], told: Callable[[Token], bool]) -> list[int]:
    """Positions of "not" and "never" that deny something that ``told`` knows of."""
    return [
        index
        for index in denials(words, told)
        if words[index].word in ("not", "never") or _contracted(words, index)
    ]


def denials(words: Sequence[Token], told: Callable[[Token], bool]) -> list[int]:
    """Positions of all cues that deny something that ``told`` knows of."""
    found = []
    for index, token in enumerate(words):
        after = words[index + 1].word if index + 1 < len(words) else ""
        governed = words[index + 1 : index + 1 + _GOVERNED]
        if _negative(words, index):
            reach = governed[:_REACH]
            unsure = {after, *(other.word for other in reach[:3])} & _words("unconfirmed")
            denied = not unsure and _any(reach, told)
        else:
            denied = (token.word == "yet" and after == "to") or (
                token.word in _words("denials") and (_any(governed, told) or len(governed) < 2)
            )
        if denied:
            found.append(index)
    return found


def _negative(words: Sequence[Token], index: int) -> bool:
    return words[index].word in _words("negations") or _contracted(words, index)


def _contracted(words: Sequence[Token], index: int) -> bool:
    """``hadn't``, also where a space has come into it."""
    word = words[index].word
    return word.endswith("n't") or (word == "t" and index > 0 and words[index - 1].word.endswith("n"))


def _any(words: Sequence[Token], told: Callable[[Token], bool]) -> bool:
    return any(token.word not in STOPWORDS and told(token) for token in words)


def denies(words: Sequence[Token]) -> bool:
    """Whether there is any cue of denial at all."""
    cues = _words("negations") | _words("denials")
    return any(token.word in cues or _contracted(words, index) for index, token in enumerate(words))


def _predicated(words: Sequence[Token], index: int) -> bool:
    """Whether an adjective is what is said, not part of a name for something: "is fake", not "a fake news show"."""
    before = words[index - 1].word if index else ""
    return index + 1 == len(words) or before in _SAID


def debunks(words: Sequence[Token]) -> list[int]:
    """Positions of words that call a story false."""
    found = [
        index
        for index, token in enumerate(words)
        if token.word in _words("debunking")
        or (token.word in _words("debunking-predicates") and _predicated(words, index))
    ]
    plain = [token.word for token in words]
    for phrase in _phrases():
        found += [
            index
            for index in range(len(plain) - len(phrase) + 1)
            if tuple(plain[index : index + len(phrase)]) == phrase
        ]
    return sorted(found)
