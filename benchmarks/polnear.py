"""Attributed words on PolNeAR (Newell, Margolin & Ruths 2018): precision, recall and F1 of characters.

A character counts where it lies inside the content of an attribution; of reporter, inside an attributed content or a
quotation. Every annotation file is scored on its own, so a text that several people annotated counts several times.
Rules were tuned on the first half of the texts (by name) only; both halves are printed.

    python benchmarks/polnear.py --data FOLDER      # FOLDER holds text/*.txt and attributions/*.ann (brat)
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from reporter import facts, sentences
from reporter.model import Article, Attribution, Document, Quote

_COPY_RE = re.compile(r"_[0-9a-f]{4}$")


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


def scores(pairs: list[tuple[set[int], set[int]]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all characters of (found, gold) pairs."""
    both = sum(len(ours & theirs) for ours, theirs in pairs)
    ours, theirs = (sum(len(pair[side]) for pair in pairs) for side in (0, 1))
    precision, recall = both / max(1, ours), both / max(1, theirs)
    return precision, recall, 2 * both / max(1, ours + theirs)


def main() -> int:
    """Print one row for each half and one for all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with text/ and attributions/")
    folder = parser.parse_args().data
    if not (folder / "attributions").is_dir():
        print(f"polnear: no data at {folder}: skipped", file=sys.stderr)
        return 0
    texts = {path.stem: path for path in sorted((folder / "text").glob("*.txt"))}
    ours: dict[str, set[int]] = {}
    rows: list[tuple[str, set[int]]] = []
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = _COPY_RE.sub("", path.stem)
        if name in texts:
            if name not in ours:
                ours[name] = found(texts[name].read_bytes().decode("utf-8"))
            rows.append((name, gold(path.read_text(encoding="utf-8"))))
    tuned = set(list(texts)[: len(texts) // 2])
    print(f"{'part':<12}{'files':>6}{'P':>8}{'R':>8}{'F1':>8}")
    for part, names in (("tuned on", tuned), ("held out", set(texts) - tuned), ("all", set(texts))):
        pairs = [(ours[name], theirs) for name, theirs in rows if name in names]
        precision, recall, f1 = scores(pairs)
        print(f"{part:<12}{len(pairs):>6}{precision:>8.3f}{recall:>8.3f}{f1:>8.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
