"""Change one fact in half of the paragraphs of a real article, and see which changes are found as conflicting.

    python benchmarks/planted.py --pairs FOLDER [--errors]

Every article is compared with its changed copy. Printed by kind of change: share found (a conflicting finding names the
changed paragraph in both copies), and the share of untouched paragraphs in which a conflict is reported.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from reporter import Article, compare

_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_SURNAMES = ["Hartley", "Brennan", "Okafor", "Lindqvist", "Moreau", "Castellano"]
_AUXILIARY_RE = re.compile(r"\b(was|were|is|are|has|have|had|will|would|can|could)\b(?! not|n't)")


def _figure(text: str, chance: random.Random) -> str | None:
    found = [
        m
        for m in re.finditer(r"(?<![\w.,/-])\d{1,3}(?:,\d{3})*(?![\w,./-]\d|\d)", text)
        if not 1900 < int(m[0].replace(",", "")) < 2100
    ]
    found = [
        m
        for m in found
        if not re.search(
            r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\w*\.? $", text[: m.start()]
        )
    ]
    if not found:
        return None
    match = chance.choice(found)
    value = int(match[0].replace(",", ""))
    changed = value * 2 + 3 if value < 1000 else value * 3
    return text[: match.start()] + (f"{changed:,}" if "," in match[0] else str(changed)) + text[match.end() :]


def _word(words: list[str], lower: bool = False) -> Callable[[str, random.Random], str | None]:
    pattern = re.compile(rf"\b(?:{'|'.join(words)})\b")

    def change(text: str, chance: random.Random) -> str | None:
        found = [
            m
            for m in pattern.finditer(text)
            if not (m[0] in ("May", "March") and not re.match(r"\s\d|\s(?:19|20)", text[m.end() :]))
        ]
        if not found:
            return None
        match = chance.choice(found)
        other = chance.choice([word for word in words if word != match[0]])
        return text[: match.start()] + other + text[match.end() :]

    return change


def _year(text: str, chance: random.Random) -> str | None:
    found = list(re.finditer(r"\b(?:19|20)\d\d\b", text))
    if not found:
        return None
    match = chance.choice(found)
    return text[: match.start()] + str(int(match[0]) - chance.randint(2, 9)) + text[match.end() :]


def _name(text: str, chance: random.Random) -> str | None:
    found = list(
        re.finditer(
            r"(?<=[a-z,] )[A-Z][a-z]+ (?:[A-Z]\. )?([A-Z][a-z]{3,})\b(?= (?:said|told|added|was|is|has)|,)",
            text,
        )
    )
    if not found:
        return None
    match = chance.choice(found)
    return text[: match.start(1)] + chance.choice(_SURNAMES) + text[match.end(1) :]


def _negation(text: str, chance: random.Random) -> str | None:
    found = list(_AUXILIARY_RE.finditer(text))
    if not found:
        return None
    match = chance.choice(found)
    return text[: match.end()] + " not" + text[match.end() :]


CHANGES: dict[str, Callable[[str, random.Random], str | None]] = {
    "figure": _figure,
    "number word": _word(_NUMBERS),
    "weekday": _word(_WEEKDAYS),
    "month": _word(_MONTHS),
    "year": _year,
    "name": _name,
    "negation": _negation,
}


def _changed(paragraph: str, chance: random.Random) -> tuple[str, str]:
    """The first kind of change that the paragraph allows, in random order, and the changed words."""
    kinds = list(CHANGES)
    chance.shuffle(kinds)
    for kind in kinds:
        changed = CHANGES[kind](paragraph, chance)
        if changed:
            return kind, changed
    return "", paragraph


def plant(text: str, chance: random.Random) -> tuple[str, list[tuple[str, int, int]]]:
    """The text with every second paragraph of any length changed: (kind, start, end) of each in the new text."""
    pieces, planted, length = [], [], 0
    for number, original in enumerate(re.split(r"(\n+)", text)):
        kind, paragraph = "", original
        if number % 4 == 2 and len(original.split()) > 8:
            kind, paragraph = _changed(original, chance)
        pieces.append(paragraph)
        if kind:
            planted.append((kind, length, length + len(paragraph)))
        length += len(paragraph)
    return "".join(pieces), planted


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--pairs", type=Path, required=True, help="folder of real articles (*.txt, at any depth)"
    )
    parser.add_argument("--errors", action="store_true", help="list what was missed and what was wrong")
    parser.add_argument("--half", choices=("first", "second"), help="only this half of the articles")
    options = parser.parse_args()
    paths = sorted(options.pairs.rglob("*.txt"))
    if not paths:
        raise SystemExit(f"planted: no articles in {options.pairs}; nothing measured")
    if options.half:
        paths = paths[::2] if options.half == "first" else paths[1::2]
    wanted, found, wrong, untouched = Counter(), Counter(), 0, 0
    for path in paths:
        text = path.read_text(encoding="utf-8")
        changed, planted = plant(text, random.Random(path.as_posix()[-12:]))  # noqa: S311
        report = compare([Article.from_text(text, locator="a"), Article.from_text(changed, locator="b")])
        hits = [
            (member.span, finding)
            for finding in report.findings
            if finding.verdict.value == "conflicting"
            for member in finding.members
            if member.article == 1
        ]
        for kind, start, end in planted:
            wanted[kind] += 1
            if any(start <= span.start < end for span, _ in hits):
                found[kind] += 1
            elif options.errors:
                print(f"missed {kind}: {changed[start:end][:300]}")
        inside = {(start, end) for _, start, end in planted}
        paragraphs = [
            m.span()
            for m in re.finditer(r"[^\n]+", changed)
            if m.span() not in inside and len(m[0].split()) > 8
        ]
        untouched += len(paragraphs)
        for start, end in paragraphs:
            here = [finding for span, finding in hits if start <= span.start < end]
            wrong += bool(here)
            if here and options.errors:
                print(
                    f"wrong {here[0].evidence.rule}: {here[0].evidence.message} | {changed[start:end][:160]}"
                )
    print("| change | planted | found |\n|---|---|---|")
    for kind in CHANGES:
        print(
            f"| {kind} | {wanted[kind]} | {found[kind] / wanted[kind]:.2f} |"
            if wanted[kind]
            else f"| {kind} | 0 | - |"
        )
    print(f"| all | {wanted.total()} | {found.total() / wanted.total():.3f} |")
    print(f"\nconflicts reported in untouched paragraphs: {wrong} of {untouched} ({wrong / untouched:.3f})")


if __name__ == "__main__":
    main()
