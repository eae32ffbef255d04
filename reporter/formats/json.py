"""Machine-readable results, ``reporter-comparison/1``; docs/formats.md specifies every field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from reporter.errors import ReadError
from reporter.formats.base import Format
from reporter.model import (
    FORMAT,
    Alignment,
    Article,
    Attribution,
    Camp,
    Changes,
    Comparison,
    Decision,
    Document,
    Evidence,
    Finding,
    Member,
    Metadata,
    ModelUsed,
    NearMiss,
    Opinion,
    Outcome,
    Relation,
    Removed,
    RuleSummary,
    Run,
    Sentence,
    SentenceRef,
    SentenceRole,
    Skipped,
    Span,
    Step,
)
from reporter.model.plain import written


def render(comparison: Comparison, *, title: str = "", changes: Changes | None = None) -> bytes:
    """The comparison as UTF-8 JSON. The format has no place for a title or changes."""
    return written(comparison)


def load(data: bytes) -> Comparison:
    """A comparison read back from its JSON; its ``to_dict`` equals that of the comparison written.

    Facts are not part of the format, so the documents have none. Raises ReadError (``not-a-comparison``).
    """
    try:
        plain = json.loads(data.decode("utf-8", "surrogatepass"))
        found = plain.get("format") if isinstance(plain, dict) else None
        if found != FORMAT:
            raise ReadError("not-a-comparison", f"not a {FORMAT} file: its format is {found!r}")
        return _comparison(plain)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(
            "not-a-comparison", f"not a {FORMAT} file: {type(error).__name__}: {error}"
        ) from error


def _comparison(plain: Mapping[str, Any]) -> Comparison:
    run = plain["run"]
    comparison = Comparison(
        documents=tuple(_document(article) for article in plain["articles"]),
        alignments=tuple(_alignment(alignment) for alignment in plain["alignments"]),
        findings=tuple(
            Finding(
                found["id"],
                Relation(found["relation"]),
                *_compared(found),
                topic=found["topic"],
                decision=_decision(found["decision"]),
                superseded=_decision(found["superseded"]),
                camps=tuple(_camp(one) for one in found.get("camps", ())),
                values=found.get("values", ""),
                joined=tuple(found.get("joined", ())),
            )
            for found in plain["findings"]
        ),
        near_misses=tuple(NearMiss(miss["id"], *_compared(miss)) for miss in plain["not_comparable"]),
        skipped=tuple(Skipped(one["locator"], one["slug"], one["reason"]) for one in plain["skipped"]),
        run=Run(run["version"], dict(run["settings"]), tuple(run["notes"]), _rules(run), _model(run)),
        origins=tuple(plain.get("origins", ())),
    )
    _check_references(comparison)
    return comparison


def _model(run: Mapping[str, Any]) -> ModelUsed | None:
    """The semantic model; comparisons written before there was one name none."""
    used = run.get("semantic")
    return used and ModelUsed(used["name"], used["version"], used["sha256"])


def _rules(run: Mapping[str, Any]) -> tuple[RuleSummary, ...]:
    """The rules; comparisons written before they were part of the format have none."""
    return tuple(
        RuleSummary(
            one["id"], one["summary"], tuple(Relation(word) for word in one["relations"]), one["question"]
        )
        for one in run.get("rules", ())
    )


def _document(plain: Mapping[str, Any]) -> Document:
    published = plain["published"]
    metadata = Metadata(
        plain["title"],
        plain["outlet"],
        plain["author"],
        published and date.fromisoformat(published),
        plain["url"],
        plain["language"],
    )
    return Document(
        Article(plain["text"], metadata, plain["locator"], plain["sha256"]),
        tuple(Removed(_span(one["span"]), one["reason"]) for one in plain["removed"]),
        tuple(
            Sentence(index, _span(one["span"]), SentenceRole(one["role"]), one["paragraph"])
            for index, one in enumerate(plain["sentences"])
        ),
    )


def _alignment(plain: Mapping[str, Any]) -> Alignment:
    members = tuple(SentenceRef(one["article"], one["sentence"]) for one in plain["members"])
    read = plain.get("opinion")
    opinion = read and Opinion(read["forward"], read["backward"], read["conflict"], read["aligned"])
    return Alignment(plain["id"], members, plain["score"], dict(plain["signals"]), opinion)


def _compared(plain: Mapping[str, Any]) -> tuple[str, str, tuple[Member, ...], Evidence]:
    evidence = plain["evidence"]
    steps = tuple(Step(one["check"], tuple(one["arguments"]), one["outcome"]) for one in evidence["trace"])
    return (
        plain["kind"],
        plain["subject"],
        tuple(_member(one) for one in plain["members"]),
        Evidence(evidence["rule"], evidence["message"], steps, evidence["question"]),
    )


def _camp(plain: Mapping[str, Any]) -> Camp:
    return Camp(plain["value"], tuple(_member(one) for one in plain["members"]), tuple(plain["fits"]))


def _decision(plain: Mapping[str, Any] | None) -> Decision | None:
    return Decision(**{**plain, "outcome": Outcome(plain["outcome"])}) if plain else None


def _member(plain: Mapping[str, Any]) -> Member:
    said = plain["attribution"]
    attribution = None
    if said:
        span = _span(said["span"])
        # The format keeps the words of the attribution only, not which words are attributed.
        attribution = Attribution(said["speaker"], said["cue"], span, Span(span.end, span.end))
    return Member(plain["article"], plain["sentence"], _span(plain["span"]), plain["text"], attribution)


def _span(plain: Any) -> Span:
    start, end = plain
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end):
        raise ValueError(f"span {plain!r}")
    return Span(start, end)


def _check_references(comparison: Comparison) -> None:
    """Every article, sentence and quotation named must be there: reports index by them."""
    sizes = [len(document.sentences) for document in comparison.documents]
    members = [member for finding in comparison.findings for member in finding.members]
    members += [member for miss in comparison.near_misses for member in miss.members]
    members += [one for finding in comparison.findings for camp in finding.camps for one in camp.members]
    refs = [ref for alignment in comparison.alignments for ref in alignment.members]
    for article, sentence in (*refs, *((member.article, member.sentence) for member in members)):
        if not (0 <= article < len(sizes) and 0 <= sentence < sizes[article]):
            raise ValueError(f"no sentence {sentence!r} in article {article!r}")
    if len(comparison.origins) not in (0, len(sizes)) or not all(
        0 <= one < len(sizes) for one in comparison.origins
    ):
        raise ValueError(f"origins {list(comparison.origins)} for {len(sizes)} articles")
    for member in members:
        if comparison.documents[member.article].words(member.span) != member.text:
            raise ValueError(f"{member.text!r} is not at {list(member.span)} of article {member.article}")


JSON = Format(
    "json", ".json", "application/json", "every finding with spans and evidence, for programs", render
)
