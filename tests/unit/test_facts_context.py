"""What a value is about: events, scope, part and voice, read from the words around it."""

from __future__ import annotations

from reporter import facts, sentences
from reporter.model import Article, Document, Fact, Quantity


def quantities(text: str) -> dict[str, Fact]:
    article = Article.from_text(text, published="2016-12-07")
    document = Document(article, (), sentences.split(article, ()))
    return {
        document.words(fact.span): fact
        for fact in facts.extract(document)
        if isinstance(fact.value, Quantity)
    }


def test_each_figure_belongs_to_its_own_event() -> None:
    found = quantities("The quake left 24 people dead and 249 injured in Orne.")
    assert found["24 people"].events[0] == "death"
    assert found["249 injured"].events[0] == "injury"


def test_a_part_is_known_as_a_part() -> None:
    found = quantities("The fire killed 81 people, including 31 children, the monitor says.")
    assert not found["81 people"].scope.part
    assert found["31 children"].scope.part
    assert found["31 children"].scope.population == ("children",) or found[
        "31 children"
    ].scope.population == ("child",)


def test_period_and_place_narrow_a_figure() -> None:
    [fact] = [
        fact
        for words, fact in quantities(
            "More than 730 people have been killed in Aleppo since November 15, 2016."
        ).items()
        if "730" in words
    ]
    assert fact.scope.places == ("aleppo",)
    assert fact.scope.period is not None
    assert fact.scope.period.relation == "since"


def test_a_side_of_a_place_is_not_the_place() -> None:
    [fact] = [
        fact
        for words, fact in quantities("The raid killed 341 people in east Aleppo.").items()
        if "341" in words
    ]
    assert "east aleppo" in fact.scope.places


def test_the_voice_of_a_figure() -> None:
    fact = quantities("The flood killed 81 people, the Interior Ministry said.")["81 people"]
    assert fact.attribution is not None
    assert fact.attribution.speaker == "Interior Ministry"
