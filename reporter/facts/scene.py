"""One sentence as the cue rules see it: words, quotations masked, and where noun phrases and clauses end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from reporter.lexicon.gazetteer import sections
from reporter.model import Document, Sentence, Span
from reporter.patterns import lazily

_WORD_RE = lazily(r"(?:[A-Z]\.)+[A-Z]?|[^\W_]+(?:['’-][^\W_]+)*")
MASK = "\u2592"
_PHRASE_END_RE = lazily(
    r"[,;:()—–]|(?<![A-Z])\.(?=\s|$)|\s(?:who|which|that|and\s(?:he|she|they|it))\s|\s-+\s|\u2592"
)
_MAX_SENTENCE = 4000
"""Characters of a sentence that are searched; the rest of a longer one is no prose."""
_CUT_RE = lazily(
    r"; |, (?:but|while|although|though|adding|saying|according|which (?:is|was|has))\b"
    r"|, and (?:he|she|they|it|also|said|added|then)\b"
    r"| (?:but|and) (?:also|did|said|says|acknowledged|added|told|called|asked|urged|denied) "
    r"|, (?:[A-Z]\w+ ){1,3}(?:said|says|reported)\b"
)


class Report(NamedTuple):
    """One cue with the words it attributes."""

    sentence: int
    cue: str
    """Lower-case cue words: ``said``, ``according to``."""
    source: Span | None
    """The speaker's words; None where none is named."""
    span: Span
    """Speaker and cue."""
    content: Span
    hearsay: bool = False


class SceneWord(NamedTuple):
    """A word, with offsets into the sentence."""

    start: int
    end: int
    lower: str
    capital: bool


class Verb(NamedTuple):
    """A form of a cue verb."""

    lemma: str
    clause: bool
    """Whether it takes a clause or a quotation."""
    governs: bool
    """Whether it takes an object or infinitive that is attributed."""


@cache
def verbs() -> dict[str, Verb]:
    """Every inflected form of the cue verbs."""
    table: dict[str, Verb] = {}
    for section, clause in (("say", True), ("want", False)):
        for entry in sorted(sections("speech")[section]):
            lemma, _, forms = entry.partition(":")
            for form in forms.split():
                known = table.get(form)
                table[form] = Verb(
                    lemma, clause or bool(known and known.clause), not clause or bool(known and known.governs)
                )
    return table


@cache
def phrases(section: str) -> frozenset[str]:
    """A list of ``en/speech.txt``."""
    return sections("speech")[section]


class Scene:
    """One sentence with its quoted words masked."""

    def __init__(self, document: Document, sentence: Sentence, quotes: Sequence[Span]) -> None:
        self.sentence = sentence
        start, end = sentence.span
        end = min(end, start + _MAX_SENTENCE)
        self.base = start
        self.quotes = [
            Span(max(q.start, start), min(q.end, end)) for q in quotes if q.start < end and q.end > start
        ]
        raw = document.article.text[start:end].replace("\u00a0", " ")
        for quote in self.quotes:
            low, high = quote.start - start, quote.end - start
            raw = raw[:low] + MASK * (high - low) + raw[high:]
        self.text = raw
        self.words = [
            SceneWord(
                match.start(),
                match.end(),
                match.group().lower().replace("’", "'"),
                match.group()[0].isupper(),
            )
            for match in _WORD_RE.finditer(raw)
        ]

    def span(self, start: int, end: int) -> Span:
        """A span of the article for offsets into the sentence."""
        return Span(self.base + start, self.base + end)

    def gap(self, number: int) -> str:
        """What stands before a word."""
        start = self.words[number - 1].end if number else 0
        return self.text[start : self.words[number].start]

    def after(self, number: int) -> str:
        """What stands between a word and the next."""
        end = self.words[number + 1].start if number + 1 < len(self.words) else len(self.text)
        return self.text[self.words[number].end : end]


def noun_phrase_end(scene: Scene, begin: int) -> int:
    """Where the speaker's words that begin there end."""
    match = _PHRASE_END_RE.search(scene.text, begin)
    return match.start() if match else len(scene.text)


def skip_marks(text: str, at: int) -> int:
    """The next place that is no space, comma, dash or quotation mark."""
    while at < len(text) and text[at] in " ,:;—–-\"“‘'":
        at += 1
    return at


def clause_start(scene: Scene, at: int) -> int:
    """Where the content before a cue begins: the sentence's start, or after a semicolon."""
    return max(0, scene.text.rfind("; ", 0, at) + 2 if "; " in scene.text[:at] else 0)


def skip_space(text: str, at: int) -> int:
    """The next place that is no space, comma or colon."""
    while at < len(text) and text[at] in " ,:":
        at += 1
    return at


def clause_end(scene: Scene, begin: int) -> int:
    """Where attributed words that begin there end: the clause's end."""
    match = _CUT_RE.search(scene.text, begin + 1)
    end = match.start() if match else len(scene.text)
    return len(scene.text[:end].rstrip(" "))
