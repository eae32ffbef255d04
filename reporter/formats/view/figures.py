"""Figures that two articles state of one thing, as dots on a scale, and the days and periods they name, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from reporter.formats.taming import tame
from reporter.formats.view import wording
from reporter.formats.view.entries import Numbered, anchor, sentence_name
from reporter.formats.view.panels import Dot, DotRow, Mention, Moment
from reporter.model import (
    Comparison,
    Fact,
    Finding,
    Member,
    Quantity,
    SentenceRef,
    Span,
    Verdict,
    When,
    label,
)

WIDTH = 320
"""Of the plot, with ``_EDGE`` free at both ends."""
_EDGE, _LANE = 12, 18
_SHAPES = ("circle", "square", "diamond")
_PLOTTED = frozenset({"count", "money", "percent", "fraction", "duration", "age", "measure"})
_MOST_ROWS, _MOST_MOMENTS = 40, 80
_FEWEST_MOMENTS, _MENTIONS, _WORDS_AROUND = 3, 4, 110


def dot_rows(comparison: Comparison, numbered: Sequence[Numbered]) -> tuple[DotRow, ...]:
    """Of every conflict and agreement on a figure, the figures on one scale; conflicts first."""
    facts = _facts(comparison)
    rows = []
    for one in numbered:
        if isinstance(one.found, Finding) and one.found.verdict is not Verdict.UNIQUE:
            stated = [(member, facts.get((member.article, member.span))) for member in one.found.members]
            known = [
                (member, fact.value)
                for member, fact in stated
                if fact and isinstance(fact.value, Quantity) and fact.value.dimension in _PLOTTED
            ]
            if len(comparison.documents) > 2:  # with many articles each is shown once with a value
                known = list({(m.article, _value(one)): (m, one) for m, one in reversed(known)}.values())[
                    ::-1
                ]
            if len({(quantity.dimension, quantity.unit) for _, quantity in known}) == 1:
                row = _dot_row(one, known)
                rows += [row] if row else []
    rows.sort(key=lambda row: row.verdict != Verdict.CONFLICTING)
    return tuple(rows[:_MOST_ROWS])


def _dot_row(one: Numbered, known: Sequence[tuple[Member, Quantity]]) -> DotRow | None:
    ends = [_ends(quantity) for _, quantity in known]
    values = [_value(quantity) for _, quantity in known]
    if len(known) < 2 or min(values) < 0 or max(values) <= 0:
        return None
    scale = (WIDTH - 2 * _EDGE) / max(*values, *(high for _, high in ends))
    dots = tuple(
        _dot(member, value, low, high, scale)
        for (member, _), value, (low, high) in zip(known, values, ends, strict=True)
    )
    ratio = max(values) / min(values) if min(values) else 0.0
    return DotRow(
        anchor=one.entry.anchor,
        verdict=one.entry.verdict,
        name=f"{one.entry.icon}{one.entry.number}",
        subject=one.entry.subject,
        dots=dots,
        height=_LANE * (max(member.article for member, _ in known) + 1) + 4,
        apart=f"×{ratio:.2g}" if ratio >= 1.05 and one.entry.verdict == Verdict.CONFLICTING else "",
    )


def _dot(member: Member, value: float, low: float, high: float, scale: float) -> Dot:
    ref = SentenceRef(member.article, member.sentence)
    return Dot(
        label=label(member.article),
        shape=_SHAPES[member.article % len(_SHAPES)],
        x=f"{_EDGE + value * scale:.1f}",
        y=f"{_LANE * member.article + _LANE / 2 + 2:.0f}",
        left=f"{_EDGE + low * scale:.1f}",
        right=f"{_EDGE + high * scale:.1f}",
        words=tame(" ".join(member.text.split())),
        anchor=anchor(*ref),
        ref=sentence_name(ref),
    )


def _value(quantity: Quantity) -> float:
    """Where the dot stands: at the bound that is printed, else in the middle."""
    low, high = _ends(quantity)
    if quantity.comparator in (">", ">="):
        return low
    return high if quantity.comparator in ("<", "<=", "<~") else (low + high) / 2


def _ends(quantity: Quantity) -> tuple[float, float]:
    """The range; an open end is cut off at the end that is known."""
    known = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    return (known[0], known[-1]) if known else (-1.0, -1.0)


def moments(comparison: Comparison, numbered: Sequence[Numbered]) -> tuple[Moment, ...]:
    """The days and periods that the articles name, in their order; none where there are too few for a line."""
    findings = {
        (member.article, member.span): one
        for one in reversed(numbered)
        if one.found.kind == "date" and isinstance(one.found, Finding)
        for member in one.found.members
    }
    told: dict[tuple[date, date], list[tuple[int, Fact]]] = defaultdict(list)
    for article, document in enumerate(comparison.documents):
        for fact in document.facts:
            if isinstance(fact.value, When) and fact.value.start:
                told[fact.value.start, fact.value.end or date.max].append((article, fact))
    if len(told) < _FEWEST_MOMENTS:
        return ()
    rows, before = [], None
    for start, end in sorted(told)[:_MOST_MOMENTS]:
        all_told = [
            tuple(
                dict.fromkeys(
                    _named(comparison, article, fact, findings.get((article, fact.span)))
                    for article, fact in told[start, end]
                    if article == column
                )
            )
            for column in range(len(comparison.documents))
        ]
        columns = [one[:_MENTIONS] for one in all_told]
        rows.append(
            Moment(
                when=wording.span(start, end),
                since=wording.later(before, start) if before else "",
                columns=tuple(columns),
                more=tuple(
                    wording.more(len(one) - _MENTIONS) if len(one) > _MENTIONS else "" for one in all_told
                ),
            )
        )
        before = start
    return tuple(rows)


def _named(comparison: Comparison, article: int, fact: Fact, one: Numbered | None) -> Mention:
    document, ref = comparison.documents[article], SentenceRef(article, fact.sentence)
    return Mention(
        words=tame(" ".join(document.words(fact.span).split())),
        ref=sentence_name(ref),
        anchor=anchor(*ref),
        about=tame(
            wording.shortened(" ".join(document.words(document.sentences[fact.sentence].span).split()), 140)
        ),
        finding=one.entry.anchor if one else "",
        name=f"{one.entry.icon}{one.entry.number}" if one else "",
        verdict=one.entry.verdict if one else "",
    )


def _facts(comparison: Comparison) -> Mapping[tuple[int, Span], Fact]:
    return {
        (article, fact.span): fact
        for article, document in enumerate(comparison.documents)
        for fact in document.facts
        if fact.kind == "quantity"
    }
