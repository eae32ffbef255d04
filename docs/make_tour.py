"""Runs the commands of docs/tour.md and writes what they say below them: ``python docs/make_tour.py``.

A ``console`` block holds shell commands after ``$``, a ``pycon`` block Python after ``>>>``. All run in order in one
scratch folder with a copy of the seeds. Lines longer than WIDTH are cut, and say so with ``…``.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOUR = ROOT / "docs" / "tour.md"
WIDTH = 112
BLOCK_RE = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
REPORTER = f'reporter() {{ "{sys.executable}" -m reporter "$@"; }}\n'


def made(page: str) -> str:
    """The page with the output under every command as it is now. Raises SystemExit where one fails or says nothing."""
    names: dict[str, object] = {}

    def renewed(block: re.Match[str]) -> str:
        lines = _console(block[2]) if block[1] == "console" else _python(block[2], names)
        return "\n".join((f"```{block[1]}", *lines, "```"))

    with tempfile.TemporaryDirectory() as scratch, contextlib.chdir(scratch):
        shutil.copytree(ROOT / "seeds", "seeds")
        return BLOCK_RE.sub(renewed, page)


def _console(block: str) -> list[str]:
    shell = shutil.which("bash") or shutil.which("sh") or "sh"
    lines = []
    for command in re.findall(r"^\$ (.+)$", block, re.MULTILINE):
        done = subprocess.run(
            (shell, "-c", f"{REPORTER}{command}"),
            env={
                **os.environ,
                "COLUMNS": "80",
                "PYTHONPATH": str(ROOT),
                "PYTHONUTF8": "1",
                "LC_ALL": "C.UTF-8",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        if done.returncode or not done.stdout.strip():
            raise SystemExit(
                f"{TOUR.name}: $ {command}\nended with {done.returncode}: {done.stdout or 'no output'}"
            )
        lines += [f"$ {command}", *_shown(done.stdout)]
    return lines


def _python(block: str, names: dict[str, object]) -> list[str]:
    lines = []
    for example in doctest.DocTestParser().get_examples(block):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(example.source, TOUR.name, "single"), names)  # noqa: S102  our own page
        first, *more = example.source.rstrip("\n").split("\n")
        lines += [f">>> {first}", *(f"... {line}".rstrip() for line in more), *_shown(said.getvalue())]
    return lines


def _shown(output: str) -> list[str]:
    """The lines of an output, the long ones cut."""
    lines = output.rstrip("\n").split("\n") if output.strip() else []
    return [(line if len(line) <= WIDTH else f"{line[: WIDTH - 2].rstrip()} …").rstrip() for line in lines]


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    TOUR.write_text(made(TOUR.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
