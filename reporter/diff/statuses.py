"""When two statuses tell the same event. Shared by the rules on statuses."""

from __future__ import annotations

from collections.abc import Sequence

from reporter.diff.checks import Trace
from reporter.diff.rules.base import Story
from reporter.lexicon import families, language_of
from reporter.lexicon.names import normal, surname
from reporter.model import Fact, FactPair, FactRef, Name, Status

_NEAREST = 3
"""Plain words on either side of an event that are compared."""
_VAGUE = frozenset("@region @people @government @resident @boss @money said say year day week time".split())
"""Arguments that name nobody in particular."""


def status(fact: Fact) -> Status:
    """The value of a status fact."""
    assert isinstance(fact.value, Status)
    return fact.value


def arguments(value: Status) -> list[str]:
    """Who and what takes part: names and kinds of people, then other words near the event; vague ones left out."""
    near = (*_nearest((*value.agents, *value.patients)), *_plain(value.agents), *_plain(value.patients))
    return list(dict.fromkeys(near))


def agents(value: Status) -> list[str]:
    """Who acts: names and kinds of people before the event."""
    return _nearest(value.agents)


def _nearest(words: Sequence[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word[0] in "@=+" and word not in _VAGUE]


def _plain(words: Sequence[str]) -> list[str]:
    return [word for word in words if word[0] not in "@=+" and word not in _VAGUE][:_NEAREST]


def same_event(trace: Trace, story: Story, pair: FactPair) -> list[str]:
    """The arguments that two statuses of one event family share; none where both name people and nobody in common."""
    left, right = status(story.fact(pair.left)), status(story.fact(pair.right))
    common = list(trace.check("shared", arguments(left), arguments(right)))
    named = [[argument for argument in arguments(value) if argument[0] == "="] for value in (left, right)]
    if all(named) and not trace.check("shared", *named):
        return []
    return common


def same_target(trace: Trace, left: Status, right: Status) -> bool:
    """Whether the places acted upon may be the same: not if each side names one that the other does not."""
    ours, theirs = ([word for word in value.patients if word[0] == "+"] for value in (left, right))
    common = trace.check("shared", ours, theirs)
    return len(common) in (len(set(ours)), len(set(theirs)))


def subject(story: Story, pair: FactPair, common: Sequence[str]) -> str:
    """What a pair of statuses is about, in the article's own words: ``withdrawal (rebels, Aleppo)``."""
    shown = [word for argument in common[:3] if (word := _printed(story, pair.left, argument))]
    event = status(story.fact(pair.left)).event.replace("-", " ")
    return f"{event} ({', '.join(dict.fromkeys(shown))})" if shown else event


def _printed(story: Story, ref: FactRef, argument: str) -> str:
    """An argument as the article prints it."""
    if argument[0] in "=+":
        for fact in story.beside(ref):
            if isinstance(fact.value, Name) and argument[1:] in (
                normal(fact.value.canonical),
                surname(fact.value.canonical),
            ):
                return fact.value.canonical
        return argument[1:]
    article = story.documents[ref.article].article
    text = article.text
    for token in language_of(article).tokens(text, story.sentence(ref).span):
        if token.stem == argument or (argument[0] == "@" and argument[1:] in families(token.stem)):
            printed = text[token.span.start : token.span.end].removesuffix("’s").removesuffix("'s")
            return printed if printed[1:].islower() and argument[0] != "@" else token.word
    return argument.lstrip("@")
