"""The page of five articles in a real browser: which of them stand side by side, with its script and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.importorskip("playwright.sync_api", reason="no Playwright here (pip install -e .[dev])")

from playwright.sync_api import Page, expect

from reporter.formats.html import render
from reporter.model import Article
from reporter.pipeline import compare
from tests.conftest import Visit
from tests.newsroom import story

Visiting = Callable[..., Visit]
COLUMNS = "cells => cells.filter(cell => cell.checkVisibility()).map(cell => cell.textContent[0]).join('')"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    pieces = [piece.text.split("---\n") for piece in story(7, 5)]
    articles = [
        Article.from_text(text, outlet=f"Paper {number}") for number, (_, _, text) in enumerate(pieces)
    ]
    path = tmp_path_factory.mktemp("many") / "page.html"
    path.write_bytes(render(compare(articles)))
    return path.as_uri()


def columns(page: Page) -> str:
    """The letters of the articles that stand side by side."""
    return str(page.eval_on_selector_all(".row.head .cell", COLUMNS))


def shown(page: Page) -> set[str]:
    """The letters of the articles that sentences are shown of."""
    letters = (
        "parts => parts.filter(part => part.checkVisibility()).map(part => part.id.replace(/[0-9]+/, ''))"
    )
    return set(page.eval_on_selector_all(".body .sentence", letters))


@pytest.mark.parametrize("script", [True, False])
def test_two_articles_are_chosen_of_five(visit: Visiting, address: str, script: bool) -> None:
    page = visit(java_script_enabled=script).open(address)
    assert columns(page) == "AB"
    assert shown(page) == {"a", "b"}
    page.locator("#side-1").uncheck()
    page.locator("#side-4").check()
    assert columns(page) == "BD"
    assert shown(page) == {"b", "d"}
    rows = page.locator(".body > .row:not(.removed)")
    for number in range(rows.count()):
        row = rows.nth(number)
        assert row.is_visible() == row.evaluate("row => row.matches('.h2, .h4')")
    page.locator("#show-unique").uncheck()  # the other filters still count
    assert page.locator(".body > .row.unique:visible").count() == 0


def test_a_pair_is_one_click(visit: Visiting, address: str) -> None:
    page = visit().open(address)
    page.locator(".twos").locator("xpath=ancestor::details").locator("summary").click()
    page.locator("[data-pair='3 5']").click()
    assert columns(page) == "CE"
    assert shown(page) == {"c", "e"}


@pytest.mark.parametrize("script", [True, False])
def test_a_mark_leads_to_an_article_that_is_not_chosen(visit: Visiting, address: str, script: bool) -> None:
    page = visit(java_script_enabled=script).open(address)
    mark = page.locator(".matrix .by a[href^='#e']").first
    anchor = str(mark.get_attribute("href"))
    mark.click()
    expect(page.locator(anchor)).to_be_visible(timeout=20_000)
    expect(page.locator(anchor)).to_be_in_viewport(timeout=20_000)


def test_next_goes_through_the_conflicts_of_the_chosen_articles(visit: Visiting, address: str) -> None:
    page = visit().open(address)
    for number in (1, 2, 3, 4, 5):
        page.locator(f"#side-{number}").set_checked(number in (2, 3))
    seen = set()
    for _ in range(5):
        page.keyboard.press("n")
        current = page.locator(".row.current")
        expect(current).to_be_visible()
        assert current.evaluate("row => row.matches('.h2, .h3')")
        seen.add(page.locator(".conflict.chosen .card").get_attribute("id"))
    assert len(seen) > 1


@pytest.mark.parametrize("width", [1300, 390])
def test_nothing_runs_over_the_edge(visit: Visiting, address: str, width: int) -> None:
    page = visit(width=width).open(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for camp in page.locator(".camp .value").all()[:10]:
        expect(camp).to_be_visible()
