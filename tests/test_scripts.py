"""Articles in Arabic, Hebrew, Chinese and Japanese: how they are split, compared and laid out.

The articles in ``tests/stories`` were written for these tests. Fonts come from the machine; where it has none for a
script, what is laid out cannot be looked at, and the test says which package is missing.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import reporter
from reporter import doctor
from reporter.formats.bidi import bdi, direction, isolated
from reporter.formats.pdf.briefing import glyph_note
from reporter.model import Comparison, SentenceRole
from reporter.pipeline import mark
from reporter.scripts import SCRIPTS, scripts_of
from tests.conftest import Visit

STORIES = Path(__file__).parent / "stories"
SENTENCES = {"ar": 6, "he": 8, "zh": 8, "ja": 7}
SCRIPT_OF = {"ar": "Arabic", "he": "Hebrew", "zh": "Chinese", "ja": "Japanese"}


@cache
def checks() -> dict[str, bool]:
    return {check.name: check.passed for check in doctor.checks()}


def article(name: str) -> reporter.Article:
    path = STORIES / f"{name}.txt"
    return reporter.Article.from_text(
        path.read_text(encoding="utf-8"), published="2024-03-14", locator=path.name
    )


def compared(*names: str) -> Comparison:
    return reporter.compare([article(name) for name in names])


def said(comparison: Comparison, verdict: str) -> set[tuple[str, ...]]:
    return {
        tuple(
            next(member.text for member in finding.members if member.article == number) for number in (0, 1)
        )
        for finding in comparison.findings
        if finding.verdict == verdict
    }


@pytest.mark.parametrize("code", SENTENCES)
def test_sentences_and_roles(code: str) -> None:
    document = mark(article(code))
    assert document.article.metadata.language == code
    assert [sentence.role for sentence in document.sentences] == [
        SentenceRole.HEADLINE,
        *[SentenceRole.BODY] * (SENTENCES[code] - 1),
    ]


FIGURES = {
    "ar": ("19 شخصا", "21 شخصا", "480 شخصا"),
    "zh": ("19人", "21人", "480名"),
    "ja": ("19人", "21人", "480人"),
}


@pytest.mark.parametrize("code", FIGURES)
def test_figures_and_words_are_compared_within_a_language(code: str) -> None:
    comparison = compared(code, f"{code}-b")
    ours, theirs, shared = FIGURES[code]
    assert said(comparison, "conflicting") == {(ours, theirs)}
    assert (shared, shared) in said(comparison, "shared")


@pytest.mark.parametrize(
    ("code", "damage", "day"),
    [
        ("ar", "5.2 مليون يورو", "الثلاثاء 12 مارس 2024"),
        ("he", "5.2 מיליון אירו", "12 במרץ 2024"),
        ("zh", "520万欧元", "2024年3月12日"),
        ("ja", "520万ユーロ", "2024年3月12日"),
    ],
)
def test_figures_and_dates_are_shared_with_an_english_article(code: str, damage: str, day: str) -> None:
    comparison = compared(code, "en")
    assert {(damage, "5.2 million euros"), (day, "Tuesday evening")} <= said(comparison, "shared")
    assert said(comparison, "conflicting") == set()
    assert any("in different languages" in note for note in comparison.run.notes)


@pytest.mark.parametrize(
    ("text", "language", "way"),
    [
        ("Nineteen killed", "", "auto"),
        ("19 הרוגים", "", "rtl"),
        ("Reuters: قتل 19", "", "auto"),
        ("Reuters: قتل 19", "ar", "rtl"),
        ("Reuters", "ar-EG", "auto"),
        ("19人死亡", "ja", "auto"),
    ],
)
def test_which_way_text_runs(text: str, language: str, way: str) -> None:
    assert direction(text, language) == way


def test_words_inside_a_line_are_isolated_and_escaped() -> None:
    assert bdi("34 <injured>") == "34 <injured>"
    assert bdi("<34> آخرون") == '<bdi dir="rtl">&lt;34&gt; آخرون</bdi>'
    assert isolated("“34 آخرون” against “<b>”.") == '“<bdi dir="rtl">34 آخرون</bdi>” against “&lt;b&gt;”.'


@pytest.mark.parametrize("code", ["ar", "he"])
def test_a_page_says_which_way_each_sentence_runs(code: str) -> None:
    page = reporter.render(compared(code, "en"), "html").decode("utf-8")
    rows = re.findall(r'<p class="sentence [a-z]+" id="(\w)\d+" dir="(\w+)"', page)
    assert {way for label, way in rows if label.upper() == "A"} == {"rtl"}
    assert {way for label, way in rows if label.upper() == "B"} == {"auto"}
    assert f'lang="{code}"' in page


def test_marks_and_order_in_a_browser(visit: Callable[..., Visit], tmp_path: Path) -> None:
    """The number of a sentence stands at its right end, marks cover the words of the finding, the full stop ends it."""
    path = tmp_path / "page.html"
    path.write_bytes(reporter.render(compared("ar", "en"), "html"))
    page = visit().open(path.as_uri())
    sentence = page.locator(".row .sentence", has_text="وقدرت الخسائر").first
    assert sentence.evaluate("node => getComputedStyle(node).direction") == "rtl"
    sentence.scroll_into_view_if_needed()
    assert [mark.text_content() for mark in sentence.locator("mark").all()] == ["5.2 مليون يورو"]
    box, ref = sentence.bounding_box(), sentence.locator(".ref").bounding_box()
    marked = sentence.locator("mark").bounding_box()
    assert box is not None
    assert ref is not None
    assert marked is not None
    assert ref["x"] > marked["x"] + marked["width"]
    assert box["x"] + box["width"] - (ref["x"] + ref["width"]) < 4


def test_scripts_are_named_with_the_package_that_has_a_font() -> None:
    note = glyph_note([ord("ع"), ord("中"), ord("あ")])
    assert "Arabic" in note
    assert "Chinese" in note
    assert "apt-get install" in note
    assert "fonts-hosny-amiri" in note
    assert note.count("fonts-noto-cjk") == 1
    assert "apt-get" not in glyph_note([0x378])
    assert [script.name for script in scripts_of([0x12000, 0x2190, 0x301])] == ["Cuneiform"]


def test_the_doctor_looks_for_a_font_of_every_script() -> None:
    assert [name for name in checks() if name.startswith("font for ")] == [
        f"font for {script.name}" for script in SCRIPTS
    ]


@pytest.mark.parametrize("code", ["ar", "he", "ja"])
def test_a_briefing_has_all_the_letters(code: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    fonts = checks()
    if not fonts.get("PDF"):
        pytest.skip("no Pango here: see `reporter doctor`")
    script = next(script for script in SCRIPTS if script.name == SCRIPT_OF[code])
    if not fonts[f"font for {script.name}"]:
        pytest.skip(f"no font for {script.name} here (Debian: apt-get install {script.package})")
    path = tmp_path / "briefing.pdf"
    path.write_bytes(reporter.render(compared(code, "en"), "pdf"))
    assert caplog.messages == []
    try:
        read = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    except FileNotFoundError:
        pytest.skip("no pdftotext here (Debian: apt-get install poppler-utils)")
    assert "Papierfabrik Augsburg" in read.stdout
    assert "\ufffd" not in read.stdout
