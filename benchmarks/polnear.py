"""Attributed words on PolNeAR (Newell, Margolin & Ruths 2018): precision, recall and F1 of characters.

A character counts where it lies inside the content of an attribution; of reporter, inside an attributed content or a
quotation. Every annotation file is scored on its own, so a text that several people annotated counts several times.
Rules were tuned on the first half of the texts (by name).
The set is text/*.txt and attributions/*.ann (brat); ``benchmarks/quality.py`` runs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from outcomes import DEV, HELD, Measure, Outcome, f1, total

from reporter import facts, sentences
from reporter.model import Article, Attribution, Document, Quote

_COPY_RE = re.compile(r"_[0-9a-f]{4}$")
_GOOD = 0.8


def gold(annotation: str) -> set[int]:
    """Offsets inside the content spans of one brat file."""
    spans: dict[str, str] = {}
    attributed: set[int] = set()
    for line in annotation.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            spans[name] = rest.split("\t")[0].partition(" ")[2]
        elif name.startswith("E"):
            for part in rest.split():
                role, _, target = part.partition(":")
                if role.startswith("Content") and target in spans:
                    for span in spans[target].split(";"):
                        attributed.update(range(*map(int, span.split())))
    return attributed


def found(text: str) -> set[int]:
    """Offsets inside attributed contents and quotations, as reporter finds them."""
    article = Article.from_text(text)
    document = Document(article, (), sentences.split(article, ()))
    attributed: set[int] = set()
    for fact in facts.extract(document):
        if isinstance(fact.value, Attribution):
            attributed.update(range(*fact.value.content))
        elif isinstance(fact.value, Quote):
            attributed.update(range(*fact.span))
    return attributed


def outcomes(data: Path, limit: int) -> Iterator[Outcome]:
    """Annotation files; right where more than four in five characters agree (F1)."""
    folder = data / "bench" / "polnear"
    texts = {path.stem: path for path in sorted((folder / "text").glob("*.txt"))}
    tuned = set(list(texts)[: len(texts) // 2])
    ours: dict[str, set[int]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = _COPY_RE.sub("", path.stem)
        if name in texts:
            if name not in ours:
                ours[name] = found(texts[name].read_bytes().decode("utf-8"))
            theirs = gold(path.read_text(encoding="utf-8"))
            counts = {"hits": len(ours[name] & theirs), "found": len(ours[name]), "wanted": len(theirs)}
            score = f1(*counts.values())[2]
            where = DEV if name in tuned else HELD
            yield Outcome(path.stem, where, score > _GOOD, counts, f"F1 {score:.3f}")


def figures(found: Sequence[Outcome]) -> dict[str, float]:
    """Precision, recall and F1 over all characters."""
    scores = f1(*(total(found, name) for name in ("hits", "found", "wanted")))
    return {"F1": scores[2], "precision": scores[0], "recall": scores[1]}


MEASURES = (
    Measure(
        "polnear", "bench/polnear/attributions", "attributed words: content F1", outcomes, figures, ".529"
    ),
)
