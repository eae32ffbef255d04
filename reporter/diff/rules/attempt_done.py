"""One article tells that something is being tried, the other that it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

from reporter.diff.checks import Trace
from reporter.diff.copies import words
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import STOPWORDS, Token, families, stem
from reporter.model import Member, Relation, SentenceRef, Span

_TRYING = frozenset(
    """struggling trying working scrambling attempting battling racing fighting rushing hurrying efforts effort hopes
    hoping hope expects expected plans aims aiming preparing""".split()
)
"""Words before "to" that say that a thing is not done yet."""
_REACH = 3
"""Words between such a word and "to" at most: "struggling on Monday to"."""
_OBJECT = 5
"""Words after a verb, or around it in the other article, among which what it is done to stands."""
_BROAD = frozenset(
    map(
        stem,
        """be have get make do go come take keep find help see know say tell give put use become stay determine learn
        figure understand ensure decide work try avoid prevent improve reduce raise cut sell buy win""".split(),
    )
)
"""Verbs that are done again and again, or never to the end."""
_PAST = {
    "brought": "bring", "caught": "catch", "built": "build", "held": "hold", "led": "lead", "left": "leave",
    "met": "meet", "sent": "send", "shut": "shut", "freed": "free", "rebuilt": "rebuild", "fled": "flee",
    "withdrew": "withdraw", "withdrawn": "withdraw", "broke": "break", "broken": "break", "put": "put",
}  # fmt: skip
"""Past forms of irregular verbs of news."""
_NOT_DONE = frozenset(
    """not never n't without hardly to will would could can may might must should if unless before until when being
    is are be nearly almost partly partially""".split()
)
_MOST = 20
"""Places in which one verb is looked at; news has two or three."""
_BEFORE = 4
"""Words before a verb among which one may say that it is not done, or done every time: "is reversed"."""


class _Attempt(NamedTuple):
    """A verb with what it is done to, in one sentence."""

    ref: SentenceRef
    first: int
    last: int
    objects: frozenset[str]


def apply(story: Story) -> Iterator[Ruling]:
    """Attempts of one article at what the other tells as done, and nowhere as an attempt."""
    if not story.english():
        return
    numbers = _compared(story)
    attempted = {number: _attempts(story, number) for number in numbers}
    verbs = frozenset(verb for attempts in attempted.values() for verb in attempts)
    told = {number: (attempted[number], _done(story, number, verbs) if verbs else {}) for number in numbers}
    for trying, finished in permutations(numbers, 2):
        for verb, attempts in told[trying][0].items():
            done = told[finished][1].get(verb, ())
            for attempt in attempts:
                trace = Trace()
                match = _matching(trace, attempt, done)
                elsewhere = (*told[trying][1].get(verb, ()), *told[finished][0].get(verb, ()))
                if match and not _matching(Trace(), attempt, elsewhere):
                    yield _ruling(story, verb, attempt, match, trace)
                    break


def _compared(story: Story) -> list[int]:
    """The two articles that are compared here."""
    if len(story.documents) == 2:
        return [0, 1]
    paired = {ref.article for pair in story.pairs for ref in (pair.left, pair.right)}
    return sorted(paired | {ref.article for one in story.alignments for ref in one.members})


def _matching(trace: Trace, attempt: _Attempt, others: Sequence[_Attempt]) -> _Attempt | None:
    return next(
        (one for one in others if trace.check("shared", sorted(attempt.objects), sorted(one.objects))), None
    )


def _attempts(story: Story, article: int) -> Mapping[str, list[_Attempt]]:
    """Of every verb that "trying to" stands before, where, and what it is done to."""
    found: dict[str, list[_Attempt]] = {}
    for ref, told in _sentences(story, article):
        for index, token in enumerate(told):
            to = next(
                (i for i in range(index + 1, index + 2 + _REACH) if i < len(told) and told[i].word == "to"), 0
            )
            if token.word not in _TRYING or not to or to + 1 >= len(told):
                continue
            verb = told[to + 1]
            if verb.stem in _BROAD or verb.word in STOPWORDS:
                continue
            last = min(to + 1 + _OBJECT, len(told) - 1)
            objects = _content(told[to + 2 : last + 1])
            if len(found.setdefault(verb.stem, [])) < _MOST:
                found[verb.stem].append(_Attempt(ref, index, last, objects - {verb.stem}))
    return found


def _done(story: Story, article: int, verbs: frozenset[str]) -> Mapping[str, list[_Attempt]]:
    """Of each of these verbs in a past form that nothing takes back, where, and what stands around it."""
    found: dict[str, list[_Attempt]] = {}
    for ref, told in _sentences(story, article):
        for index, token in enumerate(told):
            verb = stem(_PAST[token.word]) if token.word in _PAST else token.stem
            if verb not in verbs or verb == token.word or len(found.get(verb, ())) == _MOST:
                continue
            if not (token.word.endswith("ed") or token.word in _PAST):
                continue
            before = {one.word for one in told[max(index - _BEFORE, 0) : index]}
            if before & _NOT_DONE or any(word.endswith("n't") for word in before) or before & _TRYING:
                continue
            first, last = max(index - _OBJECT, 0), min(index + _OBJECT, len(told) - 1)
            objects = _content((*told[first:index], *told[index + 1 : last + 1]))
            found.setdefault(verb, []).append(_Attempt(ref, max(index - 1, 0), index, objects))
    return found


def _sentences(story: Story, article: int) -> Iterator[tuple[SentenceRef, Sequence[Token]]]:
    for sentence in story.documents[article].sentences:
        ref = SentenceRef(article, sentence.index)
        yield ref, words(story, ref)


def _content(told: Sequence[Token]) -> frozenset[str]:
    """Stems and families of the words that say something."""
    kept = [token for token in told if token.word not in STOPWORDS and token.word.isalpha()]
    return frozenset(token.stem for token in kept) | frozenset(
        f"@{family}" for token in kept for family in families(token.stem)
    )


def _ruling(story: Story, verb: str, attempt: _Attempt, done: _Attempt, trace: Trace) -> Ruling:
    members = sorted((_member(story, attempt), _member(story, done)), key=lambda member: member.article)
    shown = _member(story, attempt).text, _member(story, done).text
    return Ruling(
        Relation.UPDATED,
        tuple(members),
        "status",
        verb,
        verb,
        f"“{shown[0]}” against “{shown[1]}”: one tells the attempt, the other that it is done.",
        trace.steps,
    )


def _member(story: Story, attempt: _Attempt) -> Member:
    told = words(story, attempt.ref)
    return story.quoted(attempt.ref, Span(told[attempt.first].span.start, told[attempt.last].span.end))


RULE = Rule(
    id="attempt-done",
    summary="One is still trying, the other has done it.",
    relations=(Relation.UPDATED,),
    question="When was each article written, and is it done?",
    apply=apply,
    fires=(
        Example(
            "Officials in Orne were struggling on Monday to restore electricity.",
            "Power was restored to the villages of Orne after a blackout of two days.",
            "updated",
        ),
        Example(
            "Rescuers in Orne are trying to reach the trapped miners.",
            "The rescuers in Orne reached the miners on Friday.",
            "updated",
        ),
    ),
    silent=(
        Example(
            "Officials in Orne were struggling on Monday to restore electricity.",
            "Power will be restored to the villages of Orne within two days.",
        ),
        Example(
            "Officials in Orne were struggling on Monday to restore electricity.",
            "The old church of Orne was restored last year with money from abroad.",
        ),
        Example(
            "Rescuers in Orne are trying to reach the trapped miners.",
            "Rescuers in Orne were trying to reach the miners on Friday after water reached the shaft.",
        ),
    ),
)
