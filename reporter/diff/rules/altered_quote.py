"""The same quotation with changed words, or in another mouth."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.diff.checks import Trace
from reporter.diff.quotes import overlap, quote
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.lexicon import language_of
from reporter.lexicon.en import numbers
from reporter.model import Attribution, FactPair, FactRef, Quote, Relation

_LEAST_WORDS = 5
"""Shorter quotations are phrases that two people may well use."""
_TELLING_WORDS = 8
"""Shorter ones are sayings ("on the wrong side of history") that prove nothing about who spoke."""
_SPELLINGS = (
    ("our", "or"),
    ("ise", "ize"),
    ("isa", "iza"),
    ("yse", "yze"),
    ("tre", "ter"),
    ("ll", "l"),
    ("ence", "ense"),
)
_CONTRACTED = (
    ("n't", " not"),
    ("'m", " am"),
    ("'re", " are"),
    ("'ve", " have"),
    ("'ll", " will"),
    ("’", "'"),
)
_PLAIN = {
    **{word: f"{value:.0f}" for word, value in (numbers.ONES | numbers.TENS | numbers.ORDINALS).items()},
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
}
"""Words that are written in two ways."""
_NEGATIONS = frozenset("not no never none nobody nothing nor neither without".split())
"""Small words that turn a quotation round; other languages have theirs in their packs."""
_PRONOUNS = frozenset("he she they".split())
"""Who that is may be taken for another."""
_EMPTY = frozenset("00 th st nd rd".split())
"""What is left of "6:00 p.m." beside "6 p.m.", of "11th" beside "eleventh"."""
_ALIKE = 0.7
"""Share of the facing words that must be unchanged."""


def apply(story: Story) -> Iterator[Ruling]:
    """Long quotations that are nearly the same, or the same with another speaker."""
    exact = {
        ref
        for pair in story.pairs_of("quote")
        if quote(story.fact(pair.left)).words == quote(story.fact(pair.right)).words
        for ref in (pair.left, pair.right)
    }
    for pair in story.pairs_of("quote"):
        left, right = quote(story.fact(pair.left)), quote(story.fact(pair.right))
        if left.words != right.words and exact & {pair.left, pair.right}:
            continue  # quoted word for word elsewhere: this is another passage
        language = language_of(story.documents[pair.left.article])
        small = language.stopwords - _NEGATIONS - frozenset(language.pack.stance.negations)
        ours, theirs = overlap(left.words, right.words)
        if min(len(ours), len(theirs)) < max(_LEAST_WORDS, 0.6 * min(len(left.words), len(right.words))):
            continue
        trace = Trace()
        changes = trace.check("words-changed", ours, theirs)
        if changes:
            changed = sum(max(len(a.split()), len(b.split())) for a, b in changes)
            if len(changes) > 1 and min(len(ours), len(theirs)) < _TELLING_WORDS:
                continue  # a phrase that shares a name and small words is another phrase
            if changed <= (1 - _ALIKE) * max(len(ours), len(theirs)) and _tells(changes, small):
                yield _ruling(story, pair, trace, Relation.ALTERED_QUOTE, changes, (left, right))
        elif (
            len(ours) >= _TELLING_WORDS
            and left.speaker
            and right.speaker
            and all(_cued(story, ref) for ref in (pair.left, pair.right))
            and not _same_speaker(trace, left, right)
        ):
            yield _ruling(story, pair, trace, Relation.MISATTRIBUTED, [], (left, right))


def _cued(story: Story, ref: FactRef) -> bool:
    """Whether the sentence itself says who speaks: a quotation that only goes on may be anybody's."""
    sentence = story.sentence(ref).span
    return any(
        isinstance(fact.value, Attribution)
        and sentence.contains(fact.value.span)
        and not _PRONOUNS & set(story.documents[ref.article].words(fact.value.span).lower().split())
        for fact in story.beside(ref)
    )


def _tells(changes: list[list[str]], small: frozenset[str]) -> bool:
    """Whether more changed than small words or letter case."""
    return any(
        _folded(a) != _folded(b) and (set(a.split()) - small or set(b.split()) - small) for a, b in changes
    )


def _folded(words: str) -> str:
    """Without differences of spelling: British and American, contractions, figures in words, the hour."""
    words = " ".join(_PLAIN.get(word, word) for word in words.split())
    for contracted, full in _CONTRACTED:
        words = words.replace(contracted, full)
    for british, american in _SPELLINGS:
        words = words.replace(british, american)
    return "" if words in _EMPTY else words


def _same_speaker(trace: Trace, left: Quote, right: Quote) -> bool:
    """Whether both names may be one speaker; a description without a name ("the doctor") may be anybody."""
    if not (left.speaker[:1].isupper() and right.speaker[:1].isupper()):
        return True
    capitals = [{word for word in side.speaker.split() if word[:1].isupper()} for side in (left, right)]
    if left.speaker.split()[-1] == right.speaker.split()[-1] or capitals[0] & capitals[1] - {"The"}:
        return True  # "Clinton" alone may be either of two in one family
    kinds = ("person", "organisation")
    return any(trace.check("same-name", kind, left.speaker, right.speaker) for kind in kinds)


def _ruling(
    story: Story,
    pair: FactPair,
    trace: Trace,
    relation: Relation,
    changes: list[list[str]],
    quotes: tuple[Quote, Quote],
) -> Ruling:
    left, right = quotes
    if relation is Relation.ALTERED_QUOTE:
        edits = "; ".join(f"“{a or '—'}” / “{b or '—'}”" for a, b in changes)
        message = f"The quotation differs: {edits}."
    else:
        message = f"The same words are said by {left.speaker} in one and by {right.speaker} in the other."
    return Ruling(
        relation,
        (story.member(pair.left), story.member(pair.right)),
        "quote",
        left.speaker or right.speaker,
        "|".join(sorted((" ".join(left.words) + left.speaker, " ".join(right.words) + right.speaker))),
        message,
        trace.steps,
    )


RULE = Rule(
    id="altered-quote",
    summary="A quotation with changed words, or in another mouth.",
    relations=(Relation.ALTERED_QUOTE, Relation.MISATTRIBUTED),
    question="What was said, word for word, and by whom? Is there a recording or a transcript?",
    apply=apply,
    fires=(
        Example(
            "“We have received fifty people with injuries sustained in the fire,” Ema Orlan said.",
            "“We have received fifty people with injuries suffered in the fire,” Ema Orlan said.",
            "altered-quote",
        ),
        Example(
            "“We will rebuild the bridge before the winter comes,” Anna Keller said.",
            "“We will rebuild the bridge before the winter comes,” Tom Brandt said.",
            "misattributed",
        ),
    ),
    silent=(
        Example(
            "“Police locked down the neighbourhood and talked with the suspect,” Anna Keller said.",
            "“Police locked down the neighborhood and talked with the suspect,” Anna Keller said.",
        ),
        Example(
            "“We will rebuild the bridge before the winter,” Anna Keller said.",
            "“We will rebuild the bridge,” Anna Keller said.",
        ),
        Example(
            "“The last changes have undermined the foundation of the Orne River Treaty,” Anna Keller said.",
            "The review is to show whether the rule serves “the purposes of the Orne River Treaty”.",
        ),
    ),
)
