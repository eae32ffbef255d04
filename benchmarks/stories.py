"""Grouping of articles into stories: B-cubed F1 on ECB+ (Cybulska & Vossen 2014), printed as a Markdown table.

    python benchmarks/stories.py --data FOLDER

FOLDER holds ``ecbplus/dev.jsonl``: articles on 43 topics with two look-alike events each (two earthquakes, two
trials); every event is a story. All articles of a part are grouped at once. The addresses that the data has as
first "sentences" are left out: they tell the answer. Settings were chosen on the first part, every second topic.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from outcomes import DEV, HELD, Measure, Outcome, rows, total

from reporter import cleaning
from reporter.model import Article, blank
from reporter.stories import Profile, group, profile


def b_cubed(found: Sequence[Hashable], gold: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 averaged over items (Bagga & Baldwin 1998)."""
    together, ours, theirs = Counter(zip(found, gold, strict=True)), Counter(found), Counter(gold)
    pairs = list(zip(found, gold, strict=True))
    precision = sum(together[pair] / ours[pair[0]] for pair in pairs) / len(pairs)
    recall = sum(together[pair] / theirs[pair[1]] for pair in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def profiled(sentences: Sequence[str]) -> Profile:
    """The profile that ``reporter build`` makes of a text file with these sentences."""
    if sentences[0].startswith(("http", "www")):
        sentences = sentences[1:]
    article = Article.from_text("\n".join(sentences))
    removed = cleaning.clean(article)
    published = cleaning.published(article, removed)
    return profile(blank(article.text, removed), published)


def labels(profiles: Sequence[Profile]) -> list[int]:
    """The number of the group of each article."""
    found = [0] * len(profiles)
    for number, members in enumerate(group(profiles)):
        for member in members:
            found[member] = number
    return found


def outcomes(data: Path, limit: int) -> Iterator[Outcome]:
    """Articles, right where at least half of those with them belong there and half of their story is with them."""
    rows_ = list(rows(data / "bench" / "ecbplus" / "dev.jsonl"))
    topics = sorted({row["topic"] for row in rows_})
    for where in (DEV, HELD):
        chosen = [row for row in rows_ if (topics.index(row["topic"]) % 2 == 1) == (where == HELD)]
        gold = [row["subtopic"] for row in chosen]
        found = labels([replace(profiled(row["sents"]), day=None) for row in chosen])
        together, ours, theirs = Counter(zip(found, gold, strict=True)), Counter(found), Counter(gold)
        for row, ours_is, theirs_is in zip(chosen, found, gold, strict=True):
            both = together[ours_is, theirs_is]
            counts = {"precision": both / ours[ours_is], "recall": both / theirs[theirs_is], "articles": 1}
            right = min(counts["precision"], counts["recall"]) >= 0.5
            told = f"with {both} of its {theirs[theirs_is]} and {ours[ours_is] - both} others"
            yield Outcome(row["doc"], where, right, counts, told)


def figures(found: Sequence[Outcome]) -> dict[str, float]:
    """B-cubed, without the articles' dates."""
    precision, recall = (total(found, name) / total(found, "articles") for name in ("precision", "recall"))
    return {
        "B-cubed F1": 2 * precision * recall / (precision + recall),
        "precision": precision,
        "recall": recall,
    }


MEASURES = (
    Measure(
        "stories",
        "bench/ecbplus/dev.jsonl",
        "(a) articles grouped into events: B-cubed F1",
        outcomes,
        figures,
        ".870",
    ),
)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    path = parser.parse_args().data / "ecbplus" / "dev.jsonl"
    if not path.is_file():
        print(f"{path} is missing: ECB+ is at http://www.newsreader-project.eu/results/data/the-ecb-corpus/")
        return 2
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    topics = sorted({row["topic"] for row in rows})
    parts: dict[str, Callable[[int], bool]] = {
        "chosen on": lambda topic: topics.index(topic) % 2 == 0,
        "held out": lambda topic: topics.index(topic) % 2 == 1,
        "both at once": lambda topic: True,
    }
    profiles = [profiled(row["sents"]) for row in rows]
    print(
        "| topics | dates | articles | stories | found | precision | recall | F1 |\n|---|---|---|---|---|---|---|---|"
    )
    for name, belongs in parts.items():
        chosen = [number for number, row in enumerate(rows) if belongs(row["topic"])]
        gold = [rows[number]["subtopic"] for number in chosen]
        for dates in ("none", "as printed in the text"):
            part = [
                replace(profiles[number], day=None) if dates == "none" else profiles[number]
                for number in chosen
            ]
            found = labels(part)
            scores = " | ".join(f"{score:.3f}" for score in b_cubed(found, gold))
            print(f"| {name} | {dates} | {len(gold)} | {len(set(gold))} | {len(set(found))} | {scores} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
