"""The annotated pairs, scored with the annotators' own scorer, and link by link, fact by fact."""

from __future__ import annotations

import importlib.util
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from outcomes import DEV, Measure, Outcome, comparison

import reporter

_FIGURES = (
    "align F1",
    "align precision",
    "align recall",
    "conflict precision",
    "conflict recall",
    "near-miss flagged",
    "agree recall",
    "sentence macro-F1",
    "sentence F1 shared",
    "sentence F1 unique",
    "sentence F1 conflicting",
)
_scores: dict[str, float] = {}
"""What the scorer said of the last run: its figures are made of more than the outcomes hold."""


def _scorer(folder: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location("score", folder / "score.py")
    scorer = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(scorer)
    return scorer


def _read(path: Path, published: str | None) -> reporter.Article:
    day = date.fromisoformat(published) if published else None
    return reporter.read(str(path), reporter.Metadata(published=day))


def outcomes(data: Path, limit: int) -> Iterator[Outcome]:
    """Every link and every fact of the annotators, and every link and conflict that they do not have."""
    scorer = _scorer(data / "gold")
    with tempfile.TemporaryDirectory() as scratch:
        results = Path(scratch)
        for folder in sorted(path for path in (data / "gold").iterdir() if (path / "gold.json").is_file()):
            meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
            articles = [_read(folder / f"{side}.txt", meta[side].get("published")) for side in "ab"]
            result = comparison(articles).to_dict()
            (results / f"{folder.name}.json").write_text(json.dumps(result), encoding="utf-8")
            yield from _items(folder, meta, result, scorer)
        total, _ = scorer.score(data / "gold", results)
    _scores.update({name: total[name] for name in _FIGURES})


def _items(
    folder: Path, meta: dict[str, Any], result: dict[str, Any], scorer: ModuleType
) -> Iterator[Outcome]:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    text = {side: (folder / f"{side}.txt").read_text(encoding="utf-8") for side in "ab"}
    told = {
        f"{side}{number}": text[side][start:end]
        for side in "ab"
        for number, (start, end) in enumerate(meta[side]["sentences"])
    }
    maps = [
        scorer.map_sentences(result["articles"][number], text[side], meta[side]["sentences"])
        for number, side in enumerate("ab")
    ]
    wanted = {(a, b) for link in gold["links"] for a in link["a"] for b in link["b"]}
    found = {pair for one in result["alignments"] for pair, *_ in _crossed(one["members"], maps)}
    for pair in sorted(wanted | found):
        counts = {} if pair in wanted else {"mistake": 1}
        words = (
            f"{'link' if pair in wanted else 'no link'} {'-'.join(pair)}: {told[pair[0]]} | {told[pair[1]]}"
        )
        yield Outcome(
            f"{folder.name} link {'-'.join(pair)}", DEV, (pair in wanted) == (pair in found), counts, words
        )
    yield from _facts(folder.name, gold, result, maps, told)


def _facts(
    name: str,
    gold: dict[str, Any],
    result: dict[str, Any],
    maps: Sequence[Mapping[int, int]],
    told: Mapping[str, str],
) -> Iterator[Outcome]:
    """The values that the annotators compared, found where the same sentences are and a word is the same."""
    claims = [
        (finding["verdict"], *crossed, finding["evidence"]["rule"])
        for finding in result["findings"]
        for crossed in _crossed(finding["members"], maps)
    ]
    conflicts = {
        (link_a, link_b)
        for link in gold["links"]
        if link["relation"] == "conflict"
        for link_a in link["a"]
        for link_b in link["b"]
    }
    for number, fact in enumerate(gold["facts"]):
        place = fact["a"]["sentence"], fact["b"]["sentence"]
        if fact["relation"] == "conflict":
            conflicts.add(place)
        said = {
            verdict
            for verdict, pair, left, right, _ in claims
            if pair == place and _overlap(fact["a"]["text"], left) and _overlap(fact["b"]["text"], right)
        }
        right = {
            "conflict": "conflicting" in said,
            "agree": "shared" in said,
            "not_comparable": "conflicting" not in said,
        }[fact["relation"]]
        words = f"{fact['relation']} {fact['kind']} {'-'.join(place)}, found {sorted(said)}: "
        words += f"{fact['a']['text']} | {fact['b']['text']}"
        yield Outcome(f"{name} {fact['relation']} {number}", DEV, right, {}, words)
    for verdict, pair, left, right, rule in claims:
        if verdict == "conflicting" and pair not in conflicts:
            words = f"no conflict ({rule}): {left} | {right} in {told[pair[0]]} | {told[pair[1]]}"
            yield Outcome(f"{name} wrong {'-'.join(pair)} {left}|{right}", DEV, False, {"mistake": 1}, words)


def _overlap(one: str, other: str) -> bool:
    return bool(set(one.lower().split()) & set(other.lower().split()))


def _crossed(
    members: Sequence[Mapping[str, Any]], maps: Sequence[Mapping[int, int]]
) -> Iterator[tuple[tuple[str, str], str, str]]:
    """The annotators' names of the sentences of every two members, and the words of both."""
    sides = [[member for member in members if member["article"] == number] for number in (0, 1)]
    for left in sides[0]:
        for right in sides[1]:
            places = maps[0].get(left["sentence"]), maps[1].get(right["sentence"])
            if None not in places:
                yield (f"a{places[0]}", f"b{places[1]}"), left.get("text", ""), right.get("text", "")


MEASURES = (
    Measure(
        "gold",
        "gold/score.py",
        "annotated pairs, seen: align F1",
        outcomes,
        lambda _: dict(_scores),
        ".47",
        "second annotator .92",
    ),
)
