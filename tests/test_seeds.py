"""The two seed articles come out as an editor expects. Nothing here may be reached by a rule made for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reporter.model import Comparison, Finding, Member, NearMiss
from reporter.pipeline import compare, read

SEEDS = Path(__file__).parent.parent / "seeds" / "aleppo"


@cache
def comparison() -> Comparison:
    return compare([read(str(path)) for path in sorted(SEEDS.glob("*.txt"))])


def says(members: tuple[Member, ...], article: int, words: str) -> bool:
    """Whether the sentence of a member of that article holds the words, and the member lies among them."""
    document = comparison().documents[article]
    for member in members:
        if member.article == article:
            sentence = document.sentences[member.sentence].span
            if words.casefold() in document.words(sentence).casefold():
                return True
    return False


def found(
    pool: tuple[Finding, ...] | tuple[NearMiss, ...], left: str, right: str
) -> list[Finding | NearMiss]:
    return [f for f in pool if says(f.members, 0, left) and says(f.members, 1, right)]


CONFLICTS = [
    ("more than 341 people dead", "More than 730 people have been killed", "scope-differs"),
    ("closes in on Aleppo's Old City", "retakes Aleppo’s old city", "updated"),
    ("closes in on Aleppo's Old City", "swept through the Old City", "updated"),
    ("closed in on areas near Aleppo's Old City", "took over the Old City", "updated"),
    ("would begin in Geneva", "Lavrov in Hamburg", "contradicts"),
    ("they would never abandon Aleppo", "rebels discuss exit", "contradicts"),
    ("they would never abandon Aleppo", "debated withdrawal", "contradicts"),
    ("they will not withdraw", "involving full withdrawal", "contradicts"),
]


@pytest.mark.parametrize(("left", "right", "relation"), CONFLICTS)
def test_conflicting(left: str, right: str, relation: str) -> None:
    assert relation in [f.relation.value for f in found(comparison().findings, left, right)]


def test_disputed_within_one_article() -> None:
    disputes = [f for f in comparison().findings if f.relation.value == "disputed"]
    assert any(
        says(f.members, 0, "denied al-Shaar had been taken") and says(f.members, 0, "including al-Shaar")
        for f in disputes
    )
    assert not any(member.article == 1 for f in disputes for member in f.members)


SHARED = [
    ("Tens of thousands of east Aleppo residents have also fled", "80,000 have fled", "quantity", "refines"),
    ("killed hundreds of thousands of people", "killed almost half a million people", "quantity", "refines"),
    ("five year civil war", "5 1/2-year war", "quantity", "refines"),
    ("world's worst refugee crisis", "greatest refugee crisis", "quantity", "equivalent"),
    (
        "2012, the year after rebels took up arms",
        "took up arms against the government in 2011",
        "date",
        "equivalent",
    ),
    (
        "preparing to meet to discuss the surrender",
        "United States and Russia prepare talks",
        "status",
        "equivalent",
    ),
    ("their most important victory", "Assad’s greatest victory", "quantity", "equivalent"),
    ("joining Iran as well as", "Iran and Russia have kept Assad afloat", "place", "identical"),
]


@pytest.mark.parametrize(("left", "right", "kind", "relation"), SHARED)
def test_shared(left: str, right: str, kind: str, relation: str) -> None:
    assert (kind, relation) in [
        (f.kind, f.relation.value)
        for f in found(comparison().findings, left, right)
        if isinstance(f, Finding)
    ]


NOT_COMPARABLE = [
    ("a week long ceasefire", "a five-day cease-fire"),
    ("35 districts", "three-quarters of east Aleppo"),
    ("has killed 81 people", "More than 730 people"),
    ("tens of thousands of civilians are trapped", "thousands of residents displaced"),
]


@pytest.mark.parametrize(("left", "right"), NOT_COMPARABLE)
def test_not_comparable(left: str, right: str) -> None:
    assert found(comparison().near_misses, left, right)
    assert not [
        f
        for f in found(comparison().findings, left, right)
        if isinstance(f, Finding) and f.verdict.value == "conflicting" and f.kind == "quantity"
    ]


UNIQUE = [
    (0, "Angela Merkel lashed out"),
    (0, "a very disastrous situation"),
    (0, "said Abu Youssef"),
    (0, "Among them is Bana al-Abed"),
    (1, "third Russian fatality"),
    (1, "Food has almost run out"),
    (1, "printed on airdropped leaflets"),
    (1, "Bakr said"),
    (1, "Wissam Zarqa"),
]


@pytest.mark.parametrize(("article", "words"), UNIQUE)
def test_unique(article: int, words: str) -> None:
    assert any(f.verdict.value == "unique" and says(f.members, article, words) for f in comparison().findings)


def test_removed_text() -> None:
    removed = [
        [document.words(mark.span).strip() for mark in document.removed]
        for document in comparison().documents
    ]
    caption = "Government forces are advancing into Aleppo's eastern al-Shaar neighbourhood"
    assert removed[0] == ["skip to main content", caption, "Angela Merkel", "Bana al-Abed"]
    assert removed[1] == ["Skip to content", "Author", "PUBLISHED: | UPDATED:"]
