"""How the review page of two long articles behaves in Chromium: ``python benchmarks/page.py [SENTENCES…]``.

The articles are the paragraphs of the documentation over and over, with a number in every sentence: what they say
does not matter, their length, links and marks do. Of three visits the median is printed.
"""

from __future__ import annotations

import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.formats.html import render
from reporter.model import (
    Alignment,
    Article,
    Comparison,
    Document,
    Evidence,
    Finding,
    Member,
    Relation,
    Run,
    Sentence,
    SentenceRef,
    Span,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIZES = (40, 400, 4000)
VISITS = 3
TEXTS = Path(__file__).parent.parent / "docs"
SENTENCE_RE = re.compile(r"[A-Z][^.!?|`#*\[\]\n]{40,200}[.]")
NUMBER_RE = re.compile(r"\d+ items")
ACTIONS = ("load", "next conflict", "filter verdict", "filter kind", "search", "aligned order", "decide")


def sentences(size: int) -> list[str]:
    """So many sentences, each with a figure of its own."""
    found = [
        " ".join(one.split())
        for path in sorted(TEXTS.glob("*.md"))
        for one in SENTENCE_RE.findall(path.read_text(encoding="utf-8"))
    ]
    return [f"{found[at % len(found)][:-1]}, with {at} items." for at in range(size)]


def comparison(size: int) -> Comparison:
    """Two articles: of every eight sentences one in conflict, two shared, one told elsewhere, four alone."""
    first = sentences(size)
    second = [one.replace(" items", "0 items") if at % 8 == 0 else one for at, one in enumerate(first)]
    documents = tuple(
        _document(lines, name) for lines, name in ((first, "first.txt"), (second, "second.txt"))
    )
    links = [(at, at) for at in range(size) if at % 8 in (0, 2, 5)]
    links += [(at, size - 1 - (at + 3) % size) for at in range(size) if at % 8 == 3]
    findings = tuple(_findings(documents, size))
    return Comparison(
        documents,
        tuple(
            Alignment(
                f"al{number}", (SentenceRef(0, left), SentenceRef(1, right)), 80.0 if left == right else 40.0
            )
            for number, (left, right) in enumerate(links)
        ),
        findings,
        run=Run("benchmark"),
    )


def _document(lines: list[str], name: str) -> Document:
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    article = Article.from_text("\n".join(lines), locator=name, title=name, published="2026-01-01")
    return Document(article, (), tuple(Sentence(number, span) for number, span in enumerate(spans)))


def _findings(documents: tuple[Document, ...], size: int) -> Iterator[Finding]:
    for at in range(size):
        if at % 8 in (0, 2):
            relation = Relation.CONTRADICTS if at % 8 == 0 else Relation.IDENTICAL
            kind = ("quantity", "date", "status")[at % 3]
            members = tuple(_member(article, document, at) for article, document in enumerate(documents))
            evidence = Evidence(
                "different-quantity", "The figures differ.", question="Which figure is right?"
            )
            yield Finding(f"{at:012x}", relation, kind, f"items of {at}", members, evidence, f"t{at}")


def _member(article: int, document: Document, at: int) -> Member:
    start = document.sentences[at].span.start
    found = NUMBER_RE.search(document.words(document.sentences[at].span))
    assert found is not None
    span = Span(start + found.start(), start + found.end())
    return Member(article, at, span, document.words(span))


PAINTED = """async act => {
  const start = performance.now();
  await (0, eval)('(' + act + ')')();
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return (performance.now() - start) / 1000;
}"""
CHOOSE = "() => {{ const it = document.getElementById('{0}'); it.value = '{1}'; it.dispatchEvent(new Event('{2}')); }}"
CLICK = "() => document.getElementById('{}').click()"
FOUND = """async () => {
  const hits = document.getElementById('hits'), field = document.getElementById('search');
  field.value = '17';
  field.dispatchEvent(new Event('input'));
  while (!hits.value) await new Promise(done => setTimeout(done, 5));
}"""
DECIDE = "() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', bubbles: true }))"


def visit(browser: Browser, address: str) -> list[float]:
    """Seconds of each of ACTIONS in a fresh profile, until the page has painted what came of it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(120_000)
    start = time.perf_counter()
    page.goto(address)
    page.evaluate(PAINTED, "() => {}")
    seconds = [time.perf_counter() - start]

    def timed(*acts: str) -> None:
        seconds.append(max(page.evaluate(PAINTED, act) for act in acts))

    timed(*[CLICK.format("next")] * 5)
    timed(*[CLICK.format("show-unique")] * 2)
    timed(*(CHOOSE.format("by-kind", value, "change") for value in ("date", "")))
    timed(FOUND)
    page.evaluate(PAINTED, CHOOSE.format("search", "", "input"))
    page.wait_for_timeout(500)
    timed(CLICK.format("order-aligned"), CLICK.format("order-own"))
    page.evaluate(PAINTED, CLICK.format("next"))
    timed(DECIDE)
    context.close()
    return seconds


def main(arguments: list[str]) -> int:
    """Prints the table; returns the exit code."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        print("needs Chromium", file=sys.stderr)
        return 2
    print("| sentences | rendered in | file | " + " | ".join(ACTIONS) + " |")
    print("|---" * (len(ACTIONS) + 3) + "|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for size in map(int, arguments) if arguments else SIZES:
            made = comparison(size)
            start = time.perf_counter()
            data = render(made)
            took = time.perf_counter() - start
            report = Path(folder) / f"{size}.html"
            report.write_bytes(data)
            visits = [visit(browser, report.as_uri()) for _ in range(VISITS)]
            medians = [statistics.median(one) for one in zip(*visits, strict=True)]
            cells = " | ".join(f"{seconds * 1000:.0f} ms" for seconds in medians)
            print(f"| 2 × {size} | {took:.2f} s | {len(data) / 1000:,.0f} kB | {cells} |", flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
