"""Two aligned sentences use different words of a set of which a thing can be one only: a rifle, a pistol."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from reporter.diff.checks import Trace
from reporter.diff.copies import words
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import STOPWORDS, Token, stem
from reporter.lexicon.en import numbers
from reporter.lexicon.gazetteer import sections
from reporter.model import Alignment, Relation, SentenceRef

_GOVERNED = {
    "charge": frozenset(map(stem, "charged convicted accused indicted guilty".split())),
    "sentence": frozenset(map(stem, "sentenced sentence".split())),
    "wound": frozenset(
        map(stem, "shot stabbed hit struck wound wounded injured bullet bullets grazed".split())
    ),
}
"""Sets of which an article names many, and the words before the one that counts."""
_REACH = 4
"""Words between "charged" and the charge, at most."""
_LEAST_SHARED = 2
"""Other words that the sentences must have in common."""


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {
        name.removeprefix("kind-"): frozenset(map(stem, listed))
        for name, listed in sections("stance").items()
        if name.startswith("kind-")
    }


def apply(story: Story) -> Iterator[Ruling]:
    """The one word of a set in each of two aligned sentences, that the other article does not have at all."""
    if not story.english():
        return
    known: dict[int, frozenset[str]] = {}
    for alignment in story.alignments:
        for ref in alignment.members:
            if ref.article not in known:
                known[ref.article] = _all(story, ref.article)
        yield from _differ(story, alignment, known)


def _all(story: Story, article: int) -> frozenset[str]:
    sentences = story.documents[article].sentences
    return frozenset(
        token.stem for one in sentences for token in words(story, SentenceRef(article, one.index))
    )


def _differ(story: Story, alignment: Alignment, known: Mapping[int, frozenset[str]]) -> Iterator[Ruling]:
    left, right = alignment.members
    sides = words(story, left), words(story, right)
    common = {token.stem for token in sides[0] if token.word not in STOPWORDS} & {
        token.stem for token in sides[1]
    }
    if len(common) < _LEAST_SHARED:
        return
    yield from _degrees(story, alignment, known)
    for name, members in _sets().items():
        ours, theirs = ([token for token in side if token.stem in members] for side in sides)
        if len(ours) != 1 or len(theirs) != 1:
            continue
        if name in _GOVERNED:
            if not all(
                _governed(name, side, one[0]) for side, one in zip(sides, (ours, theirs), strict=True)
            ):
                continue
        elif members & known[left.article] != {ours[0].stem} or members & known[right.article] != {
            theirs[0].stem
        }:
            continue
        trace = Trace()
        if not trace.check("same-text", ours[0].stem, theirs[0].stem):
            yield _ruling(story, (left, ours[0]), (right, theirs[0]), name, trace)


def _degrees(story: Story, alignment: Alignment, known: Mapping[int, frozenset[str]]) -> Iterator[Ruling]:
    """The degrees of a charge, "first-degree murder" against "second-degree", each the only one of its article."""
    left, right = alignment.members
    found = [_degree(words(story, ref)) for ref in alignment.members]
    if not found[0] or not found[1] or found[0][1].stem != found[1][1].stem:
        return
    trace = Trace()
    ours, theirs = found[0][0], found[1][0]
    elsewhere = _ordinals(story, left.article) & {theirs.word} | _ordinals(story, right.article) & {ours.word}
    if not trace.check("same-text", ours.word, theirs.word) and not elsewhere:
        yield _ruling(story, (left, ours), (right, theirs), "degree", trace)


def _degree(side: Sequence[Token]) -> tuple[Token, Token] | None:
    """The ordinal and the charge of the one "second-degree murder" of a sentence."""
    found = [
        (one, side[index + 2])
        for index, one in enumerate(side[:-2])
        if one.word in numbers.ORDINALS and side[index + 1].word == "degree"
    ]
    return found[0] if len(found) == 1 else None


def _ordinals(story: Story, article: int) -> frozenset[str]:
    """The ordinals that an article has before "degree"."""
    found = set()
    for sentence in story.documents[article].sentences:
        side = words(story, SentenceRef(article, sentence.index))
        found |= {one.word for one, after in pairwise(side) if after.word == "degree"}
    return frozenset(found)


def _governed(name: str, side: Sequence[Token], token: Token) -> bool:
    """Whether somebody is charged with it, or hit there, by the words before: articles name many crimes."""
    index = side.index(token)
    return any(one.stem in _GOVERNED[name] for one in side[max(index - _REACH, 0) : index])


def _ruling(
    story: Story, left: tuple[SentenceRef, Token], right: tuple[SentenceRef, Token], name: str, trace: Trace
) -> Ruling:
    members = tuple(story.quoted(ref, token.span) for ref, token in (left, right))
    return Ruling(
        Relation.CONTRADICTS,
        members,
        "status",
        name,
        "|".join(sorted((left[1].stem, right[1].stem))),
        f"“{members[0].text}” against “{members[1].text}”: one {name} or the other.",
        trace.steps,
    )


RULE = Rule(
    id="exclusive-word",
    summary="Another weapon, charge, vehicle, cause or colour.",
    relations=(Relation.CONTRADICTS,),
    question="Which of the two was it?",
    apply=apply,
    fires=(
        Example(
            "The gunman opened fire with a rifle in the food court of Orne on Friday.",
            "Armed with a pistol, the gunman shot at people in the food court of Orne.",
            "contradicts",
        ),
        Example(
            "Tom Brandt, the former treasurer of the bank, was charged with fraud on Friday.",
            "Tom Brandt, who had been the treasurer of the bank, was charged with money laundering.",
            "contradicts",
        ),
        Example(
            "Paul Riva was shot in the leg outside the bank in Orne, police said.",
            "Police said Paul Riva, who was shot in the arm, had left the bank in Orne.",
            "contradicts",
        ),
        Example(
            "Tom Brandt was convicted of first-degree murder for the death of his wife in Orne.",
            "The jury found Tom Brandt guilty of second-degree murder in the death of his wife in Orne.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "Tom Brandt was convicted of first-degree murder and of second-degree murder in Orne.",
            "The jury in Orne found Tom Brandt guilty of second-degree murder in the death of a boy.",
        ),
        Example(
            "The gunman opened fire with a rifle in the food court of Orne on Friday.",
            "The gunman, who had a rifle and a pistol, shot at people in the food court of Orne.",
        ),
        Example(
            "Tom Brandt, the former treasurer of the bank, was charged with fraud on Friday.",
            "Tom Brandt, the treasurer of the bank, was charged with fraud and money laundering.",
        ),
        Example(
            "Paul Riva was shot in the leg outside the bank in Orne, police said.",
            "Police said Paul Riva, who was shot in the arm and the leg, had left the bank in Orne.",
        ),
        Example(
            "The robber left the bank in Orne in a car, police said.",
            "Police said the robber came to the bank in Orne in a van and left in a car.",
        ),
    ),
)
