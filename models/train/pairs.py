"""Labelled pairs of sentences from public sets and from sentences changed by rule.

    python pairs.py --data FOLDER --out FOLDER

FOLDER holds the sets as the README of this folder lists them. A part of every set, every fifth topic, document or claim, is
kept out of training and written beside it. Targets are those of ``network.OUTPUTS``; None where a set does not say.
"""

from __future__ import annotations

import argparse
import ast
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any, NamedTuple

import changes

SEED = 20261124
HELD_OUT = 5
"""Every so many-th group of a set is held out."""
STOP = frozenset(
    "the a an of to in on at by for and or that this it its is are was were be been has have had with as from his her their he she they "
    "said says will would not but who which".split()
)


class Pair(NamedTuple):
    """Two sentences and what is known of them."""

    source: str
    group: str
    left: str
    right: str
    forward: float | None = None
    backward: float | None = None
    conflict: float | None = None
    aligned: float | None = None
    weight: float = 1.0


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _content(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"\w+", text.lower()) if word not in STOP}


def overlap(left: str, right: str) -> float:
    """Share of the content words of ``right`` that ``left`` has."""
    wanted = _content(right)
    return len(wanted & _content(left)) / max(len(wanted), 1)


def sentences(text: str) -> list[str]:
    """Sentences of a text, roughly: at a full stop before a capital, and at line ends."""
    found = []
    for line in text.splitlines():
        found += re.split(r"(?<=[a-z0-9\)”\"’'][.!?]) +(?=[A-Z“\"])|(?<= [.!?]) +(?=\S)", line.strip())
    return [sentence.strip() for sentence in found if len(sentence.split()) >= 5]


def inference(data: Path) -> Iterator[Pair]:
    """MultiNLI and SNLI: does the second sentence follow from the first."""
    for source in ("mnli", "snli"):
        rows = _rows(data / "train" / f"{source}.jsonl")
        for row in rows:
            group = f"{source}-{_number(row['a'], 1000)}"
            left, right, label = row["a"].strip(), row["b"].strip(), row["label"]
            if label == "entailment":
                yield Pair(source, group, left, right, 1, None, 0, None, 1.0)
            elif label == "neutral":
                yield Pair(source, group, left, right, 0, None, 0, None, 1.0)
            else:
                yield Pair(source, group, left, right, 0, 0, 1, None, 1.0)


def _number(text: str, most: int) -> int:
    """A number of a text that is the same in every run."""
    return sum(ord(character) * (place % 89 + 1) for place, character in enumerate(text)) % most


def claims(data: Path) -> Iterator[Pair]:
    """Evidence and claim: Climate-FEVER, HealthVer, FEVER symmetric."""
    for source in ("climate_fever", "healthver"):
        for row in _rows(data / "train" / f"{source}.jsonl"):
            evidence, claim = row.get("evidence") or row["a"], row.get("claim") or row["b"]
            yield _claim(source, f"{source}-{_number(claim, 1000)}", evidence, claim, row["label"])
    # a claim and an evidence text stand in several rows: all that hang together are one group
    rows = _rows(data / "bench" / "fever_symmetric" / "dev.jsonl")
    root: dict[str, str] = {}

    def find(key: str) -> str:
        while root.setdefault(key, key) != key:
            key = root[key]
        return key

    for row in rows:
        root[find(row["claim"])] = find(row["evidence"])
    for row in rows:
        group = f"fever-{_number(find(row['claim']), 1000)}"
        yield _claim("fever_symmetric", group, row["evidence"], row["claim"], row["label"])


def _claim(source: str, group: str, evidence: str, claim: str, label: str) -> Pair:
    label = label.upper()
    if label.startswith("SUPPORT"):
        return Pair(source, group, evidence, claim, 1, None, 0, None)
    if label.startswith("REFUTE"):
        return Pair(source, group, evidence, claim, 0, 0, 1, None)
    return Pair(source, group, evidence, claim, 0, None, 0, None, 0.7)


def paraphrases(data: Path) -> Iterator[Pair]:
    """RTE and the Microsoft paraphrases."""
    for row in _rows(data / "train" / "rte.jsonl"):
        group = f"rte-{_number(row['a'], 1000)}"
        yes = row["label"] == "YES"
        yield Pair("rte", group, row["a"], row["b"], float(yes), None, 0 if yes else None)
    for row in _rows(data / "bench" / "msrp" / "dev.jsonl"):
        group = f"msrp-{_number(row['a'], 1000)}"
        if row["label"]:
            yield Pair("msrp", group, row["a"], row["b"], 0.8, 0.8, 0, 1)
        else:
            yield Pair("msrp", group, row["a"], row["b"], 0.2, 0.2, None, 0.9, 0.7)


def facts(data: Path, chance: random.Random) -> Iterator[Pair]:
    """LitePyramid: a fact and the sentence of a summary that holds most of its words."""
    rows = _rows(data / "bench" / "lite_pyramid" / "dev.jsonl")
    seen: set[tuple[str, str]] = set()
    for row in rows:
        parts = sentences(row["text"]) or [row["text"]]
        for fact, present in zip(row["facts"], row["present"], strict=True):
            best = max(parts, key=lambda sentence: overlap(sentence, fact))
            if (best, fact) in seen:
                continue
            seen.add((best, fact))
            share = overlap(best, fact)
            group = f"lite_pyramid-{row['id']}"
            if present and share >= 0.34:
                yield Pair("lite_pyramid", group, best, fact, 1, None, 0, 1)
            elif not present and (share >= 0.25 or chance.random() < 0.2):
                yield Pair("lite_pyramid", group, best, fact, 0, None, 0, 0 if share < 0.6 else None)
            others = [part for part in parts if part != best]
            if others and chance.random() < 0.15:
                other = chance.choice(others)
                if overlap(other, fact) < 0.3:
                    yield Pair("lite_pyramid", group, other, fact, 0, None, 0, 0, 0.7)


def told_twice(data: Path, chance: random.Random, most: int) -> Iterator[Pair]:
    """LitePyramid: sentences of two summaries of one article, by whether a fact is present through both."""
    documents: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in _rows(data / "bench" / "lite_pyramid" / "dev.jsonl"):
        parts = [part for part in sentences(row["text"]) if len(part.split()) >= 6]
        for number, (fact, present) in enumerate(zip(row["facts"], row["present"], strict=True)):
            best = max(parts, key=lambda sentence: overlap(sentence, fact), default="")
            for part in parts:
                documents[row["id"]][part] |= (
                    {number} if present and part == best and overlap(part, fact) >= 0.5 else set()
                )
    for name, told in sorted(documents.items()):
        found: dict[bool, list[Pair]] = {True: [], False: []}
        for (left, mine), (right, theirs) in combinations(sorted(told.items()), 2):
            common = max(overlap(left, right), overlap(right, left))
            group = f"lite_pyramid-{name}"
            if mine & theirs and common < 0.8:
                found[True].append(Pair("told-twice", group, left, right, None, None, 0, 1))
            elif (
                not mine & theirs
                and (mine or theirs)
                and common < 0.4
                and (common >= 0.1 or chance.random() < 0.1)
            ):
                found[False].append(Pair("told-twice", group, left, right, 0, 0, 0, 0))
        for pairs in found.values():
            yield from chance.sample(pairs, min(len(pairs), most // 2))


def edits(data: Path) -> Iterator[Pair]:
    """SummEdits: a sentence of a summary and its edit, and a summary's sentence with the one of the document nearest to it."""
    for row in _rows(data / "bench" / "summedits_news" / "dev.jsonl"):
        group = f"summedits-{row['id'].split('_')[0]}"
        kept = bool(row["label"])
        before, after = sentences(row["original_summary"]), sentences(row["summary"])
        source = sentences(row["doc"])
        for new in after:
            near = max(before, key=lambda old: overlap(old, new), default="")
            if near and near != new and overlap(near, new) > 0.3:
                if kept:
                    yield Pair("summedits", group, near, new, 1, 1, 0, 1)
                elif len(after) == 1 or sum(one not in before for one in after) == 1:
                    yield Pair("summedits", group, near, new, 0, None, 1, 1)
            if source:
                best = max(source, key=lambda sentence: overlap(sentence, new))
                if kept and overlap(best, new) > 0.7:
                    yield Pair("summedits-doc", group, best, new, None, None, 0, 1)
                elif (
                    not kept
                    and near != new
                    and overlap(best, new) > 0.5
                    and sum(one not in before for one in after) == 1
                ):
                    yield Pair("summedits-doc", group, best, new, 0, None, 1, 1, 0.7)


def events(data: Path, chance: random.Random) -> Iterator[Pair]:
    """ECB+: sentences of two articles on one event, and of the look-alike event of the same topic.

    Where events are shared is annotated for some of the events only, so pairs count where the words do not speak against it.
    """
    rows = [row for row in _rows(data / "bench" / "ecbplus" / "dev.jsonl") if any(row["validated"])]
    topics: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        topics[row["topic"]].append(row)
    for topic, documents in topics.items():
        found: dict[str, list[Pair]] = {"shared": [], "other": [], "look-alike": []}
        for one, other in combinations(documents, 2):
            same_story = one["subtopic"] == other["subtopic"]
            for (left, mine), (right, theirs) in product(_told(one), _told(other)):
                common = max(overlap(left, right), overlap(right, left))
                pair = Pair("ecbplus", f"ecb-{topic}", left, right, 0, 0, 0, 0, 0.8)
                if min(len(left.split()), len(right.split())) < 6 or common > 0.9:
                    continue
                if same_story and mine & theirs and (len(mine & theirs) > 1 or common >= 0.3):
                    found["shared"].append(
                        pair._replace(forward=None, backward=None, conflict=None, aligned=1)
                    )
                elif same_story and not mine & theirs and 0.1 <= common <= 0.3:
                    found["other"].append(pair)
                elif not same_story and common >= 0.2:
                    found["look-alike"].append(pair)
        for kind, most in (("shared", 160), ("other", 80), ("look-alike", 80)):
            yield from chance.sample(found[kind], min(most, len(found[kind])))


def _told(row: dict[str, Any]) -> list[tuple[str, set[str]]]:
    return [
        (words, set(chains))
        for words, chains, valid in zip(row["sents"], row["event_chains"], row["validated"], strict=True)
        if valid and chains
    ]


def statements(data: Path) -> Iterator[Pair]:
    """QA-Align: two sentences of one event that share a predicate with its arguments, or none."""
    for row in _rows(data / "bench" / "qa_align" / "dev.jsonl"):
        group = f"ecb-{row['key'].split('_')[0]}"
        matched = ast.literal_eval(row["alignments"])
        yield Pair("qa_align", group, row["text_1"], row["text_2"], None, None, 0, float(bool(matched)))


def news(data: Path) -> list[tuple[str, str]]:
    """Sentences of news, each with its group, to change by rule and to take neighbours from."""
    found: list[tuple[str, str]] = []
    for row in _rows(data / "bench" / "ecbplus" / "dev.jsonl"):
        found += [(f"ecb-{row['topic']}", sentence) for sentence in row["sents"]]
    for row in _rows(data / "train" / "claimdiff.jsonl"):
        group = f"claimdiff-{_number(row['topic'], 1000)}"
        found += [(group, sentence) for side in "ab" for sentence in sentences(row[side])]
    for row in _rows(data / "bench" / "summedits_news" / "dev.jsonl"):
        found += [(f"summedits-{row['id'].split('_')[0]}", sentence) for sentence in sentences(row["doc"])]
    for row in _rows(data / "bench" / "lite_pyramid" / "dev.jsonl"):
        found += [(f"lite_pyramid-{row['id']}", sentence) for sentence in sentences(row["text"])]
    for row in _rows(data / "bench" / "msrp" / "dev.jsonl"):
        found += [(f"msrp-{_number(row['a'], 1000)}", row["a"])]
    return [(group, text) for group, text in dict.fromkeys(found) if 8 <= len(text.split()) <= 50]


def planted(
    pool: list[tuple[str, str]], chance: random.Random, conflicts: int, agreements: int
) -> Iterator[Pair]:
    """News sentences against themselves, changed by rule."""
    chance.shuffle(pool)
    made: Counter[bool] = Counter()
    for group, text in pool:
        other = changes.agreement(text, chance) if chance.random() < 0.75 else text
        if other and made[False] < agreements and chance.random() < 0.5 and other != text:
            made[False] += 1
            yield Pair("planted", group, text, other, 1, None, 0, 1)
        elif other and made[True] < conflicts:
            changed = changes.conflict(other, chance)
            if changed:
                made[True] += 1
                yield Pair("planted", group, text, changed, 0, 0, 1, 1)


def contrary(known: Iterable[Pair], chance: random.Random, most: int) -> Iterator[Pair]:
    """Pairs that agree, made to conflict: a figure, name, day or word that both have is changed in one."""
    agreeing = [
        pair
        for pair in known
        if (pair.aligned == 1 or pair.forward == 1)
        and pair.conflict == 0
        and pair.source
        in (
            "msrp",
            "lite_pyramid",
            "summedits",
            "fever_symmetric",
            "rte",
            "qa_align",
            "mnli",
            "climate_fever",
            "ecbplus",
        )
    ]
    chance.shuffle(agreeing)
    made = 0
    for pair in agreeing:
        for _ in range(3):
            changed = changes.conflict(pair.right, chance)
            gone = _lost(pair.right, changed) if changed else set()
            # a swapped word must have been in the other sentence too; a “not” leaves nothing out
            if (
                changed
                and gone <= set(re.findall(r"[\w.,%$-]+", pair.left))
                and (gone or overlap(pair.left, pair.right) > 0.6)
            ):
                made += 1
                yield pair._replace(source="contrary", right=changed, forward=0.0, backward=0.0, conflict=1.0)
                break
        if made >= most:
            return


def _lost(before: str, after: str) -> set[str]:
    words = re.findall(r"[\w.,%$-]+", before), re.findall(r"[\w.,%$-]+", after)
    return set(words[0]) - set(words[1])


def neighbours(data: Path, chance: random.Random, most: int) -> Iterator[Pair]:
    """Sentences of one article: on one event, with the same names, and (the opening aside) not the same statement."""
    articles: list[tuple[str, list[str]]] = []
    for row in _rows(data / "bench" / "ecbplus" / "dev.jsonl"):
        articles.append((f"ecb-{row['topic']}", row["sents"]))
    for row in _rows(data / "bench" / "summedits_news" / "dev.jsonl"):
        articles.append((f"summedits-{row['id'].split('_')[0]}", sentences(row["doc"])))
    for path in sorted((data / "pairs").glob("*/[ab].txt")):
        articles.append((f"pairs-{path.parent.name}", sentences(path.read_text(encoding="utf-8"))))
    for path in sorted((data / "bench" / "polnear" / "text").glob("*.txt")):
        articles.append((f"polnear-{_number(path.stem, 1000)}", sentences(path.read_text(encoding="utf-8"))))
    found: dict[tuple[str, str], Pair] = {}
    for group, told in articles:
        body = list(dict.fromkeys(sentence for sentence in told[2:] if 6 <= len(sentence.split()) <= 60))
        for left, right in combinations(body, 2):
            common = max(overlap(left, right), overlap(right, left))
            if 0.15 <= common <= 0.5:
                found[left, right] = Pair("neighbours", group, left, right, 0, 0, 0, 0, 0.8)
    by_group: dict[str, list[Pair]] = defaultdict(list)
    for pair in found.values():
        by_group[pair.group].append(pair)
    each = max(most // len(by_group), 1)
    for _, pairs in sorted(by_group.items()):
        yield from chance.sample(pairs, min(each, len(pairs)))


def strangers(pool: list[tuple[str, str]], chance: random.Random, most: int) -> Iterator[Pair]:
    """Sentences of one topic that have little in common."""
    groups: dict[str, list[str]] = defaultdict(list)
    for group, text in pool:
        groups[group].append(text)
    wide = sorted(group for group, texts in groups.items() if len(texts) > 5)
    made = 0
    while made < most:
        group = chance.choice(wide)
        left, right = chance.sample(groups[group], 2)
        common = max(overlap(left, right), overlap(right, left))
        if 0.1 <= common <= 0.3 or (common < 0.1 and chance.random() < 0.2):
            made += 1
            yield Pair("strangers", group, left, right, 0, 0, 0, 0, 0.7)


def build(data: Path) -> tuple[list[Pair], list[Pair]]:
    """What to train on and what is held out."""
    chance = random.Random(SEED)
    known = [
        *inference(data),
        *claims(data),
        *paraphrases(data),
        *facts(data, chance),
        *told_twice(data, chance, 120),
        *edits(data),
        *events(data, chance),
        *statements(data),
    ]
    pool = news(data)
    known += list(contrary(known, chance, 9000))
    known += list(planted(pool, chance, 12000, 8000))
    known += list(neighbours(data, chance, 9000))
    known += list(strangers(pool, chance, 3000))
    groups: dict[str, list[str]] = defaultdict(list)
    for group in sorted({pair.group for pair in known}, key=lambda name: (name.split("-")[0], name)):
        groups[group.split("-")[0]].append(group)
    places = {group: number for names in groups.values() for number, group in enumerate(names)}
    kept_out = [pair for pair in known if places[pair.group] % HELD_OUT == 2]
    kept_in = [pair for pair in known if places[pair.group] % HELD_OUT != 2]
    chance.shuffle(kept_in)
    return kept_in, kept_out


def main() -> None:
    """Write train.jsonl and held-out.jsonl, and say how many pairs of each set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for name, pairs in zip(("train", "held-out"), build(options.data), strict=True):
        with (options.out / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(pair._asdict(), ensure_ascii=False) + "\n" for pair in pairs)
        print(name, len(pairs), dict(Counter(pair.source for pair in pairs)))


if __name__ == "__main__":
    main()
