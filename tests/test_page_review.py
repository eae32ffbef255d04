"""Decisions made in the page: kept, exported, imported, saved by the server, and honoured by the next run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="no Playwright here (pip install -e .[dev])")

from playwright.sync_api import Page, expect

from reporter import decisions
from reporter.formats.html import render
from reporter.model import Comparison, Decision, Outcome
from tests.builders import story
from tests.conftest import Visit
from tests.unit.test_formats_html import PAYLOADS

Visiting = Callable[..., Visit]
ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds" / "aleppo").glob("*.txt"))


def _written(folder: Path, comparison: Comparison) -> str:
    path = folder / "page.html"
    path.write_bytes(render(comparison))
    return path.as_uri()


def _exported(page: Page, folder: Path) -> tuple[Decision, ...]:
    """What Export writes; it must be a decisions file to the last byte."""
    if page.locator("#export").is_hidden():
        page.locator(".menu summary").click()
    with page.expect_download() as started:
        page.locator("#export").click()
    assert started.value.suggested_filename == "decisions.json"
    path = folder / "exported.json"
    started.value.save_as(path)
    kept = decisions.load(path)
    assert path.read_bytes() == decisions.dump(kept)
    return kept


def _import(page: Page, data: object) -> str:
    """The page's answer to a file."""
    text = data if isinstance(data, str) else json.dumps(data)
    if page.locator("#export").is_hidden():
        page.locator(".menu summary").click()
    page.evaluate("document.getElementById('report').value = ''")
    page.locator("#import").set_input_files(
        {"name": "decisions.json", "mimeType": "application/json", "buffer": text.encode()}
    )
    expect(page.locator("#report")).not_to_have_text("")
    return page.locator("#report").text_content() or ""


@pytest.mark.parametrize(
    ("key", "outcome", "words"),
    [("c", "confirmed", "Confirmed"), ("i", "not-an-issue", "Not an issue"), ("x", "dismissed", "Dismissed")],
)
@pytest.mark.parametrize("by", ["key", "button"])
def test_a_conflict_is_decided_and_undone(
    tmp_path: Path, visit: Visiting, key: str, outcome: str, words: str, by: str
) -> None:
    page = visit().open(_written(tmp_path, story()))
    progress, card = page.locator("#progress"), page.locator(".conflict.chosen")
    expect(progress).to_have_text("0 of 4 decided")
    page.keyboard.press("n")
    if by == "key":
        page.keyboard.press(key)
    else:
        card.locator(f"button[value={outcome}]").click()
    expect(progress).to_have_text("1 of 4 decided")
    expect(card.locator(".decision")).to_contain_text(words)
    expect(card.locator(f"button[value={outcome}]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#conflicts tr.settled .status")).to_contain_text(words)
    assert page.locator(".lane .settled").count() >= 1
    if by == "key":
        page.keyboard.press("u")
    else:
        page.locator("#undo").click()
    expect(progress).to_have_text("0 of 4 decided")
    assert card.locator(".decision").count() == 0
    assert page.locator("tr.settled").count() == 0


def test_the_same_again_takes_a_decision_back_and_undo_brings_it_back(
    tmp_path: Path, visit: Visiting
) -> None:
    page = visit().open(_written(tmp_path, story()))
    page.keyboard.type("ncc")
    expect(page.locator("#progress")).to_have_text("0 of 4 decided")
    page.keyboard.press("u")
    expect(page.locator("#progress")).to_have_text("1 of 4 decided")
    page.keyboard.type("uu")
    expect(page.locator("#progress")).to_have_text("0 of 4 decided")
    expect(page.locator("#live")).to_have_text("Nothing to undo")


def test_without_a_chosen_conflict_the_keys_say_so(tmp_path: Path, visit: Visiting) -> None:
    page = visit().open(_written(tmp_path, story()))
    page.keyboard.press("c")
    expect(page.locator("#progress")).to_have_text("0 of 4 decided")
    expect(page.locator("#live")).to_contain_text("No conflict is chosen")


def test_note_and_name_are_kept_for_the_next_visit_and_for_another_report(
    tmp_path: Path, visit: Visiting
) -> None:
    """Decisions go by finding, not by report: the same finding in another file is decided too."""
    going = visit()
    page = going.open(_written(tmp_path, story()))
    page.locator(".menu summary").click()
    page.locator("#name").fill("Ada Novak")
    page.locator("#name").press("Tab")
    page.locator("#next").click()
    page.keyboard.press("i")
    note = page.locator(".conflict.chosen .note")
    note.fill(PAYLOADS[0])
    note.press("Tab")
    expect(page.locator(".conflict .decision")).to_contain_text("Not an issue by Ada Novak on")
    expect(page.locator(".conflict .decision")).to_contain_text(PAYLOADS[0])
    other = tmp_path / "other"
    other.mkdir()
    again = going.open(_written(other, replace(story(), near_misses=())))
    expect(again.locator("#progress")).to_have_text("1 of 4 decided")
    expect(again.locator(".conflict .decision")).to_contain_text(PAYLOADS[0])
    assert again.locator("#name").input_value() == "Ada Novak"
    kept = _exported(again, tmp_path)
    assert [(one.outcome, one.note, one.name) for one in kept] == [
        (Outcome.NOT_AN_ISSUE, PAYLOADS[0], "Ada Novak")
    ]
    finding = next(one for one in story().findings if one.id == kept[0].finding)
    assert kept[0].subject.startswith(finding.subject)
    assert len(kept[0].decided) == 10


def test_import_takes_good_files_only(tmp_path: Path, visit: Visiting) -> None:
    finding = story().findings[0].id
    good = {"finding": finding, "outcome": "confirmed", "note": PAYLOADS[1]}
    page = visit().open(_written(tmp_path, story()))
    whole = {"format": "reporter-decisions/1", "decisions": [good]}
    bad: list[Any] = [
        "{", [], {"format": "reporter-decisions/2", "decisions": []}, {"format": "reporter-decisions/1"},
        {**whole, "decisions": [{**good, "outcome": "agreed"}]}, {**whole, "decisions": [{**good, "note": "x" * 2001}]},
        {**whole, "decisions": [{**good, "finding": ""}]}, {**whole, "decisions": [{**good, "extra": "x"}]},
        {**whole, "decisions": [good, None]}, {**whole, "decisions": [{**good, "note": {"a": 1}}]},
    ]  # fmt: skip
    for data in bad:
        assert _import(page, data) == "Not a file of decisions", data
    expect(page.locator("#progress")).to_have_text("0 of 4 decided")
    elsewhere = {**good, "finding": "gone", "note": "kept"}
    assert (
        _import(page, {**whole, "decisions": [good, elsewhere]}) == "2 decisions read, 1 of them on this page"
    )
    expect(page.locator("#progress")).to_have_text("1 of 4 decided")
    expect(page.locator(".conflict .decision")).to_contain_text(PAYLOADS[1])
    assert page.title() != "owned"
    assert {one.finding for one in _exported(page, tmp_path)} == {finding, "gone"}  # nothing is lost
    page.keyboard.press("u")
    expect(page.locator("#progress")).to_have_text("0 of 4 decided")


def test_what_the_report_was_made_with_is_shown_with_and_without_the_script(
    tmp_path: Path, visit: Visiting
) -> None:
    base = story()
    settled = Decision(
        base.findings[0].id, Outcome.DISMISSED, note="Both say so.", name="Bo", decided="2026-03-02"
    )
    before = Decision("an-old-id", Outcome.CONFIRMED, note="It was 300 then.", subject="people dead: 300")
    findings = (
        replace(base.findings[0], decision=settled),
        replace(base.findings[1], superseded=before),
        *base.findings[2:],
    )
    address = _written(tmp_path, replace(base, findings=findings))
    for script in (False, True):
        page = visit(java_script_enabled=script).open(address)
        decision, old = page.locator(".conflict .decision"), page.locator(".conflict .superseded")
        expect(decision).to_contain_text("Dismissed by Bo on 2 March 2026")
        expect(decision).to_contain_text("Both say so.")
        expect(old).to_contain_text("It was 300 then.")
        expect(old).to_contain_text("people dead: 300")
        expect(page.locator(".settled-line")).to_contain_text("1 of 4 conflicts settled")
    expect(page.locator("#progress")).to_have_text("1 of 4 decided")
    assert set(_exported(page, tmp_path)) == {settled, before}
    page.locator(".conflict.settled button[value=dismissed]").click()  # taken back here
    assert set(_exported(page, tmp_path)) == {before}


def test_a_decision_goes_out_comes_back_and_is_honoured_by_the_next_run(
    tmp_path: Path, visit: Visiting
) -> None:
    command = [
        sys.executable,
        "-m",
        "reporter",
        "compare",
        *map(str, SEEDS),
        "-f",
        "html,json",
        "-o",
        str(tmp_path),
    ]

    def run(*more: str) -> dict[str, Any]:
        subprocess.run([*command, *more], check=True, cwd=ROOT, capture_output=True, timeout=120)
        return dict(json.loads((tmp_path / "comparison.json").read_text(encoding="utf-8")))

    before = run()
    assert all(one["decision"] is None for one in before["findings"])
    page = visit().open((tmp_path / "comparison.html").as_uri())
    page.keyboard.type("nnc")
    note = page.locator(".conflict.chosen .note")
    note.fill("Two cities, one week.")
    note.press("Tab")
    (made,) = _exported(page, tmp_path)
    fresh = visit().open((tmp_path / "comparison.html").as_uri())
    expect(fresh.locator("#progress")).to_contain_text("0 of")
    _import(fresh, (tmp_path / "exported.json").read_text(encoding="utf-8"))
    expect(fresh.locator("#progress")).to_contain_text("1 of")
    assert _exported(fresh, tmp_path) == (made,)
    after = run("--decisions", str(tmp_path / "exported.json"))
    settled = [one for one in after["findings"] if one["decision"]]
    assert [(one["id"], one["decision"]["note"]) for one in settled] == [
        (made.finding, "Two cities, one week.")
    ]
    page = visit(java_script_enabled=False).open((tmp_path / "comparison.html").as_uri())
    expect(page.locator(".conflict.settled .decision")).to_contain_text("Two cities, one week.")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder with a report that ``reporter serve`` serves, and the report's address."""
    (tmp_path / "comparison.html").write_bytes(render(story()))
    process = subprocess.Popen(
        [sys.executable, "-m", "reporter", "serve", str(tmp_path), "--port", "0"],
        cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    line = process.stderr.readline()
    yield tmp_path, f"http://localhost:{line.split('localhost:')[1].split('/')[0]}/comparison.html"
    process.terminate()
    process.wait(timeout=20)
    process.stderr.close()


def test_a_served_page_saves_to_the_file(desk: tuple[Path, str], visit: Visiting) -> None:
    folder, address = desk
    kept = folder / "decisions.json"
    decisions.save(kept, [Decision("of-another-report", Outcome.DISMISSED, note="stays")])
    going = visit()
    page = going.open(address)
    page.keyboard.type("nc")
    expect(page.locator("#live")).to_have_text("Saved")
    assert {one.outcome for one in decisions.load(kept)} == {Outcome.CONFIRMED, Outcome.DISMISSED}
    assert len(decisions.load(kept)) == 2
    other = going.open(address)
    expect(other.locator("#progress")).to_have_text("1 of 4 decided")
    other.keyboard.type("nni")
    expect(other.locator("#live")).to_have_text("Saved")
    page.keyboard.type("nnx")  # this one has not seen the other's decision
    expect(page.locator("#live")).to_have_text("Saved")
    assert len(decisions.load(kept)) == 4
    page.keyboard.press("u")
    expect(page.locator("#progress")).to_have_text("2 of 4 decided")
    expect(page.locator("#live")).to_have_text("Saved")
    assert len(decisions.load(kept)) == 3


def test_a_decision_that_cannot_be_saved_is_kept_and_told(desk: tuple[Path, str], visit: Visiting) -> None:
    folder, address = desk
    going = visit(silent=False)
    page = going.open(address)
    (folder / "decisions.json").write_text("not decisions")
    page.keyboard.type("nc")
    expect(page.locator("#report")).to_have_text("Could not be saved; kept in this browser")
    assert (folder / "decisions.json").read_text() == "not decisions"
    expect(page.locator("#progress")).to_have_text("1 of 4 decided")
