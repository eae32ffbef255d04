"""Two articles give the one patient they tell of another condition: critical, stable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from reporter.diff.checks import Trace
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.model import Member, Relation, SentenceRef
from reporter.patterns import lazily

_CONDITION_RE = lazily(
    r"\b(?:in|as|into|to)\s(?:an?\s|very\s|extremely\s)*(?P<state>critical|serious|stable|grave|fair|good|satisfactory|guarded)"
    r"(?:,?\s(?:but|and|though)\s(?P<other>critical|serious|stable|improving))?\s(?:medical\s)?condition\b"
    r"|\b(?P<how>critically|seriously|gravely|slightly)\s(?:injur|wound|hurt|burn)\w*"
    r"|\b(?P<threat>(?:non-?|not\s)?life[-\s]threatening)\s(?:injur|wound)\w*"
    r"|\b(?:condition|injuries)\s(?:is|was|were|are|as)\s(?:described\sas\s|listed\sas\s|said\sto\sbe\s)?(?P<told>critical|serious|stable|grave)\b",
    re.IGNORECASE,
)
_PATIENT_RE = lazily(
    r"\b(?:hospital|patient|victim|survivor|surgery|(?:injur|wound|burn)\w+|hurt|shot|listed|he|she|man|woman|boy|girl|people)\b",
    re.IGNORECASE,
)
"""What a sentence about the state of a person has; a mill may be in good condition too."""
_STATES = {
    "critical": "critical", "critically": "critical", "grave": "critical", "gravely": "critical", "serious": "serious",
    "seriously": "serious", "stable": "stable", "improving": "stable", "fair": "stable", "good": "stable",
    "satisfactory": "stable", "guarded": "guarded", "slightly": "slight",
}  # fmt: skip
_APART = frozenset(
    frozenset(pair.split("/"))
    for pair in "critical/serious critical/stable critical/slight serious/slight serious/stable".split()
)
"""States of which one excludes the other: hospitals tell them apart."""


class _Told(NamedTuple):
    """A condition, where it is told."""

    states: frozenset[str]
    member: Member


def apply(story: Story) -> Iterator[Ruling]:
    """The only condition that each of two articles tells of, where the two exclude each other."""
    if not story.english():
        return
    told = [_told(story, article) for article in range(len(story.documents))]
    for ours, theirs in combinations([one for one in told if one], 2):
        states = {condition.states for condition in ours}, {condition.states for condition in theirs}
        if not len(states[0]) == len(states[1]) == 1:
            continue  # several patients, or one who got better
        trace = Trace()
        left, right = ours[0], theirs[0]
        if trace.check("shared", sorted(left.states), sorted(right.states)):
            continue
        if any(frozenset((one, other)) in _APART for one in left.states for other in right.states):
            yield Ruling(
                Relation.CONTRADICTS,
                (left.member, right.member),
                "status",
                "condition",
                "|".join(sorted("+".join(sorted(one.states)) for one in (left, right))),
                f"“{left.member.text}” against “{right.member.text}”: another condition of the patient.",
                trace.steps,
            )


def _told(story: Story, article: int) -> list[_Told]:
    document = story.documents[article]
    found = []
    for sentence in document.sentences:
        words = document.words(sentence.span)
        for match in _CONDITION_RE.finditer(words) if _PATIENT_RE.search(words) else ():
            found.append(_Told(_states(match), story.matched(SentenceRef(article, sentence.index), match)))
    return found


def _states(match: re.Match[str]) -> frozenset[str]:
    if match["threat"]:
        return frozenset(("slight" if match["threat"].lower().startswith(("non", "not")) else "critical",))
    words = (match[group] for group in ("state", "other", "how", "told"))
    return frozenset(_STATES[word.lower()] for word in words if word)


RULE = Rule(
    id="other-condition",
    summary="Another condition of the patient.",
    relations=(Relation.CONTRADICTS,),
    question="Is it the same patient, and at what time was the condition told?",
    apply=apply,
    whole=True,
    fires=(
        Example(
            "The gunman killed two women at the mill in Orne and critically wounded a third worker.",
            "The third victim, Paul Riva, was taken to a hospital in Orne and is in stable condition.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "The gunman killed two women at the mill in Orne and critically wounded a third worker.",
            "The third victim, Paul Riva, was taken to a hospital in Orne in critical but stable condition.",
        ),
        Example(
            "One of the workers of the mill in Orne is in critical condition.",
            "One worker is in critical condition and another one in stable condition, said the mill in Orne.",
        ),
        Example(
            "The mill in Orne is in good condition, said its owner.",
            "The owner of the mill in Orne was critically injured on Friday.",
        ),
    ),
)
