"""From findings to camps: which articles of a story give which value.

A camp holds the mentions of one value, those of shared findings on the same words among them: 341 in A conflicts with
the 730 of B, which D has too, so the camps are "341: A; 730: B, D", though no rule set A beside D. A value that is
less exact joins the camp whose every value it admits; where several would do it stands alone and says which it fits.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from reporter.diff.checks import Trace, days, interval
from reporter.diff.quantities import admitted, as_percent, same_counted
from reporter.lexicon import names
from reporter.model import (
    Camp,
    Document,
    Fact,
    Finding,
    Member,
    Name,
    Quantity,
    Quote,
    Relation,
    Span,
    Status,
    Verdict,
    When,
)

_NAME_KINDS = ("person", "place", "organisation")
MAX_WORDS = 90
"""Characters of a value that are kept."""

_CUT = "…"

Place = tuple[int, Span]


@dataclass(frozen=True, slots=True)
class _Form:
    """Mentions that give a value in one form."""

    key: object
    kind: str
    value: object
    """The value of the first mention's fact; None where only the words are known."""
    members: tuple[Member, ...]
    width: float
    """How inexact it is: 0 for a figure that admits itself only."""


def with_camps(documents: Sequence[Document], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings of three and more articles with their camps; between two articles a finding says all."""
    if len(documents) < 3:
        return tuple(findings)
    facts = {
        (article, fact.kind, fact.span): fact
        for article, document in enumerate(documents)
        for fact in document.facts
    }
    agreeing: dict[tuple[str, int, Span], list[Finding]] = {}
    for finding in findings:
        if finding.verdict is Verdict.SHARED:
            for member in finding.members:
                agreeing.setdefault((finding.kind, member.article, member.span), []).append(finding)
    return tuple(
        finding
        if not _has_camps(finding)
        else replace(finding, camps=_camps_of(finding, _beside(finding, agreeing), facts))
        for finding in findings
    )


def _has_camps(finding: Finding) -> bool:
    """Names that articles merely share have no value, nor has what one alone says."""
    if finding.verdict is Verdict.SHARED:
        return finding.kind not in _NAME_KINDS
    return finding.verdict is Verdict.CONFLICTING


def _beside(
    finding: Finding, agreeing: Mapping[tuple[str, int, Span], Sequence[Finding]]
) -> tuple[Finding, ...]:
    """The shared findings on words of a conflict: what else gives one of its values."""
    if finding.verdict is not Verdict.CONFLICTING:
        return (finding,)
    found = {
        other.id: other
        for member in finding.members
        for other in agreeing.get((finding.kind, member.article, member.span), ())
    }
    return tuple(found.values())


def _camps_of(
    finding: Finding, shared: Sequence[Finding], facts: Mapping[tuple[int, str, Span], Fact]
) -> tuple[Camp, ...]:
    by_mouth = finding.relation is Relation.MISATTRIBUTED
    alike = _alike(shared)

    def form(member: Member) -> tuple[object, object]:
        fact = facts.get((member.article, finding.kind, member.span))
        key, value = _speaker(member) if by_mouth else _value(fact, member)
        return (alike.get((member.article, member.span), key) if value is None else key), value

    own = {(member.article, member.span): member for member in finding.members}
    first = {form(member)[0]: member for member in reversed(own.values())}
    mentions = own | {
        (member.article, member.span): member
        for one in shared
        for member in one.members
        if _same_matter(member, first.get(form(member)[0]), finding.kind, facts)
    }
    forms: dict[object, list[Member]] = {}
    for _, member in sorted(mentions.items()):
        forms.setdefault(form(member)[0], []).append(member)
    named = "person" if by_mouth else finding.kind
    made = []
    for key, members in forms.items():
        value = form(members[0])[1]
        made.append(_Form(key, named, value, tuple(members), _width(value)))
    linked = frozenset() if by_mouth else _linked(shared, {p: form(m)[0] for p, m in mentions.items()})
    camps = _camps(made, linked)
    if (
        len(camps) == 1 and finding.verdict is Verdict.CONFLICTING
    ):  # what the rule told apart is not one value
        camps = _camps(made, linked, {form(member)[0] for member in finding.members})
    words = [_words(camp, set(own), by_mouth, facts) for camp, _ in camps]
    return tuple(
        Camp(_told_apart(words, number, camp), tuple(sorted(_members(camp), key=_place)), fits)
        for number, (camp, fits) in enumerate(camps)
    )


def _same_matter(
    member: Member, known: Member | None, kind: str, facts: Mapping[tuple[int, str, Span], Fact]
) -> bool:
    """Whether a mention in a shared finding is of the value of a member of the conflict, and counts the same."""
    if known is None:
        return False
    ours, theirs = (facts.get((one.article, kind, one.span)) for one in (member, known))
    return kind != "quantity" or ours is None or theirs is None or same_counted(Trace(), ours, theirs)


def _speaker(member: Member) -> tuple[object, object]:
    speaker = member.attribution.speaker if member.attribution else ""
    return ("speaker", speaker.casefold()), Name(speaker, speaker)


def _value(fact: Fact | None, member: Member) -> tuple[object, object]:
    """What mentions of one form have in common, and the value itself; the words where the fact is not known."""
    match fact and fact.value:
        case Quantity() as one:
            one = as_percent(one) if one.dimension == "fraction" else one
            return (*admitted(one), one.dimension, one.unit), one
        case When() as one:
            return ((one.start, one.end, one.clock) if one.start else one.expression), one
        case Name() as one:
            return one.canonical.casefold(), one
        case Quote() as one:
            return one.words, one
        case Status() as one:
            return (one.event, one.phase, one.affirmed, one.modality), one
        case _:
            return " ".join(member.text.casefold().split()), None


def _alike(shared: Sequence[Finding]) -> Mapping[Place, object]:
    """For mentions without a value: those that a shared finding makes the same have one key."""
    return {
        (member.article, member.span): finding.id
        for finding in shared
        if finding.relation is not Relation.REFINES
        for member in finding.members
    }


def _linked(shared: Sequence[Finding], of: Mapping[Place, object]) -> frozenset[frozenset[object]]:
    """The pairs of forms that a shared finding sets side by side."""
    return frozenset(
        frozenset((of[a.article, a.span], of[b.article, b.span]))
        for finding in shared
        for a in finding.members
        for b in finding.members
        if a.article < b.article and (a.article, a.span) in of and (b.article, b.span) in of
    )


def _camps(
    forms: Sequence[_Form], linked: frozenset[frozenset[object]], apart: Set[object] = frozenset()
) -> list[tuple[list[_Form], tuple[int, ...]]]:
    """The forms as camps, the most exact first to found one; with each the camps that its value fits besides.

    No two forms with keys in ``apart`` share a camp.
    """
    camps: list[list[_Form]] = []
    doubtful: list[tuple[_Form, list[list[_Form]]]] = []
    for form in sorted(forms, key=lambda form: (form.key not in apart, form.width, _place(form.members[0]))):
        fitting = [
            camp
            for camp in camps
            if all(_agree(form, other, linked) and not {form.key, other.key} <= apart for other in camp)
        ]
        if len(fitting) == 1:
            fitting[0].append(form)
        else:
            camps.append([form])
            if fitting:
                doubtful.append((form, fitting))
    camps.sort(key=lambda camp: min(_place(member) for member in _members(camp)))
    fits = {
        form.key: tuple(number for number, camp in enumerate(camps) if any(camp is one for one in fitting))
        for form, fitting in doubtful
    }
    return [(camp, fits.get(camp[0].key, ())) for camp in camps]


def _agree(left: _Form, right: _Form, linked: frozenset[frozenset[object]]) -> bool:
    """Whether two forms may be one value."""
    together = frozenset((left.key, right.key)) in linked
    ours, theirs = left.value, right.value
    if isinstance(ours, Quantity) and isinstance(theirs, Quantity):
        if (ours.dimension, ours.unit) != (theirs.dimension, theirs.unit):
            return False
        return interval(*admitted(ours), *admitted(theirs)) != "apart"
    if isinstance(ours, When) and isinstance(theirs, When) and ours.start and theirs.start:
        known = days(*map(_iso, (ours.start, ours.end, theirs.start, theirs.end)))
        return together or known not in ("apart", "open")
    if isinstance(ours, Name) and isinstance(theirs, Name):
        return together or names.same_name(left.kind, ours.canonical, theirs.canonical)
    return together


def _iso(day: object) -> str:
    return str(day) if day else ""


def _width(value: object) -> float:
    """How much of its own size a value leaves open."""
    if isinstance(value, Quantity):
        low, high = admitted(value)
        if low is None or high is None:
            return math.inf
        return (high - low) / max(abs(high), 1.0)
    if isinstance(value, When) and value.start:
        return float(((value.end or value.start) - value.start).days)
    return 0.0


def _members(camp: Sequence[_Form]) -> list[Member]:
    return [member for form in camp for member in form.members]


def _words(
    camp: Sequence[_Form], own: Set[Place], by_mouth: bool, facts: Mapping[tuple[int, str, Span], Fact]
) -> str:
    """The value as the most exact form has it, in the fewest words of the finding's own members."""
    exact = min(camp, key=lambda form: (form.width, _place(form.members[0])))
    if by_mouth and isinstance(exact.value, Name):
        return exact.value.canonical
    told = [member for member in exact.members if (member.article, member.span) in own] or exact.members
    texts = [" ".join(member.text.split()) for member in told]
    if isinstance(exact.value, Status) and len({text.casefold() for text in texts}) > 1:
        texts = [" ".join(_without_figures(member, facts).split()) for member in told]
    words = min(texts, key=lambda text: (_CUT in text, len(text)))
    return words if len(words) <= MAX_WORDS else f"{words[: MAX_WORDS - 1].rstrip()}…"


def _without_figures(member: Member, facts: Mapping[tuple[int, str, Span], Fact]) -> str:
    """The words of an event without its figures: that two articles tell of deaths says nothing of how many."""
    spans = [
        span
        for article, kind, span in facts
        if article == member.article and kind == "quantity" and span.overlaps(member.span)
    ]
    text, at = "", member.span.start
    for span in sorted(spans):
        if span.start >= at:
            text += member.text[at - member.span.start : span.start - member.span.start] + _CUT
            at = span.end
    return text + member.text[max(at - member.span.start, 0) :]


def _told_apart(words: Sequence[str], number: int, camp: Sequence[_Form]) -> str:
    """The words of a camp; with the day where another camp has the same ("this morning" on two days)."""
    same = [one.casefold() for one in words].count(words[number].casefold()) > 1
    day = next((form.value.start for form in camp if isinstance(form.value, When)), None)
    return f"{words[number]} ({day})" if same and day else words[number]


def _place(member: Member) -> tuple[int, int]:
    return member.article, member.span.start
