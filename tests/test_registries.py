"""Every member of an open set keeps its promises, and the documentation knows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reporter.containers import CONTAINERS
from reporter.diff import RULES
from reporter.facts import EXTRACTORS
from reporter.formats import FORMATS
from reporter.inputs import KINDS, wanted
from reporter.kinds import identify
from reporter.model import Comparison, Run, Source
from reporter.newsroom.intake import listing
from reporter.readers import READERS

ROOT = Path(__file__).parent.parent
DOCS = "\n".join(
    path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
)
KEBAB_RE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
REGISTRIES = {
    "readers": [kind.name for kind in (*READERS, *CONTAINERS)],
    "facts": [extractor.name for extractor in EXTRACTORS],
    "formats": [format_.name for format_ in FORMATS],
    "rules": [rule.id for rule in RULES],
}
MEMBERS = [*READERS, *CONTAINERS, *EXTRACTORS, *FORMATS, *RULES]


def name_of(member: object) -> str:
    return str(getattr(member, "name", None) or getattr(member, "id", ""))


@pytest.mark.parametrize("registry", REGISTRIES)
def test_names_are_unique_kebab_case_words(registry: str) -> None:
    names = REGISTRIES[registry]
    assert names
    assert len(set(names)) == len(names)
    assert [name for name in names if not KEBAB_RE.fullmatch(name)] == []


@pytest.mark.parametrize("member", MEMBERS, ids=name_of)
def test_summaries_are_one_line_of_words(member: object) -> None:
    summary = getattr(member, "summary", "")
    assert len(summary.split()) >= 2
    assert "\n" not in summary
    assert len(summary) <= 100


@pytest.mark.parametrize("member", MEMBERS, ids=name_of)
def test_each_member_lives_in_a_module_of_its_name(member: object) -> None:
    package = {"Reader": "readers", "Container": "containers", "Extractor": "facts", "Format": "formats"}.get(
        type(member).__name__, "diff/rules"
    )
    module = ROOT / "reporter" / package / name_of(member).replace("-", "_")
    assert module.with_suffix(".py").is_file() or (module / "__init__.py").is_file()


@pytest.mark.parametrize("reader", [*READERS, *CONTAINERS], ids=name_of)
def test_documentation_names_what_is_read(reader: object) -> None:
    assert any(f"`{suffix}`" in DOCS for suffix in reader.suffixes)  # type: ignore[attr-defined]


@pytest.mark.parametrize("member", [*FORMATS, *RULES], ids=name_of)
def test_documentation_names_formats_and_rules(member: object) -> None:
    assert f"`{name_of(member)}`" in DOCS


def test_suffixes_and_media_types_lead_to_one_reader() -> None:
    for attribute in ("suffixes", "media_types"):
        values = [value for reader in (*READERS, *CONTAINERS) for value in getattr(reader, attribute)]
        assert len(set(values)) == len(values)
        assert all(value == value.lower() for value in values)


def test_a_new_suffix_is_known_everywhere(tmp_path: Path) -> None:
    """What inputs takes and folders list comes from the members, with no second table to forget."""
    for kind in (*READERS, *CONTAINERS):
        for suffix in kind.suffixes:
            assert identify(Source(f"a{suffix.upper()}", b"A ferry sank."), KINDS) is kind
            assert wanted(f"folder/a{suffix}")
            (tmp_path / f"a{suffix}").write_bytes(b"A ferry sank.")
    listed = {Path(found.path).name for found in listing([tmp_path], tmp_path / "out").found}
    assert listed == {path.name for path in tmp_path.iterdir()}


def test_suffixes_lead_to_one_format() -> None:
    suffixes = [format_.suffix for format_ in FORMATS]
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix.startswith(".") for suffix in suffixes)


@pytest.mark.parametrize("format_", FORMATS, ids=name_of)
def test_every_format_renders_a_comparison_without_articles(format_: object) -> None:
    empty = Comparison((), (), (), run=Run("0"))
    first, second = format_.render(empty), format_.render(empty)  # type: ignore[attr-defined]
    assert isinstance(first, bytes)
    assert first
    assert first == second
