"""Two aligned sentences name another person in the same part: another given name, another holder of one office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from reporter.diff.checks import Trace
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import STOPWORDS, families, stem, tokens
from reporter.lexicon.names import initials, normal, same_given, same_name, spelling_variant, surname
from reporter.model import Document, FactPair, Name, Relation

_SLOT_FLOOR = 5.0
_HEADS = frozenset(
    """ceo president chairman chairwoman manager secretary minister governor mayor captain coach chief commissioner
    sheriff superintendent dean principal premier chancellor speaker""".split()
)
"""Offices of which a body has one holder."""
_LOOSE = frozenset("former then ex acting interim new incoming outgoing deputy vice assistant fellow".split())
"""Words by which two holders of one office may both be told of."""
_People = Mapping[str, AbstractSet[str]]
"""The persons of an article by the first and the last word of their names."""
_SHORT = {"rep": "representative", "sen": "senator", "gov": "governor", "pres": "president", "dr": "doctor"}


def apply(story: Story) -> Iterator[Ruling]:
    """Persons that are known to one article each and stand in one place of what both tell."""
    people = [_people(document) for document in story.documents]
    for pair in story.pairs_of("person"):
        left, right = story.fact(pair.left).value, story.fact(pair.right).value
        if not pair.aligned or not isinstance(left, Name) or not isinstance(right, Name):
            continue
        if not (_whole(left) and _whole(right)) or spelling_variant(left.canonical, right.canonical):
            continue
        if _known(left, people[pair.right.article]) or _known(right, people[pair.left.article]):
            continue
        trace = Trace()
        difference = _differ(trace, story, pair, left, right, people)
        if difference:
            yield _ruling(story, pair, trace, left, right, difference)


def _whole(name: Name) -> bool:
    """Whether the words here give more than one part of the name."""
    return len(normal(name.surface).split()) > 1 and len(normal(name.canonical).split()) > 1


def _people(document: Document) -> _People:
    people: dict[str, set[str]] = {}
    for fact in document.facts:
        if fact.kind == "person" and isinstance(fact.value, Name):
            for word in _ends(fact.value.canonical):
                people.setdefault(word, set()).add(fact.value.canonical)
    return people


def _ends(name: str) -> set[str]:
    """The first and the last word of a name: two names of one person have one of them in common."""
    words = normal(name).split()
    return {words[0], words[-1]} if words else set()


def _known(name: Name, people: _People) -> bool:
    return any(
        same_name("person", name.canonical, other)
        for word in _ends(name.canonical)
        for other in people.get(word, ())
    )


def _given(name: Name) -> str:
    return normal(name.canonical).split()[0]


def _differ(
    trace: Trace, story: Story, pair: FactPair, left: Name, right: Name, people: Sequence[_People]
) -> str:
    """In what two persons of one part differ, or nothing."""
    roles = _role(left.role), _role(right.role)
    if _LOOSE & {*roles[0], *roles[1]}:
        return ""
    shared = trace.check("shared", *roles)
    events = trace.check("shared", story.fact(pair.left).events[:1], story.fact(pair.right).events[:1])
    family = [
        sum(surname(one) == surname(name.canonical) for one in people[ref.article][surname(name.canonical)])
        for ref, name in ((pair.left, left), (pair.right, right))
    ]
    if trace.check("same-text", surname(left.canonical), surname(right.canonical)):
        told = shared and (events or trace.check("at-least", pair.slot_score, _SLOT_FLOOR))
        return "another given name" if told and family == [1, 1] and not _one_given(left, right) else ""
    if shared and trace.check("same-text", _given(left), _given(right)):
        return "another surname"
    office = _HEADS & set(shared)
    own = set(shared) - _HEADS
    if office and own and set(roles[0]) == set(roles[1]) and len(roles[0]) > 1:
        return "another holder of one office"
    return ""


def _one_given(left: Name, right: Name) -> bool:
    return same_given(_given(left), _given(right)) or bool(
        initials(left.canonical) and initials(left.canonical) == initials(right.canonical)
    )


def _role(role: str) -> list[str]:
    words = [token.word for token in tokens(role) if token.word not in STOPWORDS]
    told = [_SHORT.get(word, word) for word in words]
    return list(
        dict.fromkeys(sign for word in told for sign in (word, *(f"@{one}" for one in families(stem(word)))))
    )


def _ruling(story: Story, pair: FactPair, trace: Trace, left: Name, right: Name, difference: str) -> Ruling:
    words = story.words(pair.left), story.words(pair.right)
    return Ruling(
        Relation.CONTRADICTS,
        (story.member(pair.left), story.member(pair.right)),
        "person",
        left.role or right.role,
        "|".join(sorted((left.canonical, right.canonical))),
        f"“{words[0]}” against “{words[1]}”: {difference}.",
        trace.steps,
    )


RULE = Rule(
    id="other-person",
    summary="Another person in the same part.",
    relations=(Relation.CONTRADICTS,),
    question="Who was it, and are these two people or one?",
    apply=apply,
    fires=(
        Example(
            "Orne Lions general manager T.J. Marner said he was aware of the arrest of the striker Paul Riva.",
            "“We are aware of the arrest of Paul Riva,” Orne Lions general manager T.J. Keller said.",
            "contradicts",
        ),
        Example(
            "Rep. Ema Orlan won the vote for vice chairman of the caucus, defeating Tom Brandt of Orne.",
            "Representative Lena Orlan defeated Tom Brandt of Orne to become vice chairwoman of the caucus.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "Rep. Ema Orlan won the vote for vice chairman of the caucus, defeating Tom Brandt of Orne.",
            "Representative Ema L. Orlan defeated Tom Brandt of Orne to become vice chairwoman of the caucus.",
        ),
        Example(
            "The mayor of Orne, Paul Riva, said that the bridge would be closed for a month.",
            "The bridge would be closed for a month, said Ilse Marner, a spokeswoman for the town of Orne.",
        ),
        Example(
            "Paul Riva, a teacher, was killed when the mill in Orne burned down on Friday.",
            "Anna Riva, his sister, said Paul Riva was killed when the mill in Orne burned down on Friday.",
        ),
        Example(
            "The former mayor of Orne, Paul Riva, opened the bridge on Friday.",
            "The mayor of Orne, Ilse Marner, opened the bridge on Friday.",
        ),
    ),
)
