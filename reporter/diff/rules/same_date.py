"""Two articles give the same date or time."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.diff.checks import Trace
from reporter.diff.dates import bounds, calendar, when
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.model import Relation


def apply(story: Story) -> Iterator[Ruling]:
    """Dates of aligned sentences that fall on the same days, or one within the other."""
    for pair in story.pairs_of("date"):
        left, right = when(story.fact(pair.left)), when(story.fact(pair.right))
        if not pair.aligned:
            continue
        trace = Trace()
        if calendar(left) and calendar(right):
            lies = trace.check("days", *bounds(left), *bounds(right))
            if lies in ("apart", "open") or (lies != "same" and "year" in (left.grain, right.grain)):
                continue
        elif not left.expression or not trace.check("same-text", left.expression, right.expression):
            continue
        else:
            lies = "same"
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
            "The mayor of Orne was arrested on March 3, 2016 in his office.",
            "The mayor of Orne was arrested on March 9, 2016 in his office.",
        ),
    ),
)
