"""Two articles spell a person's name differently, or give the same person another age or office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporter.diff.checks import Trace
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import STOPWORDS, families, tokens
from reporter.lexicon.names import spelling_variant, surname
from reporter.model import Document, FactPair, FactRef, Name, Relation

_SLOT_FLOOR = 15.0
_HEADS = frozenset(
    "ceo president chairman chairwoman chair director executive chief secretary minister governor mayor senator "
    "spokesman spokeswoman captain coach manager premier chancellor ambassador treasurer founder owner".split()
)
"""Words for an office that one person holds."""
_KIN = tuple(
    frozenset(words.split())
    for words in (
        "brother half-brother stepbrother brother-in-law cousin uncle nephew",
        "sister half-sister stepsister sister-in-law cousin aunt niece",
        "son stepson grandson nephew son-in-law",
        "daughter stepdaughter granddaughter niece daughter-in-law",
        "father stepfather grandfather uncle father-in-law",
        "mother stepmother grandmother aunt mother-in-law",
        "wife ex-wife girlfriend ex-girlfriend",
        "husband ex-husband boyfriend ex-boyfriend",
    )
)
"""Words for kin of which one is right of two people."""


def apply(story: Story) -> Iterator[Ruling]:
    """Persons whose names are near in spelling, or who are one person with another age or office."""
    known = [_known(document) for document in story.documents]
    spelled = [
        {fact.value.canonical for fact in d.facts if isinstance(fact.value, Name)} for d in story.documents
    ]
    told: set[tuple[str, str]] = set()
    for pair in sorted(story.pairs_of("person"), key=lambda pair: not pair.aligned):
        left, right = story.fact(pair.left).value, story.fact(pair.right).value
        if not isinstance(left, Name) or not isinstance(right, Name):
            continue
        trace = Trace()
        if trace.check("same-name", "person", left.canonical, right.canonical):
            sides = known[pair.left.article], known[pair.right.article]
            difference = _described(trace, story, pair, left, right, sides)
            if difference and any(_quoted(story, ref) for ref in (pair.left, pair.right)):
                continue  # somebody else's words, and maybe of another day
        elif (
            left.canonical not in spelled[pair.right.article]
            and right.canonical not in spelled[pair.left.article]
            and trace.check("spelling-variant", left.canonical, right.canonical)
            and spelling_variant(left.surface, right.surface)  # not "Wolfe" against "Ilyne Wolff"
            and (
                trace.check("at-least", pair.slot_score, _SLOT_FLOOR)
                if pair.aligned
                else not told & {(left.canonical, right.canonical)} and _alone(left, right, spelled, pair)
            )
        ):
            told.add((left.canonical, right.canonical))
            difference = "the name is spelled differently"
            aged = _described(
                trace, story, pair, left, right, (known[pair.left.article], known[pair.right.article])
            )
            if aged:
                yield _ruling(story, pair, trace, left, right, aged)
        else:
            continue
        if difference:
            yield _ruling(story, pair, trace, left, right, difference)


def _alone(left: Name, right: Name, spelled: Sequence[set[str]], pair: FactPair) -> bool:
    """Whether two given names near in spelling stand before one surname that nobody else has."""
    last = surname(left.canonical)
    return last == surname(right.canonical) and all(
        sum(surname(name) == last for name in spelled[ref.article]) == 1 for ref in (pair.left, pair.right)
    )


def _quoted(story: Story, ref: FactRef) -> bool:
    span = story.fact(ref).span
    return any(fact.kind == "quote" and fact.span.contains(span) for fact in story.beside(ref))


_Known = dict[str, tuple[frozenset[int], frozenset[str], frozenset[str]]]


def _known(document: Document) -> _Known:
    """Of every person of an article, all ages, offices and words for kin that it gives."""
    ages: dict[str, set[int]] = {}
    offices: dict[str, set[str]] = {}
    kin: dict[str, set[str]] = {}
    for fact in document.facts:
        if fact.kind == "person" and isinstance(fact.value, Name):
            offices.setdefault(fact.value.canonical, set()).update(_office(fact.value.role))
            kin.setdefault(fact.value.canonical, set()).update(_kin(fact.value.role))
            ages.setdefault(fact.value.canonical, set()).update({fact.value.age} - {None})  # type: ignore[arg-type]
    return {name: (frozenset(ages[name]), frozenset(offices[name]), frozenset(kin[name])) for name in ages}


def _described(
    trace: Trace, story: Story, pair: FactPair, left: Name, right: Name, known: tuple[_Known, _Known]
) -> str:
    """How two descriptions of one person differ, nowhere in the two articles alike; or nothing."""
    ages, offices, kin = known[0][left.canonical]
    other_ages, other_offices, other_kin = known[1][right.canonical]
    aged = left.age is not None and right.age is not None and not ages & other_ages
    if aged and trace.check("interval", left.age, left.age, right.age, right.age) == "apart":
        return "the age differs"
    named = [_office(left.role), _office(right.role)]
    if (
        all(named)
        and not offices & other_offices
        and not _mentioned(story, pair)
        and not trace.check("shared", *named)
    ):
        return "the office differs"
    related = [_kin(left.role), _kin(right.role)]
    excluded = any(set(related[0]) & group and set(related[1]) & group for group in _KIN)
    if pair.aligned and excluded and not kin & other_kin and not trace.check("shared", *related):
        return "another relation"
    return ""


def _mentioned(story: Story, pair: FactPair) -> bool:
    """Whether a sentence also names the other's office: "the executive was elected president"."""
    for ref, other in ((pair.left, pair.right), (pair.right, pair.left)):
        value = story.fact(other).value
        heads = set(_office(value.role)) & _HEADS if isinstance(value, Name) else set()
        span = story.sentence(ref).span
        text = story.documents[ref.article].article.text
        if heads & {token.word for token in tokens(text, span)}:
            return True
    return False


def _office(role: str) -> list[str]:
    """The words of a role that name an office one person holds; none for former offices."""
    words = [token.word for token in tokens(role) if token.word not in STOPWORDS]
    if not set(words) & _HEADS or {"former", "then", "ex"} & set(words):
        return []
    return sorted(
        {
            family
            for token in tokens(role)
            if token.word in _HEADS
            for family in (token.word, *families(token.stem))
        }
        - {"boss"}
    )


def _kin(role: str) -> list[str]:
    """The word for kin that a role begins with: "brother of the gunman", not "owner, with his brother, of a bar"."""
    words = role.partition(" of ")[0].split()
    last = words[-1].removesuffix("'s") if words else ""
    return [last] if any(last in group for group in _KIN) else []


def _ruling(story: Story, pair: FactPair, trace: Trace, left: Name, right: Name, difference: str) -> Ruling:
    words = story.words(pair.left), story.words(pair.right)
    shown = [
        ", ".join(part for part in (name.surface, name.role, str(name.age or "")) if part)
        for name in (left, right)
    ]
    return Ruling(
        Relation.CONTRADICTS,
        (story.member(pair.left), story.member(pair.right)),
        "person",
        left.canonical,
        "|".join((*sorted(shown), difference)),
        f"“{words[0]}” against “{words[1]}”: {difference}.",
        trace.steps,
    )


RULE = Rule(
    id="different-name",
    summary="A person's name, age or office differs.",
    relations=(Relation.CONTRADICTS,),
    question="Is it the same person, and which spelling, age or office is right?",
    apply=apply,
    fires=(
        Example(
            "The hospital would release no details, its spokeswoman Ilse Marner said on Friday.",
            "The hospital would release no details, its spokeswoman Ilse Marnet said on Friday.",
            "contradicts",
        ),
        Example(
            "The driver, Paul Riva, 47, was treated at the hospital in Orne.",
            "The driver, Paul Riva, 57, was treated at the hospital in Orne.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "The driver, James Riva, was treated at the hospital in Orne.",
            "The driver, Jim Riva, was treated at the hospital in Orne.",
        ),
        Example(
            "The trial of 16-year-old Paul Riva began in Orne on Friday.",
            "The trial of Paul Riva, the teen accused of killing 10-year-old Ema Orlan, began in Orne on Friday.",
        ),
    ),
)
