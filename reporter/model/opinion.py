"""What a trained model says of two sentences, and which model it was."""

from __future__ import annotations

from typing import NamedTuple


class Opinion(NamedTuple):
    """What the semantic model says of two sentences: log odds of four statements, positive where it holds them true."""

    forward: float
    """What the second sentence says follows from the first."""
    backward: float
    """What the first sentence says follows from the second."""
    conflict: float
    """They cannot both be true of one event."""
    aligned: float
    """They report at least one same event, state, utterance or figure."""


class ModelUsed(NamedTuple):
    """A trained model that a comparison rests on besides the rules."""

    name: str
    """Of its package."""
    version: str
    sha256: str
    """Of the model's file."""
