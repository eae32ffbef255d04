"""Two sentences are copies of one another but for a name, a figure, a date or a "not"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from reporter.diff.checks import Trace, interval
from reporter.diff.clocks import difference
from reporter.diff.copies import copies, words
from reporter.diff.quantities import admitted
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import ENGLISH, Language, Token, language_of, names
from reporter.lexicon.en import calendar, numbers
from reporter.lexicon.gazetteer import city_size, place_named
from reporter.model import Alignment, Member, Quantity, Relation, SentenceRef, Span, When

_COPY = 0.75
"""Share of the words that two copies have in common (Indel similarity over words)."""
_LEAST_WORDS = 6
_MOST_CHANGED = 3
"""Words on either side of one edit; longer ones are rewritten, not changed."""
_NEGATIONS = frozenset("not never no none nobody nothing neither nor cannot without".split())
_COURTESY = frozenset("mr mrs ms miss".split())
_SHORT = {
    "mt": "mount",
    "ft": "fort",
    "st": "saint",
    "gov": "governor",
    "sen": "senator",
    "capt": "captain",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "gen": "general",
    "dr": "doctor",
}
_NUMERALS = frozenset((*numbers.ONES, *numbers.TENS, *numbers.SCALES))


class _Telling(NamedTuple):
    """The words of a language whose change tells something."""

    negations: frozenset[str]
    numerals: frozenset[str]
    days: tuple[frozenset[str], ...]
    """Weekdays, and months."""
    small: frozenset[str]
    nouns: bool
    """Whether all nouns have capitals, so that one makes no name."""


@cache
def _telling(language: Language) -> _Telling:
    if language is ENGLISH:
        english = frozenset(calendar.WEEKDAYS), frozenset(calendar.MONTHS)
        return _Telling(_NEGATIONS, _NUMERALS, english, language.stopwords, False)
    pack = language.pack
    days = tuple(
        frozenset(form for forms in names for form in forms)
        for names in (pack.calendar.weekdays, pack.calendar.months)
    )
    numerals = frozenset((*pack.figures.words, *pack.figures.scales)) - frozenset(pack.figures.one)
    # Where a negation may follow its verb, what it denies stands far from the edit: that is left to opposite-status.
    negations = frozenset() if pack.stance.follows else frozenset(pack.stance.negations)
    return _Telling(negations, numerals, days, language.stopwords, pack.names.nouns)


def apply(story: Story) -> Iterator[Ruling]:
    """The telling edits between aligned sentences that are near copies."""
    for alignment, likeness in copies(story, _COPY):
        sides = [words(story, ref) for ref in alignment.members]
        if min(map(len, sides)) < _LEAST_WORDS:
            continue
        trace = Trace()
        trace.check("at-least", round(likeness, 3), _COPY)
        edits = [
            (kind, left, right)
            for left, right in _edits(sides[0], sides[1])
            if (kind := _kind(story, alignment, left, right))
        ]
        if {"person", "quantity"} <= {kind for kind, _, _ in edits}:
            continue  # one sentence a place or person: "4 percent in Asia", "9 percent in Europe"
        for kind, left, right in edits:
            yield _ruling(story, alignment, (sides[0], left), (sides[1], right), kind, trace)


def _edits(left: Sequence[Token], right: Sequence[Token]) -> Iterator[tuple[range, range]]:
    """The stretches of words in which two sentences differ."""
    edits = Indel.opcodes([token.word for token in left], [token.word for token in right])
    pending: list[int] = []
    for edit in [*edits, None]:
        if edit is not None and edit.tag != "equal":
            bounds = [edit.src_start, edit.src_end, edit.dest_start, edit.dest_end]
            pending = [pending[0], bounds[1], pending[2], bounds[3]] if pending else bounds
        elif pending:
            yield range(pending[0], pending[1]), range(pending[2], pending[3])
            pending = []


def _kind(story: Story, alignment: Alignment, left: range, right: range) -> str:
    """What kind of fact an edit changes; empty for a change of wording."""
    if max(len(left), len(right)) > _MOST_CHANGED:
        return ""
    one, other = (
        _changed(story, ref, span) for ref, span in zip(alignment.members, (left, right), strict=True)
    )
    telling = _telling(language_of(story.documents[alignment.members[0].article]))
    if _negative(telling, one) != _negative(telling, other) and not (
        _content(telling, one) and _content(telling, other)
    ):
        return "status"
    if not one or not other or _same_time(story, alignment, left, right):
        return ""
    if all(_numeric(telling, side[-1]) for side in (one, other)) or all(
        _numeric(telling, side[0]) for side in (one, other)
    ):
        return "" if _same_figure(story, alignment, left, right) else "quantity"
    for named in telling.days:
        if one[-1].lower() in named and other[-1].lower() in named:
            return "date"
    if _opposite(story, alignment, left, right):
        return "status"
    if _same_words(one, other):
        return ""
    capitals = all(word[:1].isupper() for word in (*one, *other)) and left.start and right.start
    if capitals and not telling.nouns and not _one_name(one, other):
        return "person"
    return ""


def _same_time(story: Story, alignment: Alignment, left: range, right: range) -> bool:
    """Whether the edit turns a time into the same moment of another zone, or into one that is not known."""
    sides = [
        [
            fact.value
            for fact in story.facts_in(ref.article, ref.sentence)
            if isinstance(fact.value, When)
            and fact.value.clock
            and fact.span.overlaps(_place(story, ref, span))
        ]
        for ref, span in zip(alignment.members, (left, right), strict=True)
    ]
    return any(
        one.zone != other.zone and not difference(one, other) for one in sides[0] for other in sides[1]
    )


def _one_name(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two names may be right of one: ``Mt`` Cook is ``Aoraki Mount`` Cook, Edinburgh lies in Scotland."""
    shorter, longer = sorted((left, right), key=len)
    if {names.normal(word) for word in shorter} <= {names.normal(word) for word in longer}:
        return True
    words = " ".join(left), " ".join(right)
    if any(place_named(one) and city_size(other) for one, other in (words, words[::-1])):
        return True  # a country or region, and a city that may lie in it
    kinds = ("person", "place", "organisation")
    return any(names.same_name(kind, " ".join(left), " ".join(right)) for kind in kinds)


def _changed(story: Story, ref: SentenceRef, span: range) -> list[str]:
    """The printed words of one side of an edit."""
    known, text = words(story, ref), story.documents[ref.article].article.text
    return [text[known[index].span.start : known[index].span.end] for index in span]


def _same_figure(story: Story, alignment: Alignment, left: range, right: range) -> bool:
    """Whether the changed figures are one value in other signs or units, or no two values of one kind."""
    digits = [
        "".join(sign for word in _changed(story, ref, span) for sign in word if sign.isdigit())
        for ref, span in zip(alignment.members, (left, right), strict=True)
    ]
    if digits[0] and digits[0] == digits[1]:
        return True
    ours, theirs = (
        _values(story, ref, span) for ref, span in zip(alignment.members, (left, right), strict=True)
    )
    for one in ours:
        for other in theirs:
            if {one.dimension, other.dimension} & {"ordinal"} and one.dimension != other.dimension:
                return True
            if one.dimension == other.dimension and one.unit != other.unit:
                return True  # two currencies: each article has its own
            lies = interval(*admitted(one), *admitted(other))
            if one.dimension == other.dimension and lies != "apart" and one.stated_unit != other.stated_unit:
                return True
            if (one.low, one.high, one.dimension) == (other.low, other.high, other.dimension):
                return True
    return False


def _values(story: Story, ref: SentenceRef, span: range) -> list[Quantity]:
    """The quantities that an edit touches."""
    if not span:
        return []
    place = _place(story, ref, span)
    return [
        fact.value
        for fact in story.facts_in(ref.article, ref.sentence)
        if isinstance(fact.value, Quantity) and fact.span.overlaps(place)
    ]


def _place(story: Story, ref: SentenceRef, span: range) -> Span:
    """Where the words of an edit stand in the article; there is at least one."""
    known = words(story, ref)
    return Span(known[span.start].span.start, known[span.stop - 1].span.end)


def _same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one side only says more or another form: "Mt Cook" / "Aoraki Mount Cook", "KO" / "KOs"."""
    sides = [{_form(word) for word in side} for side in (one, other)]
    return sides[0] <= sides[1] or sides[1] <= sides[0] or any(side <= _COURTESY for side in sides)


def _form(word: str) -> str:
    """A word as it is compared: short titles in full, no plural after capitals; a name keeps every letter."""
    plain = word.lower().rstrip(".")
    return _SHORT.get(plain) or (plain.removesuffix("s") if word[:-1].isupper() else plain)


def _negative(telling: _Telling, side: Sequence[str]) -> bool:
    return any(
        word.lower() in telling.negations or word.lower().replace("’", "'").endswith("n't") for word in side
    )


def _content(telling: _Telling, side: Sequence[str]) -> list[str]:
    return [word for word in side if word.lower() not in telling.small | telling.negations]


def _numeric(telling: _Telling, word: str) -> bool:
    return word[:1].isdigit() or word.lower() in telling.numerals


def _opposite(story: Story, alignment: Alignment, left: range, right: range) -> bool:
    """Whether the changed words put one event into opposite phases: "rose" and "fell"."""
    sides = []
    for ref, span in zip(alignment.members, (left, right), strict=True):
        told = language_of(story.documents[ref.article]).mentions(words(story, ref))
        sides.append([mention.phase for mention in told if mention.first in span and mention.phase.event])
    return any(a.family == b.family and a.opposite != b.opposite for a in sides[0] for b in sides[1])


def _ruling(
    story: Story,
    alignment: Alignment,
    left: tuple[Sequence[Token], range],
    right: tuple[Sequence[Token], range],
    kind: str,
    trace: Trace,
) -> Ruling:
    members = tuple(
        _member(story, ref.article, ref.sentence, words, span)
        for ref, (words, span) in zip(alignment.members, (left, right), strict=True)
    )
    changes = trace.check("words-changed", *([token.word for token in words] for words, _ in (left, right)))
    shown = " / ".join(f"“{member.text}”" for member in members)
    return Ruling(
        Relation.CONTRADICTS,
        members,
        kind,
        "",
        "|".join(sorted(" ".join(_around(words, span)) for words, span in (left, right))),
        f"The sentences are copies but for {len(changes)} edit{'s' if len(changes) != 1 else ''}: {shown}.",
        trace.steps,
    )


def _around(words: Sequence[Token], span: range) -> list[str]:
    """An edit with a word on either side, so that a deletion has words to show too."""
    return [token.word for token in words[max(span.start - 1, 0) : span.stop + 1]]


def _member(story: Story, article: int, sentence: int, words: Sequence[Token], span: range) -> Member:
    first, last = max(span.start - 1, 0), min(span.stop, len(words) - 1)
    place = Span(words[first].span.start, words[last].span.end)
    return story.quoted(SentenceRef(article, sentence), place)


RULE = Rule(
    id="edited-copy",
    summary="The same sentence with a name, a figure, a date or a “not” changed.",
    relations=(Relation.CONTRADICTS,),
    question="Which wording is the original, and who changed it?",
    apply=apply,
    fires=(
        Example(
            "The council of Orne will rebuild the bridge before the winter, Anna Keller said.",
            "The council of Orne will not rebuild the bridge before the winter, Anna Keller said.",
            "contradicts",
        ),
        Example(
            "The prize went to the novelist Anna Keller of Orne for her second book.",
            "The prize went to the novelist Anna Brandt of Orne for her second book.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "Police chased the driver for 48km through the valley before he stopped, the sheriff of Orne said.",
            "Police chased the driver for 30 miles through the valley before he stopped, the sheriff of Orne said.",
        ),
        Example(
            "The shooter used a shotgun, said police Lieutenant Anna Keller of Orne on Friday.",
            "The shooter used a shotgun, said police Lt. Anna Keller of Orne on Friday.",
        ),
        Example(
            "The council of Orne will rebuild the bridge before the winter, Anna Keller said.",
            "The council of Orne will rebuild the old bridge before the winter, Anna Keller said.",
        ),
        Example(
            "A climber of Orne died after falling about 150 metres at Mt Cook.",
            "A climber of Orne died after falling about 150 metres at Aoraki Mount Cook.",
        ),
    ),
)
