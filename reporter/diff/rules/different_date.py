"""Two articles give different dates or times for the same event."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.diff.checks import Trace
from reporter.diff.clocks import difference, one_moment, room
from reporter.diff.dates import bounds, calendar, when
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.diff.statuses import arguments
from reporter.lexicon import STOPWORDS, families, tokens
from reporter.lexicon.en.calendar import WEEKDAYS
from reporter.model import Attribution, FactPair, FactRef, Relation, Status, When
from reporter.patterns import lazily

_SLOT_FLOOR = 30.0
_OPENING_FLOOR = 10.0
"""In both openings the main event is dated: less needs to be alike around it."""
_NEAR_COPY = 60.0
"""Where the words around two dates are this alike, the sentences are versions of one another."""
_LONE_SLOT = 45.0
"""The same where they are the only dates of their sentences, and of one event."""
_COUNTED_OFF_RE = lazily(r"\d+-(?:hour|day|week|month|year)-(?:after|before|later|earlier)")
_BESIDE = 4
"""Characters between a cue of speech and the date that belongs to it: a space, "on"."""
_STEPS = frozenset(("custody", "prosecution", "lawsuit", "offer"))
"""Events that go on from day to day."""
_WEEK = 7
_EXACT = (0, 0)
_FINE = ("day", "part", "minute")
_SPEAKING = frozenset("today tonight yesterday tomorrow".split())
_COARSE = frozenset(("year", "decade", "half", "quarter", "season"))
_TELLING = frozenset(("announcement", "talks", "publication", "request", "denial", "warning"))
"""Events whose date says when somebody spoke, which differs from article to article."""


def apply(story: Story) -> Iterator[Ruling]:
    """Dates attached to one event with a shared argument, that do not meet on the calendar."""
    agreed = _agreed(story)
    for pair in story.pairs_of("date"):
        opening = story.opening(pair.left) and story.opening(pair.right)
        settled = {pair.left, pair.right} & agreed
        if not (pair.aligned or opening) or len(settled) == 2 or (settled and not opening):
            continue
        if _of_telling(story, pair.left) or _of_telling(story, pair.right):
            continue
        if _spoken(story, pair.left) or _spoken(story, pair.right):
            continue  # "today" in somebody's mouth is the day of speaking
        left, right = story.fact(pair.left), story.fact(pair.right)
        trace = Trace()
        if not _apart(trace, when(left), when(right), room(story, pair.left, pair.right) or _EXACT):
            continue
        event = trace.check("shared", left.events[:2], right.events[:2])
        copy = trace.check("at-least", pair.slot_score, _NEAR_COPY) or (
            bool(event) and _lone(story, pair) and trace.check("at-least", pair.slot_score, _LONE_SLOT)
        )
        first = left.events[:1], right.events[:1]
        if all(first) and first[0] != first[1]:
            copy = False
            if _STEPS & {*first[0], *first[1]}:
                continue  # "arrested on Monday", "charged on Tuesday"
        if not copy and (not event or event[0] in _TELLING or not _same_people(trace, story, pair, event[0])):
            continue
        if (
            not copy
            and _COARSE & {when(left).grain, when(right).grain}
            and when(left).grain != when(right).grain
        ):
            continue  # "since 2007" and "on Friday" answer different questions
        floor = _OPENING_FLOOR if opening else _SLOT_FLOOR
        if not copy and not trace.check("at-least", pair.slot_score, floor):
            continue
        words = story.words(pair.left), story.words(pair.right)
        later = event and event[0] == "departure" and calendar(when(left))
        yield Ruling(
            Relation.UPDATED if later else Relation.CONTRADICTS,
            (story.member(pair.left), story.member(pair.right)),
            "date",
            event[0] if event else "",
            "|".join(sorted(str(v.start or v.expression) + v.clock for v in (when(left), when(right)))),
            f"“{words[0]}” against “{words[1]}”: different dates for the same event.",
            trace.steps,
        )


def _lone(story: Story, pair: FactPair) -> bool:
    """Whether each of two aligned sentences has this one day and no other date."""
    sides = [
        [fact.value for fact in story.beside(ref) if isinstance(fact.value, When)]
        for ref in (pair.left, pair.right)
    ]
    return pair.aligned and all(len(side) == 1 and side[0].grain in _FINE for side in sides)


def _apart(trace: Trace, left: When, right: When, allowed: tuple[int, int]) -> bool:
    """Whether two dates, or two times of one day, cannot both be right."""
    if left.relation != right.relation and {left.relation, right.relation} & {
        "since",
        "until",
        "before",
        "after",
    }:
        return False
    if calendar(left) and calendar(right):
        lies = trace.check("days", *bounds(left), *bounds(right))
        if lies == "apart":
            return not one_moment(left, right) and not _one_weekday(left, right)
        return lies == "same" and _clocks(left, right, allowed)
    if not left.expression and not right.expression and not calendar(left) and not calendar(right):
        return _clocks(left, right, allowed)
    if _counted_off(left) and _counted_off(right) and left.anchor and right.anchor:
        return (
            left.expression.split("-", 1)[1] == right.expression.split("-", 1)[1]
            and not trace.check("same-text", left.expression, right.expression)
            and bool(trace.check("shared", sorted(_stems(left.anchor)), sorted(_stems(right.anchor))))
        )
    if calendar(left) != calendar(right) or not left.expression or not right.expression:
        return False
    if _form(left.expression) != _form(right.expression):
        return False
    same = trace.check("same-text", left.expression, right.expression)
    return (not same and left.grain == right.grain) or (bool(same) and _clocks(left, right, allowed))


def _one_weekday(left: When, right: When) -> bool:
    """Whether one printed weekday was taken for that of two weeks: "is held Thursday", "was to be held Thursday"."""
    return (
        left.expression in WEEKDAYS
        and left.expression == right.expression
        and left.start is not None
        and right.start is not None
        and abs((left.start - right.start).days) == _WEEK
    )


def _counted_off(value: When) -> bool:
    """Whether a date is told by way of another event: "two days after the raid"."""
    return bool(_COUNTED_OFF_RE.fullmatch(value.expression))


def _stems(words: str) -> set[str]:
    """Stems and families of words for an event."""
    told = [token for token in tokens(words) if token.word not in STOPWORDS]
    return {
        sign for token in told for sign in (token.stem, *(f"@{family}" for family in families(token.stem)))
    }


def _of_telling(story: Story, ref: FactRef) -> bool:
    """Whether a date says when somebody spoke: "police said Wednesday"."""
    start = story.fact(ref).span.start
    return any(
        isinstance(fact.value, Attribution) and 0 <= start - fact.span.end <= _BESIDE
        for fact in story.beside(ref)
    )


def _spoken(story: Story, ref: FactRef) -> bool:
    """Whether a day is told by the day of speaking in quoted words."""
    fact = story.fact(ref)
    return when(fact).expression in _SPEAKING and any(
        other.kind == "quote" and other.span.contains(fact.span) for other in story.beside(ref)
    )


def _form(expression: str) -> str:
    """``day`` for "11-15", else the word's kind: only dates told in one way can be told apart without a calendar."""
    if expression[:2].isdigit():
        return "day"
    return "weekday" if expression in WEEKDAYS else expression


def _clocks(left: When, right: When, allowed: tuple[int, int]) -> bool:
    """Whether two times of one day are further apart than their words leave room for."""
    gap = difference(left, right)
    return gap is not None and not allowed[0] <= gap <= allowed[1]


def _same_people(trace: Trace, story: Story, pair: FactPair, event: str) -> bool:
    """Whether the event that both dates belong to has an argument in common."""
    sides = [_people(story, ref, event) for ref in (pair.left, pair.right)]
    return bool(trace.check("shared", *sides))


def _people(story: Story, ref: FactRef, event: str) -> list[str]:
    return [
        argument
        for fact in story.beside(ref)
        if isinstance(fact.value, Status) and fact.value.event == event
        for argument in arguments(fact.value)
    ]


def _agreed(story: Story) -> set[FactRef]:
    """Dates that some aligned sentence of the other article repeats."""
    found: set[FactRef] = set()
    for pair in story.pairs_of("date"):
        left, right = when(story.fact(pair.left)), when(story.fact(pair.right))
        same_day = (left.start, left.end, left.expression) == (right.start, right.end, right.expression)
        if pair.aligned and same_day and not _clocks(left, right, _EXACT):
            found.update((pair.left, pair.right))
    return found


RULE = Rule(
    id="different-date",
    summary="Different dates or times for the same event.",
    relations=(Relation.CONTRADICTS, Relation.UPDATED),
    question="On which day did it happen, and by whose account?",
    apply=apply,
    across=True,
    fires=(
        Example(
            "The mayor of Orne was arrested on March 3, 2016 in his office, police said.",
            "The mayor of Orne was arrested on March 9, 2016 in his office, police said.",
            "contradicts",
        ),
        Example(
            "The ferry Star of Corda left the port of Harlow at 6 p.m. and sank off Marne Island.",
            "The ferry Star of Corda set out from Harlow at 7 p.m. and sank off Marne Island.",
            "contradicts",
        ),
        Example(
            "Anna Keller resigned two days after police searched the bank’s headquarters in Orne.",
            "Anna Keller resigned three days after police searched the bank’s headquarters in Orne.",
            "contradicts",
        ),
        Example(
            "The observatory in Harlow says the earthquake shook the island of Orne at 8:30 a.m. GMT.",
            "An earthquake shook the island of Orne at 4:30 a.m. EST, according to the observatory in Harlow.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "The observatory in Harlow says the earthquake shook the island of Orne at 9:30 a.m. GMT.",
            "An earthquake shook the island of Orne at 4:30 a.m. EST, according to the observatory in Harlow.",
        ),
        Example(
            "The observatory in Harlow says the earthquake shook the island of Orne at 11:30 p.m. EST on Dec. 3, 2016.",
            "An earthquake shook the island of Orne at 4:30 a.m. GMT on Dec. 4, 2016, says the observatory in Harlow.",
        ),
        Example(
            "The mayor of Orne spoke on March 3, 2016.",
            "The storm reached the coast on March 9, 2016.",
        ),
    ),
)
