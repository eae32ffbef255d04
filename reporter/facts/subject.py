"""Which words before a cue are its subject: ``The Observatory, a monitoring group, said``."""

from __future__ import annotations

from reporter.facts.scene import MASK, Scene, phrases, verbs
from reporter.patterns import lazily

_WENT_ON_RE = lazily(r"\b(?:went|goes) on to $")
_SKIPPED = frozenset(
    """also has have had is are was were be been then later once again now still already just only even first who would
    could may might must should will did does do has not n't never repeatedly often long he'd she'd they'd""".split()
)
BE = frozenset("is are was were be been being he's she's it's they're who's that's".split())
_CLAUSE_STARTS = frozenset(
    """that and but as when while because if although though after before since so which where whether or than until
    unless what how why""".split()
)
_PRONOUNS = frozenset("he she they it i we you who".split())


def subject_of(scene: Scene, number: int) -> tuple[int, int] | None:
    """First and last word of the noun phrase that is the subject of the cue."""
    last = number - 1
    if _WENT_ON_RE.search(scene.text, max(0, scene.words[number].start - 11), scene.words[number].start):
        last = number - 4
    gerund = scene.words[number].lower.endswith("ing")
    passive = False
    while last >= 0 and (
        (scene.words[last].lower in _SKIPPED and scene.words[last].lower != "who")
        or scene.words[last].lower.endswith("ly")
        or scene.words[last].lower.endswith("n't")
    ):
        if not scene.gap(last + 1).isspace():
            break
        passive = passive or scene.words[last].lower in BE
        last -= (
            2 if scene.words[last].lower == "first" and last and scene.words[last - 1].lower == "at" else 1
        )
    if passive != gerund:
        return None
    if last < 0 or scene.words[last].lower in ("to", "a", "an", "the", "of", "for", "in"):
        return None
    gap = scene.gap(last + 1)
    if gap.strip() in (",", "—", "–", "-", "--", ")", "),"):
        return _before_apposition(scene, last)
    if gap.strip():
        return None
    return _phrase_back(scene, last)


def _phrase_back(scene: Scene, last: int) -> tuple[int, int] | None:
    first = last
    if scene.words[last].lower in _CLAUSE_STARTS:
        return None
    if scene.words[last].lower == "who":
        return _phrase_back(scene, last - 1) if last else None
    if scene.words[last].lower in _PRONOUNS:
        return (last, last)
    while first > 0:
        gap, before = scene.gap(first), scene.words[first - 1]
        joined = (
            gap == " "
            or gap in ("'s ", "’s ", "’ s ", "' ")
            or (gap == ". " and len(before.lower) <= 5 and before.capital)
        )
        if (
            not joined
            or (before.lower in _CLAUSE_STARTS and before.lower != "and")
            or before.lower in _PRONOUNS
        ):
            break
        if before.lower == "and" and not (
            scene.words[first].capital and first > 1 and scene.words[first - 2].capital
        ):
            break
        if (
            before.lower in verbs()
            and not before.capital
            and before.lower not in ("state", "order", "call", "report")
        ):
            break
        first -= 1
    return (first, last)


def _before_apposition(scene: Scene, last: int) -> tuple[int, int] | None:
    """The noun phrase before ``, a spokesman for Y,``: skip back over at most two commas."""
    for number in range(last, 0, -1):
        gap = scene.gap(number)
        if MASK in gap or "”" in gap or ":" in gap or ";" in gap:
            return None
        if "," in gap or gap.strip() in ("—", "–", "--", "("):
            if last - number > 22:
                return None
            phrase = _phrase_back(scene, number - 1)
            if phrase and (
                scene.words[phrase[1]].capital
                or scene.words[phrase[0]].lower in ("the", "a", "an")
                or phrase[0] <= 1
                or any(word.lower in phrases("anonymous") for word in scene.words[phrase[0] : phrase[1] + 1])
            ):
                return phrase
    return None
