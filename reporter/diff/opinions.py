"""What the semantic model, where it was asked, says for and against a conflict."""

from __future__ import annotations

from reporter.diff.checks import replay
from reporter.diff.rules.base import Ruling, Story
from reporter.model import Opinion, SentenceRef, Step

_SURE = 4.0
"""Log odds by which support must be likelier than contradiction, to hold back a conflict that rests on words alone."""


def opinions(story: Story) -> dict[tuple[SentenceRef, ...], Opinion]:
    """The opinions on aligned sentences."""
    return {alignment.members: alignment.opinion for alignment in story.alignments if alignment.opinion}


def conflicting(said: Opinion) -> float:
    """Log odds by which a contradiction is likelier than that either sentence follows from the other."""
    return said.conflict - max(said.forward, said.backward)


def doubted(story: Story, ruling: Ruling) -> Ruling:
    """The ruling, or a near miss where the model is sure that the one sentence follows from the other."""
    for said in opinions(story).values():
        step = Step("at-least", (round(-conflicting(said), 2), _SURE), True)
        if replay(step):
            return ruling._replace(
                relation=None,
                message="The words differ, but a trained model reads the one as following from the other.",
                trace=(*ruling.trace, step),
            )
    return ruling
