"""Documentation that lies fails here."""

from __future__ import annotations

import ast
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reporter.config import Limits, Settings, Web
from reporter.model import Relation, Verdict

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SCHEMA: dict[str, Any] = json.loads((ROOT / "docs" / "comparison.schema.json").read_text(encoding="utf-8"))
LINK_RE = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)")
BLOCK_RE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PATH_RE = re.compile(r"`((?:benchmarks|docs|reporter|reports|seeds|templates|tests)/[\w./-]*)`")
HEADING_RE = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
ERRORS = {"ReporterError", "ConfigError", "SourceError", "ReadError", "RenderError"}
SEEDS = ("seeds/aleppo/000_15aba80dcc606ee3.txt", "seeds/aleppo/001_57dd2528ee32198b.txt")


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "80", "PYTHONPATH": str(ROOT)}
    command = (sys.executable, "-m", "reporter", *arguments)
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def anchors(page: Path) -> set[str]:
    """GitHub's anchors of a page's headings."""
    headings = HEADING_RE.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def slugs_in_code() -> set[str]:
    """The first argument of every error that is raised, and of ``Skipped`` and ``_trouble``."""
    found = set()
    for module in (ROOT / "reporter").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            first = node.args[0]
            if node.func.id in {*ERRORS, "_trouble"} and isinstance(first, ast.Constant):
                found.add(str(first.value))
            if node.func.id == "Skipped" and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                found.add(str(node.args[1].value))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for path, anchor in LINK_RE.findall(page.read_text(encoding="utf-8")):
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(f"{path}#{anchor}")
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_that_are_named_exist(page: Path) -> None:
    named = {path for path in PATH_RE.findall(page.read_text(encoding="utf-8")) if "NAME" not in path}
    only_in_the_wheel = {"reporter/templates"}
    assert [path for path in sorted(named - only_in_the_wheel) if not (ROOT / path).exists()] == []


def test_the_index_lists_every_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    listed = {Path(path).name for path, _ in LINK_RE.findall(index)}
    assert {page.name for page in PAGES} - {"README.md", "index.md"} <= listed


def test_every_message_is_explained_and_every_explanation_is_of_a_message() -> None:
    text = (ROOT / "docs" / "messages.md").read_text(encoding="utf-8")
    explained = re.findall(r"^### (\S+)$", text, re.MULTILINE)
    assert len(explained) == len(set(explained))
    assert set(explained) == slugs_in_code()


def test_the_help_in_the_readme_is_the_help() -> None:
    block = next(text for kind, text in BLOCK_RE.findall(README) if kind == "console")
    assert block == "$ reporter --help\n" + run("--help").stdout


def test_every_verb_and_its_options_are_documented() -> None:
    verbs = re.findall(r"^    (\w+) ", run("--help").stdout, re.MULTILINE)
    assert len(verbs) >= 6
    for verb in verbs:
        assert any(f"reporter {verb}" in page.read_text(encoding="utf-8") for page in PAGES)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the articles that the README's commands name."""
    first, second = ((ROOT / seed).read_text(encoding="utf-8") for seed in SEEDS)
    (tmp_path / "a.txt").write_text(first, encoding="utf-8")
    (tmp_path / "b.txt").write_text(second, encoding="utf-8")
    paragraphs = "".join(f"<p>{line}</p>" for line in first.splitlines() if line)
    page = f"<!doctype html><title>Aleppo</title><body><article>{paragraphs}</article></body>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    return tmp_path


def test_the_commands_of_the_readme_work(desk: Path) -> None:
    """Those of the section Use, in their order, as a shell runs them."""
    shell = shutil.which("bash") or shutil.which("sh")
    if shell is None:
        pytest.skip("no shell")
    block = README.split("\n## Use\n", 1)[1].split("```sh\n", 1)[1].split("```", 1)[0]
    assert len(block.strip().splitlines()) >= 6
    for line in block.strip().splitlines():
        call = line
        if "explain" in line:  # the README's id is an example
            written = json.loads((desk / "comparison.json").read_text(encoding="utf-8"))
            call = line.replace("3f2a ", f"{written['findings'][0]['id']} ")
        done = subprocess.run(
            (shell, "-c", f'reporter() {{ "{sys.executable}" -m reporter "$@"; }}\n{call}'),
            cwd=desk,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{call}\n{done.stderr}"
    assert {path.name for path in desk.iterdir()} >= {"comparison.html", "comparison.json", "out"}


def test_the_python_of_the_readme_works() -> None:
    block = next(text for kind, text in BLOCK_RE.findall(README) if kind == "python")
    done = subprocess.run(
        (sys.executable, "-c", block), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "conflicting" in done.stdout or "shared" in done.stdout or "unique" in done.stdout


def test_the_scripts_of_the_readme_exist() -> None:
    for verb in re.findall(r"^\./run (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{verb}\)$", (ROOT / "run").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_tests_that_the_security_page_names_exist() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    named = set(re.findall(r"`(test_\w+)`", page))
    assert len(named) > 15
    assert sorted(name for name in named if f"def {name}(" not in source) == []


def test_the_settings_table_is_true() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w.]+)` \| (\S+) \| (\S+) – (\S+) \|", text, re.MULTILINE)
    switches = re.findall(r"^\| `([\w.]+)` \| (true|false) \| \|", text, re.MULTILINE)
    specified = [
        (f"{table}{entry.name}", entry)
        for table, kind in (("", Settings), ("limits.", Limits), ("web.", Web))
        for entry in fields(kind)
    ]
    assert rows == [
        (name, str(entry.default), str(entry.metadata["least"]), str(entry.metadata["most"]))
        for name, entry in specified
        if "least" in entry.metadata
    ]
    words = re.findall(r'^\| `([\w.]+)` \| "(\w+)" \| ([\w, ]+) \|', text, re.MULTILINE)
    assert words == [
        (name, entry.default, ", ".join(entry.metadata["choices"]))
        for name, entry in specified
        if "choices" in entry.metadata
    ]
    assert switches == [(name, str(entry.default).lower()) for name, entry in specified if not entry.metadata]


def test_the_configuration_printed_in_the_documentation_is_true(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    shown = text.split("    $ reporter config\n", 1)[1].split("\n\n", 1)[0]
    printed = run("config", cwd=tmp_path).stdout.splitlines()
    assert [line.strip() for line in shown.splitlines()] == printed


def test_the_glossary_has_every_verdict_and_relation() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+) \| (\S+) \| .+\|$", text, re.MULTILINE)
    assert [row for row in rows if row[0] in list(Verdict)] == [(kind.verdict, kind) for kind in Relation]


def test_the_rules_page_is_what_the_rules_say() -> None:
    done = subprocess.run(
        (sys.executable, "docs/make_rules.py"),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert (ROOT / "docs" / "rules.md").read_bytes() == done.stdout, "make it again"


def test_the_table_of_inputs_tried_is_what_becomes_of_them() -> None:
    module = runpy.run_path(str(ROOT / "docs" / "make_inputs.py"))
    page = (ROOT / "docs" / "inputs.md").read_text(encoding="utf-8")
    assert module["made"](page) == page, "run python docs/make_inputs.py and read the difference"


def test_the_field_tables_are_those_of_the_schema() -> None:
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    tables = {
        section.split("\n", 1)[0]: re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
        for section in text.split("\n### ")[1:]
    }
    specified = {"comparison": SCHEMA, **SCHEMA["$defs"]}
    assert set(tables) == set(specified)
    for name, definition in specified.items():
        assert tables[name] == list(definition.get("properties", ())), name


def test_the_schema_is_a_schema_and_knows_every_relation() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["finding"]["properties"]["relation"]["enum"] == list(Relation)


@pytest.fixture(scope="module")
def comparison() -> dict[str, Any]:
    done = run("compare", *SEEDS, "-f", "json", "-o", "-")
    assert done.returncode == 0, done.stderr
    plain: dict[str, Any] = json.loads(done.stdout)
    return plain


def test_real_output_follows_the_schema(comparison: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(comparison)
    assert comparison["findings"]
    assert comparison["alignments"]
    for finding in comparison["findings"] + comparison["not_comparable"]:
        for member in finding["members"]:
            start, end = member["span"]
            assert comparison["articles"][member["article"]]["text"][start:end] == member["text"]


@pytest.mark.parametrize(
    "path",
    [("articles", 0, "text"), ("findings", 0, "evidence", "rule"), ("run", "settings"), ("not_comparable",)],
    ids=str,
)
def test_the_schema_refuses_a_missing_and_an_unknown_field(
    comparison: dict[str, Any], path: tuple[str | int, ...]
) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    lacking, added = json.loads(json.dumps(comparison)), json.loads(json.dumps(comparison))
    for broken in (lacking, added):
        place = broken
        for step in path[:-1]:
            place = place[step]
        if broken is lacking:
            del place[path[-1]]
        else:
            place["surprise"] = 1
        assert not validator.is_valid(broken)
