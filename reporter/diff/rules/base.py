"""What a rule is, and what it may look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reporter.lexicon import ENGLISH, language_of
from reporter.model import (
    Alignment,
    Document,
    Fact,
    FactPair,
    FactRef,
    Member,
    Relation,
    Sentence,
    SentenceRef,
    SentenceRole,
    Span,
    Step,
)

_OPENING = 5
"""Sentences of the body that any rule may take for the opening."""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles of one story with what the stages before found."""

    documents: tuple[Document, ...]
    alignments: tuple[Alignment, ...]
    pairs: tuple[FactPair, ...]
    _by_kind: dict[str, list[FactPair]] = field(default_factory=dict, repr=False)
    _scores: dict[tuple[SentenceRef, ...], float] = field(default_factory=dict, repr=False)
    _ranks: list[dict[int, int]] = field(default_factory=list, repr=False)
    """Of every article, the first sentences with their rank in the body; headlines rank before all."""
    _by_sentence: dict[tuple[int, int], list[Fact]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for pair in self.pairs:
            self._by_kind.setdefault(self.fact(pair.left).kind, []).append(pair)
        for number, document in enumerate(self.documents):
            for fact in document.facts:
                self._by_sentence.setdefault((number, fact.sentence), []).append(fact)
            body = [s.index for s in document.sentences if s.role is SentenceRole.BODY][:_OPENING]
            heads = [s.index for s in document.sentences if s.role is SentenceRole.HEADLINE]
            self._ranks.append({index: rank for rank, index in enumerate(body)} | dict.fromkeys(heads, -1))

    def pairs_of(self, kind: str) -> Sequence[FactPair]:
        """The candidate pairs of one fact kind."""
        return self._by_kind.get(kind, ())

    def fact(self, ref: FactRef) -> Fact:
        """The fact that a reference names."""
        return self.documents[ref.article].facts[ref.fact]

    def facts_in(self, article: int, sentence: int) -> Sequence[Fact]:
        """The facts of one sentence."""
        return self._by_sentence.get((article, sentence), ())

    def beside(self, ref: FactRef) -> Sequence[Fact]:
        """The facts of the sentence that a fact stands in, itself among them."""
        return self.facts_in(ref.article, self.fact(ref).sentence)

    def sentence(self, ref: FactRef) -> Sentence:
        """The sentence that a fact stands in."""
        return self.documents[ref.article].sentences[self.fact(ref).sentence]

    def words(self, ref: FactRef) -> str:
        """The article's own words for a fact."""
        return self.documents[ref.article].words(self.fact(ref).span)

    def opening(self, ref: FactRef, body_sentences: int = 2) -> bool:
        """Whether a fact stands in the headline or the first sentences of the body: where news tells its main event."""
        return self.opens(ref.article, self.fact(ref).sentence, body_sentences)

    def opens(self, article: int, sentence: int, body_sentences: int = 2) -> bool:
        """Whether a sentence is the headline or one of the first of the body."""
        return self._ranks[article].get(sentence, body_sentences) < body_sentences

    def alignment_score(self, pair: FactPair) -> float:
        """The score of the alignment of the sentences that two facts stand in; 0 where there is none."""
        if not self._scores:
            self._scores.update({alignment.members: alignment.score for alignment in self.alignments})
        places = (SentenceRef(ref.article, self.fact(ref).sentence) for ref in (pair.left, pair.right))
        return self._scores.get(tuple(places), 0.0)

    def lead(self, article: int, body_sentences: int) -> list[Fact]:
        """The facts of the headline and the first sentences of the body."""
        opening = [sentence for sentence, rank in self._ranks[article].items() if rank < body_sentences]
        return [fact for sentence in sorted(opening) for fact in self.facts_in(article, sentence)]

    def english(self) -> bool:
        """Whether every article is in English: what some rules know of is its words."""
        return all(language_of(document) is ENGLISH for document in self.documents)

    def quoted(self, ref: SentenceRef, span: Span) -> Member:
        """Words of a sentence as a member of a finding; ``span`` counts from the start of the article."""
        return Member(ref.article, ref.sentence, span, self.documents[ref.article].words(span))

    def matched(self, ref: SentenceRef, match: re.Match[str]) -> Member:
        """What a pattern found in the words of a sentence, as a member of a finding."""
        start = self.documents[ref.article].sentences[ref.sentence].span.start
        return self.quoted(ref, Span(start + match.start(), start + match.end()))

    def member(self, ref: FactRef) -> Member:
        """A fact as a member of a finding."""
        fact = self.fact(ref)
        return Member(ref.article, fact.sentence, fact.span, self.words(ref), fact.attribution)


class Ruling(NamedTuple):
    """What a rule says of some facts."""

    relation: Relation | None
    """None: not comparable, a near miss."""
    members: tuple[Member, ...]
    kind: str
    subject: str
    value: str
    """The compared values without positions: what the finding's id is made of."""
    message: str
    trace: tuple[Step, ...] = ()


class Example(NamedTuple):
    """Two sentences that a rule fires on or stays silent on; run as a test and shown in docs/rules.md."""

    left: str
    right: str
    relation: str = ""
    """The relation expected, ``not-comparable``, or empty where the rule stays silent."""


class Rule(NamedTuple):
    """One way in which facts agree or differ."""

    id: str
    """Kebab-case; also the file's name, the docs anchor and the SARIF ruleId."""
    summary: str
    relations: tuple[Relation, ...]
    """What it may find."""
    question: str
    """The question that would settle a conflict it finds; empty for rules that find none."""
    apply: Callable[[Story], Iterable[Ruling]]
    across: bool = False
    """Whether it compares names, figures and dates only, and so also two articles in different languages."""
    model: bool = False
    """Whether it needs the semantic model; without it, it finds nothing and its examples are not run."""
    whole: bool = False
    """Whether it looks at the whole story at once, not at two articles at a time."""
    rest: bool = False
    """Whether it tells only what no rule before it told: what overlaps their findings on both sides is dropped."""
    fires: tuple[Example, ...] = ()
    silent: tuple[Example, ...] = ()
