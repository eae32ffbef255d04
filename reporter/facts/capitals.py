"""Words of a sentence with their capitals, and the capitalised sequences that may be names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from reporter.lexicon.gazetteer import organisation_named, place_named, sections
from reporter.model import Span
from reporter.patterns import lazily

_WORD_RE = lazily(
    r"(?:[A-Z]\.[ ]?(?=[A-Z]\.))*[A-Z]\.(?![\w])|(?:[A-Z]\.)+[A-Z](?!\w)"
    r"|[^\W_](?:\w|['’&-](?=\w))*|&"
)
_POSSESSIVE_RE = lazily(r"['’]s$", re.IGNORECASE)
_LINKED_RE = lazily(
    r"-(?:based|backed|led|held|born|era|controlled|brokered|linked|occupied|run|owned|educated|trained|supported|style"
    r"|made|funded|sponsored|allied|ruled|area|wide|bound)$"
)
_PREFIX_RE = lazily(r"^(?:pro|anti|non|then|ex|mid|un|trans)-(?=[A-Z])", re.IGNORECASE)
CONNECTORS = frozenset({"of", "for", "the", "and", "on", "&"})
"""Words that join the parts of a name, or two names."""


class Word(NamedTuple):
    """A word of a sentence, without its possessive ending."""

    span: Span
    text: str
    lower: str
    """Lower case, without full stops."""
    possessive: bool
    gap: str
    """What stands between the word before and this one."""

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[0].isupper()


@cache
def lexicon(section: str) -> frozenset[str]:
    """A word list of ``en/titles.txt``."""
    return sections("titles")[section]


def words_of(text: str, span: Span) -> list[Word]:
    """The words of a span."""
    found: list[Word] = []
    end = span.start
    for match in _WORD_RE.finditer(text, span.start, span.end):
        printed = match.group()
        start = match.start()
        if printed.isalnum():  # nothing to cut off, as for most words
            found.append(
                Word(
                    Span(start, match.end()),
                    printed,
                    printed if printed.islower() else printed.lower(),  # one string for both
                    False,
                    text[end:start].replace("\u00a0", " "),
                )
            )
            end = match.end()
            continue
        bare = (
            printed
            if printed[0].isupper() and printed[:-2].lower() in lexicon("owners")
            else _POSSESSIVE_RE.sub("", printed)
        )
        prefix = _PREFIX_RE.match(bare)
        if prefix:
            start, bare = start + prefix.end(), bare[prefix.end() :]
        linked = _LINKED_RE.search(bare)
        if linked and bare[0].isupper():
            bare = bare[: linked.start()]
        word = Span(start, start + len(bare))
        cut = bool(linked) or len(bare) != len(printed) - (start - match.start())
        found.append(
            Word(word, bare, bare.lower().replace(".", ""), cut, text[end:start].replace("\u00a0", " "))
        )
        end = match.end()
    return found


class Usage(NamedTuple):
    """What the whole article shows of words."""

    lower: frozenset[str]
    """Words that stand in lower case somewhere."""
    middle: frozenset[str]
    """Words that stand capitalised inside a sentence that does not capitalise everything."""


def is_title_case(words: list[Word]) -> bool:
    """Whether a sentence capitalises (nearly) every word of four letters and more."""
    long = [word for word in words if len(word.text) >= 4 and word.text[0].isalpha()]
    return len(long) >= 3 and sum(word.capital for word in long) >= 0.8 * len(long)


def usage(sentences: Iterable[list[Word]]) -> Usage:
    """What the sentences of an article show of their words."""
    lower: set[str] = set()
    middle: set[str] = set()
    for words in sentences:
        shouted = is_title_case(words)
        for number, word in enumerate(words):
            if not word.capital:
                lower.add(word.lower)
            elif number and not shouted and not opens(word.gap):
                middle.add(word.text)
    return Usage(frozenset(lower), frozenset(middle))


def opens(gap: str) -> bool:
    """Whether a sentence or quotation begins after the gap."""
    return any(mark in gap for mark in '“"‘:.!?…—–(')


def runs(words: list[Word]) -> Iterator[list[Word]]:
    """Longest capitalised sequences, joined by lower-case particles and connectors."""
    run: list[Word] = []
    pending: list[Word] = []
    for word in words:
        if run and (not _joined(run[-1] if not pending else pending[-1], word)):
            yield run
            run, pending = [], []
        if (word.capital and word.lower not in lexicon("calendar")) or word.lower.startswith(("al-", "el-")):
            run += [*pending, word]
            pending = []
            if word.possessive:
                yield run
                run = []
        elif run and (word.lower in lexicon("particles") or word.lower in CONNECTORS) and len(pending) < 2:
            pending.append(word)
        elif run:
            yield run
            run, pending = [], []
        elif word.lower in lexicon("particles") and word.lower not in ("la", "le", "al"):
            pass
    if run:
        yield run


def _joined(before: Word, word: Word) -> bool:
    if word.gap in (" ", "  "):
        return True
    return word.gap == ". " and before.lower in lexicon("abbreviated")


def pieces(run: list[Word]) -> Iterator[list[Word]]:
    """The run divided at connectors that join two names rather than parts of one."""
    piece: list[Word] = []
    number = 0
    while number < len(run):
        word = run[number]
        if word.capital or word.lower not in CONNECTORS or not piece:
            if piece or word.lower not in CONNECTORS:
                piece.append(word)
        elif _joins(piece, run[number:]):
            piece.append(word)
        else:
            yield piece
            piece = []
        number += 1
    if piece:
        yield piece


def _joins(piece: list[Word], rest: list[Word]) -> bool:
    connector, last = rest[0].lower, piece[-1].lower
    after = [word for word in rest[1:] if word.capital]
    if connector == "&":
        return True
    if connector == "and":
        heads = any(word.lower in lexicon("organisations") for word in after[:3])
        return (last in lexicon("joined") and heads) or place_named(
            " ".join(word.text for word in [*piece, *rest[:2]])
        ) is not None
    if connector == "the":
        return last in CONNECTORS
    phrase = " ".join(word.text for word in [*piece, *rest])
    if organisation_named(phrase) or place_named(phrase):
        return True
    if (
        connector == "of"
        and last in ("secretary", "minister", "chief", "director", "chairman", "head")
        and after
    ):
        return last == "secretary" or after[0].lower in lexicon("joined") | {
            "state",
            "defense",
            "defence",
            "foreign",
        }
    if connector == "of" and last in ("gulf", "strait", "straits", "isle", "cape", "bay", "port"):
        return True
    return last in lexicon("organisations") and last not in (
        "police",
        "army",
        "post",
        "news",
        "force",
        "house",
    )
