"""The page in a real browser: what it shows without its script, what it refuses to run, what its keys do."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="no Playwright here (pip install -e .[dev])")

from playwright.sync_api import Page, expect

from reporter.formats.html import render
from reporter.model import Alignment, Comparison, SentenceRef
from tests.builders import document, hostile, story
from tests.conftest import Visit
from tests.unit.test_formats_html import PAYLOADS

Visiting = Callable[..., Visit]
SHOWN = "rows => rows.filter(row => row.checkVisibility()).map(row => row.querySelector('.sentence').id).join(' ')"
ROWS = ".body > .row:not(.removed, .vh)"


def _written(folder: Path, comparison: Comparison) -> Path:
    path = folder / "page.html"
    path.write_bytes(render(comparison))
    return path


def _shown(page: Page) -> str:
    """The first sentence of every row that is shown."""
    return str(page.eval_on_selector_all(ROWS, SHOWN))


@pytest.fixture
def page(tmp_path: Path, visit: Visiting) -> Page:
    """The page of the hand-made story."""
    return visit().open(_written(tmp_path, story()).as_uri())


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


def test_everything_is_there_without_a_script(tmp_path: Path, visit: Visiting) -> None:
    page = visit(java_script_enabled=False).open(_written(tmp_path, story()).as_uri())
    assert page.locator("html.on").count() == 0
    shown = " ".join(re.sub("[=≠○⊘][0-9]+", "", page.locator("body").text_content() or "").split())
    for one in story().documents:
        for sentence in one.sentences:
            assert one.words(sentence.span) in shown
    for finding in story().findings:
        assert finding.evidence.message in shown
    assert page.locator("#next").is_hidden()  # controls that would do nothing are not shown


def test_the_script_runs_under_the_policy(page: Page) -> None:
    assert page.locator("html.on").count() == 1
    assert page.locator("#next").is_visible()


def test_opening_the_page_asks_for_the_page_only(
    served: tuple[Path, str, list[str]], visit: Visiting
) -> None:
    folder, address, asked = served
    _written(folder, story())
    going = visit()
    page = going.open(f"{address}/page.html")
    for key in "njcu?":
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert going.requests == [f"{address}/page.html"]
    assert [path for path in asked if path != "/favicon.ico"] == ["/page.html"]


def test_hostile_words_run_nothing(served: tuple[Path, str, list[str]], visit: Visiting) -> None:
    folder, address, asked = served
    payload = " ".join(PAYLOADS).replace("https://evil.example", address)
    _written(folder, hostile(payload))
    page = visit().open(f"{address}/page.html")
    page.keyboard.press("n")
    page.keyboard.press("c")
    page.wait_for_timeout(300)
    assert page.title() != "owned"
    assert [path for path in asked if path != "/favicon.ico"] == ["/page.html"]


def test_the_policy_stops_what_escaping_would_let_through(
    served: tuple[Path, str, list[str]], visit: Visiting
) -> None:
    """A page into which markup got by a mistake: its scripts and pictures are dead all the same."""
    folder, address, asked = served
    path = _written(folder, story())
    smuggled = "<script>document.title='owned'</script><img src='/stolen' onerror=\"document.title='owned'\">"
    path.write_text(path.read_text().replace("<main>", f"<main>{smuggled}"))
    going = visit(silent=False)
    page = going.open(f"{address}/page.html")
    page.wait_for_timeout(300)
    assert page.title() != "owned"
    assert "/stolen" not in asked
    assert any("Content Security Policy" in line for line in going.complaints)


@pytest.mark.parametrize(
    ("keys", "current"), [("j", "a1"), ("jj", "b2"), ("jk", "b6"), ("jjj", "a2"), ("jjjk", "b2")]
)
def test_j_and_k_walk_the_rows(page: Page, keys: str, current: str) -> None:
    page.keyboard.type(keys)
    assert page.locator(".row.current .sentence").first.get_attribute("id") == current
    assert page.locator("#live").text_content()


@pytest.mark.parametrize(
    ("keys", "position"), [("n", "1 of 4"), ("nn", "2 of 4"), ("nnp", "1 of 4"), ("np", "4 of 4")]
)
def test_n_and_p_walk_the_conflicts(page: Page, keys: str, position: str) -> None:
    page.keyboard.type(keys)
    assert page.locator("#position").text_content() == position
    assert page.locator(".conflict.chosen").count() == 1
    expect(page.locator(".conflict.chosen summary").first).to_be_focused()
    assert page.locator(".row.current .conflict.chosen").count() == 1


def test_o_opens_and_closes_the_reasons(page: Page) -> None:
    page.keyboard.type("no")
    card = page.locator(".conflict.chosen > .card")
    assert card.get_attribute("open") is not None
    assert card.locator(".steps").is_visible()
    page.keyboard.press("o")
    assert card.get_attribute("open") is None


def test_the_keys_are_told_and_can_be_switched_off(tmp_path: Path, visit: Visiting) -> None:
    """WCAG 2.2, 2.1.4."""
    going = visit()
    address = _written(tmp_path, story()).as_uri()
    page = going.open(address)
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    told = page.locator("#help kbd").all_text_contents()
    assert set("npjkocixu/?") <= set(told)
    page.keyboard.press("n")  # in the dialog the keys rest
    assert page.locator(".conflict.chosen").count() == 0
    page.locator("#keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert page.locator(".conflict.chosen").count() == 0
    again = going.open(address)
    again.keyboard.press("n")
    assert again.locator(".conflict.chosen").count() == 0
    assert again.locator(".keys").is_hidden()
    again.locator("#next").click()
    assert again.locator(".conflict.chosen").count() == 1


def test_keys_rest_while_one_types(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("no")
    assert page.locator("#search").input_value() == "no"
    assert page.locator(".conflict.chosen").count() == 0


def test_search_leaves_the_rows_with_the_words_and_walks_the_hits(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("HARBOUR")
    expect(page.locator("#hits")).to_have_text("0 of 4")
    assert _shown(page) == "a1 a2"
    places = []
    for _ in range(5):
        page.keyboard.press("Enter")
        places.append(page.locator("#hits").text_content())
    assert places == ["1 of 4", "2 of 4", "3 of 4", "4 of 4", "1 of 4"]
    page.keyboard.press("Shift+Enter")
    assert page.locator("#hits").text_content() == "4 of 4"
    page.keyboard.press("Escape")
    assert len(_shown(page).split()) == 9
    assert page.locator("#hits").text_content() == ""


def test_search_finds_words_across_marks(page: Page) -> None:
    page.locator("#search").fill("left more than 341 people dead, incl")
    expect(page.locator("#hits")).to_have_text("0 of 1")
    page.locator("#search").fill("nowhere at all")
    expect(page.locator("#hits")).to_have_text("nothing found")
    assert _shown(page) == ""


@pytest.mark.parametrize("verdict", ["conflicting", "shared", "unique"])
@pytest.mark.parametrize("script", [True, False])
def test_chips_filter_with_and_without_the_script(
    tmp_path: Path, visit: Visiting, verdict: str, script: bool
) -> None:
    page = visit(java_script_enabled=script).open(_written(tmp_path, story()).as_uri())
    page.locator(f"#show-{verdict}").uncheck()
    for other in ("conflicting", "shared", "unique"):
        rows = page.locator(f".body > .row.{other}")
        assert rows.count() >= 1
        assert rows.first.is_visible() is (other != verdict)
    assert page.locator(".row.removed").first.is_hidden()
    page.locator("#show-removed").check()
    assert page.locator(".row.removed").first.is_visible()


@pytest.mark.parametrize(
    ("choice", "value", "rows", "conflicts"),
    [
        ("relation", "updated", "a2", 1),
        ("relation", "refines", "a3 a5", 0),
        ("kind", "place", "b2 a6", 1),
        ("kind", "status", "a1 a2 a4", 2),
        ("speaker", "0", "a3", 1),
    ],
)
def test_filters_leave_the_rows_of_matching_facts(
    page: Page, choice: str, value: str, rows: str, conflicts: int
) -> None:
    page.locator(f"#by-{choice}").select_option(value)
    assert _shown(page) == rows
    assert page.locator("#rows").text_content() == f"{len(rows.split())} of 9 rows"
    assert page.locator("#conflicts tr[data-f]:visible").count() == conflicts
    for number in range(1, conflicts + 1):
        page.keyboard.press("n")
        assert page.locator("#position").text_content() == f"{number} of {conflicts}"
    page.locator(f"#by-{choice}").select_option("")
    assert len(_shown(page).split()) == 9


def test_filters_add_up(page: Page) -> None:
    page.locator("#by-relation").select_option("contradicts")
    page.locator("#by-kind").select_option("place")
    page.locator("#search").fill("geneva")
    expect(page.locator("#hits")).not_to_have_text("")
    assert _shown(page) == "a6"


def test_a_fact_that_is_pointed_at_or_focused_marks_its_counterpart(page: Page) -> None:
    page.locator("#a3 mark.conflicting").first.hover()
    assert page.locator("#b4 mark.lit").first.text_content() == "More than 730 people have been killed"
    page.locator("h1").hover()
    assert page.locator("mark.lit").count() == 0
    page.locator("#b4 a.tag.conflicting").first.focus()
    assert page.locator("#a3 mark.lit").count() >= 1


@pytest.mark.parametrize("prefix", ["f-", ""])
def test_a_link_to_a_finding_opens_its_reasons(tmp_path: Path, visit: Visiting, prefix: str) -> None:
    """By its anchor, and by its bare id."""
    found = story().findings[4].id
    page = visit().open(f"{_written(tmp_path, story()).as_uri()}#{prefix}{found}")
    card = page.locator(f"#f-{found}")
    assert card.get_attribute("open") is not None
    assert card.locator(".steps").is_visible()
    expect(card.locator("summary").first).to_be_focused()


def test_a_link_shows_its_target_whatever_is_filtered(page: Page) -> None:
    page.locator("#show-conflicting").uncheck()
    page.locator("#by-kind").select_option("place")
    page.evaluate(f"location.hash = 'f-{story().findings[1].id}'")
    expect(page.locator(f"#f-{story().findings[1].id} .steps")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_own_order_and_aligned_order(tmp_path: Path, visit: Visiting, script: bool) -> None:
    """B2 is told last by A: in aligned order it stands there only, and a link to its own place brings that back."""
    page = visit(java_script_enabled=script).open(_written(tmp_path, story()).as_uri())
    first_b = page.locator("#b2")
    assert first_b.is_visible()
    page.locator("#order-aligned").check()
    assert first_b.is_hidden()
    assert page.locator("#b6").is_visible()  # without a counterpart it has no other place
    echo = page.locator(".row:has(#a6) .echo")
    assert echo.is_visible()
    assert "Hamburg" in (echo.text_content() or "")
    echo.locator("a").click()
    assert first_b.is_visible()


def _long(size: int) -> Comparison:
    """Two articles of so many sentences, every third with a counterpart, the middle ones in conflict."""
    base = story()
    blocks = [f"Sentence {number} of the long report." for number in range(size)]
    documents = (document(blocks, {}), document(blocks, {}))
    links = tuple(
        Alignment(f"l{number}", (SentenceRef(0, number), SentenceRef(1, number)), 90.0)
        for number in range(0, size, 3)
    )
    middle = documents[0].sentences[size // 2]
    members = tuple(
        replace(member, article=number, sentence=middle.index, span=middle.span, text=blocks[middle.index])
        for number, member in enumerate(base.findings[0].members)
    )
    return Comparison(documents, links, (replace(base.findings[0], members=members),))


def test_long_runs_are_folded_and_open_for_what_is_looked_for(tmp_path: Path, visit: Visiting) -> None:
    page = visit().open(_written(tmp_path, _long(120)).as_uri())
    assert page.locator(".run").count() == 2
    assert page.locator("#a61").is_visible()
    assert page.locator("#a20").is_hidden()
    assert "A1–A" in (page.locator(".run summary").first.text_content() or "")
    page.locator("#search").fill("sentence 19 ")
    expect(page.locator("#hits")).not_to_have_text("")
    assert page.locator("#a20").is_visible()
    page.locator("#search").fill("")
    expect(page.locator("#hits")).to_have_text("")
    assert page.locator("#a20").is_hidden()
    page.evaluate("location.hash = 'a20'")
    expect(page.locator("#a20")).to_be_visible()


def test_the_map_leads_to_the_conflicts(page: Page) -> None:
    ticks = page.locator(".map a")
    assert ticks.count() == 6
    ticks.first.click()
    page.wait_for_url("**#a1")


@pytest.mark.parametrize("width", [360, 760, 1280])
def test_nothing_is_wider_than_the_window(tmp_path: Path, visit: Visiting, width: int) -> None:
    page = visit(width=width).open(_written(tmp_path, hostile("w" * 300)).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_print_opens_what_is_folded(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator("#near-misses .card").first.is_visible()
    for left_out in (".bar", ".map", ".keys", ".decide"):
        assert page.locator(left_out).first.is_hidden()
