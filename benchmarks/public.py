"""Public data sets under the protocols that docs/benchmarks.md describes: lite_pyramid (Zhang & Bansal 2021),
summedits_news (Laban et al. 2023), fever_symmetric (Schuster et al. 2019), msrp (Dolan & Brockett 2005), ecbplus (b)
(Cybulska & Vossen 2014). None of their text is part of this repository. ``benchmarks/quality.py`` runs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from outcomes import DEV, HELD, Measure, Outcome, accuracy, compared, macro_f1, part, rows

from reporter import Comparison
from reporter.model import SentenceRef, Verdict

_THRESHOLD = 50.0
"""Score at which a paraphrase counts as found when runs are compared; the figures choose their own."""


def _verdicts_at(
    report: Comparison, verdicts: dict[SentenceRef, Verdict], start: int, end: int
) -> set[Verdict]:
    """The verdicts of the sentences of the first article that stand between two offsets."""
    return {
        verdicts[SentenceRef(0, sentence.index)]
        for sentence in report.documents[0].sentences
        if sentence.span.start < end and start < sentence.span.end
    }


def _file(data: Path, name: str) -> Path:
    return data / "bench" / name / "dev.jsonl"


def lite_pyramid(data: Path, limit: int) -> Iterator[Outcome]:
    """A fact is present where its sentence is shared."""
    for row in rows(_file(data, "lite_pyramid"), limit):
        report = compared("\n\n".join(row["facts"]), row["text"])
        verdicts = report.verdicts()
        place = 0
        for number, (fact, present) in enumerate(zip(row["facts"], row["present"], strict=True)):
            found = Verdict.SHARED in _verdicts_at(report, verdicts, place, place + len(fact))
            place += len(fact) + 2
            told = f"{'present' if present else 'absent'}, found {found}: {fact} | {row['text']}"
            key = f"{row['id']}/{row['system']} {number}"
            yield Outcome(key, part(row["id"]), found == bool(present), {}, told)


def summedits_news(data: Path, limit: int) -> Iterator[Outcome]:
    """A summary is inconsistent where a sentence of it is conflicting or unique."""
    for row in rows(_file(data, "summedits_news"), limit):
        report = compared(row["doc"], row["summary"])
        bad = [
            f"{verdict} {report.documents[1].words(report.documents[1].sentences[ref.sentence].span)}"
            for ref, verdict in report.verdicts().items()
            if ref.article == 1 and verdict is not Verdict.SHARED
        ]
        label = "kept" if row["label"] else "edited"
        told = f"{label} ({', '.join(row['edit_types'])}): {' / '.join(bad)} | {row['summary']}"
        counts = {f"wanted-{label}": 1}
        document = row["id"].partition("_")[0]
        yield Outcome(row["id"], part(document), bool(row["label"]) != bool(bad), counts, told)


def _balanced(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The mean over both labels of the share that is right."""
    rates = {}
    for label in ("kept", "edited"):
        chosen = [outcome.right for outcome in outcomes if outcome.counts.get(f"wanted-{label}")]
        rates[label] = sum(chosen) / (len(chosen) or 1)
    return {"balanced accuracy": sum(rates.values()) / 2, **rates}


def fever_symmetric(data: Path, limit: int) -> Iterator[Outcome]:
    """A claim is refuted where a finding is conflicting."""
    for row in rows(_file(data, "fever_symmetric"), limit):
        report = compared(row["claim"], row["evidence"])
        conflicts = [f.evidence.rule for f in report.findings if f.verdict is Verdict.CONFLICTING]
        told = f"{row['label']}, found {conflicts}: {row['claim']} | {row['evidence']}"
        right = (row["label"] == "REFUTES") == bool(conflicts)
        counts = {"conflicts": bool(conflicts)}
        yield Outcome(f"{row['id']}/{row['label'][0]}/{row['claim']}", part(row["id"]), right, counts, told)


def msrp(data: Path, limit: int) -> Iterator[Outcome]:
    """Two sentences are paraphrases where their alignment scores enough."""
    for row in rows(_file(data, "msrp"), limit):
        best = max((a.score for a in compared(row["a"], row["b"]).alignments), default=0.0)
        label = bool(row["label"])
        told = f"{'same' if label else 'not the same'}, {best}: {row['a']} | {row['b']}"
        key = f"{row['a']}|{row['b']}"
        yield Outcome(key, part(key), label == (best >= _THRESHOLD), {"score": best, "label": label}, told)


def _by_threshold(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The best accuracy and the best F1 by a threshold on the same outcomes."""
    scored = sorted(((o.counts["score"], o.counts["label"]) for o in outcomes), reverse=True)
    positives = sum(label for _, label in scored)
    hits, best = 0.0, [(len(scored) - positives) / len(scored), 0.0]
    for taken, (score, label) in enumerate(scored, 1):
        hits += label
        if taken < len(scored) and scored[taken][0] == score:
            continue  # a threshold takes all of one score or none
        correct = hits + (len(scored) - taken) - (positives - hits)
        best = [max(best[0], correct / len(scored)), max(best[1], 2 * hits / (taken + positives))]
    return {"accuracy": best[0], "F1": best[1]}


def ecbplus(data: Path, limit: int) -> Iterator[Outcome]:
    """A sentence is shared where an event of it is told in the other article; up to four pairs of articles an event."""
    documents = list(rows(_file(data, "ecbplus")))
    topics = sorted({row["topic"] for row in documents})
    stories: dict[str, list[dict[str, Any]]] = {}
    for row in documents:
        stories.setdefault(row["subtopic"], []).append(row)
    for name, story in stories.items():
        where = HELD if topics.index(story[0]["topic"]) % 2 else DEV
        for one, other in list(combinations(story, 2))[: 1 if limit else 4]:
            yield from _ecb_pair(one, other, f"{name}/{one['doc']}/{other['doc']}", where)


def _ecb_pair(one: dict[str, Any], other: dict[str, Any], name: str, where: str) -> Iterable[Outcome]:
    report = compared("\n\n".join(one["sents"]), "\n\n".join(other["sents"]))
    verdicts = report.verdicts()
    chains = {chain for events in other["event_chains"] for chain in events}
    place = 0
    for number, words in enumerate(one["sents"]):
        events = set(one["event_chains"][number])
        if one["validated"][number] and events:
            wanted = "shared" if chains & events else "unique"
            seen = _verdicts_at(report, verdicts, place, place + len(words))
            found = "shared" if seen - {Verdict.UNIQUE} else "unique"
            told = f"{wanted}, found {found}: {words}"
            counts = {f"wanted-{wanted}": 1, f"found-{found}": 1}
            yield Outcome(f"{name} {number}", where, wanted == found, counts, told)
        place += len(words) + 2


MEASURES = (
    Measure(
        "lite_pyramid",
        "bench/lite_pyramid/dev.jsonl",
        "facts present in a summary: accuracy",
        lite_pyramid,
        accuracy,
        ".729",
    ),
    Measure(
        "summedits_news",
        "bench/summedits_news/dev.jsonl",
        "summaries with one edit: balanced accuracy",
        summedits_news,
        _balanced,
        ".50",
        "SummaC .619, QAFactEval .744, GPT-4 .833, human .900",
    ),
    Measure(
        "fever_symmetric",
        "bench/fever_symmetric/dev.jsonl",
        "claims refuted: accuracy",
        fever_symmetric,
        accuracy,
        ".628",
        "BERT .616",
    ),
    Measure(
        "msrp",
        "bench/msrp/dev.jsonl",
        "paraphrases: accuracy",
        msrp,
        _by_threshold,
        ".735, F1 .820",
        "Ji & Eisenstein 2013 .804, F1 .859",
    ),
    Measure(
        "ecbplus",
        "bench/ecbplus/dev.jsonl",
        "(b) sentences with an event told by both: macro-F1",
        ecbplus,
        lambda outcomes: macro_f1(outcomes, ("shared", "unique")),
        ".583",
    ),
)
