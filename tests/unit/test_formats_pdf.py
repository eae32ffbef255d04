"""The briefing: whole, navigable, the same bytes each time, and asking for nothing."""

from __future__ import annotations

import http.server
import io
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reporter.errors import RenderError
from reporter.formats.pdf import render
from reporter.model import Comparison
from tests.builders import hostile, story


def _engine_missing() -> str:
    try:
        render(Comparison((), (), ()))
    except RenderError as error:
        return str(error)
    return ""


pytestmark = pytest.mark.skipif(bool(_engine_missing()), reason="no Pango here: see `reporter doctor`")


@pytest.fixture(scope="module")
def briefing() -> bytes:
    return render(story(), title="The old harbour")


def _text(pdf: bytes) -> str:
    """The words of a PDF in reading order, white space as one space."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not here (Debian: apt-get install poppler-utils)")
    shown = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(shown.stdout.decode().split())


def test_every_sentence_is_printed(briefing: bytes) -> None:
    appendix = _text(briefing).split("Appendix: the articles side by side")[1]
    for document in story().documents:
        for sentence in document.sentences:
            assert document.words(sentence.span) in appendix


def test_the_first_page_sums_up(briefing: bytes) -> None:
    from pypdf import PdfReader

    first = PdfReader(io.BytesIO(briefing)).pages[0].extract_text()
    for wanted in (
        "The old harbour",
        "Daily A",
        "7 December 2016",
        "The B Post",
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


def test_outline_language_title_and_tags(briefing: bytes) -> None:
    from pypdf import PdfReader

    pdf = PdfReader(io.BytesIO(briefing))
    titles = [
        str(item["/Title"])
        for entry in pdf.outline
        for item in (entry if isinstance(entry, list) else [entry])
    ]
    assert titles[:2] == ["The old harbour", "Conflicts"] or "Conflicts" in str(pdf.outline)
    for section in (
        "Shared facts",
        "What each alone says",
        "Appendix: the articles side by side",
        "Method and receipts",
    ):
        assert section in str(pdf.outline)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "The old harbour"
    catalog = pdf.trailer["/Root"]
    assert catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in briefing or "pdfuaid" in catalog["/Metadata"].get_data().decode()


def test_qpdf_finds_it_sound(briefing: bytes, tmp_path: Path) -> None:
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not here (Debian: apt-get install qpdf)")
    (tmp_path / "briefing.pdf").write_bytes(briefing)
    checked = subprocess.run(
        ["qpdf", "--check", tmp_path / "briefing.pdf"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_another_process_makes_the_same_bytes(briefing: bytes) -> None:
    program = (
        "import sys; from reporter.formats.pdf import render; from tests.builders import story;"
        "sys.stdout.buffer.write(render(story(), title='The old harbour'))"
    )
    environment = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PATH": "/usr/bin:/bin"}
    again = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=environment)
    assert again.stdout == briefing


def test_the_layout_engine_has_nothing_to_complain_of(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("WARNING"):
        render(story())
    assert [record.getMessage() for record in caplog.records] == []


def test_hostile_words_reach_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("never to be read")
    pdf = render(hostile(f"<link rel=attachment href='{secret.as_uri()}'><img src='{secret.as_uri()}'>"))
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(pdf))
    assert list(reader.attachments) == []
    assert b"/URI" not in pdf
    assert "<link rel=attachment" in _text(pdf)


def test_even_a_style_sheet_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were an address to get into the page by a mistake, nobody would hear of it."""
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        style = f"@import url({address}/sheet); body {{ background: url({address}/picture) }}"
        monkeypatch.setattr("reporter.formats.pdf.template_text", lambda name: style)
        assert render(story()).startswith(b"%PDF-")
        server.shutdown()
    assert asked == []


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
