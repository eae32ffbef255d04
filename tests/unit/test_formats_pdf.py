"""The briefing: whole, navigable, the same bytes each time, and asking for nothing."""

from __future__ import annotations

import http.server
import io
import logging
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import reporter
from reporter.changes import changes
from reporter.errors import RenderError
from reporter.formats.pdf import made, render
from reporter.formats.pdf.engine import FONTS
from reporter.model import Comparison, Decision, Outcome, Relation
from tests.builders import document, finding, hostile, member, story

SEEDS = Path(__file__).parents[2] / "seeds"
UNHEARD_OF = "\u0378"
"""A code point without a character, hence without a glyph in any font."""
HEADINGS = (
    "Contents",
    "Conflicts",
    "Shared facts",
    "What each alone says",
    "Who says what",
    "Timeline",
    "Appendix: the articles side by side",
    "Looks like a conflict, is not",
    "Method and receipts",
)


def _engine_missing() -> str:
    try:
        render(Comparison((), (), ()))
    except RenderError as error:
        return str(error)
    return ""


pytestmark = pytest.mark.skipif(bool(_engine_missing()), reason="no Pango here: see `reporter doctor`")


def settled() -> Comparison:
    """The story with its first conflict settled and its second decided when its words were others."""
    comparison = story()
    first, second, *rest = comparison.findings
    confirmed = Decision(
        first.id, Outcome.CONFIRMED, note="Asked both desks", name="Ada Novak", decided="2016-12-08"
    )
    dismissed = Decision(
        "other", Outcome.DISMISSED, name="Bo Li", subject="the old harbour: had left / is in"
    )
    return replace(
        comparison,
        findings=(replace(first, decision=confirmed), replace(second, superseded=dismissed), *rest),
    )


def earlier() -> Comparison:
    """The story as it was before: one finding fewer, one more, one with other words on the same topic."""
    comparison = story()
    rest = comparison.findings[2:]
    documents = comparison.documents
    gone = finding(
        Relation.CONTRADICTS, "bread", member(documents, 0, "no bread"), member(documents, 1, "Fuel")
    )
    changed = finding(Relation.SCOPE_DIFFERS, "people dead", member(documents, 0, "44 children"))
    findings = (replace(changed, topic="dead"), gone, *rest)
    return replace(comparison, findings=findings)


def later() -> Comparison:
    """The story whose first finding has the topic that ``earlier`` knows with other words."""
    comparison = story()
    first, *rest = comparison.findings
    return replace(comparison, findings=(replace(first, topic="dead"), *rest))


@cache
def seed() -> Comparison:
    """The first sample story, compared by the real stages."""
    articles = sorted((SEEDS / "aleppo").glob("*.txt"))
    return reporter.compare([reporter.read(str(path)) for path in articles])


def three() -> Comparison:
    """Three articles, one of them in German, one in a script that the bundled fonts do not have."""
    made_of = (
        (document((title, words), {}, title=title), language)
        for title, words, language in (
            ("One", "The army took the town on 3 May 2016.", "en"),
            ("Zwei", "Die Armee hat die Stadt eingenommen.", "de"),
            ("Три", "Армия взяла город.", "ru"),
        )
    )
    documents = tuple(
        replace(one, article=replace(one.article, metadata=replace(one.article.metadata, language=language)))
        for one, language in made_of
    )
    return Comparison(documents, (), ())


@cache
def pdf_of(name: str) -> bytes:
    """The briefings that several tests look at."""
    if name == "since":
        return render(later(), title="The old harbour", changes=changes(earlier(), later()))
    makers = {"story": story, "settled": settled, "seed": seed, "three": three}
    return render(makers[name](), title="The old harbour" if name == "story" else "")


@pytest.fixture(scope="module")
def briefing() -> bytes:
    return pdf_of("story")


def _text(pdf: bytes, *options: str) -> str:
    """The words of a PDF in reading order, white space as one space."""
    return " ".join(_lines(pdf, *options).split())


def _lines(pdf: bytes, *options: str) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not here (Debian: apt-get install poppler-utils)")
    command = ["pdftotext", *(options or ("-raw",)), "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def _letters(text: str) -> str:
    """Letters and digits only: a line may break, with a hyphen, where the article has none."""
    return re.sub(r"\W", "", text)


def _reader(pdf: bytes) -> Any:
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(pdf))


@pytest.mark.parametrize("name", ["story", "seed", "three"])
def test_every_sentence_is_printed(name: str) -> None:
    comparison = {"story": story, "seed": seed, "three": three}[name]()
    appendix = _text(pdf_of(name)).split("Each article is whole and in its own order.")[1]
    appendix = _letters(re.sub(r"↔ [A-Z]+\d+ \(p\. \d+\)|Page \d+ of \d+", "", appendix))
    for one in comparison.documents:
        for sentence in one.sentences:
            assert _letters(one.words(sentence.span)) in appendix


def test_the_first_page_sums_up(briefing: bytes) -> None:
    first = _reader(briefing).pages[0].extract_text()
    for wanted in (
        "The old harbour",
        "Daily A",
        "7 December 2016",
        "The B Post",
        "https://b.example/story?x=1&y=2",
        "4 conflicts to look at",
        "1 shared fact",
    ):
        assert wanted in first


def test_findings_are_printed_with_both_quotations_and_who_says_so(briefing: bytes) -> None:
    text = _text(briefing)
    for wanted in (
        "more than 341 people dead",
        "the Monitor (“says”)",
        "Compared for people dead.",
        "scope differs",
        "80,000",
    ):
        assert wanted in text
    assert re.search(r"Page 1 of \d", text)


def test_conflicts_bring_the_question_that_would_settle_them() -> None:
    text = _text(pdf_of("seed"))
    asked = {one.evidence.question for one in seed().findings if one.verdict == "conflicting"}
    assert asked - {""}
    for question in asked:
        assert f"To settle it: {question}" in text


def test_settled_conflicts_are_marked_with_outcome_note_and_name() -> None:
    text = _text(pdf_of("settled"))
    assert "✓ Confirmed by Ada Novak on 8 December 2016: Asked both desks" in text
    assert "scope differs, settled" in text
    assert "✓ 1 of 4 conflicts settled" in text
    assert "the old harbour: had left / is in" in text
    assert "Dismissed by Bo Li" in text
    assert "settled" not in _text(pdf_of("story"))


def test_the_first_page_tells_what_changed_since() -> None:
    pages = _reader(pdf_of("since")).pages
    first = " ".join(pages[0].extract_text().split())
    assert "1 new, 1 changed, 1 gone; 4 as before" in first
    new, changed, gone = (first.index(word) for word in ("New Finding", "Changed Finding", "Gone Finding"))
    assert new < first.index("“took the old harbour”") < changed
    assert changed < first.index("“44 children”") < first.index("“more than 341 people dead”") < gone
    assert gone < first.index("“no bread”")
    assert "4 conflicts to look at" in pages[1].extract_text()
    assert "Since the last comparison" not in _text(pdf_of("story"))


def test_speakers_and_dates_have_their_places() -> None:
    text = _text(pdf_of("seed"))
    assert "Who says what" in text
    assert re.search(r"Timeline Dates that the articles name", text)
    assert "Timeline" not in _text(pdf_of("story"))  # its facts are not known, so no dates


def test_a_pair_of_articles_takes_four_pages_at_most_before_the_appendix() -> None:
    pages = [page.extract_text() for page in _reader(pdf_of("seed")).pages]
    first = next(
        number for number, text in enumerate(pages) if "Each article is whole and in its own" in text
    )
    assert 2 <= first <= 4


@pytest.mark.parametrize("name", ["seed", "story", "since"])
def test_no_page_ends_with_a_heading_or_the_head_of_a_table(name: str) -> None:
    for page in _lines(pdf_of(name)).split("\f")[:-1]:
        body = [line for line in page.splitlines() if line.strip() and not line.startswith("Page ")]
        assert body[-1] not in HEADINGS
        assert not body[-1].startswith(("Subject ", "Speaker ", "Verdict ", "Why not "))


def _outline(reader: Any) -> dict[str, int]:
    """Titles of the outline with their pages, from 1."""

    def walk(entries: list[Any]) -> Iterator[tuple[str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry)
            else:
                yield str(entry["/Title"]), reader.get_destination_page_number(entry) + 1

    return dict(walk(reader.outline))


def test_the_contents_name_the_pages_of_the_outline() -> None:
    pdf = pdf_of("seed")
    outline = _outline(_reader(pdf))
    contents = _lines(pdf, "-layout", "-l", "1").split("Contents", 1)[1]
    printed = {
        title.strip(): int(page) for title, page in re.findall(r"(\w[^.\n]+?)\s*\.{3,}\s*(\d+)", contents)
    }
    assert len(printed) == len(HEADINGS) - 1
    assert printed == {title: page for title, page in outline.items() if title in printed}
    assert any("scope differs" in title for title in outline)


@pytest.mark.parametrize("name", ["seed", "since"])
def test_every_link_leads_somewhere(name: str) -> None:
    reader = _reader(pdf_of(name))
    known = set(reader.named_destinations)
    links = [
        note.get_object()["/Dest"]
        for page in reader.pages
        for note in page.get("/Annots", ())
        if "/Dest" in note.get_object()
    ]
    assert len(links) > 10
    assert set(map(str, links)) <= known


def test_links_go_from_a_conflict_to_its_rows_and_back() -> None:
    reader = _reader(pdf_of("seed"))
    conflict = next(one for one in seed().findings if one.verdict == "conflicting")
    article, sentence = conflict.members[0].article, conflict.members[0].sentence
    row = f"{'ab'[article]}{sentence + 1}"
    where = {
        name: reader.get_destination_page_number(reader.named_destinations[name])
        for name in (row, f"f-{conflict.id}")
    }
    on = {
        number: {note.get_object().get("/Dest") for note in page.get("/Annots", ())}
        for number, page in enumerate(reader.pages)
    }
    assert row in on[where[f"f-{conflict.id}"]]
    assert f"f-{conflict.id}" in on[where[row]]


def test_outline_language_title_and_tags(briefing: bytes) -> None:
    reader = _reader(briefing)
    assert {"The old harbour", *HEADINGS} - {"Timeline", "Who says what"} <= set(_outline(reader))
    assert reader.metadata.title == "The old harbour"
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part>1<" in briefing
    assert b'pdfaid:conformance="A"' in briefing


@pytest.mark.parametrize("name", ["story", "settled", "since", "seed", "three", "empty", "hostile"])
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_checker_finds_pdf_ua_1_and_pdf_a_3(name: str, profile: str) -> None:
    page = pytest.importorskip("page", reason="page-validation is not here: ./run setup")
    if name in ("empty", "hostile"):
        pdf = render(Comparison((), (), ()) if name == "empty" else hostile("</td><b>\ue000\x00&amp;"))
    else:
        pdf = pdf_of(name)
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile(profile))
    assert [(one.rule_id, one.message) for one in report.failures] == []
    assert report.is_compliant
    assert report.rules.total > 80


def test_every_header_cell_says_what_it_heads(briefing: bytes) -> None:
    reader = _reader(briefing)
    parts = [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]
    scopes = [part["/A"]["/Scope"] for part in parts if isinstance(part, dict) and part.get("/S") == "/TH"]
    assert len(scopes) > 10
    assert set(scopes) == {"/Row", "/Column"}


@pytest.mark.parametrize(
    ("profile", "of", "instead"),
    [("ua1", b"pdfuaid:part>1<", b"pdfuaid:part>2<"), ("3a", b'pdfaid:part="3"', b'pdfaid:part="1"')],
)
def test_the_checker_can_tell(briefing: bytes, profile: str, of: bytes, instead: bytes) -> None:
    page = pytest.importorskip("page", reason="page-validation is not here: ./run setup")
    assert of in briefing
    spoilt = briefing.replace(of, instead)
    assert not page.validate_pdf_bytes(spoilt, profile=page.ValidationProfile(profile)).is_compliant


@pytest.mark.parametrize("name", ["story", "seed"])
def test_qpdf_finds_it_sound(name: str, tmp_path: Path) -> None:
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not here (Debian: apt-get install qpdf)")
    (tmp_path / "briefing.pdf").write_bytes(pdf_of(name))
    checked = subprocess.run(
        ["qpdf", "--check", tmp_path / "briefing.pdf"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_comparison_is_attached_for_programs(briefing: bytes) -> None:
    reader = _reader(briefing)
    assert reader.attachments == {"comparison.json": [story().to_json().encode()]}
    (file, *_) = reader.trailer["/Root"]["/AF"]
    assert file.get_object()["/AFRelationship"] == "/Data"
    stored = file.get_object()["/EF"]["/F"].get_object()
    assert stored["/Params"]["/CreationDate"] == "D:20161207000000Z"


def test_another_process_makes_the_same_bytes(briefing: bytes) -> None:
    program = (
        "import sys; from reporter.formats.pdf import render; from tests.builders import story;"
        "sys.stdout.buffer.write(render(story(), title='The old harbour'))"
    )
    environment = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PATH": "/usr/bin:/bin"}
    again = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=environment)
    assert again.stdout == briefing


def test_the_date_is_that_of_the_articles_or_the_one_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert made(story()).isoformat() == "2016-12-07T00:00:00+00:00"
    assert made(three()).year == 1970
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    assert made(story()).isoformat() == "2017-07-14T02:40:00+00:00"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 30)
    assert made(story()).year == 9999
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert made(story()).year == 2016


@pytest.mark.parametrize("name", ["seed", "three"])
def test_all_is_set_in_the_bundled_fonts(name: str) -> None:
    bundled = {file.partition("-")[0] for file in FONTS.values()}
    for page in _reader(pdf_of(name)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            told = font.get_object()
            below = told.get("/DescendantFonts", [told])[0].get_object()
            family = str(below["/FontDescriptor"]["/FontFamily"]).replace(" ", "")
            assert family in {"briefing", "briefingmath", "briefingsigns", *bundled}, family


def test_the_style_sheet_asks_for_the_fonts_that_are_served() -> None:
    from reporter.assets import template_text

    assert set(re.findall(r"url\(([^)]*)\)", template_text("print.css"))) == set(FONTS)


def test_the_fonts_are_small_and_bring_their_licence() -> None:
    from reporter.assets import template_dir

    folder = template_dir() / "fonts"
    assert "SIL Open Font License" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert {path.name for path in folder.glob("*.ttf")} == set(FONTS.values())
    assert all(path.stat().st_size <= 200_000 for path in folder.glob("*.ttf"))


def test_a_character_without_a_glyph_is_warned_of(caplog: pytest.LogCaptureFixture) -> None:
    page = pytest.importorskip("page", reason="page-validation is not here: ./run setup")
    comparison = hostile(UNHEARD_OF)
    with caplog.at_level(logging.WARNING, logger="reporter"):
        pdf = render(comparison)
    told = [record.getMessage() for record in caplog.records if record.name.startswith("reporter")]
    assert told == ["reporter: No font here has 1 character of the articles, shown as \ufffd: U+0378"]
    assert "No font here has 1 character of the articles, shown as \ufffd: U+0378" in _text(pdf)
    for profile in ("ua1", "3a"):
        assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile(profile)).is_compliant


def test_the_layout_engine_has_nothing_to_complain_of(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("WARNING"):
        render(settled(), changes=changes(earlier(), settled()))
    assert [record.getMessage() for record in caplog.records] == []


def test_hostile_words_reach_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("never to be read")
    pdf = render(hostile(f"<link rel=attachment href='{secret.as_uri()}'><img src='{secret.as_uri()}'>"))
    assert list(_reader(pdf).attachments) == ["comparison.json"]
    assert b"/URI" not in pdf
    assert "<link rel=attachment" in _text(pdf)


def test_even_a_style_sheet_fetches_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Were an address to get into the page by a mistake, nobody would hear of it."""
    asked: list[str] = []
    (tmp_path / "secret.css").write_text("@page { size: A3 }")

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        style = (
            f"@import url({address}/sheet); @import url({(tmp_path / 'secret.css').as_uri()});"
            f"body {{ background: url({address}/picture) }}"
            f"@font-face {{ font-family: a; src: url({address}/font) }}"
        )
        monkeypatch.setattr("reporter.formats.templating.style", lambda name, dark: style)
        pdf = render(story())
        server.shutdown()
    assert asked == []
    assert float(_reader(pdf).pages[0].mediabox.width) < 600


@pytest.mark.parametrize(
    "text",
    ["x" * 3_000, "x\u0301" + "\u0301" * 20_000, "a\u00a0" * 1_500, "\u202ea" * 300],
    ids=("word", "marks", "spaces", "bidi"),
)
def test_no_text_stalls_the_layout(text: str) -> None:
    """Unprotected, each of these takes minutes: the layout is quadratic in the length of a word."""
    assert render(hostile(text)).startswith(b"%PDF-")


def test_without_pango_there_is_one_clear_line(tmp_path: Path) -> None:
    """In a process whose linker finds no Pango: the same error as on a machine without it."""
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libgobject-2.0-0'\")\n")
    program = (
        "from reporter.formats import render; from tests.builders import story\n"
        "assert render(story(), 'html') and render(story(), 'json')\n"
        "render(story(), 'pdf')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": f"{tmp_path}:.", "PATH": "/usr/bin:/bin"},
    )
    assert "HTML and JSON work without" in ended.stderr
    assert "reporter doctor" in ended.stderr


def test_the_last_stream_never_ends_like_a_line() -> None:
    from zlib import compress, decompress

    from reporter.formats.pdf.archive import with_plain_end

    head = b"%PDF-1.7\n1 0 obj\n<</Type /XRef/Size 2"
    number = next(n for n in range(100_000) if compress(b"%d" % n)[-1] == 13)
    for text, plain in ((b"%d" % number, True), (b"%d" % (number + 1), False)):
        data = compress(text)
        made = b"%s/Filter /FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
            head,
            len(data),
            data,
        )
        kept = with_plain_end(made)
        assert (kept != made) is plain
        body = kept[kept.index(b"stream\n") + 7 : kept.index(b"\nendstream")]
        assert (body if plain else decompress(body)) == text
        assert b"/Length %d>>" % len(body) in kept
