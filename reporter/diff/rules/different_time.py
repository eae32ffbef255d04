"""Two articles put one moment at different times of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporter.diff.checks import Trace
from reporter.diff.clocks import difference, room
from reporter.diff.dates import calendar, when
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.model import FactRef, Relation
from reporter.patterns import lazily

_NEAR_MINUTES = 90
"""Times further apart belong to different moments of a day's events."""
_SLOT_FLOOR, _EVENT_FLOOR = 35.0, 10.0
"""How alike the words around two times must be; less where both belong to one event."""
_VAGUE = frozenset(("departure", "publication", "announcement", "talks", "begin", "change", "travel"))
"""Events that an article tells several of in a day."""
_WALL_RE = lazily(r"[ap]\.?m\b|gmt|utc|o['’]clock|[a-z]{2,}day\b", re.IGNORECASE)
"""What makes a time one of the clock on the wall; "with 7:42 left" is one of a game."""
_GAME_RE = lazily(r"\s*(?:left|to (?:play|go)|remaining|into)\b")


def apply(story: Story) -> Iterator[Ruling]:
    """Times of day in aligned sentences, told of one event or in nearly the same words, that differ by minutes."""
    for pair in story.pairs_of("date"):
        left, right = when(story.fact(pair.left)), when(story.fact(pair.right))
        if not pair.aligned or (calendar(left) and calendar(right)):
            continue  # whole dates are for the rule different-date
        if not (_on_the_wall(story, pair.left) and _on_the_wall(story, pair.right)):
            continue
        trace = Trace()
        allowed, gap = room(story, pair.left, pair.right), difference(left, right)
        if allowed is None or gap is None or abs(gap) > _NEAR_MINUTES:
            continue
        if trace.check("interval", *allowed, gap, gap) != "apart":
            continue
        events = [
            [e for e in story.fact(ref).events[:2] if e not in _VAGUE] for ref in (pair.left, pair.right)
        ]
        floor = _EVENT_FLOOR if trace.check("shared", *events) else _SLOT_FLOOR
        if not trace.check("at-least", pair.slot_score, floor):
            continue
        words = story.words(pair.left), story.words(pair.right)
        yield Ruling(
            Relation.CONTRADICTS,
            (story.member(pair.left), story.member(pair.right)),
            "date",
            story.fact(pair.left).subject or story.fact(pair.right).subject,
            "|".join(sorted((left.clock, right.clock))),
            f"“{words[0]}” against “{words[1]}”: different times of day for the same thing.",
            trace.steps,
        )


def _on_the_wall(story: Story, ref: FactRef) -> bool:
    """Whether a time is one of the day, to the minute."""
    value, text = when(story.fact(ref)), story.documents[ref.article].article.text
    end = story.fact(ref).span.end
    if ":" not in value.clock or _GAME_RE.match(text[end : end + 12]):
        return False
    return bool(value.zone or value.start or value.expression or _WALL_RE.search(story.words(ref)))


RULE = Rule(
    id="different-time",
    summary="Different times of day for the same thing.",
    relations=(Relation.CONTRADICTS,),
    question="At what time was it, by whose record?",
    apply=apply,
    across=True,
    fires=(
        Example(
            "The first emergency call about the mill came at 3:33 a.m., the mayor of Orne said.",
            "The mayor of Orne says the emergency call about the mill came in at 3:30 a.m.",
            "contradicts",
        ),
        Example(
            "The first emergency call about the mill came shortly after 3 a.m., the mayor of Orne said.",
            "The mayor of Orne says the emergency call about the mill came in at 3:30 a.m.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "The observatory in Harlow says the earthquake shook the island of Orne at 9:30 a.m. GMT.",
            "An earthquake shook the island of Orne at 4:30 a.m. EST, according to the observatory in Harlow.",
        ),
        Example(
            "The first emergency call about the mill came shortly after 3:15 a.m., the mayor of Orne said.",
            "The mayor of Orne says the emergency call about the mill came in at 3:30 a.m.",
        ),
        Example(
            "The first emergency call about the mill came at 3:33 a.m., the mayor of Orne said.",
            "The mayor of Orne says the emergency call about the mill came in at around 3:30 a.m.",
        ),
        Example(
            "The first emergency call about the mill came at 3:33 a.m., the mayor of Orne said.",
            "The mayor of Orne says the fire at the mill was out at 3:30 p.m.",
        ),
        Example(
            "Orne scored the first goal with 7:42 left in the first half.",
            "Orne scored the first goal with 7:41 left in the first half.",
        ),
    ),
)
