"""Who vouches for a headline: ``Police: …``, ``…: report``, a question, verbs written with capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporter.facts.scene import MASK, Report, Scene, phrases
from reporter.model import SentenceRole, Span

_ASKING = frozenset("is was are were did does do has have had will would can could should may".split())
DENYING = frozenset("deny accuse reject dismiss dispute".split())
"""Verbs with an object that also report in a headline of capitals, where others are easily names."""


def headline(scene: Scene) -> Iterator[Report]:
    """``Police: suspect had worked there``, in headlines and other short lines."""
    if scene.sentence.role is not SentenceRole.HEADLINE and scene.sentence.index > 3:
        return
    match = re.match(r"([A-Z][^:,;.]{1,40}):\s(?=\S.{10,})", scene.text)
    if match and len(match.group(1).split()) <= 5 and "." not in scene.text[match.end() : -1]:
        last = match.group(1).split()[-1].lower()
        if last in phrases("headline-speakers") or match.group(1).lower() in phrases("headline-speakers"):
            source = scene.span(match.start(1), match.end(1))
            yield Report(
                scene.sentence.index,
                ":",
                source,
                Span(source.start, source.end + 1),
                scene.span(match.end(), len(scene.text)),
            )
    if _is_headline(scene):
        yield from _headline_end(scene)


def _is_headline(scene: Scene) -> bool:
    """Whether this is a headline, or the only line of a text and no full sentence."""
    return scene.sentence.role is SentenceRole.HEADLINE or (
        scene.sentence.index == 0 and scene.text.rstrip()[-1:] not in (".", "”", '"', MASK)
    )


def _headline_end(scene: Scene) -> Iterator[Report]:
    """``Watch could cost $10,000: report`` and ``Was a shark in the station?``: nobody vouches for it."""
    text = scene.text.rstrip(" .")
    match = re.search(r"\s?[:–—-]\s([A-Za-z]+)$", text)
    if match and (match.group(1).lower() in phrases("headline-speakers") or match.group(1).isupper()):
        yield Report(
            scene.sentence.index,
            ":",
            scene.span(match.start(1), match.end(1)),
            scene.span(match.start(), match.end(1)),
            scene.span(0, match.start()),
        )
    elif text.endswith("?") and len(scene.words) > 3 and scene.words[0].lower in _ASKING:
        yield Report(
            scene.sentence.index,
            "?",
            None,
            scene.span(len(text) - 1, len(text)),
            scene.span(0, len(text) - 1),
            True,
        )


def titled(scene: Scene) -> bool:
    """Whether a headline has its verbs with capitals too."""
    capitals = sum(word.capital for word in scene.words)
    return _is_headline(scene) and capitals >= 0.7 * len(scene.words)
