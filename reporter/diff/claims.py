"""Single statements: a claim, a headline or a caption, and the one sentence that it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reporter.diff.copies import words
from reporter.diff.polarity import matcher
from reporter.diff.rules.base import Story
from reporter.lexicon import STOPWORDS, Token
from reporter.model import Attribution, Member, SentenceRef, Span

_LONGEST = 30
"""Words of a claim, at most."""
_STARTS = frozenset(
    "is was are were be been has have had does do did can could will would may might became came".split()
)
_PRONOUNS = frozenset("he she it they his her its their this these".split())
_KIND = 3
VOICED = frozenset(
    """said says say told claims claimed claim reported reports report reportedly allegedly argued argues warned added
    announced insisted believes thinks : ?""".split()
) | {"according to"}
"""Cues by which somebody says so, without a yes or no of his own."""
_ORDINALS = frozenset("st nd rd th".split())


class Claim(NamedTuple):
    """Two articles of one sentence each: the shorter one is the claim."""

    claim: SentenceRef
    other: SentenceRef
    words: tuple[Token, ...]
    others: tuple[Token, ...]


def claim(story: Story) -> Claim | None:
    """The claim, where a story is two English articles of one sentence each."""
    if len(story.documents) != 2 or any(len(document.sentences) != 1 for document in story.documents):
        return None
    if not story.english():
        return None
    refs = [SentenceRef(number, 0) for number in range(2)]
    sides = [words(story, ref) for ref in refs]
    if not all(sides):
        return None
    refs.sort(key=lambda ref: (sides[ref.article][0].word in _PRONOUNS, len(sides[ref.article]), ref.article))
    told = sides[refs[0].article]
    if len(told) > _LONGEST:
        return None
    return Claim(refs[0], refs[1], told, words(story, refs[1]))


def predicate(story: Story, ref: SentenceRef, told: Sequence[Token]) -> int:
    """Where what is said of the subject begins: the first verb, or the first plain word after a name."""
    text = story.documents[ref.article].article.text
    for index, token in enumerate(told):
        plain = text[token.span.start].islower() and token.word not in STOPWORDS | _ORDINALS
        if index and (token.word in _STARTS or plain):
            return index
    return len(told)


def speaks_of(single: Claim, start: int) -> bool:
    """Whether the other sentence speaks of the subject too, by a word of it or by a pronoun at its start."""
    subject = single.words[:start]
    named = {token.stem for token in subject if token.word not in STOPWORDS}
    if not named:  # "there is a town called Orne": the subject comes later
        named = {token.stem for token in single.words if token.word not in STOPWORDS}
    if named & {token.stem for token in single.others} or single.others[0].word in _PRONOUNS:
        return True
    matches = matcher(single.words)  # "The film was shot …" of a claim that its subject is a film
    return single.others[0].word == "the" and any(map(matches, single.others[1:_KIND]))


def named(story: Story, single: Claim, start: int) -> bool:
    """Whether the claim is about a name, or about "the" one of a kind: "a colleague" may be anybody."""
    text = story.documents[single.claim.article].article.text
    subject = single.words[:start]
    capital = any(text[token.span.start].isupper() and token.word not in STOPWORDS for token in subject)
    if start == 1 and start < len(
        single.words
    ):  # "Armed robbers stole": the capital of a beginning is no name
        after = single.words[start].word
        capital = capital and (
            after in _STARTS or after.endswith("ed") or not single.words[0].word.endswith("ed")
        )
    return capital or single.words[0].word in ("the", "there", "this")


def unvoiced(story: Story, ref: SentenceRef, told: Sequence[Token]) -> tuple[Token, ...]:
    """The words without those that say who says so, where these only report: "it is a hoax, police say"."""
    spans = [
        fact.value.span
        for fact in story.facts_in(ref.article, ref.sentence)
        if isinstance(fact.value, Attribution) and fact.value.cue.lower() in VOICED
    ]
    return tuple(token for token in told if not any(span.overlaps(token.span) for span in spans))


def statement(story: Story, ref: SentenceRef) -> bool:
    """Whether a sentence is a full one: a headline says things shorter and otherwise."""
    document = story.documents[ref.article]
    return document.words(document.sentences[ref.sentence].span).rstrip(" ”\"'")[-1:] == "."


def member(story: Story, ref: SentenceRef, told: Sequence[Token], first: int, last: int) -> Member:
    """The words from ``first`` to ``last``, both included, as a member of a finding."""
    span = Span(told[first].span.start, told[last].span.end)
    return story.quoted(ref, span)
