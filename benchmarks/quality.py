"""How good the results are, on annotated pairs, public sets and planted changes: one table, and what changed.

    python benchmarks/quality.py --data FOLDER [--only SET,…] [--part dev|held|all] [--limit N] [--errors N]
        [--semantic] [--write]

FOLDER holds gold/, pairs/ and bench/; a set that is not there is skipped. Half of every set is held out: it is counted
(``--part held`` or ``all``) and never listed. Every run is compared item by item with the last one of the same options
(kept in ``--results``) and prints what it gained and lost. ``--write`` puts the table into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import extraction
import gold
import newsquant
import planted
import polnear
import public
import stories
from outcomes import DEV, HELD, Measure, Outcome, against, group, kept, use_semantic_model

MEASURES: tuple[Measure, ...] = (
    *gold.MEASURES,
    *planted.MEASURES,
    *public.MEASURES,
    *stories.MEASURES,
    *newsquant.MEASURES,
    *polnear.MEASURES,
    *extraction.MEASURES,
)
ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs" / "benchmarks.md"
MARKERS = "<!-- quality.py{} writes from here -->", "<!-- to here -->"
_LISTED = 20
"""Gained and lost items shown of a set."""
_WIDTH = 400


class Run(NamedTuple):
    """What a set came to."""

    measure: Measure
    outcomes: Sequence[Outcome]
    figures: Mapping[str, Mapping[str, float]]
    """By part."""


def main() -> int:
    """Measure, print the figures, then what was gained and lost."""
    options = _options()
    use_semantic_model(options.semantic)
    chosen = [measure for measure in MEASURES if not options.only or measure.name in options.only]
    runs = []
    for measure in chosen:
        if not (options.data / measure.needs).exists():
            print(f"{measure.name}: skipped, {options.data / measure.needs} is missing", flush=True)
            continue
        start = time.perf_counter()
        run = _run(measure, options.data, options.limit, options.part)
        runs.append(run)
        for part, figures in run.figures.items():
            told = ", ".join(f"{name} {value:.3f}" for name, value in figures.items())
            size = sum(part in ("all", outcome.part) for outcome in run.outcomes)
            print(f"{measure.name} {part} ({size}): {told}", flush=True)
        print(f"  {time.perf_counter() - start:.0f} s", flush=True)
        _tell_changes(run, options)
        _tell_errors(run, options.errors)
    if options.write:
        _write(_table(runs), MARKERS[0].format(" --semantic" if options.semantic else ""))
    return 0 if runs else 2


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    names = [measure.name for measure in MEASURES]
    parser.add_argument(
        "--only", type=lambda text: text.split(","), metavar="SETS", help=f"of {', '.join(names)}"
    )
    parser.add_argument("--part", choices=(DEV, HELD, "all"), default=DEV, help="default: dev")
    parser.add_argument("--limit", type=int, default=0, help="about so many rows of a set, evenly taken")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="list so many errors of each dev part"
    )
    parser.add_argument(
        "--results", type=Path, default=ROOT / "build" / "quality", help="default: build/quality"
    )
    parser.add_argument("--semantic", action="store_true", help="with the model of reporter[semantic]")
    parser.add_argument(
        "--write", action="store_true", help="the table into docs/benchmarks.md; implies --part all"
    )
    options = parser.parse_args()
    for name in options.only or ():
        if name not in names:
            parser.error(f"no set {name}; there are {', '.join(names)}")
    if options.write:
        options.part = "all"
    return options


def _run(measure: Measure, data: Path, limit: int, part: str) -> Run:
    outcomes = [o for o in measure.outcomes(data, limit) if part in ("all", o.part)]
    figures = {}
    for name in (DEV, HELD) if part == "all" else (part,):
        of_part = [outcome for outcome in outcomes if outcome.part == name]
        if of_part:
            figures[name] = measure.figures(of_part)
    return Run(measure, outcomes, figures)


def _tell_changes(run: Run, options: argparse.Namespace) -> None:
    """Print what is right now and was not, and the reverse; then keep this run for the next."""
    path = (
        options.results
        / f"{run.measure.name}-{options.part}-{options.limit}{'-semantic' * options.semantic}.json"
    )
    if path.is_file():
        last = json.loads(path.read_text(encoding="utf-8"))
        known = frozenset(group(outcome.key) for outcome in run.outcomes)
        changes = against(last["items"], run.outcomes, known)
        for what, items in (("gained", changes.gained), ("lost", changes.lost)):
            if items:
                held = sum(item.part == HELD for item in items)
                print(
                    f"  {what} {len(items)} against {last['commit']}"
                    + (f", {held} of them held out" if held else "")
                )
            for item in [item for item in items if item.part == DEV][:_LISTED]:
                print(f"    {what[0]} {_short(item)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"commit": _commit(), "figures": run.figures, "items": kept(run.outcomes)}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0), encoding="utf-8")


def _tell_errors(run: Run, most: int) -> None:
    wrong = [outcome for outcome in run.outcomes if not outcome.right and outcome.part == DEV]
    for outcome in wrong[:: max(len(wrong) // most, 1)][:most] if most else ():
        print(f"    x {_short(outcome)}")


def _short(outcome: Outcome) -> str:
    return f"{outcome.key[:60]}: {outcome.words[:_WIDTH]}".replace("\n", " ")


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def _table(runs: Iterable[Run]) -> str:
    lines = [
        "| set | what | floor | published | dev | held out |",
        "|---|---|---|---|---|---|",
    ]
    for run in runs:
        cells = [_cell(run.figures.get(part, {})) for part in (DEV, HELD)]
        measure = run.measure
        lines.append(
            f"| {measure.name} | {measure.what} | {measure.floor or '–'} | {measure.published or '–'} "
            f"| {cells[0]} | {cells[1]} |"
        )
    return "\n".join(lines)


def _cell(figures: Mapping[str, float]) -> str:
    """The first figure, then the others by name."""
    told = [f"{value:.3f}".replace("0.", ".", 1) for value in figures.values()]
    others = [f"{name} {value}" for name, value in zip(list(figures)[1:], told[1:], strict=True)]
    return f"**{told[0]}**" + (f" ({', '.join(others)})" if others else "") if told else "–"


def _write(table: str, begin: str) -> None:
    text = DOCS.read_text(encoding="utf-8")
    between = re.compile(f"(?<={re.escape(begin)}).*?(?={re.escape(MARKERS[1])})", re.DOTALL)
    if not between.search(text):
        sys.exit(f"quality: no {begin} in {DOCS}")
    DOCS.write_text(between.sub(lambda _: f"\n\n{table}\n\n", text), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
