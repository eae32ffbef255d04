"""One article affirms what the other denies, refuses or rules out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from reporter.diff.checks import Trace
from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.diff.statuses import agents, arguments, same_event, status, subject
from reporter.lexicon import phase
from reporter.model import FactPair, Relation, Status

_Told: TypeAlias = tuple[int, str, str, bool, str]
"""Article, event, phase, whether affirmed, and modality."""
_WEAK_SHARED = 3
"""Arguments that statuses of a weak event must share."""
_ASSERTED = ("actual", "planned", "discussed")
"""What a denial contradicts: "may" and "if" leave room for it."""


class _Clash(NamedTuple):
    """Two statuses that exclude each other."""

    pair: FactPair
    actors: tuple[str, ...]
    """Who takes part in both."""
    trace: Trace


def apply(story: Story) -> Iterator[Ruling]:
    """Statuses of one event and phase with opposite polarity, of the same people; those that share a status are one."""
    groups: list[list[_Clash]] = []
    for clash in _clashes(story):
        touched = [group for group in groups if any(_touch(clash.pair, other.pair) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([*(one for group in touched for one in group), clash])
    for group in groups:
        first = min(group, key=lambda clash: (clash.pair.left, clash.pair.right))
        counts = Counter(actor for clash in group for actor in clash.actors)
        actor = min(counts, key=lambda name: (-counts[name], name))
        refs = sorted({ref for clash in group for ref in (clash.pair.left, clash.pair.right)})
        value = status(story.fact(first.pair.left))
        words = story.words(first.pair.left), story.words(first.pair.right)
        yield Ruling(
            Relation.CONTRADICTS,
            tuple(story.member(ref) for ref in refs),
            "status",
            subject(story, first.pair, [actor]),
            f"{value.event}/{value.phase}:{actor}",
            f"“{words[0]}” against “{words[1]}”: one affirms what the other denies or rules out.",
            first.trace.steps,
        )


def _touch(one: FactPair, other: FactPair) -> bool:
    return bool({one.left, one.right} & {other.left, other.right})


def _clashes(story: Story) -> Iterator[_Clash]:
    told: dict[_Told, set[str]] = {}
    for pair in story.pairs_of("status"):
        left, right = status(story.fact(pair.left)), status(story.fact(pair.right))
        if left.affirmed == right.affirmed or left.phase != right.phase:
            continue
        weak = phase(left.event, left.phase).weak
        if weak and not pair.aligned:
            continue
        if (left if left.affirmed else right).modality not in _ASSERTED:
            continue
        if not (right if left.affirmed else left).verbal:
            continue  # "without a demonstration" denies none in particular
        trace = Trace()
        common = same_event(trace, story, pair)
        if not common:
            continue
        actors = trace.check("shared", agents(left), agents(right))
        resolved = "refused" in (left.modality, right.modality)
        ahead = (left if left.affirmed else right).modality in ("planned", "discussed")
        told = told or _told(story)
        if _both_tell(told, story, pair, actors or common):
            continue
        if weak and len(common) < _WEAK_SHARED:
            continue
        if (actors and resolved and (ahead or pair.aligned)) or (pair.aligned and len(common) >= 2):
            yield _Clash(pair, tuple(actors or common), trace)


def _told(story: Story) -> dict[_Told, set[str]]:
    """Who and what takes part in the events of every article, by what is asserted of them."""
    told: dict[_Told, set[str]] = {}
    for number, document in enumerate(story.documents):
        for fact in document.facts:
            if isinstance(fact.value, Status):
                told.setdefault(_key(number, fact.value), set()).update(arguments(fact.value))
    return told


def _key(article: int, value: Status) -> _Told:
    return article, value.event, value.phase, value.affirmed, value.modality


def _both_tell(told: Mapping[_Told, set[str]], story: Story, pair: FactPair, common: Sequence[str]) -> bool:
    """Whether each article also takes the other's side: both tell of a dispute, neither contradicts the other."""
    return all(
        not told.get(_key(ref.article, status(story.fact(other))), set()).isdisjoint(common)
        for ref, other in ((pair.left, pair.right), (pair.right, pair.left))
    )


RULE = Rule(
    id="opposite-status",
    summary="Affirmed by one, denied or ruled out by the other.",
    relations=(Relation.CONTRADICTS,),
    question="Did it happen, and who can confirm it?",
    apply=apply,
    fires=(
        Example(
            "The rebels will never withdraw from Orne, their spokesman said.",
            "The rebels are considering a withdrawal from Orne.",
            "contradicts",
        ),
    ),
    silent=(
        Example(
            "The rebels will not withdraw from Orne, their spokesman said.",
            "The rebels said they would not withdraw from Orne.",
        ),
        Example(
            "Riot police at street corners in Orne fired tear gas at the protesters.",
            "Hardly a week goes by in Orne without a protest, and riot police stand at street corners.",
        ),
    ),
)
