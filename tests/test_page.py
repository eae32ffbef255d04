"""The page in a real browser: what it shows without its script, what it refuses to run, what its keys do."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reporter.formats.html import render
from reporter.model import Comparison
from tests.builders import hostile, story
from tests.unit.test_formats_html import PAYLOADS

_BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    _BROWSER is None, reason="no Chromium here (Debian: apt-get install chromium)"
)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def _visit(address: str, *options: str) -> str:
    """The document as it is after loading, as source."""
    assert _BROWSER is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        shown = subprocess.run(
            [_BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             f"--user-data-dir={profile}", "--virtual-time-budget=3000", *options, "--dump-dom", address],
            capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
    return shown.stdout


class _Recorder(http.server.SimpleHTTPRequestHandler):
    """Serves a folder on the loopback and keeps what was asked for."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        super().do_GET()

    def log_message(self, *arguments: object) -> None:
        """Says nothing."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str, list[str]]]:
    """A folder, its address, and the paths that a browser asked for."""
    asked: list[str] = []
    handler = type("Handler", (_Recorder,), {"asked": asked})
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=tmp_path)
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield tmp_path, f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def _written(folder: Path, comparison: Comparison, script: str = "") -> Path:
    """A page, with a script of the test's in place of its own (and the policy opened for that one)."""
    source = render(comparison).decode()
    if script:
        source = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", source)
        source = source.replace("</body>", f"<script>{script}</script></body>")
    path = folder / "page.html"
    path.write_text(source, encoding="utf-8")
    return path


def test_everything_is_there_without_a_script(tmp_path: Path) -> None:
    page = _written(tmp_path, story())
    page.write_text(re.sub("script-src '[^']*'", "script-src 'none'", page.read_text()))
    source = _visit(page.as_uri())
    assert not re.search(r'<html[^>]*class="on"', source)
    reader = _Text()
    reader.feed(source)
    shown = " ".join(re.sub("[=≠○⊘][0-9]+", "", reader.text).split())
    for document in story().documents:
        for sentence in document.sentences:
            assert document.words(sentence.span) in shown
    for finding in story().findings:
        assert finding.evidence.message in shown


def test_the_script_runs_under_the_policy(tmp_path: Path) -> None:
    assert re.search(r'<html[^>]*class="on"', _visit(_written(tmp_path, story()).as_uri()))


def test_opening_the_page_asks_for_the_page_only(served: tuple[Path, str, list[str]]) -> None:
    folder, address, asked = served
    _written(folder, story())
    _visit(f"{address}/page.html")
    assert [path for path in asked if path != "/favicon.ico"] == ["/page.html"]


def test_hostile_words_run_nothing(served: tuple[Path, str, list[str]]) -> None:
    folder, address, asked = served
    payload = " ".join(PAYLOADS).replace("https://evil.example", address)
    _written(folder, hostile(payload))
    shown = _visit(f"{address}/page.html")
    assert "<title>owned" not in shown
    assert [path for path in asked if path != "/favicon.ico"] == ["/page.html"]


def test_the_policy_stops_what_escaping_would_let_through(served: tuple[Path, str, list[str]]) -> None:
    """A page into which markup got by a mistake: its scripts and pictures are dead all the same."""
    folder, address, asked = served
    page = _written(folder, story())
    smuggled = "<script>document.title='owned'</script><img src='/stolen' onerror=\"document.title='owned'\">"
    page.write_text(page.read_text().replace("<main>", f"<main>{smuggled}"))
    assert "<title>owned" not in _visit(f"{address}/page.html")
    assert "/stolen" not in asked


@pytest.mark.parametrize(
    ("keys", "current"),
    [("n", "a2"), ("nn", "a3"), ("np", "a6"), ("jj", "b2"), ("jk", "b6"), ("nnj", "a4")],
)
def test_keys_walk_the_rows(tmp_path: Path, keys: str, current: str) -> None:
    script = f"""for (const key of '{keys}')
        document.body.dispatchEvent(new KeyboardEvent('keydown', {{key, bubbles: true}}));
      document.title = document.querySelector('.current .sentence').id;"""
    assert f"<title>{current}</title>" in _visit(_written(tmp_path, story(), script).as_uri())


def test_search_leaves_the_rows_with_the_words(tmp_path: Path) -> None:
    script = """const field = document.getElementById('search'); field.value = 'HARBOUR';
      field.dispatchEvent(new Event('input'));
      setTimeout(() => { document.title = document.getElementById('hits').value + ' ' +
        [...document.querySelectorAll('.body .row:not(.miss, .removed) .sentence')].map(one => one.id).join(); },
        500);"""
    assert "<title>2 of 9 rows a1,b1,a2,b3</title>" in _visit(_written(tmp_path, story(), script).as_uri())


@pytest.mark.parametrize("verdict", ["conflicting", "shared", "unique"])
def test_chips_filter_without_the_script(tmp_path: Path, verdict: str) -> None:
    script = f"""document.getElementById('show-{verdict}').checked = false;
      document.title = [...document.querySelectorAll('.body .row:not(.removed)')].filter(row => row.checkVisibility())
        .map(row => row.classList[1]).filter((one, at, all) => all.indexOf(one) === at).sort().join();"""
    left = ",".join(sorted({"conflicting", "shared", "unique"} - {verdict}))
    assert f"<title>{left}</title>" in _visit(_written(tmp_path, story(), script).as_uri())


def test_a_link_to_a_finding_opens_its_reasons(tmp_path: Path) -> None:
    anchor = f"f-{story().findings[4].id}"
    script = f"document.title = document.getElementById('{anchor}').closest('.more').open + '';"
    page = _written(tmp_path, story(), script)
    assert "<title>true</title>" in _visit(f"{page.as_uri()}#{anchor}")


@pytest.mark.parametrize("width", [360, 760, 1280])
def test_nothing_is_wider_than_the_window(tmp_path: Path, width: int) -> None:
    script = "document.title = document.documentElement.scrollWidth <= innerWidth ? 'fits' : 'overflows';"
    page = _written(tmp_path, hostile("w" * 300), script)
    assert "<title>fits</title>" in _visit(page.as_uri(), f"--window-size={width},800")
