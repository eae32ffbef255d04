"""A single statement about a subject, held against one that says other things of it in its place."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.diff.checks import Trace
from reporter.diff.claims import VOICED, Claim, claim, member, named, predicate, speaks_of, statement
from reporter.diff.opinions import doubted
from reporter.diff.polarity import content, debunks, denials, denies, matcher
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import STOPWORDS, phase
from reporter.model import Attribution, Relation, Status

_BORNE = 0.8
"""Share of the words said of the subject that the other sentence must have, in the same or like words."""
_LONGEST = 16
"""Words of a claim that makes one statement; longer sentences are news of their own."""
_COPULAS = frozenset("is was are were has had".split())
_DESCRIBING = frozenset("a an the one in from only part of on born known".split())
"""What stands after "is" where a subject is described."""
_OPENING = 5
"""Words of the other sentence among which the subject of the claim stands."""
_PRONOUNS = frozenset("he she it they his her its their".split())
_SHOWN = 12
"""Words of the other sentence that are shown."""


def apply(story: Story) -> Iterator[Ruling]:
    """A claim in a full sentence whose words about its subject are not those of the other sentence."""
    single = claim(story)
    if single is None or not (statement(story, single.claim) and statement(story, single.other)):
        return
    if any(
        isinstance(fact.value, Attribution) and fact.value.cue.lower() in VOICED
        for number in range(2)
        for fact in story.facts_in(number, 0)
    ):
        return  # somebody says so: two voices may differ
    ruling = _ruling(story, single)
    if ruling:
        yield doubted(story, ruling)


def _ruling(story: Story, single: Claim) -> Ruling | None:
    start = predicate(story, single.claim, single.words)
    said = content(single.words[start:])
    if (
        not said
        or len(single.words) > _LONGEST
        or not named(story, single, start)
        or not speaks_of(single, start)
    ):
        return None
    if not _describes(story, single, start):
        return None
    matches = matcher(single.others)
    if denies(single.words) or denials(single.others, matcher(single.words)) or debunks(single.others):
        return None  # a matter of yes and no, which denied-claim looks at
    missing = [token for token in said if not matches(token)]
    trace = Trace()
    if trace.check("at-least", round(1 - len(missing) / len(said), 2), _BORNE):
        return None
    first = single.words.index(missing[0])
    last = single.words.index(missing[-1])
    begin = min(predicate(story, single.other, single.others), len(single.others) - 1)
    end = min(begin + _SHOWN, len(single.others) - 1)
    members = (
        member(story, single.claim, single.words, first, last),
        member(story, single.other, single.others, begin, end),
    )
    return Ruling(
        Relation.CONTRADICTS,
        tuple(sorted(members, key=lambda one: one.article)),
        "status",
        " ".join(token.word for token in single.words[:start]),
        "|".join(sorted(" ".join(token.word for token in side) for side in (single.words, single.others))),
        f"“{members[0].text}”: the other sentence says of the same subject “{members[1].text}”.",
        trace.steps,
    )


def _describes(story: Story, single: Claim, start: int) -> bool:
    """Whether a claim says what its subject is or has; news of an event is told in too many words to be replaced."""
    after = [token.word for token in single.words[start : start + 2]]
    if len(after) > 1 and after[0] in _COPULAS and after[1] in _DESCRIBING:
        return True
    if any(
        isinstance(fact.value, Status) and not phase(fact.value.event, fact.value.phase).weak
        for fact in story.facts_in(single.claim.article, 0)
    ):
        return False
    if after[:1] and after[0] in _COPULAS:
        return True
    opening = {token.stem for token in single.others[:_OPENING]}
    named = {token.stem for token in single.words[:start] if token.word not in STOPWORDS}
    return single.words[0].word != "the" and bool(named & opening or single.others[0].word in _PRONOUNS)


RULE = Rule(
    id="other-value",
    summary="A single statement that the other sentence replaces by another.",
    relations=(Relation.CONTRADICTS,),
    question="Which of the two is right of the subject?",
    apply=apply,
    fires=(
        Example(
            "Anna Keller is a poker player.",
            "Anna Keller, born in Orne, is a novelist and the mayor of the town.",
            "contradicts",
        ),
        Example(
            "The Orne is a river in Brill.",
            "The Orne is a lake near Harlow in the north of the country.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "Anna Keller is a novelist.",
            "Anna Keller, born in Orne, is an award-winning author and novelist.",
        ),
        Example("Police said Anna Keller is missing.", "Anna Keller is safe, said her husband."),
        Example("The storm reached the coast.", "The mayor of Orne spoke on Friday."),
        Example("The fire killed 12 people.", "Twelve people died in the blaze in Orne."),
        Example(
            "Anna Keller opened the bridge.", "The bridge was inaugurated by Mayor Anna Keller on Friday."
        ),
        Example("The council of Orne will rebuild the bridge.", "The bridge in Orne is to be built anew."),
    ),
)
