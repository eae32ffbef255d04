"""What one article alone says."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.diff.rules.base import Example, Rule, Ruling, Story
from reporter.model import Member, Relation


def apply(story: Story) -> Iterator[Ruling]:
    """Sentences that no sentence of another article is aligned with."""
    aligned = {ref for alignment in story.alignments for ref in alignment.members}
    for number, document in enumerate(story.documents):
        for sentence in document.sentences:
            if (number, sentence.index) in aligned:
                continue
            words = document.words(sentence.span)
            yield Ruling(
                Relation.ONLY_HERE,
                (Member(number, sentence.index, sentence.span, words),),
                "sentence",
                "",
                words,
                "No sentence of another article reports this.",
            )


RULE = Rule(
    id="only-here",
    summary="No counterpart in another article.",
    relations=(Relation.ONLY_HERE,),
    question="",
    apply=apply,
    whole=True,
    fires=(
        Example("A storm hit the coast of Brill on Friday.", "Police arrested a man in Orne.", "only-here"),
    ),
    silent=(
        Example("A storm hit the coast of Brill on Friday.", "A storm hit the coast of Brill on Friday."),
    ),
)
