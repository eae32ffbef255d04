"""Attributions: the cases of tests/cases/attribution.md."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.facts.attribution import attribution_at
from reporter.model import Attribution, Span
from tests.conftest import Case, read_cases
from tests.unit.voices import document, facts


@pytest.mark.parametrize("case", read_cases("attribution"), ids=lambda case: case.title)
def test_attributions_of_a_text(case: Case) -> None:
    """Every cue with its speaker and the words attributed."""
    article = document(case.given)
    lines = []
    for fact in facts(article):
        if isinstance(fact.value, Attribution):
            unnamed = " unnamed" if fact.value.anonymous else ""
            lines.append(
                f"{fact.value.speaker or '?'} [{fact.value.cue}]{unnamed}: {article.words(fact.value.content)}"
            )
    assert lines == case.expected.splitlines()


def test_attribution_at_takes_the_narrowest() -> None:
    """Words told by a witness through the police are the witness's; the cue itself is nobody's."""
    article = document("Police said a witness claimed the car was red.")
    found = facts(article)
    text = article.article.text

    def speaker(words: str) -> str | None:
        at = text.index(words)
        told = attribution_at(found, 0, Span(at, at + len(words)))
        return told.speaker if told else None

    assert speaker("red") == "witness"
    assert speaker("claimed") == "police"
    assert speaker("Police") is None


@given(
    st.text(alphabet='ab \n"“”.,:HS', max_size=40),
    st.sampled_from(["said", "says that", "denied", "told AFP", "according to"]),
)
def test_contents_lie_in_their_sentences(text: str, cue: str) -> None:
    """Whatever stands around a cue: its content is words of the sentence that the fact is in."""
    article = document(f"{text}, He {cue} {text}")
    for fact in facts(article):
        if isinstance(fact.value, Attribution):
            assert article.sentences[fact.sentence].span.contains(fact.value.content)
            assert article.sentences[fact.sentence].span.contains(fact.span)
