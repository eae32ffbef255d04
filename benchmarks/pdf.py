"""The briefing against WeasyPrint alone on the same HTML: whole processes, their CPU time, and growth with pages.

Each run is a fresh process that imports what it needs, makes one PDF and ends; the figure is its CPU time (user and
system, children not counted), the least of the repetitions, as other work on the machine only ever adds to it.

- ``ours``: a comparison in memory to the finished briefing, page data and template included;
- ``alone``: the HTML that the template made, handed to ``weasyprint.HTML(...).write_pdf()`` with no option;
- ``tagged``: the same with ``pdf_variant="pdf/a-3a"``, which is what the briefing asks of WeasyPrint.

    python benchmarks/pdf.py [--repeat 5] [--pages 50,100,200]
"""

from __future__ import annotations

import argparse
import io
import pickle
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import reporter
from reporter.model import Alignment, Comparison, Document, Finding, SentenceRef, Span

SEEDS = Path(__file__).parent.parent / "seeds" / "aleppo"
OURS = """
import pickle, sys
from reporter.formats.pdf import render
sys.stdout.buffer.write(render(pickle.loads(open(sys.argv[1], 'rb').read())))
"""
ALONE = """
import sys
from weasyprint import HTML
from reporter.formats.pdf.engine import engine
page = open(sys.argv[1], encoding='utf-8').read()
html = HTML(string=page, url_fetcher=engine().fetcher)
sys.stdout.buffer.write(html.write_pdf(**eval(sys.argv[2])))
"""


def seconds(program: str, *arguments: str) -> tuple[float, bytes]:
    """CPU seconds of one process, and what it wrote."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = (sys.executable, "-c", program, *arguments)
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def measured(comparison: Comparison, repeat: int, folder: Path) -> Iterator[tuple[str, float, bytes]]:
    """Name, least seconds and PDF of each of the three ways, taken in turns."""
    from reporter.formats.pdf import made
    from reporter.formats.pdf.briefing import briefing_html

    (folder / "comparison").write_bytes(pickle.dumps(comparison))
    page = briefing_html(comparison, made=made(comparison))
    (folder / "page.html").write_text(page, encoding="utf-8")
    ways = {
        "ours": (OURS, str(folder / "comparison")),
        "alone": (ALONE, str(folder / "page.html"), "{}"),
        "tagged": (ALONE, str(folder / "page.html"), "{'pdf_variant': 'pdf/a-3a'}"),
    }
    runs: dict[str, list[tuple[float, bytes]]] = {name: [] for name in ways}
    for _ in range(repeat):
        for name, way in ways.items():
            runs[name].append(seconds(*way))
    for name, times in runs.items():
        least, pdf = min(times, key=lambda run: run[0])
        yield name, least, pdf


def longer(comparison: Comparison, times: int) -> Comparison:
    """The comparison with every article, alignment and finding repeated ``times`` times, one after the other."""
    sizes = [len(document.sentences) for document in comparison.documents]
    lengths = [len(document.article.text) + 2 for document in comparison.documents]
    return replace(
        comparison,
        documents=tuple(_repeated(document, times) for document in comparison.documents),
        alignments=tuple(
            _moved(alignment, sizes, number) for number in range(times) for alignment in comparison.alignments
        ),
        findings=tuple(
            _shifted(finding, sizes, lengths, number)
            for number in range(times)
            for finding in comparison.findings
        ),
    )


def _repeated(document: Document, times: int) -> Document:
    size, step = len(document.sentences), len(document.article.text) + 2
    return replace(
        document,
        article=replace(document.article, text="\n\n".join([document.article.text] * times)),
        sentences=tuple(
            replace(one, index=one.index + number * size, span=_at(one.span, number * step))
            for number in range(times)
            for one in document.sentences
        ),
        removed=tuple(
            replace(one, span=_at(one.span, number * step))
            for number in range(times)
            for one in document.removed
        ),
        facts=tuple(
            replace(one, sentence=one.sentence + number * size, span=_at(one.span, number * step))
            for number in range(times)
            for one in document.facts
        ),
    )


def _at(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _moved(alignment: Alignment, sizes: list[int], number: int) -> Alignment:
    members = tuple(
        SentenceRef(ref.article, ref.sentence + number * sizes[ref.article]) for ref in alignment.members
    )
    return replace(alignment, id=f"{alignment.id}-{number}", members=members)


def _shifted(finding: Finding, sizes: list[int], lengths: list[int], number: int) -> Finding:
    members = tuple(
        replace(
            one,
            sentence=one.sentence + number * sizes[one.article],
            span=_at(one.span, number * lengths[one.article]),
        )
        for one in finding.members
    )
    return replace(finding, id=f"{finding.id}{number}", members=members)


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages)


def main() -> int:
    """Print the table; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument(
        "--pages", default="50,100,200", help="lengths to grow to, beside the sample story's own"
    )
    arguments = parser.parse_args()
    articles = sorted(SEEDS.glob("*.txt"))
    comparison = reporter.compare([reporter.read(str(path)) for path in articles])
    print(
        f"{'pages':>6} {'kB':>6} {'ours s':>8} {'alone s':>8} {'tagged s':>9} {'ours/alone':>11} {'ms a page':>10}"
    )
    with tempfile.TemporaryDirectory() as name:
        times, pages = 1, 0
        for wanted in [0, *(int(length) for length in arguments.pages.split(",") if length)]:
            times = (
                max(1, round(wanted * times / pages)) if pages else 1
            )  # the beginning is capped, so growth slows
            runs = {
                way: (least, pdf)
                for way, least, pdf in measured(longer(comparison, times), arguments.repeat, Path(name))
            }
            ours, pdf = runs["ours"]
            pages = pages_of(pdf)
            print(
                f"{pages:6} {len(pdf) / 1000:6.0f} {ours:8.2f} {runs['alone'][0]:8.2f} {runs['tagged'][0]:9.2f} "
                f"{ours / runs['alone'][0]:11.2f} {1000 * ours / pages:10.0f}",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
