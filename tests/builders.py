"""Hand-made comparisons: small stories whose findings are known, whatever the stages before the reports do."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reporter.model import (
    Alignment,
    Article,
    Attribution,
    Comparison,
    Document,
    Evidence,
    Finding,
    Member,
    NearMiss,
    Relation,
    Removed,
    Run,
    Sentence,
    SentenceRef,
    SentenceRole,
    Skipped,
    Span,
    Step,
)

A = (
    "Skip to content",
    "Army nears the old harbour",
    "The army has closed in on the old harbour, a spokesman said on Tuesday.",
    "The fighting has left more than 341 people dead, including 44 children, the Monitor says.",
    "Rebels said they would never leave.",
    "Tens of thousands have fled their homes.",
    "Talks are to begin in Geneva on Friday.",
    "“We have no bread,” said Omar Said, a baker.",
)
B = (
    "Army takes the old harbour as rebels discuss exit",
    "Talks will be held in Hamburg.",
    "Troops took the old harbour on Wednesday.",
    "More than 730 people have been killed in the city since November 15, and 80,000 have fled, the Monitor said.",
    "Rebels debated withdrawal.",
    "PUBLISHED: | UPDATED:",
    "Fuel has almost run out.",
)
"""Blocks of the two articles. The text of article A is that of its blocks with an empty line between them."""


def document(blocks: Sequence[str], removed: Mapping[int, str], **metadata: str) -> Document:
    """An article whose blocks are sentences, the first of them its headline, but for those ``removed``."""
    text = "\n\n".join(blocks)
    spans, at = [], 0
    for block in blocks:
        spans.append(Span(at, at + len(block)))
        at += len(block) + 2
    kept = [span for number, span in enumerate(spans) if number not in removed]
    return Document(
        Article.from_text(text, **metadata),  # type: ignore[arg-type]
        tuple(Removed(spans[number], reason) for number, reason in sorted(removed.items())),
        tuple(
            Sentence(index, span, SentenceRole.BODY if index else SentenceRole.HEADLINE, index)
            for index, span in enumerate(kept)
        ),
    )


def member(documents: Sequence[Document], article: int, words: str, speaker: str = "") -> Member:
    """The first place where an article has these words."""
    text = documents[article].article.text
    span = Span(text.index(words), text.index(words) + len(words))
    sentence = next(one for one in documents[article].sentences if one.span.overlaps(span))
    said = Attribution(speaker, "says", sentence.span, sentence.span) if speaker else None
    return Member(article, sentence.index, span, words, said)


def finding(relation: Relation, subject: str, *members: Member, kind: str = "quantity") -> Finding:
    """A finding with a made-up rule and a trace of one step."""
    words = [one.text for one in members]
    evidence = Evidence(
        f"{relation}-{kind}", f"Compared for {subject}.", (Step("same-text", tuple(words), False),)
    )
    digest = hashlib.sha256(
        "|".join((kind, relation, subject, *words)).encode("utf-8", "replace")
    ).hexdigest()
    return Finding(digest[:12], relation, kind, subject, members, evidence)


def aligned(*pairs: tuple[int, int]) -> tuple[Alignment, ...]:
    """Alignments of sentences of A with sentences of B."""
    return tuple(
        Alignment(f"al{a}-{b}", (SentenceRef(0, a), SentenceRef(1, b)), 80.0, {"rare_score": 12.5})
        for a, b in pairs
    )


def story() -> Comparison:
    """Conflicts, shared facts, a near miss, removed text, a moved sentence, a dispute inside one article."""
    documents = (
        document(
            A, {0: "navigation"}, title="Army nears the old harbour", outlet="Daily A", published="2016-12-07"
        ),
        document(
            B, {5: "byline"}, outlet="The B Post", url="https://b.example/story?x=1&y=2", locator="in/b.txt"
        ),
    )
    a = lambda words, speaker="": member(documents, 0, words, speaker)  # noqa: E731
    b = lambda words, speaker="": member(documents, 1, words, speaker)  # noqa: E731
    findings = (
        finding(
            Relation.SCOPE_DIFFERS, "people dead",
            a("more than 341 people dead", "the Monitor"), b("More than 730 people have been killed", "the Monitor"),
        ),
        finding(Relation.UPDATED, "the old harbour", a("closed in on the old harbour"), b("took the old harbour"),
                kind="status"),
        finding(Relation.CONTRADICTS, "place of the talks", a("in Geneva"), b("in Hamburg"), kind="place"),
        finding(Relation.CONTRADICTS, "rebels leaving", a("would never leave"), b("discuss exit"),
                b("debated withdrawal"), kind="status"),
        finding(Relation.REFINES, "people fled", a("Tens of thousands"), b("80,000")),
        finding(Relation.ONLY_HERE, "children", a("44 children", "the Monitor")),
    )  # fmt: skip
    miss = finding(Relation.CONTRADICTS, "people", a("341 people"), b("80,000 have fled"))
    return Comparison(
        documents,
        aligned((0, 0), (1, 2), (2, 3), (3, 4), (4, 3), (5, 1)),
        findings,
        (NearMiss(miss.id, miss.kind, miss.subject, miss.members, miss.evidence),),
        (Skipped("in/c.pdf", "encrypted", "it is encrypted"),),
        Run("0.1", {"floor_score": 50.0}, ("B has no publication date: “Wednesday” stays relative.",)),
    )


def hostile(payload: str) -> Comparison:
    """A comparison with ``payload`` wherever an article or its metadata can bring words in."""
    words = Article.from_text(payload).text
    blocks = (f"Headline {payload} one", f"He said {payload} to them.", "The end.")
    documents = tuple(
        document(blocks, {2: f"reason {payload}"}, title=f"T {payload}", outlet=f"O {payload}", author=payload,
                 url=url, locator=f"{payload}.txt")
        for url in (payload, "javascript:alert(1)")
    )  # fmt: skip
    found = finding(
        Relation.CONTRADICTS, f"subject {payload}",
        member(documents, 0, f"said {words}", payload), member(documents, 1, f"said {words}"),
    )  # fmt: skip
    found = replace(found, evidence=replace(found.evidence, message=f"message {payload}"))
    return Comparison(
        documents,
        aligned((1, 1)),
        (found,),
        (NearMiss("miss", found.kind, found.subject, found.members, found.evidence),),
        (Skipped(payload, "slug", payload),),
        Run(payload, {payload: payload}, (payload,)),
    )
