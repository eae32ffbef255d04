"""Two articles give the same date or time."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.diff.checks import Trace
from reporter.diff.dates import bounds, calendar, when
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon.en.calendar import WEEKDAYS
from reporter.model import Relation, When

_DAYS = ("day", "part", "hour", "minute")


def apply(story: Story) -> Iterator[Ruling]:
    """Dates of aligned sentences that fall on the same days, or one within the other."""
    for pair in story.pairs_of("date"):
        left, right = when(story.fact(pair.left)), when(story.fact(pair.right))
        if not pair.aligned:
            continue
        trace = Trace()
        lies = _compatible(trace, left, right)
        if not lies:
            continue
        if left.clock and right.clock and left.clock != right.clock:
            continue
        words = story.words(pair.left), story.words(pair.right)
        same = trace.check("same-text", *words)
        relation = Relation.IDENTICAL if same else Relation.EQUIVALENT if lies == "same" else Relation.REFINES
        yield Ruling(
            relation,
            (story.member(pair.left), story.member(pair.right)),
            "date",
            left.anchor or " ".join(story.fact(pair.left).events[:1]),
            "|".join(sorted(str(value.start or value.expression) for value in (left, right))),
            f"Both say “{words[0]}”." if same else f"“{words[0]}” and “{words[1]}” are compatible dates.",
            trace.steps,
        )


def _compatible(trace: Trace, left: When, right: When) -> str:
    """``same`` days, ``inside`` or the like where one is less exact, or nothing."""
    if calendar(left) and calendar(right):
        lies = str(trace.check("days", *bounds(left), *bounds(right)))
        if lies in ("same", "inside", "around", "overlap"):
            if lies == "same" or "year" not in (left.grain, right.grain):
                return lies
            ends = zip(bounds(left), bounds(right), strict=True)
            return lies if left.grain == right.grain and any(one == other for one, other in ends) else ""
        # "in February" told in two months may be resolved to two years: what is printed is the same
        printed = left.grain == "month" and not any(sign.isdigit() for sign in left.expression)
        return "same" if printed and trace.check("same-text", left.expression, right.expression) else ""
    if left.expression and trace.check("same-text", left.expression, right.expression):
        return "same"
    for dated, loose in ((left, right), (right, left)):
        if dated.start is None or calendar(loose):
            continue
        if loose.expression in WEEKDAYS and dated.grain in _DAYS:
            weekday = next(name for name, day in WEEKDAYS.items() if day == dated.start.weekday())
            return "inside" if trace.check("same-text", weekday, loose.expression) else ""
        if loose.clock and not loose.expression and ":" in loose.clock:
            return "inside" if trace.check("same-text", dated.clock, loose.clock) else ""
    anchored = bool(left.anchor and right.anchor) and not (left.expression and right.expression)
    return "inside" if anchored and trace.check("same-text", left.anchor, right.anchor) else ""


RULE = Rule(
    id="same-date",
    summary="The same date or time.",
    relations=(Relation.IDENTICAL, Relation.EQUIVALENT, Relation.REFINES),
    question="",
    apply=apply,
    across=True,
    fires=(
        Example(
            "The mayor of Orne was arrested on March 3, 2016 in his office.",
            "The mayor of Orne was arrested on 3 March 2016 at the town hall.",
            "equivalent",
        ),
    ),
    silent=(
        Example(
            "The mayor of Orne was arrested early on Sunday, February 1, 2009 in his office.",
            "The mayor of Orne was arrested in his office on Monday.",
        ),
        Example(
            "The mayor of Orne was arrested on March 3, 2016 in his office.",
            "The mayor of Orne was arrested on March 9, 2016 in his office.",
        ),
    ),
)
