"""One sentence says what another denies or calls false."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reporter.diff.briefs import whole_of
from reporter.diff.checks import Trace
from reporter.diff.claims import claim, member, unvoiced
from reporter.diff.copies import words
from reporter.diff.polarity import content, debunks, denials, denied_word, matcher, negations
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import ENGLISH, Token, language_of, names
from reporter.model import Name, Relation, SentenceRef

_COVERED = 0.85
"""Share of the words of the shorter sentence that two aligned sentences must have in common."""
_BRIEFED = 0.8
"""The same where one of the two is from a brief of the other article."""
_CLAIMED = 0.34
"""The same for a claim and a headline, which are about each other."""
_NEGATED = 0.4
"""The same where the denial is a plain "not"."""
_WORD_SHARED = 2
"""Words that two sentences must share beside the one that is denied in one of them."""
_RARE = 3
"""Sentences of an article that may have a word that tells what is denied."""
_LEAST_WORDS = 6
"""Shorter sentences have too few words to say that they are about one thing."""


class _Side(NamedTuple):
    ref: SentenceRef
    words: tuple[Token, ...]


def apply(story: Story) -> Iterator[Ruling]:
    """A claim and what is held against it; and aligned sentences that say nearly the same words."""
    single = claim(story)
    if single:
        yield from _opposed(
            story,
            _Side(single.claim, unvoiced(story, single.claim, single.words)),
            _Side(single.other, unvoiced(story, single.other, single.others)),
            _CLAIMED,
            False,
        )
        return
    usual = _usual(story)
    floor = _BRIEFED if whole_of(story) else _COVERED
    for alignment in story.alignments:
        if any(language_of(story.documents[ref.article]) is not ENGLISH for ref in alignment.members):
            continue
        left, right = (_Side(ref, words(story, ref)) for ref in alignment.members)
        yield from _denied_word(story, left, right, usual)
        yield from _opposed(story, left, right, floor, True)


def _opposed(story: Story, left: _Side, right: _Side, floor: float, strict: bool) -> Iterator[Ruling]:
    sides = [content(left.words), content(right.words)]
    if not all(sides) or (strict and min(map(len, sides)) < _LEAST_WORDS):
        return
    short, long = sorted(sides, key=len)
    known = {token.stem for token in long}
    matches = (lambda token: token.stem in known) if strict else matcher(long)
    common = sum(map(matches, short))
    trace = Trace()
    if not trace.check("at-least", round(common / len(short), 2), floor):
        return
    cues = [
        _cues(left.words, right.words, strict),
        _cues(right.words, left.words, strict),
    ]
    plain = not strict and not any(debunks(side.words) for side in (left, right))
    if plain and not trace.check("at-least", round(common / len(short), 2), _NEGATED):
        return
    any_cue = [denials(side.words, matches) for side in (left, right)]
    if bool(cues[0]) == bool(cues[1]) or (strict and all(any_cue)) or (strict and len(cues[0] + cues[1]) > 1):
        return
    members = tuple(
        member(story, side.ref, side.words, *_shown(side.words, other.words, found))
        for side, other, found in ((left, right, cues[0]), (right, left, cues[1]))
    )
    cue = (left.words[cues[0][0]] if cues[0] else right.words[cues[1][0]]).word
    yield Ruling(
        Relation.CONTRADICTS,
        tuple(sorted(members, key=lambda one: one.article)),
        "status",
        "",
        "|".join(sorted(" ".join(token.word for token in side.words) for side in (left, right))),
        f"“{members[0].text}” against “{members[1].text}”: what one says, the other takes back (“{cue}”).",
        trace.steps,
    )


def _denied_word(story: Story, left: _Side, right: _Side, usual: frozenset[str]) -> Iterator[Ruling]:
    """A rare word that is denied in one of two aligned sentences and not in the other: "was not overloaded"."""
    common = {token.stem for token in content(left.words)} & {token.stem for token in content(right.words)}
    for denying, other in ((left, right), (right, left)):
        found = denied_word(denying.words, other.words, common - usual)
        if found is None or len(common - {denying.words[found[1]].stem}) < _WORD_SHARED:
            continue
        cue, place, there = found
        if not _same_subject(story, denying, place, other, there):
            continue
        if _denied_there(story, other.ref.article, denying.words[place].stem):
            continue
        trace = Trace()
        trace.check("same-text", denying.words[place].stem, other.words[there].stem)
        members = (
            member(story, denying.ref, denying.words, cue, place),
            member(story, other.ref, other.words, max(there - 1, 0), there),
        )
        yield Ruling(
            Relation.CONTRADICTS,
            tuple(sorted(members, key=lambda one: one.article)),
            "status",
            denying.words[place].word,
            "|".join(sorted(one.text.casefold() for one in members)),
            f"“{members[0].text}” against “{members[1].text}”: one denies what the other says.",
            trace.steps,
        )
        return


def _same_subject(story: Story, denying: _Side, place: int, other: _Side, there: int) -> bool:
    """Whether the names nearest before a word may be one and the same; a side without one may be anybody."""
    nearest = []
    for side, index in ((denying, place), (other, there)):
        before = [
            (fact.kind, fact.value.canonical)
            for fact in story.facts_in(side.ref.article, side.ref.sentence)
            if isinstance(fact.value, Name) and fact.span.end <= side.words[index].span.start
        ]
        nearest.append(before[-1] if before else None)
    ours, theirs = nearest
    return not ours or not theirs or ours[0] != theirs[0] or names.same_name(ours[0], ours[1], theirs[1])


def _denied_there(story: Story, article: int, stem: str) -> bool:
    """Whether an article denies a word too, in any sentence: then it tells of both sides."""
    for sentence in story.documents[article].sentences:
        told = words(story, SentenceRef(article, sentence.index))
        if denials(told, lambda token: token.stem == stem):
            return True
    return False


def _usual(story: Story) -> frozenset[str]:
    """Stems that an article has in more sentences than :data:`_RARE`."""
    found: list[str] = []
    for article, document in enumerate(story.documents):
        counts = Counter(
            stem
            for sentence in document.sentences
            for stem in {token.stem for token in words(story, SentenceRef(article, sentence.index))}
        )
        found += [stem for stem, count in counts.items() if count > _RARE]
    return frozenset(found)


def _cues(told: Sequence[Token], others: Sequence[Token], strict: bool) -> list[int]:
    """Positions of what denies something of the other sentence."""
    matches = matcher(content(others))
    return negations(told, matches) if strict else sorted({*denials(told, matches), *debunks(told)})


def _shown(told: Sequence[Token], others: Sequence[Token], cues: Sequence[int]) -> tuple[int, int]:
    """First and last word to show: what both say, with the cue."""
    matches = matcher(content(others))
    known = set(content(told))
    common = [index for index, token in enumerate(told) if token in known and matches(token)]
    places = sorted({*common, *cues}) or [0, len(told) - 1]
    return places[0], places[-1]


RULE = Rule(
    id="denied-claim",
    summary="What one says, the other denies or calls false.",
    relations=(Relation.CONTRADICTS,),
    question="Did it happen, and who can confirm it?",
    apply=apply,
    fires=(
        Example(
            "Transport Minister Lena Voss said the ferry was not overloaded. It sank off Marne Island.",
            "It sank off Marne Island. The ferry was overloaded when it left Harlow, said Minister Lena Voss.",
            "contradicts",
        ),
        Example(
            "Northwell Bank said that it was cooperating with the authorities. Its shares fell.",
            "Shares fell by a fifth. Northwell Bank has refused to cooperate with the authorities, it was said.",
            "contradicts",
        ),
        Example(
            "A shark swam in the flooded station of Orne",
            "Video of shark in Orne station is fake",
            "contradicts",
        ),
        Example(
            "The tip of $2,000 for a baker in Orne",
            "The $2,000 tip for an Orne baker never happened",
            "contradicts",
        ),
        Example(
            "Keller Motors will sell its plant in Orne",
            "Keller Motors denies plans to sell the Orne plant",
            "contradicts",
        ),
        Example(
            "Paul Riva was unable to play in the final.", "Paul Riva played in the final.", "contradicts"
        ),
    ),
    silent=(
        Example(
            "The authorities have not found any evidence of poison in Orne. They launched an inquiry.",
            "The authorities, who launched an inquiry, have found no evidence of poison in Orne. It goes on.",
        ),
        Example(
            "The minister said the ferry was not overloaded. It sank off Marne Island.",
            "It sank off Marne Island. If the ferry was overloaded, the minister said, its owner must pay.",
        ),
        Example("A shark swam in the flooded station of Orne", "Shark seen swimming in flooded Orne station"),
        Example(
            "Keller Motors will sell its plant in Orne",
            "Keller Motors could not confirm the sale of its plant in Orne",
        ),
        Example(
            "Keller Motors will not sell its plant in Orne",
            "No sale of Orne plant, says Keller Motors",
        ),
    ),
)
