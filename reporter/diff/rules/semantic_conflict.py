"""A claim that the semantic model holds to be contradicted, or a sentence of a brief that it holds not to follow from
the whole although the words are there; where no other rule has found why.

Between two whole articles the model is not asked: of the conflicts that it saw there, most were none.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporter.diff.briefs import told
from reporter.diff.checks import Trace
from reporter.diff.claims import claim
from reporter.diff.copies import words
from reporter.diff.opinions import conflicting, opinions
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import language_of
from reporter.model import Member, Relation, SentenceRef

_CLAIM = 0.5
"""Of a claim: log odds by which a contradiction is likelier than that either sentence follows from the other."""
_BRIEF = 1.5
"""Of a sentence of a brief: log odds that it follows from no aligned sentence of the whole."""
_LENGTH = 0.7
"""A sentence of the whole can support one of the brief when it has at least this share of its words."""


def apply(story: Story) -> Iterator[Ruling]:
    """Claims contradicted rather than supported, sentences of briefs that nothing supports."""
    found = opinions(story)
    if not found:
        return
    if claim(story):
        for members, said in found.items():
            yield from _judged(story, members, conflicting(said), _CLAIM)
        return
    for brief in told(story):
        supports = []
        for other in brief.others:
            members = tuple(sorted((brief.ref, other)))
            if members in found and len(words(story, other)) >= _LENGTH * len(brief.words):
                said = found[members]
                follows = said.backward if brief.ref.article == 0 else said.forward
                supports.append((follows, members))
        if supports:
            follows, members = max(supports)
            yield from _judged(story, members, -follows, _BRIEF)


def _judged(story: Story, members: tuple[SentenceRef, ...], against: float, least: float) -> Iterator[Ruling]:
    trace = Trace()
    if trace.check("at-least", round(against, 2), least):
        yield Ruling(
            Relation.CONTRADICTS,
            tuple(_member(story, ref) for ref in members),
            "sentence",
            "",
            "|".join(sorted(_stems(story, ref) for ref in members)),
            "A trained model reads the one sentence as not borne out by the other; no rule says in what.",
            trace.steps,
        )


def _member(story: Story, ref: SentenceRef) -> Member:
    return story.quoted(ref, story.documents[ref.article].sentences[ref.sentence].span)


def _stems(story: Story, ref: SentenceRef) -> str:
    document = story.documents[ref.article]
    span = document.sentences[ref.sentence].span
    return " ".join(token.stem for token in language_of(document).tokens(document.article.text, span))


_WHOLE = (
    "The mill was built in 1911 by the Keller family and makes paper for schoolbooks. Nobody was hurt when it burned "
    "down on Friday. Firefighters from five towns fought the flames until the morning. Workers gathered at the gate."
)

RULE = Rule(
    id="semantic-conflict",
    summary="A claim or a sentence of a brief that the semantic model holds to be contradicted.",
    relations=(Relation.CONTRADICTS,),
    question="Do the two sentences exclude each other, and which is right?",
    apply=apply,
    model=True,
    fires=(
        Example(
            "The mill was built in 1911 by the Keller family and makes paper for newspapers.",
            _WHOLE,
            "contradicts",
        ),
    ),
    silent=(
        Example("The mill was built by the Keller family and makes paper for schoolbooks.", _WHOLE),
        Example(
            "Anna Keller is Swiss.", "Anna Keller is a Swiss singer and songwriter who was born in Orne."
        ),
    ),
)
