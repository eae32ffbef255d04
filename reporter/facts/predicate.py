"""Whether the words of an event are what a clause says, or only name or describe: "was charged" / "the charge"."""

from __future__ import annotations

from collections.abc import Sequence

from reporter.lexicon import STOPWORDS, Mention, Token

_DETERMINERS = frozenset(
    """a an the this that these those his her its their our my your no any some each every another of on for in with
    by from at during after before against under pending about into over despite without how what first second
    last""".split()
)
"""After one of these stands a noun or what describes one."""
_AUXILIARIES = frozenset(
    """is are was were be been being has have had will would may might can could should must to not never get gets got
    having also who and he she they it we i""".split()
)
_BEING = frozenset("is are was were be been being am not it's he's she's they're also now still".split())
"""After one of these a word in -ing is what a clause says."""
_NOUNS = frozenset(
    """charge charges sentence sentences trial trials suspicion suspicions suspect suspects investigation vote votes
    election elections poll polls deal deals bail jail custody hearing hearings prison protest protests strike strikes
    offer offers plan plans pick picks talk talks loss losses win wins act acts""".split()
)
"""Words that news uses as nouns unless "to", "will" and the like stand before them."""
_NOUN_ENDINGS = ("tion", "tions", "sion", "sions", "ment", "ments", "ance", "ence", "or", "ors", "al", "als")
_PRESSED = frozenset(
    "face faces faced facing file filed files press pressed bring brought brings drop dropped".split()
)
"""Verbs that make "charges" what is told."""
_PRESSED_REACH = 5


def told_by_verb(words: Sequence[Token], numbers: Sequence[int], mention: Mention) -> bool:
    """Whether a verb tells the event, as far as its form and the words beside it show."""
    word = words[mention.first].word
    start = mention.first
    while start and numbers[start - 1] == numbers[mention.first]:
        start -= 1
    before = words[mention.first - 1].word if mention.first > start else ""
    if mention.last > mention.first:
        return before not in _DETERMINERS
    if word in ("charge", "charges") and _PRESSED & {
        token.word for token in words[max(start, mention.first - _PRESSED_REACH) : mention.first]
    }:
        return True
    if before in _DETERMINERS:
        return False
    if word in _NOUNS or word.endswith(_NOUN_ENDINGS):
        return word in _NOUNS and before in _AUXILIARIES and before not in ("and", "is", "are", "was", "were")
    if word.endswith("ing") and before not in _BEING and not before.endswith("ly"):
        return False
    return not (word.endswith("ed") and before not in _AUXILIARIES and _describes(words, numbers, mention))


def _describes(words: Sequence[Token], numbers: Sequence[int], mention: Mention) -> bool:
    """Whether a participle stands before the noun it describes and has no subject: "convicted killer laughed"."""
    after = mention.last + 1
    opens = mention.first == 0 or numbers[mention.first - 1] != numbers[mention.first]
    return (
        opens
        and after < len(words)
        and numbers[after] == numbers[mention.first]
        and words[after].word not in STOPWORDS
    )
