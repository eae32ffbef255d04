"""Public data sets under the protocols that docs/benchmarks.md describes.

    python benchmarks/public.py --data FOLDER [--sets fever_symmetric,msrp,…] [--limit N] [--half first|second]

Sets: lite_pyramid (Zhang & Bansal 2021), summedits_news (Laban et al. 2023), fever_symmetric (Schuster et al. 2019),
msrp (Dolan & Brockett 2005), ecbplus (b) (Cybulska & Vossen 2014). None of their text is part of this repository.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from reporter import Article, Comparison, compare
from reporter.model import SentenceRef, Verdict

Row = dict[str, Any]


def _compared(left: str, right: str) -> Comparison:
    return compare([Article.from_text(left, locator="a"), Article.from_text(right, locator="b")])


def _verdict_at(report: Comparison, article: int, start: int, end: int) -> set[Verdict]:
    verdicts = report.verdicts()
    return {
        verdicts[SentenceRef(article, sentence.index)]
        for sentence in report.documents[article].sentences
        if sentence.span.start < end and start < sentence.span.end
    }


def lite_pyramid(rows: Sequence[Row]) -> str:
    """Accuracy over facts: present where the fact's sentence is shared."""
    right = total = 0
    for row in rows:
        text = "\n\n".join(row["facts"])
        report = _compared(text, row["text"])
        place = 0
        for fact, present in zip(row["facts"], row["present"], strict=True):
            found = Verdict.SHARED in _verdict_at(report, 0, place, place + len(fact))
            right += found == bool(present)
            total += 1
            place += len(fact) + 2
    return f"accuracy {right / total:.3f} over {total} facts"


def summedits_news(rows: Sequence[Row]) -> str:
    """Balanced accuracy: inconsistent where a sentence of the summary is conflicting or unique."""
    right, total = Counter(), Counter()
    for row in rows:
        report = _compared(row["doc"], row["summary"])
        verdicts = report.verdicts()
        bad = any(verdict is not Verdict.SHARED for ref, verdict in verdicts.items() if ref.article == 1)
        consistent = bool(row["label"])
        total[consistent] += 1
        right[consistent] += bad != consistent
    rates = [right[label] / total[label] for label in (True, False)]
    kept, edited = rates
    return f"balanced accuracy {(kept + edited) / 2:.3f} (kept {kept:.2f}, edited {edited:.2f}) over {total.total()}"


def fever_symmetric(rows: Sequence[Row]) -> str:
    """Accuracy: REFUTES where a finding is conflicting."""
    outcome: Counter[tuple[str, bool]] = Counter()
    for row in rows:
        report = _compared(row["claim"], row["evidence"])
        conflict = any(finding.verdict is Verdict.CONFLICTING for finding in report.findings)
        outcome[row["label"], conflict] += 1
    right = sum(count for (label, conflict), count in outcome.items() if (label == "REFUTES") == conflict)
    return f"accuracy {right / outcome.total():.3f} {dict(outcome)}"


def msrp(rows: Sequence[Row]) -> str:
    """Best accuracy and F1 of the alignment score by a threshold on this part."""
    scored = sorted(
        (
            (max((a.score for a in _compared(row["a"], row["b"]).alignments), default=0.0), int(row["label"]))
            for row in rows
        ),
        reverse=True,
    )
    positives = sum(label for _, label in scored)
    hits, best = 0, (0.0, 0.0)
    for taken, (_, label) in enumerate(scored, 1):
        hits += label
        accuracy = (hits + (len(scored) - taken) - (positives - hits)) / len(scored)
        best = max(best, (accuracy, 2 * hits / (taken + positives)))
    return f"accuracy {best[0]:.3f}, F1 {best[1]:.3f} over {len(scored)}"


def ecbplus(rows: Sequence[Row]) -> str:
    """(b) macro-F1 of sentence verdicts, shared against unique."""
    stories: dict[str, list[Row]] = {}
    for row in rows:
        stories.setdefault(row["subtopic"], []).append(row)
    outcome: Counter[tuple[bool, bool]] = Counter()
    for documents in stories.values():
        for one, other in list(combinations(documents, 2))[:4]:
            outcome += _ecb_pair(one, other)
    scores = []
    for label in (True, False):
        hits = outcome[label, label]
        scores.append(2 * hits / (2 * hits + outcome[label, not label] + outcome[not label, label]))
    return f"(b) macro-F1 {sum(scores) / 2:.3f} (shared {scores[0]:.2f}, unique {scores[1]:.2f}) over {outcome.total()}"


def _ecb_pair(one: Row, other: Row) -> Counter[tuple[bool, bool]]:
    report = _compared("\n\n".join(one["sents"]), "\n\n".join(other["sents"]))
    chains = {chain for events in other["event_chains"] for chain in events}
    outcome: Counter[tuple[bool, bool]] = Counter()
    place = 0
    for words, validated, events in zip(one["sents"], one["validated"], one["event_chains"], strict=True):
        if validated and events:
            found = _verdict_at(report, 0, place, place + len(words))
            outcome[bool(chains & set(events)), bool(found - {Verdict.UNIQUE})] += 1
        place += len(words) + 2
    return outcome


SETS: dict[str, Callable[[Sequence[Row]], str]] = {
    function.__name__: function for function in (lite_pyramid, summedits_news, fever_symmetric, msrp, ecbplus)
}


def _rows(path: Path, limit: int, half: str | None) -> Iterator[Row]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if half:
        lines = lines[: len(lines) // 2] if half == "first" else lines[len(lines) // 2 :]
    step = max(len(lines) // limit, 1) if limit else 1
    yield from (json.loads(line) for line in lines[::step])


def main() -> None:
    """Print one line a set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with one folder a set")
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--limit", type=int, default=0, help="about so many rows of each, evenly taken")
    parser.add_argument("--half", choices=("first", "second"))
    options = parser.parse_args()
    for name in options.sets.split(","):
        path = options.data / name / "dev.jsonl"
        if path.is_file():
            print(f"{name}: {SETS[name](list(_rows(path, options.limit, options.half)))}", flush=True)
        else:
            print(f"{name}: no data in {path.parent}; skipped")


if __name__ == "__main__":
    main()
