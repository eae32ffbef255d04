"""Whether a sentence denies what another says: negation, denial, and words that call the whole story false."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from functools import cache

from reporter.lexicon import STOPWORDS, Token, families
from reporter.lexicon.gazetteer import sections
from reporter.lexicon.tokens import tokens

_REACH = 6
"""Words after a negation that it may deny."""
_BEFORE = 8
"""Words before a word among which another denial of it stands: "not deep enough so that we can expect"."""
_FIRST = 6
"""Words after a negation, small ones aside, of which one must be told by the other side."""
_GOVERNED = 9
"""Words after a verb of denial that it may govern."""
_PREFIX = 5
"""Letters that words of one root begin with: ``playwright``, ``plays``."""


_VERBAL = frozenset("to will would did does do they we i you".split())
"""Words before the plain form of a verb; after others it may be a noun: "refused to name", "his name"."""
_CLOSE = 4
"""Words after a cue among which is the one it denies."""
_BROAD = frozenset(
    """need needed needs want know known knew think thought say said due go going went get got make made take taken come
    came believe believed feel felt see seen have like enough yet clear guilty""".split()
)
"""Words that go with any subject: that one is denied says little."""
_DOUBTS = frozenset("if may might could would should unless whether must wants want wanted".split())
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
        if (words[index].word in ("not", "never") or _contracted(words, index))
        and not {"but", "rather"} & {one.word for one in words[index + 1 : index + 1 + _REACH]}
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
            denied = not unsure and _any([one for one in reach if one.word not in STOPWORDS][:_FIRST], told)
        else:
            denied = (token.word == "yet" and after == "to") or (
                token.word in _words("denials") and (_any(governed, told) or len(governed) < 2)
            )
        if denied:
            found.append(index)
    return found


def denied_word(
    told: Sequence[Token], others: Sequence[Token], known: Set[str]
) -> tuple[int, int, int] | None:
    """Of a word that ``told`` denies and ``others`` do not: the places of cue and word, and that in the others."""
    for index, token in enumerate(told):
        near = told[index + 1 : index + 1 + _CLOSE]
        refusing = token.word in _words("denials") and bool(near) and near[0].word == "to"
        plain = token.word in ("not", "never") or _contracted(told, index)
        if not (refusing or plain) or {one.word for one in near} & _words("unconfirmed"):
            continue
        denied = next((one for one in near if one.word not in STOPWORDS), None)
        if denied is None or denied.stem not in known or denied.word in _BROAD or not denied.word.isalpha():
            continue
        if "until" in {one.word for one in told[index + 1 :]}:
            continue  # "will not name him until he is dead": he will
        there = next((i for i, one in enumerate(others) if one.stem == denied.stem), None)
        if (
            there is None
            or (refusing and others[there].word == denied.word and others[there - 1].word not in _VERBAL)
            or (plain and there and others[there - 1].word == "to")
            or _doubtful(told)
            or _doubtful(others)
        ):
            continue
        around = others[max(there - _BEFORE, 0) : there + 1 + _CLOSE]  # "found no evidence" denies too
        if not denies(around):
            return index, told.index(denied), there
    return None


def _doubtful(words: Sequence[Token]) -> bool:
    """Whether what is said is only possible, wished or asked."""
    return any(token.word in _DOUBTS for token in words)


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
