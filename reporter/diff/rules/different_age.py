"""Two articles give the age of one person whom neither names, and they differ: a 25-year-old woman, a 27-year-old."""

from __future__ import annotations

from collections.abc import Iterator, Set

from reporter.diff.checks import Trace
from reporter.diff.quantities import quantity
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import tokens
from reporter.model import FactRef, Name, Quantity, Relation, Span

_SLOT_FLOOR = 25.0
_AFTER = 3
"""Words after an age among which the one stands that says whose it is."""
_HEADS = {
    word: kind
    for kind, words in (
        ("man", "man male gunman father grandfather husband businessman policeman"),
        ("woman", "woman female mother grandmother mom wife businesswoman policewoman"),
        ("boy", "boy son schoolboy"),
        ("girl", "girl daughter schoolgirl"),
        (
            "person",
            "driver victim student teacher worker climber pilot soldier officer suspect teenager resident",
        ),
    )
    for word in words.split()
}
"""Whose age it is, by the word after it."""


def apply(story: Story) -> Iterator[Ruling]:
    """Ages in aligned sentences of the same kind of person, each unknown to the other article."""
    if not story.english():
        return
    ages = [_ages(story, article) for article in range(len(story.documents))]
    for pair in story.pairs_of("quantity"):
        left, right = quantity(story.fact(pair.left)), quantity(story.fact(pair.right))
        if not pair.aligned or left.dimension != "age" or right.dimension != "age":
            continue
        trace = Trace()
        heads = _head(story, pair.left), _head(story, pair.right)
        if not all(heads) or not trace.check("same-text", *heads):
            continue
        if trace.check("interval", left.low, left.high, right.low, right.high) != "apart":
            continue
        if left.low in ages[pair.right.article] or right.low in ages[pair.left.article]:
            continue
        if not trace.check("at-least", pair.slot_score, _SLOT_FLOOR):
            continue
        words = story.words(pair.left), story.words(pair.right)
        yield Ruling(
            Relation.CONTRADICTS,
            (story.member(pair.left), story.member(pair.right)),
            "quantity",
            heads[0],
            "|".join(sorted(f"{value.low:.0f} years" for value in (left, right) if value.low is not None)),
            f"“{words[0]}” against “{words[1]}”: different ages of the same {heads[0]}.",
            trace.steps,
        )


def _ages(story: Story, article: int) -> Set[float | None]:
    """All ages that an article gives, of named people too."""
    facts = story.documents[article].facts
    told = {
        fact.value.low for fact in facts if isinstance(fact.value, Quantity) and fact.value.dimension == "age"
    }
    return told | {float(fact.value.age) for fact in facts if isinstance(fact.value, Name) and fact.value.age}


def _head(story: Story, ref: FactRef) -> str:
    """The kind of person whose age a fact is; empty where a name follows or nothing tells."""
    end, sentence = story.fact(ref).span.end, story.sentence(ref).span
    after = tokens(story.documents[ref.article].article.text, Span(end, sentence.end))[:_AFTER]
    return next((_HEADS[token.word] for token in after if token.word in _HEADS), "")


RULE = Rule(
    id="different-age",
    summary="Different ages of the same person, whom nobody names.",
    relations=(Relation.CONTRADICTS,),
    question="Is it the same person, and how old is he or she?",
    apply=apply,
    fires=(
        Example(
            "A 25-year-old woman from Harlow was killed when a car hit her bicycle in Orne.",
            "The cyclist killed by a car in Orne was a 27-year-old woman from Harlow.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "A 25-year-old woman from Harlow was killed when a car hit her bicycle in Orne.",
            "The cyclist killed by a car in Orne was a 25-year-old woman from Harlow.",
        ),
        Example(
            "A 25-year-old woman from Harlow was killed when a car hit her bicycle in Orne.",
            "The driver of the car that killed a cyclist in Orne was a 27-year-old man from Harlow.",
        ),
        Example(
            "A 25-year-old woman from Harlow was killed when a car hit her bicycle in Orne.",
            "A 27-year-old woman was hurt and a 25-year-old woman from Harlow killed by a car in Orne.",
        ),
    ),
)
