"""The semantic model, where it is installed: a data package that reads two sentences at a time.

It comes as a package of its own (``models/reporter-semantic-en`` of the repository), so that the base install stays
small. Nothing here opens a network connection.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple, Protocol

from reporter.errors import ConfigError
from reporter.model import Alignment, Document, ModelUsed, Opinion

PACKAGE = "reporter_semantic_en"
DISTRIBUTION = "reporter-semantic-en"
LANGUAGE = "en"
"""The language that the model reads."""
SENTENCES = 3
"""It reads where one of two articles has at most so many sentences: a claim, a headline, a brief."""
INSTALL = "python -m pip install '.[semantic]' ./models/reporter-semantic-en"
"""The command that installs it, in a clone of the repository."""


class _Model(Protocol):
    """What the data package provides."""

    def read(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Sequence[float]]: ...


class Reader(NamedTuple):
    """The loaded model and its name in results."""

    model: _Model
    used: ModelUsed

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Opinion]:
        """An opinion on every two sentences, in order."""
        return [Opinion(*values) for values in self.model.read(pairs)]

    def opine(
        self,
        documents: Sequence[Document],
        alignments: Sequence[Alignment],
        proposed: Sequence[Alignment] = (),
    ) -> tuple[Alignment, ...]:
        """The alignments with an opinion on each, and of those proposed the ones that the model aligns."""
        told = self._told(documents, (*alignments, *proposed))
        kept = list(told[: len(alignments)])
        for one in told[len(alignments) :]:
            if one.opinion and one.opinion.aligned > 0:
                kept.append(replace(one, signals={"semantic-aligned": round(one.opinion.aligned, 2)}))
        return tuple(kept)

    def _told(self, documents: Sequence[Document], alignments: Sequence[Alignment]) -> tuple[Alignment, ...]:
        words = [
            tuple(
                documents[ref.article].words(documents[ref.article].sentences[ref.sentence].span)
                for ref in alignment.members
            )
            for alignment in alignments
        ]
        found = self.read([(sides[0], sides[1]) for sides in words])
        return tuple(replace(one, opinion=said) for one, said in zip(alignments, found, strict=True))


def missing() -> tuple[str, ...]:
    """Which of the packages that reading needs are not installed."""
    wanted = ((DISTRIBUTION, PACKAGE), ("onnxruntime", "onnxruntime"), ("numpy", "numpy"))
    return tuple(name for name, module in wanted if find_spec(module) is None)


def reader(wanted: str) -> Reader | None:
    """The model as the setting ``semantic`` wants it: ``off`` none, ``auto`` where it is installed, ``on`` surely.

    Raises ConfigError where it is wanted and missing, and where it is installed and damaged.
    """
    if wanted == "off":
        return None
    absent = missing()
    if absent:
        if wanted == "auto":
            return None
        raise ConfigError(
            "semantic-missing",
            f"semantic = on, but {', '.join(absent)} is not installed; in a clone: {INSTALL}",
        )
    return load()


@cache
def load() -> Reader:
    """The model, read from its package once a process and checked against its hash.

    Raises ConfigError where it cannot be loaded.
    """
    package = import_module(PACKAGE)
    try:
        model = package.Model()
    except (ValueError, OSError, ImportError) as error:
        raise ConfigError("semantic-broken", f"the semantic model cannot be used: {error}") from error
    return Reader(model, ModelUsed(DISTRIBUTION, package.__version__, package.sha256()))


def digest(wanted: str) -> str:
    """The hash of the model that the setting would use, without loading it; empty for none."""
    if wanted == "off" or missing():
        return ""
    return str(import_module(PACKAGE).sha256())
