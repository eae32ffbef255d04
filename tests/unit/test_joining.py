"""A further article gives one of the values of a conflict: still the same matter, still settled."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reporter import decisions, gate
from reporter.changes import changes
from reporter.formats import render
from reporter.model import Article, Comparison, Decision, Finding, Outcome, Standing, Verdict
from reporter.pipeline import compare

LEAD = "The storm killed {} people in Orne on Friday, the governor said."


def told(*tolls: str, names: str = "abcdefgh") -> Comparison:
    """Articles that give these tolls."""
    return compare(
        [
            Article.from_text(LEAD.format(toll), locator=f"{name}.txt", published="2016-12-10")
            for toll, name in zip(tolls, names, strict=False)
        ]
    )


def conflict(comparison: Comparison) -> Finding:
    (found,) = (
        one for one in comparison.findings if one.verdict is Verdict.CONFLICTING and one.kind == "quantity"
    )
    return found


def decided(
    comparison: Comparison, day: str = "2016-12-11", outcome: Outcome = Outcome.CONFIRMED
) -> Decision:
    found = conflict(comparison)
    return Decision(found.id, outcome, found.topic, name="Ada", decided=day)


@pytest.mark.parametrize(
    ("before", "after", "settled"),
    [
        (("341", "730"), ("341", "730", "730"), True),
        (("341", "730"), ("341", "730", "730", "341", "341"), True),
        (("341", "730"), ("341", "730", "900"), False),  # another value
        (("341", "730"), ("341", "731"), False),
        (("341", "730", "730"), ("341", "730"), False),  # what was decided named another article
        (("341", "730"), ("341",) + ("730",) * 5, False),  # more than three joined
    ],
)
def test_what_a_decision_still_settles(before: Sequence[str], after: Sequence[str], settled: bool) -> None:
    decision = decided(told(*before))
    found = conflict(decisions.settle(told(*after), [decision]))
    assert (found.decision == decision) is settled
    if settled:
        assert found.joined == tuple(range(len(before), len(after)))
    else:
        assert found.joined == ()


def test_the_order_of_the_articles_does_not_count() -> None:
    decision = decided(told("341", "730", names="ab"))
    found = conflict(decisions.settle(told("730", "341", "730", names="cab"), [decision]))
    assert found.decision == decision
    assert found.joined == (0,)


def test_another_article_with_the_same_values_is_another_matter() -> None:
    decision = decided(told("341", "730", names="ab"))
    assert conflict(decisions.settle(told("341", "730", "730", names="xbc"), [decision])).decision is None


def test_the_later_of_two_decisions_holds() -> None:
    first = decided(told("341", "730", names="ab"))
    second = decided(told("341", "730", names="ac"), "2016-12-12", Outcome.DISMISSED)
    whole = told("341", "730", "730")
    assert conflict(decisions.settle(whole, [first, second])).decision == second
    direct = Decision(conflict(whole).id, Outcome.NOT_AN_ISSUE, decided="2016-12-01")
    assert conflict(decisions.settle(whole, [first, second, direct])).decision == direct


def test_another_value_shows_the_old_decision_as_superseded() -> None:
    decision = decided(told("341", "730"))
    found = conflict(decisions.settle(told("341", "730", "900"), [decision]))
    assert (found.decision, found.superseded) == (None, decision)


def test_the_gate_stays_green_when_a_camp_grows_and_asks_when_a_value_comes() -> None:
    before = told("341", "730")
    decision = decided(before)
    grown = decisions.settle(told("341", "730", "730"), [decision])
    assert not gate.judge([("storm", grown)]).failing
    without = gate.judge([("storm", told("341", "730", "730"))], [("storm", before)])
    assert [one.standing for one in without.stories[0].findings] == [Standing.UNCHANGED]
    assert not without.failing
    assert not without.gone
    moved = gate.judge([("other", told("341", "730", "730"))], [("storm", before)])
    assert [one.standing for one in moved.stories[0].findings] == [Standing.UNCHANGED]
    third = gate.judge(
        [("storm", decisions.settle(told("341", "730", "900"), [decision]))], [("storm", before)]
    )
    assert [one.standing for one in third.stories[0].findings] == [Standing.CHANGED]
    assert third.failing


def test_an_article_that_leaves_makes_nothing_new() -> None:
    found = changes(told("341", "730", "730"), told("341", "730"))
    assert conflict(told("341", "730")).id in {one.id for one in found.unchanged}
    assert not [one for one in (*found.new, *found.gone) if one.verdict is Verdict.CONFLICTING]


def test_reports_say_who_joined() -> None:
    decision = decided(told("341", "730"))
    settled = decisions.settle(told("341", "730", "730", "341"), [decision])
    for name in ("html", "markdown"):
        assert (
            "Confirmed by Ada on 11 December 2016; joined by C and D since" in render(settled, name).decode()
        )
    again = render(decisions.settle(told("341", "730"), [decision]), "markdown").decode()
    assert "Confirmed by Ada on 11 December 2016" in again
    assert "joined by" not in again
