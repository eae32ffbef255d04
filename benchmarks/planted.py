"""Change one fact in half of the paragraphs of a real article, and see which changes are found as conflicting.

Every article is compared with its changed copy. Measured are the share of changes found (a conflicting finding names
the changed paragraph) and the share of untouched paragraphs in which a conflict is reported. ``benchmarks/quality.py``
runs it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from outcomes import Measure, Outcome, compared, part, total

from reporter.model import Verdict

_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_LEAST_WORDS = 8
"""Untouched paragraphs of so many words or fewer are not counted."""
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


def outcomes(data: Path, limit: int) -> Iterator[Outcome]:
    """Changed paragraphs, found where a conflict lies in them, and untouched ones, where none must."""
    paths = sorted((data / "pairs").rglob("*.txt"))
    for path in paths[:: max(len(paths) // limit, 1) if limit else 1]:
        name = f"{path.parent.name}/{path.name}"
        text = path.read_text(encoding="utf-8")
        changed, planted = plant(text, random.Random(path.as_posix()[-12:]))  # noqa: S311
        hits = [
            (member.span.start, finding.evidence)
            for finding in compared(text, changed).findings
            if finding.verdict is Verdict.CONFLICTING
            for member in finding.members
            if member.article == 1
        ]
        kinds = {(start, end): kind for kind, start, end in planted}
        for number, match in enumerate(re.finditer(r"[^\n]+", changed)):
            kind = kinds.get(match.span(), "")
            if not kind and len(match[0].split()) <= _LEAST_WORDS:
                continue
            here = [evidence for place, evidence in hits if match.start() <= place < match.end()]
            told = (
                f"{kind or 'untouched'}: {match[0]} | {here[0].rule + ': ' + here[0].message if here else ''}"
            )
            counts = {f"{kind}-found": bool(here), f"{kind}-wanted": 1}
            yield Outcome(f"{name} {number}", part(path.parent.name), bool(here) == bool(kind), counts, told)


def figures(found: Sequence[Outcome]) -> dict[str, float]:
    """The share of the changes that was found, conflicts in untouched paragraphs, and the share of each kind."""
    rates = {kind: total(found, f"{kind}-found") / (total(found, f"{kind}-wanted") or 1) for kind in CHANGES}
    hits, wanted = (sum(total(found, f"{kind}-{what}") for kind in CHANGES) for what in ("found", "wanted"))
    return {"found": hits / (wanted or 1), "false": total(found, "-found") / total(found, "-wanted"), **rates}


MEASURES = (Measure("planted", "pairs", "planted changes found", outcomes, figures),)
