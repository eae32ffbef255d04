"""The shape of the code: import direction, sizes, and what the command line may import."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "reporter").rglob("*.py"))
MODULE_LINES, FUNCTION_LINES = 400, 60
HEAVY = {
    "charset_normalizer",
    "dataclasses",
    "httpx",
    "jinja2",
    "json",
    "lxml",
    "markdown_it",
    "pypdf",
    "rapidfuzz",
    "sentencex",
    "Stemmer",
    "trafilatura",
    "typing",
    "warcio",
    "weasyprint",
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = (
        sys.executable,
        "-c",
        "import sys; sys.path.insert(0, ''); from importlinter.cli import lint_imports; "
        "sys.exit(lint_imports(no_cache=True))",
    )
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its contracts, to be broken."""
    shutil.copytree(ROOT / "reporter", tmp_path / "reporter", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_import_direction_is_kept() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line", "named"),
    [
        ("sentences.py", "import reporter.cleaning", "reporter.sentences -> reporter.cleaning"),
        ("model/article.py", "import reporter.config", "reporter.model.article -> reporter.config"),
        ("formats/json.py", "import reporter.diff", "reporter.formats.json -> reporter.diff"),
        ("stray.py", "", "stray"),
    ],
)
def test_a_broken_import_direction_is_caught(copy: Path, module: str, line: str, named: str) -> None:
    with (copy / "reporter" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    done = lint_imports(copy)
    assert done.returncode == 1
    assert named in done.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_are_short(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MODULE_LINES
    functions = (
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in functions
        if node.end_lineno is not None and node.end_lineno - node.lineno >= FUNCTION_LINES
    }
    assert long == {}


def imported_by(*arguments: str) -> set[str]:
    """The modules that are loaded when the command line ends, beyond those of a bare interpreter."""
    code = (
        "import sys, json\nbefore = set(sys.modules)\nfrom reporter.cli import main\n"
        f"main({list(arguments)!r})\nafter = sorted(set(sys.modules) - before)\n"
        "print(*after, sep='\\n', file=sys.stderr)"
    ).replace("import sys, json", "import sys")
    done = subprocess.run(
        (sys.executable, "-S", "-c", code), cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_help_imports_argparse_and_nothing_heavy() -> None:
    loaded = imported_by("--help")
    assert "argparse" in loaded
    assert loaded & HEAVY == set()
    assert {name for name in loaded if name.startswith("reporter")} == {
        "reporter",
        "reporter.cli",
        "reporter.errors",
        "reporter.garbage",
        "reporter.options",
    }


def test_the_json_path_imports_no_pdf_and_no_template_engine(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("The army took the city on Wednesday. It lost 12 men.\n", encoding="utf-8")
    second.write_text("The army took the town on Wednesday. It lost 15 men.\n", encoding="utf-8")
    code = (
        "import sys\nfrom reporter.cli import main\n"
        f"code = main(['compare', {str(first)!r}, {str(second)!r}, '-f', 'json', '-o', '-'])\n"
        "print(*sorted(sys.modules), sep='\\n', file=sys.stderr)\nsys.exit(code)"
    )
    done = subprocess.run((sys.executable, "-c", code), cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["format"] == "reporter-comparison/1"
    loaded = set(done.stderr.split())
    heavy = {"weasyprint", "jinja2", "trafilatura", "pypdf", "lxml", "markdown_it", "warcio"}
    assert loaded & (heavy | {"httpx", "httpcore", "email", "zipfile", "tarfile", "reporter.web"}) == set()
