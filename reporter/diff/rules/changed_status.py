"""Two articles tell the same event at different stages: one says it is coming, the other that it happened."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.diff.checks import Trace
from reporter.diff.copies import copies
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.diff.statuses import arguments, same_event, same_target, status, subject
from reporter.lexicon import phase, stem
from reporter.model import FactPair, FactRef, Relation, SentenceRef, Status

_COPY = 0.6
"""Share of the words that two versions of one sentence have in common."""
_STEPS = frozenset(("prosecution", "custody", "lawsuit"))
"""Events that go step by step, where every later step tells that the earlier ones were taken."""
_PRESENT = dict(
    pair.split(":")
    for pair in """paid:pay sold:sell bought:buy left:leave took:take gave:give won:win lost:lose held:hold met:meet
    sent:send built:build fell:fall rose:rise began:begin withdrew:withdraw withdrawn:withdraw taken:take""".split()
)
"""Present of the irregular verbs of news."""
_LEAVING = frozenset("leave leaves left leaving".split())
_LEAD = 3
"""Sentences of the body in which news tells how far its main event has come."""


def apply(story: Story) -> Iterator[Ruling]:
    """Statuses of one event whose phases differ, or of which one is real and the other is not yet."""
    told = _told(story)

    same_text = {alignment.members for alignment, _ in copies(story, _COPY)}

    def matched(ref: FactRef, against: FactRef, opening: bool) -> bool:
        """Whether the article of ``ref`` tells that stage too; of an opening, in a copy of its sentence."""
        other = status(story.fact(against))
        place = SentenceRef(against.article, story.fact(against).sentence)
        for one in told.get((ref.article, other.event, other.phase, other.modality), ()):
            here = SentenceRef(one.article, story.fact(one).sentence)
            if opening and not {(here, place), (place, here)} & same_text:
                continue
            if set(arguments(status(story.fact(one)))) & set(arguments(other)):
                return True
        return False

    for pair in story.pairs_of("status"):
        left, right = status(story.fact(pair.left)), status(story.fact(pair.right))
        lead = 1 if left.event in _STEPS else _LEAD
        opening = story.opening(pair.left, lead) and story.opening(pair.right, lead)
        trace = Trace()
        change = _change(trace, story, pair, opening)
        if not change:
            continue
        common = same_event(trace, story, pair)
        if not same_target(trace, left, right):
            continue
        if len(common) < (1 if opening and change != "realised" else 2):
            continue
        if _both(story, pair.left, right) or _both(story, pair.right, left):
            continue
        if matched(pair.left, pair.right, opening) or matched(pair.right, pair.left, opening):
            continue
        words = story.words(pair.left), story.words(pair.right)
        opposite = change == "opposite"
        yield Ruling(
            Relation.CONTRADICTS if opposite else Relation.UPDATED,
            (story.member(pair.left), story.member(pair.right)),
            "status",
            subject(story, pair, common),
            f"{left.event}:{'|'.join(sorted((f'{left.phase}/{left.modality}', f'{right.phase}/{right.modality}')))}",
            f"“{words[0]}” against “{words[1]}”: "
            + ("opposite outcomes." if opposite else "one tells a later stage of the same event."),
            trace.steps,
        )


def _change(trace: Trace, story: Story, pair: FactPair, opening: bool) -> str:
    """How two statuses differ: ``later``, ``opposite``, ``realised``, or nothing."""
    left, right = status(story.fact(pair.left)), status(story.fact(pair.right))
    if not (left.affirmed and right.affirmed and left.verbal and right.verbal):
        return ""
    if phase(left.event, left.phase).weak or not (opening or pair.aligned):
        return ""
    change = _phases(left, right)
    if change == "opposite" and any(
        story.fact(ref).subject.lower() in _LEAVING for ref in (pair.left, pair.right)
    ):
        return ""  # "leaves two dead": the word is too wide to say that it was not a dismissal
    if change == "opposite" or (change and opening):
        return change
    if not pair.aligned or not _realised(left, right):
        return ""  # what went before is told as background: only the lead says how far things are
    if any(_infinitive(story, ref) or _quoted(story, ref) for ref in (pair.left, pair.right)):
        return ""
    told = [story.fact(ref).subject.split()[0].lower() for ref in (pair.left, pair.right)]
    stems = [stem(_PRESENT.get(word, word)) for word in told]
    return "realised" if trace.check("same-text", *stems) else ""


def _infinitive(story: Story, ref: FactRef) -> bool:
    """Whether "to" stands before the event: "an effort to deploy a tool" does not say that it was deployed."""
    fact, text = story.fact(ref), story.documents[ref.article].article.text
    start = text.find(fact.subject, fact.span.start)
    return text[max(start - 3, 0) : start].lower().endswith("to ")


def _quoted(story: Story, ref: FactRef) -> bool:
    """Whether the event is told in somebody's own words."""
    span = story.fact(ref).span
    return any(fact.kind == "quote" and fact.span.contains(span) for fact in story.beside(ref))


def _phases(left: Status, right: Status) -> str:
    """``later`` or ``opposite`` where the phases of one family differ, else nothing."""
    if left.phase == right.phase or {left.modality, right.modality} - {"actual", "planned", "possible"}:
        return ""
    ranks = phase(left.event, left.phase), phase(right.event, right.phase)
    return "opposite" if ranks[0].opposite != ranks[1].opposite else "later"


def _realised(left: Status, right: Status) -> bool:
    """Whether one is still planned and the other has happened."""
    return left.phase == right.phase and {left.modality, right.modality} == {"planned", "actual"}


def _told(story: Story) -> dict[tuple[int, str, str, str], list[FactRef]]:
    """All affirmed statuses of every article, by event, phase and modality."""
    told: dict[tuple[int, str, str, str], list[FactRef]] = {}
    for number, document in enumerate(story.documents):
        for position, fact in enumerate(document.facts):
            if isinstance(fact.value, Status) and fact.value.affirmed:
                value = fact.value
                key = (number, value.event, value.phase, value.modality)
                told.setdefault(key, []).append(FactRef(number, position))
    return told


def _both(story: Story, ref: FactRef, other: Status) -> bool:
    """Whether the very sentence also tells the other article's stage, or one that comes after it."""
    own = status(story.fact(ref))
    rank = phase(other.event, other.phase).rank
    earlier = phase(own.event, own.phase).rank < rank
    return any(
        isinstance(fact.value, Status)
        and fact.value.event == other.event
        and (
            (fact.value.phase, fact.value.modality) == (other.phase, other.modality)
            or (earlier and phase(other.event, fact.value.phase).rank > rank)
        )
        for fact in story.beside(ref)
    )


RULE = Rule(
    id="changed-status",
    summary="The same event at different stages.",
    relations=(Relation.UPDATED, Relation.CONTRADICTS),
    question="When was each article written, and which stage had the event reached?",
    apply=apply,
    fires=(
        Example(
            "Government troops close in on the town of Orne",
            "Government troops seize the town of Orne",
            "updated",
        ),
        Example(
            "Northwell Bank’s chief executive, Anna Keller, resigned on Monday in Orne.",
            "Anna Keller was fired as chief executive of Northwell Bank in Orne on Monday.",
            "contradicts",
        ),
        Example(
            "The owner, Corda Lines, will pay $20,000 to each family of a victim.",
            "Corda Lines paid $20,000 to each family of a victim on Wednesday.",
            "updated",
        ),
    ),
    silent=(
        Example(
            "A man shot one person at the accounting firm in Orne from which he was fired last week.",
            "Shooting at accounting firm in Orne leaves one person dead",
        ),
        Example(
            "Northwell Bank’s chief executive, Anna Keller, resigned on Monday in Orne.",
            "Anna Keller, the chief executive of Northwell Bank, stepped down in Orne on Monday.",
        ),
        Example(
            "The agency says that it will deploy a new tool for small aircraft in Orne.",
            "The agency is in the second phase of an effort to deploy a new tool for small aircraft in Orne.",
        ),
        Example(
            "Government troops close in on the town of Orne",
            "Government troops close in on the town of Orne from the south",
        ),
        Example(
            "The man who shot the baker Paul Riva in Orne was sentenced to life in prison on Friday.",
            "Paul Riva, the baker, was shot in Orne while the man was wanted in an investigation of another shooting.",
        ),
        Example(
            "Prosecutors showed a new video in the trial of two men charged with the murder of Paul Riva.",
            "A convicted killer laughed on Friday as the sentence for the murder of Paul Riva was read.",
        ),
    ),
)
