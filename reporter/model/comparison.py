"""A comparison: alignments, findings, and the evidence they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from reporter.model.article import Skipped, Span
from reporter.model.camp import Camp
from reporter.model.fact import Attribution, Document
from reporter.model.opinion import ModelUsed, Opinion

FORMAT = "reporter-comparison/1"


class SentenceRef(NamedTuple):
    """A sentence of one of the compared articles."""

    article: int
    """0-based position among the compared articles."""
    sentence: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Sentences of different articles that report the same thing."""

    id: str
    members: tuple[SentenceRef, ...]
    score: float
    """0-100."""
    signals: Mapping[str, float] = field(default_factory=dict)
    """What each signal contributed, for the reader who asks why."""
    opinion: Opinion | None = None
    """What the semantic model says of the two sentences; None where it was not asked."""


class FactRef(NamedTuple):
    """A fact of one of the compared articles."""

    article: int
    fact: int
    """Index into that document's facts."""


@dataclass(frozen=True, slots=True)
class FactPair:
    """Facts of two articles that may be about the same thing: a candidate for the rules."""

    left: FactRef
    right: FactRef
    aligned: bool
    """Whether their sentences are aligned."""
    slot_score: float = 0.0
    """How alike the words around the two facts are, 0-100."""


class Verdict(StrEnum):
    """The closed set of verdicts on an alignment."""

    SHARED = "shared"
    UNIQUE = "unique"
    CONFLICTING = "conflicting"


class Relation(StrEnum):
    """How a finding came to its verdict."""

    IDENTICAL = "identical"
    EQUIVALENT = "equivalent"
    REFINES = "refines"
    CONTRADICTS = "contradicts"
    UPDATED = "updated"
    SCOPE_DIFFERS = "scope-differs"
    ALTERED_QUOTE = "altered-quote"
    MISATTRIBUTED = "misattributed"
    DISPUTED = "disputed"
    ONLY_HERE = "only-here"

    @property
    def verdict(self) -> Verdict:
        """The verdict that this relation belongs to."""
        if self in (Relation.IDENTICAL, Relation.EQUIVALENT, Relation.REFINES):
            return Verdict.SHARED
        return Verdict.UNIQUE if self is Relation.ONLY_HERE else Verdict.CONFLICTING


@dataclass(frozen=True, slots=True)
class Step:
    """One check of a rule. Replayed by running the check of that name on the same arguments."""

    check: str
    arguments: tuple[Any, ...]
    """Plain JSON values."""
    outcome: Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a verdict was reached."""

    rule: str
    message: str
    """One sentence for a reader, made from the values compared."""
    trace: tuple[Step, ...] = ()
    question: str = ""
    """The question that would settle a conflict of this rule; empty for findings that are none."""


class Outcome(StrEnum):
    """What a person decided of a finding."""

    CONFIRMED = "confirmed"
    """It is a conflict, and it was dealt with."""
    NOT_AN_ISSUE = "not-an-issue"
    """The articles do not contradict each other here."""
    DISMISSED = "dismissed"
    """It does not matter."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a finding; kept in a decisions file beside the report."""

    finding: str
    """The finding's id: it holds for these values only."""
    outcome: Outcome
    topic: str = ""
    """The finding's topic, under which an old decision is shown when the values have changed."""
    note: str = ""
    name: str = ""
    """Who decided."""
    decided: str = ""
    """Day of the decision, ISO 8601, as the reviewer's page or the user gave it; never read from a clock here."""
    subject: str = ""
    """The finding's subject and words when it was decided, for a reader of the file."""


@dataclass(frozen=True, slots=True)
class Member:
    """The words of one article that a finding rests on."""

    article: int
    sentence: int
    span: Span
    text: str
    """``Article.text[span]``, always."""
    attribution: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, with the words of every article it concerns."""

    id: str
    """Without positions in it, so that it survives edits and re-ordered articles."""
    relation: Relation
    kind: str
    """A fact kind, or ``sentence``."""
    subject: str
    members: tuple[Member, ...]
    evidence: Evidence
    topic: str = ""
    """A hash like the id but without the values: the same matter, whatever the figures say now."""
    decision: Decision | None = None
    """What a person decided of exactly this finding: it is settled."""
    superseded: Decision | None = None
    """What a person decided of the same matter when its values were others."""
    camps: tuple[Camp, ...] = ()
    """Who gives which value, in the order of their first mentions; of three and more articles, none where one alone
    says it."""
    values: str = ""
    """The compared values without positions, which the id is made of with rule, kind and articles."""
    joined: tuple[int, ...] = ()
    """Positions of the articles that joined it, with no other value, since it was decided."""

    @property
    def verdict(self) -> Verdict:
        """The verdict of this finding's relation."""
        return self.relation.verdict


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A pair that looks like a conflict and is not: *not comparable*, with the reason."""

    id: str
    kind: str
    subject: str
    members: tuple[Member, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """What a reader of the results must know of a rule."""

    id: str
    summary: str
    relations: tuple[Relation, ...] = ()
    """What it may find."""
    question: str = ""
    """The question that would settle a conflict it finds; empty for rules that find none."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a comparison was made; the same input and settings give the same run."""

    version: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    """What a reader should know: a missing publication date, a language not supported."""
    rules: tuple[RuleSummary, ...] = ()
    """Every rule that was applied, whether it found something or not."""
    semantic: ModelUsed | None = None
    """The model that read pairs of sentences; None where none did."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The articles of one story, compared."""

    documents: tuple[Document, ...]
    alignments: tuple[Alignment, ...]
    findings: tuple[Finding, ...]
    near_misses: tuple[NearMiss, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    run: Run = Run("")
    origins: tuple[int, ...] = ()
    """Of three and more articles, for each the position of the first that it is a copy of, else its own."""

    def verdicts(self) -> dict[SentenceRef, Verdict]:
        """Of every sentence: conflicting if a conflicting finding names it, else shared, else unique."""
        verdicts = {
            SentenceRef(number, sentence.index): Verdict.UNIQUE
            for number, document in enumerate(self.documents)
            for sentence in document.sentences
        }
        for alignment in self.alignments:
            verdicts.update(dict.fromkeys(alignment.members, Verdict.SHARED))
        for wanted in (Verdict.SHARED, Verdict.CONFLICTING):
            for finding in self.findings:
                if finding.verdict is wanted:
                    for member in finding.members:
                        verdicts[SentenceRef(member.article, member.sentence)] = wanted
        return verdicts

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain data; docs/formats.md specifies every field."""
        from reporter.model.plain import plain  # which knows all these nouns

        return plain(self)

    def to_json(self) -> str:
        """The comparison in the format ``reporter-comparison/1``, keys in a fixed order.

        A lone surrogate, as in the name of a file that is not UTF-8, is escaped: the text can be encoded.
        """
        from reporter.model.plain import written

        return written(self).decode()


def label(article: int) -> str:
    """The letter of the article at that position: A, B … Z, AA …"""
    letters, article = "", article + 1
    while article:
        article, rest = divmod(article - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
