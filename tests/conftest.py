"""The reader of case documents, and a browser."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CASES = Path(__file__).parent / "cases"
SEMANTIC = Path(__file__).parent.parent / "models" / "reporter-semantic-en"
"""The data package of the semantic model. It is not installed where the tests run: they look at the base install,
except those that ask for the fixture ``semantic_model``."""


class Case(NamedTuple):
    """One case of a document under tests/cases."""

    title: str
    given: str
    expected: str


def read_cases(name: str) -> list[Case]:
    """The cases of ``tests/cases/NAME.md``: title, a dot, what is given, a dot, what is expected, a dot.

    Text before the first ``---`` line of a file explains it; blank lines separate cases.
    """
    text = (CASES / f"{name}.md").read_text(encoding="utf-8")
    body = text.split("\n---\n", 1)[1] if "\n---\n" in text else text
    cases, part, parts = [], [], []
    for line in body.splitlines():
        if line == ".":
            parts.append("\n".join(part).strip("\n"))
            part = []
            if len(parts) == 3:
                cases.append(Case(*parts))
                parts = []
        else:
            part.append(line)
    unfinished = parts or "".join(part).strip()
    assert not unfinished, f"unfinished case at the end of {name}.md"
    return cases


class Visit:
    """Pages in Chromium, whose console must stay silent; ``requests`` has every address that was asked for."""

    def __init__(self, chromium: Browser, **context: Any) -> None:
        self.context = chromium.new_context(accept_downloads=True, **context)
        self.context.set_default_timeout(20_000)
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def open(self, address: str) -> Page:
        """A page at this address, loaded."""
        page = self.context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda line: self.complaints.append(line.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address)
        return page


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, driven by Playwright (which is told to bring no browser of its own)."""
    driver = pytest.importorskip("playwright.sync_api", reason="no Playwright here (pip install -e .[dev])")
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("no Chromium here (Debian: apt-get install chromium)")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Makes a fresh profile: ``visit(width=390, color_scheme="dark")``. No console line may come of it."""
    visits: list[Visit] = []

    def fresh(*, width: int = 1280, height: int = 900, silent: bool = True, **context: Any) -> Visit:
        made = Visit(chromium, viewport={"width": width, "height": height}, **context)
        if silent:
            visits.append(made)
        return made

    yield fresh
    for made in visits:
        made.context.close()
        assert made.complaints == []


@pytest.fixture
def semantic_model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The semantic model can be found, as if it were installed; its folder."""
    pytest.importorskip("onnxruntime", reason="onnxruntime is missing: the semantic model is not tested")
    monkeypatch.syspath_prepend(str(SEMANTIC))
    yield SEMANTIC
    for name in [name for name in sys.modules if name.partition(".")[0] == "reporter_semantic_en"]:
        del sys.modules[name]
