"""What is new, changed and gone between two comparisons."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reporter.changes import changes
from reporter.model import Article, Changed, Comparison, Document, Evidence, Finding, Relation


def found(identity: str, topic: str = "") -> Finding:
    return Finding(identity, Relation.CONTRADICTS, "quantity", topic, (), Evidence("rule", ""), topic)


def compared(*findings: Finding, articles: tuple[Article, ...] = ()) -> Comparison:
    return Comparison(tuple(Document(article) for article in articles), (), findings)


def test_the_same_comparison_has_no_changes() -> None:
    same = compared(found("1", "deaths"), found("2", "deaths"), found("3"))
    told = changes(same, same)
    assert told.unchanged == same.findings
    assert (told.new, told.changed, told.gone, told.articles) == ((), (), (), ())


def test_new_changed_gone_and_unchanged() -> None:
    before = compared(found("1", "deaths"), found("2", "place"), found("3", "date"))
    after = compared(found("9", "talks"), found("1b", "deaths"), found("3", "date"))
    told = changes(before, after)
    assert told.new == (after.findings[0],)
    assert told.changed == (Changed(before.findings[0], after.findings[1]),)
    assert told.gone == (before.findings[1],)
    assert told.unchanged == (after.findings[2],)


def test_a_finding_that_stays_is_not_the_change_of_another_on_its_topic() -> None:
    before = compared(found("1", "deaths"), found("2", "deaths"))
    after = compared(found("2", "deaths"), found("3", "deaths"))
    told = changes(before, after)
    assert told.unchanged == (after.findings[0],)
    assert told.changed == (Changed(before.findings[0], after.findings[1]),)


def test_without_a_topic_a_finding_comes_and_goes() -> None:
    told = changes(compared(found("1")), compared(found("2")))
    assert (told.new, told.gone, told.changed) == ((found("2"),), (found("1"),), ())


def test_a_verdict_that_turned_is_a_change() -> None:
    agreed = replace(found("2", "deaths"), relation=Relation.EQUIVALENT)
    (pair,) = changes(compared(found("1", "deaths")), compared(agreed)).changed
    assert (pair.before.verdict, pair.after.verdict) == ("conflicting", "shared")


def test_articles_that_came_went_or_were_edited() -> None:
    old = [Article.from_text(words, locator=f"in/{name}.txt") for name, words in ("ax", "bx", "cx")]
    new = [Article.from_text(words, locator=f"{name}.txt") for name, words in ("bx", "cy", "dx")]
    told = changes(compared(articles=tuple(old)), compared(articles=tuple(new)))
    assert told.articles == (
        "d.txt was not compared before",
        "a.txt is no longer compared",
        "c.txt was edited",
    )


_FINDINGS = st.lists(
    st.builds(found, st.sampled_from("12345"), st.sampled_from(["", "deaths", "place"])), max_size=8
)


@given(_FINDINGS, _FINDINGS)
def test_every_finding_is_told_once(before: list[Finding], after: list[Finding]) -> None:
    told = changes(compared(*before), compared(*after))
    now = [*told.new, *(one.after for one in told.changed), *told.unchanged]
    assert Counter(now) == Counter(after)
    assert len(told.gone) + len(told.changed) + len(told.unchanged) == len(before)
    assert not {one.id for one in told.new} & {one.id for one in told.gone}
    assert all(one.before.topic == one.after.topic != "" for one in told.changed)
