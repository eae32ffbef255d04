"""The page for everybody: axe-core in real states of the page, and contrasts computed from what is painted."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="no Playwright here (pip install -e .[dev])")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core here")

from playwright.sync_api import Page  # noqa: E402

import reporter  # noqa: E402
from reporter.formats.html import render  # noqa: E402
from tests.builders import story  # noqa: E402
from tests.conftest import Visit  # noqa: E402

Visiting = Callable[..., Visit]
SEEDS = Path(__file__).parent.parent / "seeds" / "aleppo"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOCUSED = """(() => {
  const it = document.activeElement, style = getComputedStyle(it.matches('#import') ? it.parentElement : it);
  return [it.id || it.textContent.trim(), style.outlineStyle !== 'none' && style.outlineWidth !== '0px'];
})()"""
CONTRASTS = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the hand-made story: axe needs a second for it, not seven."""
    path = tmp_path_factory.mktemp("story") / "page.html"
    path.write_bytes(render(story()))
    return path


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the seeds."""
    paths = sorted(SEEDS.glob("*.txt"))
    path = tmp_path_factory.mktemp("seeds") / "page.html"
    path.write_bytes(render(reporter.compare([reporter.read(str(one)) for one in paths])))
    return path


SHOWN_ONCE = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await new Promise(requestAnimationFrame);
  }
  scrollTo(0, 0);
  await new Promise(requestAnimationFrame);
}"""
"""Rows have a guessed height until they were on screen once; axe would see them overlap."""


def _violations(page: Page) -> list[str]:
    page.evaluate(SHOWN_ONCE)
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response
    assert len(found["passes"]) > 20  # it did look
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']][:3]} {one['nodes'][0]['failureSummary']}"
        for one in found["violations"]
    ]


def _as_loaded(page: Page) -> None:
    """Nothing is done."""


def _deciding(page: Page) -> None:
    for key in "nocj":
        page.keyboard.press(key)
    page.locator("#near-misses summary").first.click()
    page.locator("#near-misses .card summary").first.click()
    page.locator(".menu summary").click()


def _help(page: Page) -> None:
    page.keyboard.press("?")


def _filtered(page: Page) -> None:
    page.locator("#by-kind").select_option("quantity")
    page.locator("#order-aligned").check()
    page.locator("#show-removed").check()


@pytest.mark.parametrize(
    ("state", "width", "scheme"),
    [
        *((_as_loaded, width, scheme) for width in (1280, 390) for scheme in ("light", "dark")),
        *((state, 1280, "light") for state in (_deciding, _help, _filtered)),
        *((state, 390, "dark") for state in (_deciding, _help, _filtered)),
    ],
)
def test_axe_finds_nothing(
    report: Path, short: Path, visit: Visiting, scheme: str, width: int, state: Callable[[Page], None]
) -> None:
    page = visit(width=width, color_scheme=scheme).open((report if state is _as_loaded else short).as_uri())
    state(page)
    assert _violations(page) == []
    worst = page.evaluate(CONTRASTS)
    assert len(worst) > 100
    assert worst[0][0] >= 4.5, worst[:5]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_without_the_script(
    short: Path, visit: Visiting, tmp_path: Path, scheme: str, width: int
) -> None:
    """The script is refused by the policy, so that axe itself can still run."""
    path = tmp_path / "page.html"
    path.write_text(re.sub("script-src '[^']*'", "script-src 'none'", short.read_text(encoding="utf-8")))
    page = visit(silent=False, width=width, color_scheme=scheme).open(path.as_uri())
    assert page.locator("html.on").count() == 0
    assert _violations(page) == []
    assert page.evaluate(CONTRASTS)[0][0] >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_can_be_chosen_against_the_system(report: Path, visit: Visiting, theme: str) -> None:
    other = {"light": "dark", "dark": "light"}[theme]
    going = visit(color_scheme=other)
    page = going.open(report.as_uri())
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    page.locator(f"#{theme}").check()
    assert page.evaluate(ground) != before
    again = going.open(report.as_uri())
    assert again.evaluate(ground) != before


def test_everything_is_reached_by_the_tab_key_and_shows_it(report: Path, visit: Visiting) -> None:
    page = visit().open(report.as_uri())
    reached = set()
    for _ in range(45):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        reached.add(here[0])
        assert here[1], f"no focus ring on {here[0]}"
    wanted = {"Skip to the articles", "show-conflicting", "show-removed", "previous", "next", "by-relation", "by-kind",
              "by-speaker", "search", "undo", "help-button"}  # fmt: skip
    assert wanted <= reached
