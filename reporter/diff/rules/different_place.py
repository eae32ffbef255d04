"""Two articles put the same event in different places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from reporter.diff.checks import Trace
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.diff.statuses import arguments
from reporter.lexicon.gazetteer import city_size, countries, place_named
from reporter.model import FactPair, FactRef, Member, Name, Relation, SentenceRef, Status
from reporter.patterns import lazily

_LEAST_SHARED = 2
"""Arguments of an event that two sentences must share to tell the same one."""
_VAGUE = frozenset(("change", "begin", "travel", "plan", "announcement"))
"""Families that take in too many events to say that two of them are one."""
_IN_RE = lazily(r"\b(?:in|at|near|outside)\s+(?:the\s+)?$", re.IGNORECASE)
_SPOT_RE = lazily(
    r"\b(?:(?P<scene>at the scene)"
    r"|(?P<transit>(?:on (?:the|his|her|their) way|en route) to (?:the |a )?hospital|in an ambulance)"
    r"|(?P<hospital>(?:in|at) (?:the |a )?hospital)|(?P<home>at home|at (?:his|her|their) home)"
    r"|(?P<custody>in (?:police )?(?:custody|jail|prison)))\b",
    re.IGNORECASE,
)
"""Where people die or are hurt, in the words of police reports; a death has one such place."""
_ARREST_RE = lazily(
    r"\b(?:arrested|detained|seized|caught|captured|apprehended)\s(?:[a-z]+\s){0,3}?at\s(?:his|her|their|an?|the)\s(?:[\w-]+\s)?"
    r"(?P<at>home|house|apartment|motel|hotel|airport|office|school|bar|restaurant|station|border|hospital)\b",
    re.IGNORECASE,
)
"""Where somebody is arrested."""
_SAME = {"house": "home", "apartment": "home", "motel": "hotel"}
_NATIONS = frozenset(("United Kingdom", "England", "Scotland", "Wales", "Northern Ireland", "Great Britain"))
"""Countries of which one lies in another."""
_SUBURB = 12
"""A place that has so many times more people may be the one that the other is a part of."""
_SIDE_RE = lazily(
    r"\b(?P<side>north|south|east|west)(?:ern)?(?:most)?\s(?P<part>tip|coast|edge|part|side|outskirts|bank|shore|end|half)\s"
    r"of\s(?:the\s)?(?P<whole>[A-Z][\w’'-]+)"
)


def apply(story: Story) -> Iterator[Ruling]:
    """Places of one event that exclude each other."""
    yield from _named(story)
    yield from _deaths(story)
    for alignment in story.alignments:
        left, right = alignment.members
        for first in _spots(story, left.article, left.sentence):
            for second in _spots(story, right.article, right.sentence):
                trace = Trace()
                if trace.check("same-text", first[0], second[0]) and not trace.check(
                    "same-text", first[1], second[1]
                ):
                    yield _ruling((first[2], second[2]), first[0], trace, f"{first[1]}|{second[1]}")


def _named(story: Story) -> Iterator[Ruling]:
    """Named places "in" which one event is, each unknown to the other article."""
    for pair in story.pairs_of("place"):
        left, right = story.fact(pair.left), story.fact(pair.right)
        if not pair.aligned or not isinstance(left.value, Name) or not isinstance(right.value, Name):
            continue
        if not (_inside(story, pair.left) and _inside(story, pair.right)):
            continue
        if _told_of(story, pair.right.article, left.value) or _told_of(story, pair.left.article, right.value):
            continue
        trace = Trace()
        event = _common_event(trace, story, pair)
        if event in _VAGUE or not all({event, "begin"} & set(fact.events[:2]) for fact in (left, right)):
            continue
        ours, theirs = left.value.canonical, right.value.canonical
        apart = not trace.check("shared", ours.lower().split(), theirs.lower().split())
        if event and apart and not trace.check("same-name", "place", ours, theirs):
            members = story.member(pair.left), story.member(pair.right)
            ruling = _ruling(members, event, trace, f"{ours}|{theirs}")
            yield ruling if _side_by_side(ours, theirs) else _near_miss(ruling)


def _side_by_side(left: str, right: str) -> bool:
    """Whether neither place can lie in the other: two countries, or two cities not of very different size."""
    names = countries().names
    if left in names and right in names:
        return not {left, right} & _NATIONS
    sizes = sorted(0 if place_named(name) else city_size(name) for name in (left, right))
    return bool(sizes[0]) and sizes[1] <= _SUBURB * sizes[0]


def _near_miss(ruling: Ruling) -> Ruling:
    message = ruling.message.replace("different places for the same event", "one may lie in the other")
    return ruling._replace(relation=None, message=message)


def _deaths(story: Story) -> Iterator[Ruling]:
    """The one spot of a death that each article tells, wherever it does."""
    told = []
    for number, document in enumerate(story.documents):
        spots = [
            spot
            for sentence in document.sentences
            for spot in _spots(story, number, sentence.index)
            if spot[0] == "death"
        ]
        told.append(spots if len({where for _, where, _ in spots}) == 1 else [])
    for first, second in combinations([spots[0] for spots in told if spots], 2):
        trace = Trace()
        if not trace.check("same-text", first[1], second[1]):
            yield _ruling((first[2], second[2]), "death", trace, f"{first[1]}|{second[1]}")


def _told_of(story: Story, article: int, place: Name) -> bool:
    text = story.documents[article].article.text
    return place.canonical in text or place.surface in text


def _inside(story: Story, ref: FactRef) -> bool:
    fact, text = story.fact(ref), story.documents[ref.article].article.text
    return bool(
        _IN_RE.search(text[max(story.sentence(ref).span.start, fact.span.start - 20) : fact.span.start])
    )


def _common_event(trace: Trace, story: Story, pair: FactPair) -> str:
    """The event that both sentences tell with most arguments in common, at least two; or nothing."""
    ours, theirs = (_told(story, ref) for ref in (pair.left, pair.right))
    shared = {
        event: len(trace.check("shared", ours[event], theirs[event])) for event in ours if event in theirs
    }
    best = min(shared, key=lambda event: (-shared[event], event), default="")
    return best if shared.get(best, 0) >= _LEAST_SHARED else ""


def _told(story: Story, ref: FactRef) -> dict[str, list[str]]:
    """The arguments of every event of the sentence that a fact stands in."""
    told: dict[str, list[str]] = {}
    for fact in story.beside(ref):
        if isinstance(fact.value, Status):
            told.setdefault(fact.value.event, []).extend(arguments(fact.value))
    return told


def _spots(story: Story, article: int, sentence: int) -> list[tuple[str, str, Member]]:
    """Of one sentence, (what is placed, where, the words)."""
    document = story.documents[article]
    words = document.words(document.sentences[sentence].span)
    found = []
    told = {f.events[:1] for f in story.facts_in(article, sentence) if f.kind == "status"}
    deadly = ("death",) in told
    for match in _SPOT_RE.finditer(words) if deadly else ():
        found.append(("death", match.lastgroup or "", match))
    for match in _ARREST_RE.finditer(words) if ("custody",) in told else ():
        found.append(("custody", _SAME.get(match["at"].lower(), match["at"].lower()), match))
    for match in _SIDE_RE.finditer(words):
        found.append((f"{match['part']} of {match['whole']}", match["side"].lower(), match))
    ref = SentenceRef(article, sentence)
    return [(what, where, story.matched(ref, match)) for what, where, match in found]


def _ruling(members: tuple[Member, Member], subject: str, trace: Trace, value: str) -> Ruling:
    return Ruling(
        Relation.CONTRADICTS,
        members,
        "place",
        subject,
        "|".join(sorted(value.split("|"))),
        f"“{members[0].text}” against “{members[1].text}”: different places for the same event.",
        trace.steps,
    )


RULE = Rule(
    id="different-place",
    summary="Different places for the same event.",
    relations=(Relation.CONTRADICTS,),
    question="Where did it happen, and are these two events or one?",
    apply=apply,
    fires=(
        Example(
            "The wounded driver, Paul Riva, died on the way to the hospital, police said.",
            "The wounded driver, Paul Riva, died at the scene, police said.",
            "contradicts",
        ),
        Example(
            "Paul Riva, the former mayor of Orne, was arrested at his home on Monday.",
            "The former mayor of Orne, Paul Riva, was arrested at a motel on Monday.",
            "contradicts",
        ),
        Example(
            "Ministers of both countries held talks about the border in Geneva on Friday, Anna Keller said.",
            "Anna Keller said the ministers had held their talks about the border in Vienna on Friday.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "The wounded driver, Paul Riva, died at the scene, police said.",
            "Paul Riva, the wounded driver, died at the scene.",
        ),
        Example(
            "Paul Riva was arrested on Jan. 6, five days before the loss at Brill.",
            "Paul Riva was arrested on Jan. 6 in Harlow on suspicion of theft.",
        ),
        Example(
            "Ministers of both countries held talks about the border in Edinburgh on Friday, Anna Keller said.",
            "Anna Keller said the ministers had held their talks about the border in Scotland on Friday.",
            "not-comparable",
        ),
        Example(
            "A driver shot 12 people in Millom on Wednesday, then himself, said the police chief Paul Riva.",
            "Police chief Paul Riva said a driver shot 12 people in Cumbria on Wednesday, then himself.",
            "not-comparable",
        ),
    ),
)
