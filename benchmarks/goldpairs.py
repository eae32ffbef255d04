"""The annotated pairs as documents: the annotators' sentences, our facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from reporter import facts
from reporter.model import Article, Document, Sentence, SentenceRole, Span

Link = tuple[int, int]


class GoldPair(NamedTuple):
    """Two articles, and which of their sentences an editor aligned."""

    name: str
    left: Document
    right: Document
    links: frozenset[Link]


def load(folder: Path) -> list[GoldPair]:
    """Every pair of ``folder``; boilerplate sentences are left out."""
    pairs = []
    for directory in sorted(path for path in folder.iterdir() if (path / "gold.json").is_file()):
        gold = json.loads((directory / "gold.json").read_text(encoding="utf-8"))
        meta = json.loads((directory / "meta.json").read_text(encoding="utf-8"))
        documents, places = [], {}
        for side in "ab":
            text = (directory / f"{side}.txt").read_text(encoding="utf-8")
            article = Article.from_text(text, published=meta[side].get("published"), locator=f"{side}.txt")
            kept = [
                (number, Span(*span))
                for number, span in enumerate(meta[side]["sentences"])
                if f"{side}{number}" not in gold["boilerplate"]
            ]
            sentences = []
            for index, (number, span) in enumerate(kept):
                places[f"{side}{number}"] = index
                words = text[span.start : span.end]
                role = SentenceRole.HEADLINE if index == 0 and words[-1] not in '.!?"”' else SentenceRole.BODY
                sentences.append(Sentence(index, span, role))
            document = Document(article, (), tuple(sentences))
            documents.append(Document(document.article, (), document.sentences, facts.extract(document)))
        links = frozenset(
            (places[a], places[b])
            for link in gold["links"]
            for a in link["a"]
            for b in link["b"]
            if a in places and b in places
        )
        pairs.append(GoldPair(directory.name, documents[0], documents[1], links))
    return pairs
