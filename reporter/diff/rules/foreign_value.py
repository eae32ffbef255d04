"""A brief names a figure, a date, a name or an opposite that the text it tells of does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from reporter.diff.briefs import Brief, facts_of, told, whole_of
from reporter.diff.checks import Trace
from reporter.diff.copies import words
from reporter.diff.dates import bounds, calendar, when
from reporter.diff.quantities import admitted, quantity
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import Token, overlapping, stem
from reporter.lexicon.gazetteer import country_of, sections
from reporter.model import Fact, Member, Name, Relation, SentenceRef

_NAMES = ("place", "person", "organisation")
_VAGUE = ("this-", "last-", "next-", "today", "yesterday", "tomorrow", "tonight")
_CONTEXT = 3
"""Words on either side by which the value in the same place is chosen."""
_UNCOUNTED = ("ordinal", "superlative", "score", "ratio")


def apply(story: Story) -> Iterator[Ruling]:
    """Values of a brief that are nowhere in the whole, each against the one that stands in its place there."""
    sides = whole_of(story)
    if sides is None:
        return
    for brief in told(story):
        found = [
            *_foreign(story, brief, sides[1], "quantity"),
            *_foreign(story, brief, sides[1], "date"),
            *(pair for kind in _NAMES for pair in _foreign(story, brief, sides[1], kind)),
        ]
        for one, other, kind, trace in found:
            yield _ruling((one, other), kind, trace)
        if not found:
            yield from _swapped(story, brief, sides)


def _foreign(
    story: Story, brief: Brief, whole: int, kind: str
) -> Iterator[tuple[Member, Member, str, Trace]]:
    own = facts_of(story, (brief.ref,), kind)
    known = [fact for fact in story.documents[whole].facts if fact.kind == kind]
    text = story.documents[whole].article.text.casefold()
    told_here = [fact for fact in story.documents[brief.ref.article].facts if fact.kind == kind]
    for ref, fact in own:
        trace = Trace()
        if any(_agree(trace, fact, other) for other in known) or _printed(story, ref, fact, text):
            continue
        rivals = [
            (place, other)
            for place, other in facts_of(story, brief.others, kind)
            if _comparable(fact, other)
            and (
                _before(story, ref, fact) == _before(story, place, other)
                or not any(_agree(trace, here, other) for here in told_here)
            )
        ]
        near = _near(story, ref, fact)
        ranked = sorted(rivals, key=lambda rival: -len(near & _near(story, *rival)))
        if ranked and near & _near(story, *ranked[0]):
            place, other = ranked[0]
            yield _member(story, ref, fact), _member(story, place, other), kind, trace


def _near(story: Story, ref: SentenceRef, fact: Fact) -> frozenset[str]:
    """The words next to a fact."""
    sentence = words(story, ref)
    inside = overlapping(sentence, fact.span)
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    return frozenset(
        token.stem
        for token in (*sentence[max(first - _CONTEXT, 0) : first], *sentence[last + 1 : last + 1 + _CONTEXT])
    )


def _before(story: Story, ref: SentenceRef, fact: Fact) -> str:
    """The word before a fact; itself where there is none."""
    inside = overlapping(words(story, ref), fact.span)
    return words(story, ref)[inside[0] - 1].word if inside and inside[0] else fact.subject or str(fact.span)


def _agree(trace: Trace, fact: Fact, other: Fact) -> bool:
    """Whether two facts of one kind may be the same value."""
    if fact.kind == "quantity":
        ours, theirs = quantity(fact), quantity(other)
        if ours.dimension != theirs.dimension or ours.unit != theirs.unit:
            return False
        return trace.check("interval", *admitted(ours), theirs.low, theirs.high) != "apart" or bool(
            trace.check("interval", ours.low, ours.high, theirs.low, theirs.high) != "apart"
        )
    if fact.kind == "date":
        if calendar(when(fact)) and calendar(when(other)):
            return bool(trace.check("days", *bounds(when(fact)), *bounds(when(other))) != "apart")
        return bool(trace.check("same-text", when(fact).expression, when(other).expression))
    left, right = _name(fact), _name(other)
    return bool(trace.check("same-name", fact.kind, left, right)) or (
        country_of(left) is not None and country_of(left) == country_of(right)
    )


def _name(fact: Fact) -> str:
    assert isinstance(fact.value, Name)
    return fact.value.canonical


def _printed(story: Story, ref: SentenceRef, fact: Fact, text: str) -> bool:
    """Whether the whole has the words themselves; of a name, any word."""
    shown = story.documents[ref.article].words(fact.span).casefold()
    if fact.kind in _NAMES:
        return any(
            len(word) > 2 and word in text for word in shown.replace("’", "'").removesuffix("'s").split()
        )
    return shown in text


def _comparable(fact: Fact, other: Fact) -> bool:
    """Whether one value may stand in the place of the other."""
    if fact.kind == "quantity":
        ours, theirs = quantity(fact), quantity(other)
        if ours.dimension in _UNCOUNTED or None in (ours.low, theirs.low):
            return False
        counted = [set(one.scope.population[-1:]) for one in (fact, other)]
        return (
            ours.dimension == theirs.dimension
            and (ours.stated == theirs.stated or ours.stated_unit == theirs.stated_unit)
            and (ours.dimension != "count" or not all(counted) or bool(counted[0] & counted[1]))
            and not (ours.stated == 1 and theirs.stated == 1)
        )
    if fact.kind == "date":
        vague = any(when(one).expression.startswith(_VAGUE) for one in (fact, other))
        alike = calendar(when(fact)) == calendar(when(other)) and when(fact).grain == when(other).grain
        return alike and not vague
    return True


def _member(story: Story, ref: SentenceRef, fact: Fact) -> Member:
    words = story.documents[ref.article].words(fact.span)
    return Member(ref.article, ref.sentence, fact.span, words, fact.attribution)


@cache
def _rivals() -> dict[str, frozenset[str]]:
    """Stem -> the stems that exclude it."""
    found: dict[str, set[str]] = {}
    for name, listed in sections("stance").items():
        if name.startswith(("set-", "pair-")):
            stems = {stem(word) for word in listed}
            for one in stems:
                found.setdefault(one, set()).update(stems - {one})
    return {one: frozenset(others) for one, others in found.items()}


def _swapped(story: Story, brief: Brief, sides: tuple[int, int]) -> Iterator[Ruling]:
    """Words of closed sets and opposites: ``sister`` where the whole has ``brother``."""
    known = _stems(story, sides[1])
    here = _stems(story, sides[0])
    for token in brief.words:
        if token.stem not in _rivals() or token.stem in known:
            continue
        rivals = _rivals()[token.stem] - here
        for ref in brief.others[:1]:
            other = next((one for one in words(story, ref) if one.stem in rivals), None)
            if other is not None:
                trace = Trace()
                trace.check("same-text", token.word, other.word)
                yield _ruling((_word(story, brief.ref, token), _word(story, ref, other)), "status", trace)
                return


def _stems(story: Story, article: int) -> frozenset[str]:
    document = story.documents[article]
    refs = [SentenceRef(article, sentence.index) for sentence in document.sentences]
    return frozenset(token.stem for ref in refs for token in words(story, ref))


def _word(story: Story, ref: SentenceRef, token: Token) -> Member:
    return story.quoted(ref, token.span)


def _ruling(pair: Sequence[Member], kind: str, trace: Trace) -> Ruling:
    members = tuple(sorted(pair, key=lambda member: member.article))
    return Ruling(
        Relation.CONTRADICTS,
        members,
        kind,
        "",
        "|".join(sorted(member.text.casefold() for member in members)),
        f"“{pair[0].text}” is nowhere in the longer text, which has “{pair[1].text}” in its place.",
        trace.steps,
    )


_WHOLE = """Two fishermen from Harlow were rescued on Tuesday after 30 hours at sea, the coast guard said.

Their boat had lost its engine north of Brill. A storm was near.

The coast guard sent a helicopter at noon. It found the boat of the two near Orne.

Paul Riva, 40, and his brother were taken to a clinic. Doctors said they were well.

The boat was towed to the port. Its owner thanked the crew."""

RULE = Rule(
    id="foreign-value",
    summary="A brief text has a value that the longer one does not have, in the place of another.",
    relations=(Relation.CONTRADICTS,),
    question="Which of the two texts took the value from the other, and where did it change?",
    apply=apply,
    fires=(Example(_WHOLE, "Paul Riva, 40, and his sister were taken to a clinic.", "contradicts"),),
    silent=(
        Example(_WHOLE, "Two men from Harlow were rescued on Tuesday after more than a day at sea."),
        Example(_WHOLE, "Paul Riva, 40, was taken to a clinic with his brother."),
    ),
)
