"""The tour shows what the tool says today, and shows all that it promises."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from reporter.facts import EXTRACTORS
from reporter.model import Verdict

ROOT = Path(__file__).parent.parent
TOUR = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """docs/make_tour.py, which is a script and not a package."""
    specification = importlib.util.spec_from_file_location("make_tour", ROOT / "docs" / "make_tour.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_every_output_in_the_tour_is_the_output(maker: ModuleType) -> None:
    if not (shutil.which("bash") and shutil.which("grep")):
        pytest.skip("no shell")
    stale = "docs/tour.md is stale: run python docs/make_tour.py and read the difference"
    assert TOUR.splitlines() == maker.made(TOUR).splitlines(), stale


def test_no_block_of_the_tour_is_left_unchecked(maker: ModuleType) -> None:
    fences = re.findall(r"^```\w+$", TOUR, re.MULTILINE)
    assert len(maker.BLOCK_RE.findall(TOUR)) == len(fences) > 10


def test_the_tour_shows_a_fact_of_every_kind_and_a_finding_of_every_verdict() -> None:
    kinds = {kind for extractor in EXTRACTORS for kind in extractor.kinds}
    assert kinds == set(re.findall(r"^ +\d+ +\d+-\d+ +(\w+) +['\"]", TOUR, re.MULTILINE))
    shown = set(re.findall(r"^[0-9a-f]{12}  (\w+(?: comparable)?)", TOUR, re.MULTILINE))
    assert shown >= {Verdict.CONFLICTING, Verdict.SHARED, "not comparable"}
    assert 'relation == "only-here"' in TOUR


def test_the_tour_visits_every_stage_in_order() -> None:
    pipeline = (ROOT / "reporter" / "pipeline.py").read_text(encoding="utf-8")
    imported = re.search(r"^from reporter import (.+)$", pipeline, re.MULTILINE)
    assert imported
    sections = [heading.lower() for heading in re.findall(r"^## (\w+)$", TOUR, re.MULTILINE)]
    assert set(sections) >= set(imported[1].split(", "))
    places = [TOUR.index(f"`reporter/{stage}") for stage in sections]
    assert places == sorted(places)
