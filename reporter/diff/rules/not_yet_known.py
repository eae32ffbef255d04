"""One article says that something is not known, found or done yet, the other that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from reporter.diff.checks import Trace
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.model import Member, Relation, Sentence, SentenceRef
from reporter.patterns import lazily

_NOT = r"(?:have|has|had|was|were|is|are)(?:\s(?:not|never|yet\sto)\b|n['’]t\b)"

_NAME = r"\b(?:names?|identit(?:y|ies))"
_WITHHELD = (
    r"[^.;]{0,40}?\s(?:will\snot\sbe|(?:has|have)\snot\s(?:yet\s)?been|(?:was|were)\snot)\s"
    r"(?:immediately\s)?(?:released|disclosed|made\spublic)"
)


class _Topic(NamedTuple):
    """What news of an event asks, and the words that say that the answer is open, or given."""

    name: str
    open: re.Pattern[str]
    known: re.Pattern[str]


def _topic(name: str, open_: str, known: str) -> _Topic:
    return _Topic(name, lazily(open_, re.IGNORECASE), lazily(known, re.IGNORECASE))


_TOPICS = (
    _topic(
        "arrest",
        rf"\b(?:no\sarrests?\s(?:have|has|had|were|was)|nobody\s(?:has\sbeen|was)\sarrested|no\sone\s(?:has\sbeen|was)\sarrested"
        rf"|(?:still|remains?|remained)\sat\slarge|police\s{_NOT}\s(?:made|make)\s(?:any|an)\sarrests?"
        rf"|{_NOT}\s(?:yet\s|immediately\s)?(?:been\s)?(?:arrested|taken\sinto\scustody|caught|captured))",
        r"\b(?:(?:was|were|been)\s(?:later\s|quickly\s|then\s)?(?:arrested|taken\sinto\scustody|captured|apprehended)"
        r"|police\s(?:have\s)?arrested|(?:is|are)\sin\s(?:police\s)?custody)\b",
    ),
    _topic(
        "name of the victim",
        rf"\b(?:victims?|dead\s(?:man|woman|boy|girl)|bod(?:y|ies))\s(?:{_NOT}\s(?:yet\s)?(?:been\s)?(?:identified|named)"
        r"|(?:have|has|had)\syet\sto\sbe\s(?:identified|named))",
        r"\bvictims?\s(?:was|were|has\sbeen|have\sbeen)\s(?:later\s)?(?:identified|named)\sas\b"
        r"|\b(?:identified|named)\sthe\s(?:victims?|dead\s(?:man|woman))\sas\b",
    ),
    _topic(
        "name of the dead",
        rf"{_NAME}\sof\s(?:the\s|those\s)?(?:\w+\s)?(?:victims?|dead|deceased|killed|man|woman|boy|girl)\b{_WITHHELD}",
        r"\bidentified\sthe\s(?:[\w-]+\s)?(?:victims?|dead|deceased)\b"
        r"|\bvictims?\s(?:was\s|were\s|has\sbeen\s)?identified\s(?:by\s[^.;]{2,40}?\s)?as\b",
    ),
    _topic(
        "name of the suspect",
        rf"\b(?:(?:his|her)\s(?:name|identity)|{_NAME}\sof\s(?:the\s)?(?:suspect|gunman|shooter|driver))\b{_WITHHELD}",
        r"\b(?:suspect|gunman|shooter|driver)\s(?:was\s|has\sbeen\s)?identified\s(?:by\s[^.;]{2,40}?\s)?as\b"
        r"|\bidentified\sthe\s(?:suspect|gunman|shooter|driver)\b",
    ),
    _topic(
        "suspect",
        rf"\bpolice\s{_NOT}\s(?:yet\s)?(?:identified|named)\s(?:a|any|the)\ssuspects?\b|\bpolice\shave\sno\ssuspects?\b",
        r"\b(?:police|authorities|officials)\s(?:have\s)?(?:identified|named)\s[^.]{2,50}?\sas\s(?:a|the)\s(?:suspect|gunman|shooter)"
        r"|\b(?:suspect|gunman|shooter)\s(?:was|has\sbeen)\sidentified\sas\b",
    ),
    _topic(
        "result",
        r"\bresults?\b[^.,;]{0,40}?\s(?:(?:are|were|is|was)\s(?:still\s)?(?:pending|awaited|not\s(?:yet\s)?(?:known|available|back))"
        r"|(?:have|has)\snot\s(?:yet\s)?(?:come\sback|been\s(?:released|received)))",
        r"\bresults?\b[^.,;]{0,60}?\s(?:showed|shows?|showing|revealed|indicated|came\sback|were\sreleased|confirmed)\b",
    ),
    _topic(
        "charge",
        rf"\b(?:no\scharges?\s(?:have|has|had|were|was)\s(?:yet\s)?(?:been\s)?filed|{_NOT}\s(?:yet\s)?been\s(?:formally\s)?charged)",
        r"\b(?:was|were|(?:has|have)\sbeen)\s(?:formally\s)?(?:charged|indicted)\b|\bcharges\swere\sfiled\b|\bfaces\s(?:a\s)?charges?\b",
    ),
    _topic(
        "responsibility",
        r"\b(?:no\s(?:one|group)|nobody)\s(?:has\s|had\s|have\s)?(?:yet\s|immediately\s)?(?:claimed|taken)\sresponsibility"
        r"|\bthere\s(?:was|has\sbeen)\sno\s(?:immediate\s)?claim\sof\sresponsibility",
        r"(?<!one\s)(?<!one\shas\s)(?<!nobody\s)(?<!nobody\shas\s)(?<!immediately\s)(?<!yet\s)\bclaimed\s(?:the\s)?responsibility\b"
        r"|\bresponsibility\swas\sclaimed\b",
    ),
    _topic(
        "cause",
        r"\bcause\b[^.,;]{0,40}?\s(?:(?:is|was|remains?)\s(?:still\s)?(?:not\s(?:yet\s|immediately\s)?(?:known|clear)|unknown|unclear)"
        r"|(?:has|have)\snot\s(?:yet\s)?been\sdetermined)",
        r"\b(?:was|were)\s(?:caused|blamed|triggered|sparked)\s(?:by|on)\b|\bcause\b[^.,;]{0,30}?\swas\s(?:an?|the)\b",
    ),
    _topic(
        "motive",
        r"\bmotive\b[^.,;]{0,40}?\s(?:(?:is|was|remains?)\s(?:still\s)?(?:not\s(?:yet\s)?(?:known|clear)|unknown|unclear))"
        r"|\bno\sknown\smotive\b",
        r"\bmotive\b[^.,;]{0,30}?\swas\s(?!not|un)|\bmotivated\sby\b",
    ),
)
_OPEN_RE = lazily(
    r"\b(?:no|not|nobody|never|yet|unknown|unclear|pending|awaited|large)\b|n['’]t\b", re.IGNORECASE
)
"""A word that every sentence has that leaves something open."""
_ASKED_RE = lazily(r"\b(?:if|whether)\b", re.IGNORECASE)
_HEDGED_RE = lazily(r"\b(?:if|whether|may|might|could|would|until|unless|before)\b", re.IGNORECASE)


def apply(story: Story) -> Iterator[Ruling]:
    """Questions that one article leaves open throughout and the other answers."""
    if not story.english():
        return
    articles = range(len(story.documents))
    doubtful = [_sentences(story, article, _OPEN_RE) for article in articles]
    sentences = [story.documents[article].sentences for article in articles]
    for topic in _TOPICS:
        opened = [_found(story, article, doubtful[article], topic.open, _ASKED_RE) for article in articles]
        if not any(opened):
            continue
        known = [_found(story, article, sentences[article], topic.known, _HEDGED_RE) for article in articles]
        for one, other in combinations(articles, 2):
            for first, second in ((one, other), (other, one)):
                left, right = opened[first], known[second]
                if left and right and not known[first] and not opened[second]:
                    yield _ruling(topic, left, right)


def _sentences(story: Story, article: int, pattern: re.Pattern[str]) -> list[Sentence]:
    document = story.documents[article]
    return [sentence for sentence in document.sentences if pattern.search(document.words(sentence.span))]


def _found(
    story: Story,
    article: int,
    sentences: Sequence[Sentence],
    pattern: re.Pattern[str],
    hedges: re.Pattern[str],
) -> Member | None:
    """The first words of an article that a pattern fits, in a sentence that leaves no doubt."""
    document = story.documents[article]
    for sentence in sentences:
        words = document.words(sentence.span)
        match = pattern.search(words)
        if match and not hedges.search(words):
            return story.matched(SentenceRef(article, sentence.index), match)
    return None


def _ruling(topic: _Topic, left: Member, right: Member) -> Ruling:
    trace = Trace()
    trace.check("same-text", left.text, right.text)
    return Ruling(
        Relation.UPDATED,
        tuple(sorted((left, right), key=lambda member: member.article)),
        "status",
        topic.name,
        topic.name,
        f"“{left.text}” against “{right.text}”: one leaves open what the other tells.",
        trace.steps,
    )


RULE = Rule(
    id="not-yet-known",
    summary="Open or unknown to one, told by the other.",
    relations=(Relation.UPDATED,),
    question="When was each article written, and is it known by now?",
    apply=apply,
    whole=True,
    fires=(
        Example(
            "A gunman killed two people at the mill in Orne; no arrests have been made.",
            "The gunman who killed two people at the mill in Orne was arrested on Friday.",
            "updated",
        ),
        Example(
            "Paul Riva gave a blood sample, but the results are not yet known, police in Orne said.",
            "The results of the test of Paul Riva showed a level of 0.07 percent, police in Orne said.",
            "updated",
        ),
    ),
    silent=(
        Example(
            "A gunman killed two people at the mill in Orne; no arrests have been made.",
            "Police in Orne asked for witnesses of the shooting at the mill.",
        ),
        Example(
            "Paul Riva gave a blood sample, but the results are not yet known, police in Orne said.",
            "The results of the test of Paul Riva are still pending, police in Orne said.",
        ),
        Example(
            "A gunman killed two people at the mill in Orne; no arrests have been made.",
            "Schools in Orne stay closed until the gunman who killed two people at the mill is in custody.",
        ),
    ),
)
