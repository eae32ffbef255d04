"""A small English model that reads two sentences and says whether they report the same thing, agree or conflict.

    from reporter_semantic_en import Model
    Model().read([("Three died.", "Three people were killed.")])   # [Opinion(forward=…, backward=…, …)]

The README of this package is the model card.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from reporter_semantic_en import wordpiece

__version__ = "1.0.0"
__all__ = ["Model", "Opinion", "sha256"]


class Opinion(NamedTuple):
    """What the model says of two sentences: log odds of four statements, positive where it holds them true."""

    forward: float
    """What the right sentence says follows from the left one."""
    backward: float
    """What the left sentence says follows from the right one."""
    conflict: float
    """They cannot both be true of one event."""
    aligned: float
    """They report at least one same event, state, utterance or figure."""


@cache
def _card() -> dict[str, object]:
    text = files(__package__).joinpath("model.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def sha256() -> str:
    """The SHA-256 of the model's file, by which a result can name it."""
    return str(_card()["sha256"])


class Model:
    """The model, loaded and checked.

    Raises ValueError where the file is not the one of this package, and ImportError without onnxruntime.
    """

    def __init__(self) -> None:
        import onnxruntime

        data = files(__package__).joinpath("model.onnx").read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256():
            raise ValueError(
                "the model file is damaged or was exchanged: its SHA-256 is not the one in model.json"
            )
        options = onnxruntime.SessionOptions()
        # one thread: the same sums in the same order in every run
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])

    def read(self, pairs: Iterable[tuple[str, str]]) -> list[Opinion]:
        """An opinion on every pair of sentences, in order.

        Each pair is read alone: the eight-bit arithmetic scales its numbers to what it is given, so that in a batch the
        opinion on one pair would depend on the others.
        """
        return [self._opinion(*map(wordpiece.words, pair)) for pair in pairs]

    def _opinion(self, left: tuple[wordpiece.Word, ...], right: tuple[wordpiece.Word, ...]) -> Opinion:
        import numpy

        pieces, types = wordpiece.encode(left, right)
        inputs = {"pieces": numpy.array([pieces]), "types": numpy.array([types])}
        (outputs,) = self._session.run(None, inputs)
        return Opinion(*(float(value) for value in outputs[0]))
