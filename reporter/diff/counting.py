"""How a figure is counted: what the words just before it say of it. Shared by the rules on quantities."""

from __future__ import annotations

import re

from reporter.diff.quantities import quantity, specific
from reporter.diff.rules.base import Story
from reporter.lexicon import families, stem, tokens
from reporter.model import FactRef
from reporter.patterns import lazily

_STRETCH_RE = lazily(
    r"(?<!will )(?<!would )(?<!to )\b(?:last|past|next|first|final|previous|opening|coming|remaining)\s"
    r"(?:full\s|straight\s)?$",
    re.I,
)
_WHOLE_RE = lazily(
    r"\b(?P<share>\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty|half|most|some)"
    r"(?:\s[a-z]+)?\s(?:out\s)?of\s(?:(?:the|his|her|its|their|all)\s)?$",
    re.I,
)
_OF_RE = lazily(r"\sof\s(?:(?:the|its|his|her|their)\s)?\d")
_OF_THE_RE = lazily(r"^\S+\sof\s(?:the|his|her|their)\s", re.I)
_AFTERSHOCK_RE = lazily(r"\b(?:after|fore)shocks?\b", re.I)
_SKIPPED = frozenset(
    """a an the about around some only just nearly almost over more than at least up to another total of his her its
    their now already also career season all""".split()
)
_TALLIES = frozenset(
    map(
        stem,
        """points point games game goals goal runs run yards yard punches touchdowns rebounds assists wins losses shots
        strikeouts hits matches starts innings times time laps sets days nights pages words copies questions items
        races titles medals seasons""".split(),
    )
)
"""What one person or team has in many amounts: a figure of them says nothing without the verb before it."""
_BACK = 60


def _before(story: Story, ref: FactRef) -> str:
    start = story.fact(ref).span.start
    text = story.documents[ref.article].article.text
    return text[max(story.sentence(ref).span.start, start - _BACK) : start]


def stretch(story: Story, ref: FactRef) -> bool:
    """Whether a figure says how far back or ahead one looks: "its last 10 games"."""
    return bool(_STRETCH_RE.search(_before(story, ref)))


def share_of(story: Story, ref: FactRef) -> str:
    """Of "28 of his 68 punches", the share before the whole; empty where the figure is no whole."""
    match = _WHOLE_RE.search(_before(story, ref))
    return (
        match["share"].lower() if match and (match["share"][0].isdigit() or len(match["share"]) > 2) else ""
    )


def is_share(story: Story, ref: FactRef) -> bool:
    """Whether a figure is a share of another one: the 8 in "8 of 14 shots"."""
    fact, text = story.fact(ref), story.documents[ref.article].article.text
    return bool(_OF_RE.match(text, fact.span.end) or _OF_THE_RE.search(story.words(ref)))


def aftershock(story: Story, ref: FactRef) -> bool:
    """Whether a magnitude is that of a shock before or after the main one."""
    span, text = story.fact(ref).span, story.documents[ref.article].article.text
    sentence = story.sentence(ref).span
    around = text[max(sentence.start, span.start - _BACK) : min(sentence.end, span.end + _BACK // 2)]
    return quantity(story.fact(ref)).unit == "magnitude" and bool(_AFTERSHOCK_RE.search(around))


def listed(story: Story, ref: FactRef) -> bool:
    """Whether a figure is one item of a sum: "one Australian and one English climber"."""
    fact, text = story.fact(ref), story.documents[ref.article].article.text
    return any(
        other.kind == "quantity"
        and (other.events[:1] == fact.events[:1] or not other.events or not fact.events)
        and other.span != fact.span
        and text[min(other.span.end, fact.span.end) : max(other.span.start, fact.span.start)].strip(" ,")
        == "and"
        for other in story.beside(ref)
    )


def unstated(story: Story, ref: FactRef) -> bool:
    """Whether the figure is an indefinite article: "a gunman"."""
    words = story.words(ref).lower()
    return words.startswith(("a ", "an ", "another ")) and quantity(story.fact(ref)).stated in (None, 1.0)


def tallied(story: Story, ref: FactRef) -> bool:
    """Whether what is counted comes in many amounts and no event says which: points, games, times."""
    fact = story.fact(ref)
    value = quantity(fact)
    if value.dimension == "measure":
        return value.stated_unit in ("yard", "yd")
    return value.dimension == "count" and bool(specific(fact) & _TALLIES)


def governor(story: Story, ref: FactRef) -> tuple[str, ...]:
    """The word that a figure depends on, as families or a stem: ``missed`` in "missed nine games"."""
    for token in reversed(tokens(_before(story, ref))):
        if token.word not in _SKIPPED:
            return families(token.stem) or (token.stem,)
    return ()
