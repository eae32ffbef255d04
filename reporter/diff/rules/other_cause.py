"""Two articles give one event another cause: a fault in the wiring, arson."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from reporter.diff.checks import Trace
from reporter.diff.copies import words
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import STOPWORDS, families, tokens
from reporter.model import Member, Relation, SentenceRef, Status
from reporter.patterns import lazily

_CAUSE_RE = lazily(
    r"\b(?:caused\sby|blamed\son|due\sto|triggered\sby|sparked\sby|(?:as\sa|the)\sresult\sof|resulted\sfrom"
    r"|attributed\sto|set\soff\sby|cause\sof\s[^,.;]{3,40}?\s(?:was|is))\s(?P<cause>[^,.;:—–()“”\"]{3,60})",
    re.IGNORECASE,
)
_SET_RE = lazily(
    r"\b(?P<cause>(?:deliberately|intentionally|purposely)\s(?:set|lit|started)"
    r"|(?:set|lit|started)\s(?:deliberately|intentionally|on\spurpose)|arson|arsonists?)\b",
    re.IGNORECASE,
)
"""A fire that somebody set."""
_UNSURE_RE = lazily(
    r"\b(?:may|might|could|possibl[ey]|whether|not|n['’]t|unclear|unknown|if|suspect(?:s|ed)?|investigat(?:e|ed|ing|ions?)|rul(?:ed|ing)\sout"
    r"|probabl[ey]|likely|apparently|believed|suspicious)\b",
    re.IGNORECASE,
)
_MOST = 20
"""Causes of an article that are compared; news has two or three."""
_WORDS = 5
"""Words of a cause that are compared, small ones aside."""


_EFFECTS = frozenset(
    """death injury damage crash bombing flood delay closure sinking landslide pollution shortage shooting protest
    missing""".split()
)
"""What news asks the cause of."""


class _Cause(NamedTuple):
    """What an article says caused an event of that family."""

    effects: frozenset[str]
    signs: frozenset[str]
    """Stems and families of the words of the cause."""
    stems: frozenset[str]
    member: Member


def apply(story: Story) -> Iterator[Ruling]:
    """Causes of one kind of event that have no word in common, each unknown to the other article."""
    if not story.english():
        return
    told = [_causes(story, article) for article in range(len(story.documents))]
    known = [
        frozenset(
            token.stem
            for sentence in document.sentences
            for token in tokens(document.article.text, sentence.span)
        )
        for document in story.documents
    ]
    for one, other in combinations(range(len(told)), 2):
        for left in told[one]:
            rivals = [cause for cause in told[other] if cause.effects & left.effects]
            trace = Trace()
            if not rivals or any(trace.check("shared", sorted(left.signs), sorted(r.signs)) for r in rivals):
                continue
            right = rivals[0]
            if left.stems & known[other] or right.stems & known[one]:
                continue
            yield Ruling(
                Relation.CONTRADICTS,
                (left.member, right.member),
                "status",
                min(left.effects & right.effects),
                "|".join(sorted(" ".join(sorted(cause.stems)) for cause in (left, right))),
                f"“{left.member.text}” against “{right.member.text}”: another cause of the same event.",
                trace.steps,
            )
            break


def _causes(story: Story, article: int) -> list[_Cause]:
    document = story.documents[article]
    found = []
    for sentence in document.sentences:
        text = document.words(sentence.span)
        if _UNSURE_RE.search(text):
            continue
        ref = SentenceRef(article, sentence.index)
        effects = _effects(story, ref)
        matches = [*_CAUSE_RE.finditer(text), *(_SET_RE.finditer(text) if "fire" in effects else ())]
        for match in matches:
            said = [token for token in tokens(match["cause"]) if token.word not in STOPWORDS][:_WORDS]
            signs = {
                sign for token in said for sign in (token.stem, *(f"@{one}" for one in families(token.stem)))
            }
            arson = {"@arson"} if _SET_RE.match(match.group()) else set()
            own = effects - {sign.removeprefix("@") for sign in signs}
            if said and own:
                stems = frozenset(token.stem for token in said)
                found.append(
                    _Cause(frozenset(own), frozenset(signs | arson), stems, story.matched(ref, match))
                )
    return found[:_MOST]


def _effects(story: Story, ref: SentenceRef) -> set[str]:
    """The kinds of events that a sentence tells of which one asks the cause."""
    told = [
        fact.value for fact in story.facts_in(ref.article, ref.sentence) if isinstance(fact.value, Status)
    ]
    fire = {"fire"} if {"fire", "blaze"} & {token.word for token in words(story, ref)} else set()
    return {value.event for value in told} & _EFFECTS | fire


RULE = Rule(
    id="other-cause",
    summary="Another cause of the same event.",
    relations=(Relation.CONTRADICTS,),
    question="Who established the cause, and is it certain?",
    apply=apply,
    whole=True,
    fires=(
        Example(
            "The fire at the mill in Orne was caused by an electrical fault, investigators said.",
            "The fire at the mill was deliberately set, according to investigators in Orne.",
            "contradicts",
        ),
        Example(
            "The crash of the bus near Orne was blamed on icy roads.",
            "The bus crash near Orne was caused by a burst tyre, said police.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "The fire at the mill in Orne was caused by an electrical fault, investigators said.",
            "The fire at the mill in Orne was due to faulty electrical wiring, according to investigators.",
        ),
        Example(
            "The fire at the mill in Orne was caused by an electrical fault, investigators said.",
            "The fire at the mill in Orne may have been deliberately set, according to investigators.",
        ),
        Example(
            "The fire at the mill in Orne was caused by an electrical fault, investigators said.",
            "The strike at the mill in Orne was the result of low wages, investigators said.",
        ),
    ),
)
