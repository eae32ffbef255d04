"""Runs the fuzzer over the stages for a bounded time; exit code 1 if one of them broke a promise.

    python -m fuzz [STAGE…] [--seconds 60] [--keep FOLDER]

The seconds are shared among the stages. Needs atheris (``pip install -e .[fuzz]``), which has wheels for Linux on
x86-64; elsewhere this says so and ends with 0. Inputs that led to new code stay in ``--keep`` for the next run; one
that broke something is written there too: minimise it with ``-minimize_crash=1`` (libFuzzer), put it into
``tests/fuzz_cases/`` and mend the program.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from fuzz.stages import STAGES, seeds

SLOW = 60
"""Seconds that one input may take."""
MEMORY_MB = 2_000
LONGEST = 4_096
"""Bytes of an input."""


def main() -> int:
    """Fuzz each stage in a process of its own, as libFuzzer ends the process; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("stages", nargs="*", metavar="STAGE", help=f"of {', '.join(STAGES)} (default: all)")
    parser.add_argument("--seconds", type=int, default=60, help="for all stages together")
    parser.add_argument("--keep", type=Path, help="folder for inputs that lead to new code, and for crashes")
    arguments, rest = parser.parse_known_args()
    if importlib.util.find_spec("atheris") is None:
        print("fuzz: skipped, no atheris here (pip install atheris; Linux on x86-64 only)")
        return 0
    stages = arguments.stages or list(STAGES)
    unknown = [stage for stage in stages if stage not in STAGES]
    if unknown:
        parser.error(f"no stage {unknown[0]}; known are {', '.join(STAGES)}")
    with tempfile.TemporaryDirectory() as scratch:
        keep = arguments.keep or Path(scratch)
        broken = [stage for stage in stages if not _run(stage, arguments.seconds // len(stages), keep, rest)]
    return 1 if broken else 0


def _run(stage: str, seconds: int, keep: Path, options: list[str]) -> bool:
    """Fuzz one stage; whether it held."""
    corpus = keep / stage
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(stage)):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    command = [
        *(sys.executable, "-m", "fuzz.target", stage, str(corpus)),
        *(f"-max_total_time={max(1, seconds)}", f"-timeout={SLOW}", f"-rss_limit_mb={MEMORY_MB}"),
        *(f"-max_len={LONGEST}", f"-artifact_prefix={keep}/{stage}-", "-print_final_stats=1", *options),
    ]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    runs = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
    held = "held" if not done.returncode else "BROKEN"
    print(
        f"fuzz: {stage}: {runs[1] if runs else '?'} inputs, {held}",
        flush=True,
    )
    if done.returncode:
        print(done.stdout[-4000:], done.stderr[-6000:], flush=True)
    return not done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
