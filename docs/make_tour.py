"""Runs the commands of docs/tour.md and writes what they say below them: ``python docs/make_tour.py``.

A ``console`` block holds shell commands after ``$``, a ``pycon`` block Python after ``>>>``. All run in order in one
scratch folder with a copy of the seeds. Lines longer than WIDTH are cut, and say so with ``…``. A comment
``<!-- finding: PATTERN -->`` before a block says which line of ``reporter explain FILE`` gives the id in its commands.
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
BLOCK_RE = re.compile(
    r"(?:^<!-- finding: (?P<finding>[^\n]+) -->\n)?^```(?P<kind>console|pycon)\n(?P<lines>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
EXPLAIN_RE = re.compile(r"(reporter explain \S+) [0-9a-f]{4,}")
REPORTER = f'reporter() {{ "{sys.executable}" -m reporter "$@"; }}\n'


def made(page: str) -> str:
    """The page with the output under every command as it is now. Raises SystemExit where one fails or says nothing."""
    names: dict[str, object] = {}

    def renewed(block: re.Match[str]) -> str:
        if block["kind"] == "console":
            lines = _console(block["lines"], block["finding"])
        else:
            lines = _python(block["lines"], names)
        comment = f"<!-- finding: {block['finding']} -->\n" if block["finding"] else ""
        return comment + "\n".join((f"```{block['kind']}", *lines, "```"))

    with tempfile.TemporaryDirectory() as scratch, contextlib.chdir(scratch):
        shutil.copytree(ROOT / "seeds", "seeds")
        return BLOCK_RE.sub(renewed, page)


def _console(block: str, finding: str | None) -> list[str]:
    lines = []
    for command in re.findall(r"^\$ (.+)$", block, re.MULTILINE):
        if finding:
            command = EXPLAIN_RE.sub(lambda call: f"{call[1]} {_id(call[1], finding)}", command)  # noqa: PLW2901
        lines += [f"$ {command}", *_shown(_run(command))]
    return lines


def _run(command: str) -> str:
    """What a command says, on either stream. Raises SystemExit where it fails or says nothing."""
    done = subprocess.run(
        (shutil.which("bash") or shutil.which("sh") or "sh", "-c", f"{REPORTER}{command}"),
        env={**os.environ, "COLUMNS": "80", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode or not done.stdout.strip():
        raise SystemExit(
            f"{TOUR.name}: $ {command}\nended with {done.returncode}: {done.stdout or 'no output'}"
        )
    return done.stdout


def _id(explain: str, pattern: str) -> str:
    """The beginning of the id of the first finding whose line in the list has the pattern."""
    return _run(f"{explain} | grep -m 1 -E '{pattern}'")[:4]


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
