"""Attacks by articles on the real renderers: nothing they hold runs, is fetched, reads a file or stalls the program.

docs/security.md says what is guaranteed and names the tests here.
"""

from __future__ import annotations

import base64
import http.server
import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import reporter
from reporter.config import Limits
from reporter.errors import RenderError, ReporterError
from reporter.formats import FORMATS
from reporter.formats.html import render as page_of
from reporter.formats.look import Look, wearing
from reporter.formats.pdf.child import WAYS, Job, Way, lay_out, started, within
from reporter.formats.pdf.engine import engine
from reporter.model import Article, Comparison
from tests.builders import hostile, story
from tests.conftest import Visit

Visiting = Callable[..., Visit]
SECRET = "TOPSECRET"


class Canary(NamedTuple):
    """A server and a file that nobody may ask for."""

    address: str
    file: str
    asked: list[str]


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Canary]:
    """Listens on the loopback for whoever follows an address of an article."""
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302 if self.path.startswith("/redirect") else 404)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()

        do_POST = do_GET  # noqa: N815 - the names that http.server calls

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Canary(f"http://127.0.0.1:{server.server_port}", secret.as_uri(), asked)
        server.shutdown()


def vectors(address: str, file: str) -> dict[str, str]:
    """Markup that makes a layout engine or a browser fetch, run or link."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{address}/nested"/></svg>'
    )
    nested = base64.b64encode(svg.encode()).decode()
    return {
        "picture": f'<img src="{address}/img">',
        "srcset": f'<img srcset="{address}/srcset 2x">',
        "style sheet": f'<link rel=stylesheet href="{address}/css">',
        "import": f'<style>@import "{address}/import";</style>',
        "background": f"<style>p{{background:url({address}/background)}}</style><p>x",
        "style attribute": f'<p style="background:url({address}/attribute)">x',
        "content": f'<p style="content:url({address}/content)">x',
        "list": f'<ul><li style="list-style-image:url({address}/list)">x</ul>',
        "font": f"<style>@font-face{{font-family:q;src:url({address}/font)}}p{{font-family:q}}</style><p>x",
        "object": f'<object data="{address}/object"></object>',
        "embed": f'<embed src="{address}/embed">',
        "frame": f'<iframe src="{address}/frame"></iframe>',
        "frame of a script": "<iframe srcdoc=\"<script>top.document.title='owned'</script>\"></iframe>",
        "svg picture": f'<svg width=9 height=9><image href="{address}/svg" width=9 height=9 /></svg>',
        "svg use": f'<svg width=9 height=9><use href="{address}/use#a"/></svg>',
        "svg style": f'<svg><style>@import "{address}/svg-style";</style></svg>',
        "svg in a data address": f'<img src="data:image/svg+xml;base64,{nested}">',
        "attachment": f'<link rel=attachment href="{file}">',
        "attached link": f'<a rel=attachment href="{file}">x</a>',
        "redirect to a file": f'<link rel=attachment href="{address}/redirect">',
        "base": f'<base href="{address}/base/"><img src=relative.png>',
        "page background": f"<style>@page{{background:url({address}/page)}}</style>",
        "input": f'<input type=image src="{address}/input">',
        "poster": f'<video poster="{address}/poster" autoplay src="{address}/video"></video>',
        "body background": f'<body background="{address}/body">x',
        "colour profile": f"<style>@color-profile --x{{src:url({address}/profile)}}</style>",
        "script": "<script>document.title='owned'</script>",
        "script from elsewhere": f'<script src="{address}/script.js"></script>',
        "module": f'<script type=module>import "{address}/module.js"</script>',
        "handler": "<img src=x onerror=\"document.title='owned'\">",
        "svg handler": "<svg onload=\"document.title='owned'\"></svg>",
        "focus": "<input autofocus onfocus=\"document.title='owned'\">",
        "details": "<details open ontoggle=\"document.title='owned'\">x</details>",
        "preload": f'<link rel=preload as=script href="{address}/preload"><link rel=prefetch href="{address}/pre">',
        "ping": f'<a id=ping href="#x" ping="{address}/ping">x</a>',
        "form": f'<form action="{address}/form" method=post><input name=a value=b></form>',
        "event source": f"<script>new EventSource('{address}/events')</script>",
        "manifest": f'<link rel=manifest href="{address}/manifest">',
        "template words": "{{ ''.__class__.__mro__ }}{% include '/etc/passwd' %}{# no #}",
    }


NAMES = list(vectors("", ""))


# The page


@pytest.mark.parametrize("escaped", [True, False], ids=["escaped", "raw"])
def test_nothing_of_an_article_runs_or_is_fetched_by_the_page(
    escaped: bool, tmp_path: Path, canary: Canary, visit: Visiting
) -> None:
    """Every vector, as an article's words and, as if escaping had failed, as markup in the finished page."""
    everything = vectors(canary.address, canary.file)
    raw = page_of(story()).decode()
    pages = {
        name: page_of(hostile(words)).decode() if escaped else raw.replace("<main>", f"<main>{words}", 1)
        for name, words in everything.items()
    }
    assert escaped or all(everything[name] in page for name, page in pages.items())
    path, fired = tmp_path / "page.html", []
    going = visit(silent=False)
    for name, page in pages.items():
        path.write_text(page, encoding="utf-8", newline="\n")
        opened = going.open(path.as_uri())
        if name == "ping" and not escaped:
            opened.evaluate("document.getElementById('ping').click()")
        if name == "form" and not escaped:
            opened.evaluate("document.querySelector('form').submit()")
        opened.wait_for_timeout(40)
        if opened.title() == "owned" or opened.url.split("#")[0] != path.as_uri():
            fired.append(name)
        opened.close()
    assert fired == []
    assert canary.asked == []


def test_the_canary_hears_what_no_policy_stops(tmp_path: Path, canary: Canary, visit: Visiting) -> None:
    """The test above can fail: without the policy the same markup runs and fetches."""
    bare = "<!doctype html><title>x</title>" + "".join(vectors(canary.address, canary.file).values())
    (tmp_path / "bare.html").write_text(bare)
    opened = visit(silent=False).open((tmp_path / "bare.html").as_uri())
    opened.wait_for_timeout(300)
    assert opened.title() == "owned"
    assert {"/img", "/css"} & set(canary.asked)


@pytest.mark.parametrize(
    "words",
    [
        "<meta http-equiv=refresh content='0;url={}/refresh'>",
        "<META HTTP-EQUIV=\"refresh\" CONTENT='0; {}/'>",
    ],
)
def test_no_refresh_leaves_the_page(words: str, tmp_path: Path, canary: Canary, visit: Visiting) -> None:
    """A policy does not stop a refresh: escaping is what does."""
    page = page_of(hostile(words.format(canary.address)))
    assert page.lower().count(b"<meta http-equiv") == 1  # the policy's own
    (tmp_path / "page.html").write_bytes(page)
    opened = visit(silent=False).open((tmp_path / "page.html").as_uri())
    opened.wait_for_timeout(200)
    assert opened.url.startswith("file:")
    assert canary.asked == []


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//evil.example", "smb://x/y"]
)
@pytest.mark.parametrize("name", ["html", "pdf", "markdown", "junit"])
def test_no_report_links_to_what_is_not_the_web(url: str, name: str) -> None:
    article = Article.from_text("The army took the town.", url=url, title=f"[x]({url})")
    made = reporter.render(reporter.compare([article, Article.from_text(f"See [x]({url}) <{url}>.")]), name)
    text = made.decode("utf-8", "replace").lower()
    assert f'href="{url}'.lower() not in text
    assert b"/URI" not in made
    if name == "markdown":
        assert f"]({url}".lower() not in text.replace("\\]", "").replace("\\(", "")


# The briefing


@pytest.mark.parametrize("name", NAMES)
def test_the_layout_fetches_nothing_even_of_raw_markup(name: str, canary: Canary) -> None:
    from pypdf import PdfReader

    words = vectors(canary.address, canary.file)[name]
    page = f"<html lang=en><title>t</title>{words}<p>end"
    if name == "colour profile":  # the one that the engine does not go on without
        with pytest.raises(RenderError, match="outside resources are refused"):
            lay_out(Job(page, "{}", _day()))
        assert canary.asked == []
        return
    made = lay_out(Job(page, "{}", _day()))
    assert set(PdfReader(io.BytesIO(made.pdf)).attachments) == {"comparison.json"}
    assert SECRET.encode() not in made.pdf
    assert canary.asked == []


def test_the_fetcher_serves_our_fonts_only(canary: Canary) -> None:
    fetcher = engine().fetcher
    for address in (
        canary.file,
        f"{canary.address}/x",
        "data:text/plain,x",
        "font:other",
        "file:///etc/passwd",
    ):
        with pytest.raises(ValueError, match="refused"):
            fetcher.fetch(address)
    assert canary.asked == []


ways = pytest.mark.parametrize(
    "way",
    [one for one in WAYS if sys.platform == "linux" or one.__name__ != "forked"],
    ids=lambda one: one.__name__,
)
"""Linux has both ways to begin the process, so that of the other systems is tested here."""


@ways
def test_both_ways_make_the_same_briefing(way: Way) -> None:
    page = "<html lang=en><title>t</title><p>The army took the town of Orne. \U0001fae8"
    with wearing(Look(language="de")):
        made = lay_out(Job(page, '{"a": 1}', _day()), way)
    assert made.pdf == lay_out(Job(page, '{"a": 1}', _day())).pdf
    assert made.missing == lay_out(Job(page, '{"a": 1}', _day())).missing


@ways
def test_a_layout_without_end_is_stopped_with_a_clear_error(way: Way) -> None:
    page = "<p>" + "The army took the town. " * 100_000
    with (
        within(Limits(pdf_seconds=1)),
        pytest.raises(RenderError, match=r"1 seconds .*limits\.pdf_seconds") as told,
    ):
        lay_out(Job(page, "{}", _day()), way)
    assert told.value.slug == "pdf-over-limit"
    assert _children() == []


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for the child in /proc")
@ways
def test_a_layout_that_does_nothing_is_stopped_by_the_clock(way: Way) -> None:
    """Where the system has no limit of processor time, the clock is all there is."""

    def stop() -> None:
        os.kill(_wait_for_child(os.getpid()), signal.SIGSTOP)

    stopping = threading.Thread(target=stop)
    stopping.start()
    with within(Limits(pdf_seconds=1)), pytest.raises(RenderError, match=r"1 seconds .*limits\.pdf_seconds"):
        lay_out(Job("<p>" + "The army took the town. " * 100_000, "{}", _day()), way)
    stopping.join()
    assert _children() == []


@ways
def test_a_layout_leaves_no_temporary_files(
    way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither one that ends nor one that is ended."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    lay_out(Job("<html lang=en><title>t</title><style>@import 'x'</style><p>x", "{}", _day()), way)
    page = "<p>" + "The army took the town. " * 100_000
    with within(Limits(pdf_seconds=1)), pytest.raises(RenderError):
        lay_out(Job(page, "{}", _day()), way)
    assert list(tmp_path.iterdir()) == []


@ways
def test_a_layout_that_takes_all_memory_is_stopped_with_a_clear_error(way: Way) -> None:
    page = "<p>" + "a" * 150_000_000
    with within(Limits(pdf_mb=100)), pytest.raises(RenderError) as told:
        lay_out(Job(page, "{}", _day()), way)
    assert told.value.slug == "pdf-over-limit"
    assert "limits.pdf_mb" in str(told.value)
    assert _children() == []


@ways
def test_a_layout_that_stumbles_is_one_clear_line(way: Way) -> None:
    with pytest.raises(RenderError, match="could not be laid out") as told:
        lay_out(Job("<div>" * 3_000 + "x", "{}", _day()), way)
    assert told.value.slug == "pdf-failed"
    assert "\n" not in str(told.value)


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for the child in /proc")
@ways
def test_a_killed_layout_is_a_clear_error_and_an_interrupt_leaves_no_process(way: Way) -> None:
    program = (
        "import sys; from datetime import datetime, UTC; from reporter.formats.pdf.child import *\n"
        f"from reporter.formats.pdf.child import {way.__name__}\n"
        f"lay_out(Job('<p>' + 'The army took the town. ' * 100_000, '{{}}', datetime.now(UTC)), {way.__name__})"
    )
    for blow, words in (
        (None, "ended by signal 9"),
        (signal.SIGINT, "KeyboardInterrupt"),
        (signal.SIGKILL, ""),
    ):
        process = subprocess.Popen((sys.executable, "-c", program), stderr=subprocess.PIPE, text=True)
        child = _wait_for_child(process.pid)
        if blow is None:
            os.kill(child, signal.SIGKILL)
        else:
            process.send_signal(blow)
        _, said = process.communicate(timeout=60)
        assert words in said
        for _ in range(100):
            if not _alive(child):
                break
            time.sleep(0.05)
        assert not _alive(child)


def test_an_interrupt_while_the_clock_of_a_layout_starts_ends_the_program() -> None:
    """The clock is a thread: one that is left behind would keep the program until its time is over."""
    program = (
        "import threading, time; from datetime import datetime, UTC\n"
        "from reporter.formats.pdf.child import Job, lay_out, started\n"
        "start = threading.Thread.start\n"
        "def slowly(thread): start(thread); print('started', flush=True); time.sleep(20)\n"
        "threading.Thread.start = slowly\n"
        "lay_out(Job('<p>' + 'The army took the town. ' * 100_000, '{}', datetime.now(UTC)), started)"
    )
    process = subprocess.Popen(
        (sys.executable, "-c", program), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"started\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert b"KeyboardInterrupt" in said


def test_a_fresh_interpreter_takes_no_module_from_the_folder_it_is_begun_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder may be one of articles from strangers."""
    for name in ("reporter", "pickle", "weasyprint", "logging"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(77)")
    monkeypatch.chdir(tmp_path)
    assert lay_out(Job("<html lang=en><title>t</title><p>x", "{}", _day()), started).pdf.startswith(b"%PDF-")


def _wait_for_child(parent: int) -> int:
    for _ in range(600):
        found = _children(parent)
        if found:
            return found[0]
        time.sleep(0.05)
    raise AssertionError("no child came")


def _children(parent: int | None = None) -> list[int]:
    """Processes that this one, or another, has started and that have not ended."""
    path = Path(f"/proc/{parent or os.getpid()}/task/{parent or os.getpid()}/children")
    try:
        return [
            int(one)
            for one in path.read_text().split()
            if b"chrom" not in _name(int(one)) and b"node" not in _name(int(one))
        ]
    except OSError:
        return []


def _name(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _day() -> Any:
    from datetime import UTC, datetime

    return datetime(2016, 12, 7, tzinfo=UTC)


# Texts that stall


STALLING = {
    "one word": "a" * 100_000,
    "capitals": "A." * 50_000,
    "digits": "1" * 100_000,
    "marks": "e" + "\u0301" * 1_000_000,
    "spaces": "a" + " " * 1_000_000 + "b",
    "hard spaces": "a" + "\u00a0" * 300_000 + "b",
    "line breaks": "a" + "\n" * 1_000_000 + "b",
    "quotation marks": "“" * 100_000,
    "brackets": "[a](" * 25_000,
    "numbers": "12 " * 4_000,
    "ranges": "1-" * 20_000,
    "dates": "May 3 " * 2_000,
    "verbs": "said John " * 3_000,
    "events": "killed 5 people and " * 500,
    "sentences": "The army took the town of Orne on Friday. " * 800,
    "names": "John Smith\n" * 2_000,
    "directions": "\u202e\u2066" * 50_000,
}


@pytest.mark.parametrize("name", STALLING)
def test_no_text_stalls_the_comparison_or_a_report(name: str) -> None:
    """Each took minutes, or for ever, before sentences had a longest length and layout its tamed words."""
    text = f"He said {STALLING[name]} on Friday."
    report = reporter.compare(
        [Article.from_text(text, locator="a"), Article.from_text("The army left.", locator="b")]
    )
    for format_ in FORMATS:
        if format_.name != "pdf":
            assert format_.render(report)
    for finding in report.findings:
        for member in finding.members:
            assert report.documents[member.article].words(member.span) == member.text


@pytest.mark.parametrize("name", ["one word", "marks", "hard spaces", "directions"])
def test_no_text_stalls_the_briefing(name: str) -> None:
    report = reporter.compare(
        [Article.from_text(STALLING[name][:20_000]), Article.from_text("The army left.")]
    )
    assert reporter.render(report, "pdf").startswith(b"%PDF-")


# Files that are not what they seem


def _docx(document: str, **parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


# ruff: noqa: E501 - documents of one line
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITIES = {
    "docx-external": lambda file: _docx(
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{file}">]><w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    ),
    "docx-billion-laughs": lambda file: _docx(
        '<!DOCTYPE d [<!ENTITY a "ha">' + "".join(f'<!ENTITY {b} "{10 * f"&{a};"}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        + f"]><w:document {W}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
    ),
    "docx-deep": lambda file: _docx(f"<w:document {W}><w:body><w:p>" + "<w:r>" * 20_000 + "</w:r>" * 20_000 + "</w:p></w:body></w:document>"),
    "docx-bomb": lambda file: _docx("<a>" + " " * 60_000_000 + "</a>"),
    "html-external": lambda file: f'<!DOCTYPE html [<!ENTITY x SYSTEM "{file}">]><html><body><p>&x; {"word " * 40}</p></html>'.encode(),
    "html-deep": lambda file: b"<html><body>" + b"<div>" * 50_000 + b"word " * 50 + b"</div>" * 50_000,
    "html-tags": lambda file: b"<html><body><p>" + b"<b><i>" * 20_000 + b"word " * 50,
    "html-include": lambda file: f'<html><body><object data="{file}"></object><p>{"word " * 40}<xi:include href="{file}"/></p></html>'.encode(),
    "svg": lambda file: f'<svg xmlns="http://www.w3.org/2000/svg"><script href="{file}"/><text>{"word " * 9}</text></svg>'.encode(),
    "pdf-external": lambda file: (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length 0/F(" + file.encode() + b")>>stream\n\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    ),
    "pdf-loop": lambda file: (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ENTITIES)
def test_no_document_reads_a_file_or_unpacks_without_end(name: str, tmp_path: Path, canary: Canary) -> None:
    for inside in (canary.file, f"{canary.address}/entity"):
        path = tmp_path / f"a.{name.partition('-')[0].replace('svg', 'html')}"
        path.write_bytes(ENTITIES[name](inside))
        try:
            text = reporter.read(str(path)).text
        except ReporterError as error:
            text = str(error)
            assert "\n" not in text
        assert SECRET not in text
    assert canary.asked == []


@pytest.mark.parametrize(
    "name", ["../up", "/etc/passwd", "a\nb", "CON", "x\u202egpj", "..\\..\\w", "a" * 200, " ", "."]
)
def test_no_name_of_a_story_leads_out_of_the_reports(name: str, tmp_path: Path) -> None:
    """A story takes its folder's name from its headline and its articles' names."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    words = "The army took the town of Orne on Friday, the Interior Ministry said. Some 80,000 people fled the valley."
    for number in (1, 2):
        (inbox / f"{number}.md").write_text(f"# {name}\n\n{words}\n", encoding="utf-8")
    (inbox / "story.toml").write_text(f"title = {_quoted(name)}\n", encoding="utf-8")
    done = subprocess.run(
        (sys.executable, "-m", "reporter", "build", "inbox", "-o", "out"), cwd=tmp_path, capture_output=True, text=True,
        check=False, env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"inbox", "out"}
    made = [path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("comparison.html")]
    assert len(made) == 1
    folder = made[0].parent.as_posix()
    assert folder.isprintable()
    assert not folder.startswith(("/", "."))
    assert folder.upper() not in ("CON", "NUL", "AUX")


def _quoted(words: str) -> str:
    import json

    return json.dumps(words)


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links")
def test_a_report_does_not_follow_a_link_out(tmp_path: Path) -> None:
    """A file that is a link is replaced, what it points at stays."""
    from reporter.files import write

    kept = tmp_path / "kept"
    kept.write_text("as it was")
    (tmp_path / "comparison.json").symlink_to(kept)
    write(tmp_path / "comparison.json", b"{}")
    assert kept.read_text() == "as it was"
    assert (tmp_path / "comparison.json").read_text() == "{}"


# Over a limit


@pytest.mark.parametrize("format_", FORMATS, ids=lambda one: one.name)
def test_what_is_over_a_limit_is_named_with_its_reason_in_every_format(format_: Any, tmp_path: Path) -> None:
    (tmp_path / "reporter.toml").write_text("[limits]\ninput_mb = 1\n")
    for name, text in (("a", "The army took Orne."), ("b", "The army left Orne."), ("c", "word " * 250_000)):
        (tmp_path / f"{name}.txt").write_text(text)
    done = subprocess.run(
        (sys.executable, "-m", "reporter", "compare", "a.txt", "c.txt", "b.txt", "-f", f"{format_.name}:report"),
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "left out: c.txt: larger than 1 MB" in done.stderr
    words = _words_of((tmp_path / "report").read_bytes(), format_.name)
    if format_.name != "gitlab":  # a list of issues and nothing else
        assert "c.txt" in words
        assert "1 MB" in words


@pytest.mark.parametrize("format_", FORMATS, ids=lambda one: one.name)
def test_what_a_crowded_sentence_states_beyond_the_most_is_told_in_every_format(format_: Any) -> None:
    """It was dropped without a word."""
    crowded = (
        "On Friday the army named " + ", ".join(f"{number} dead in Orne" for number in range(3, 38)) + "."
    )
    articles = [Article.from_text(crowded, locator="crowded.txt"), Article.from_text("On Friday 4 died.")]
    report = reporter.compare(articles)
    assert [(one.locator, one.slug) for one in report.skipped] == [("crowded.txt", "crowded-sentence")]
    words = _words_of(format_.render(report), format_.name)
    if format_.name != "gitlab":
        assert "crowded.txt" in words
        assert re.search(r"\d+ facts? beyond 32 of one kind in one sentence", words)


def _words_of(report: bytes, name: str) -> str:
    if name != "pdf":
        return report.decode()
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(report)).pages)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("word " * 1_100_000, "longer than 5 million characters"),
        ("x\n" * 100_000, "more than 60,000 sentences"),
        ("He left. " * 60_001, "more than 60,000 sentences"),
        ("去。" * 60_001, "more than 60,000 sentences"),
    ],
    ids=["characters", "lines", "sentences", "Chinese"],
)
def test_an_article_too_long_is_refused_by_name(words: str, said: str, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    done = subprocess.run(
        (sys.executable, "-m", "reporter", "compare", "a.txt", "b.txt"), cwd=tmp_path, capture_output=True, text=True,
        check=False, env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == (
        f"reporter: error: a.txt: {said}; give the article alone [docs/messages.md#too-long]\n"
    )


def test_an_empty_comparison_is_a_report_of_every_format() -> None:
    for format_ in FORMATS:
        assert format_.render(Comparison((), (), ()))
