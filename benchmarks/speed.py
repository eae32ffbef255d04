"""Speed and memory: whole commands on the seeds against what they are built on, and the stages on long articles.

    python benchmarks/speed.py [--runs N] [--largest SENTENCES] [--no-pdf]

Prints a Markdown table. Every command is run as a process of its own, once to warm up and then ``--runs`` times in
turn with its baseline; the medians are shown, wall clock and processor time (user and system) of the child. Bytecode
is compiled beforehand, as pip does on installation, so that the first user of an editable install is not measured.

The long articles are the seeds' own sentences over and over, with names, figures and every third other word replaced,
differently in every round; reading is not part of their times, and no two runs see the same text.
"""

from __future__ import annotations

import argparse
import compileall
import gc
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SEEDS = tuple(str(path) for path in sorted((ROOT / "seeds" / "aleppo").glob("*.txt")))
SIZES = (40, 400, 4000)
BARS = {40: 0.06, 400: 0.6, 4000: 8.0}
"""Seconds for two articles of so many sentences each."""
DOUBLING_BAR = 2.3
WEASYPRINT_ALONE = """
import sys
from weasyprint import HTML
HTML(filename=sys.argv[1]).write_pdf(sys.argv[2], pdf_variant=sys.argv[3])
"""
BRIEFING_HTML = """
import sys
from pathlib import Path
from reporter import compare, read
from reporter.assets import template_dir
from reporter.formats.pdf import made
from reporter.formats.pdf.archive import VARIANT
from reporter.formats.pdf.briefing import briefing_html
from reporter.formats.pdf.engine import FONTS
comparison = compare([read(path) for path in sys.argv[2:]])
page = briefing_html(comparison, made=made(comparison))
for address, name in FONTS.items():
    page = page.replace(address, (template_dir() / "fonts" / name).as_uri())
Path(sys.argv[1]).write_text(page, encoding="utf-8")
print(VARIANT, end="")
"""
_WORD_RE = re.compile(r"[^\W_]+")


class Cost(NamedTuple):
    """What one process took."""

    wall: float
    """Seconds."""
    processor: float
    """Seconds, user and system."""
    memory: int
    """Peak resident set, bytes."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=11, help="of every command (default: 11)")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="sentences of the longest article")
    parser.add_argument("--no-pdf", action="store_true", help="leave out what needs Pango")
    arguments = parser.parse_args()
    compileall.compile_dir(ROOT / "reporter", quiet=2)
    print("| | measured | against | ratio, wall | ratio, processor | bar |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        commands(Path(folder), arguments.runs, not arguments.no_pdf)
    print("\n| everything after reading | seconds | bar | per doubling |\n|---|---|---|---|")
    long_articles([size for size in SIZES if size <= arguments.largest], max(arguments.runs // 4, 1))


def commands(folder: Path, runs: int, pdf: bool) -> None:
    """Print the rows of the whole commands."""
    python = [sys.executable, "-c"]
    reporter = [sys.executable, "-m", "reporter"]
    compare = [*reporter, "compare", *SEEDS, "--quiet"]
    row(
        "`reporter --help` against `import argparse`",
        *in_turn([*reporter, "--help"], [*python, "import argparse"], 2 * runs),
        1.5,
    )
    json = [*compare, "-f", "json", "-o", str(folder / "out.json")]
    ours, theirs = in_turn(json, [*python, "import rapidfuzz, jinja2"], runs)
    row("JSON of the seeds against `import rapidfuzz, jinja2`", ours, theirs, 4.0)
    memory = [("JSON", ours)]
    html, _ = in_turn([*compare, "-f", "html", "-o", str(folder / "out.html")], [*python, "pass"], 2)
    memory.append(("HTML", html))
    if pdf:
        page = folder / "briefing.html"
        making = [*python, BRIEFING_HTML, str(page), *SEEDS]
        variant = subprocess.run(making, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True).stdout
        ours, theirs = in_turn(
            [*compare, "-f", "pdf", "-o", str(folder / "out.pdf")],
            [*python, WEASYPRINT_ALONE, str(page), str(folder / "alone.pdf"), variant],
            max(runs // 2, 3),
        )
        row("PDF of the seeds against WeasyPrint alone on the same HTML", ours, theirs, 1.25)
        memory.append(("PDF", ours))
    for name, cost in memory:
        bar = "" if name == "PDF" else "150 MB"
        print(f"| peak memory, {name} | {cost.memory / 1e6:.0f} MB | | | | {bar} |")


def in_turn(ours: Sequence[str], theirs: Sequence[str], runs: int) -> tuple[Cost, Cost]:
    """The medians of two commands, run alternately so that a busy moment of the machine meets both."""
    run(ours), run(theirs)
    costs = [(run(ours), run(theirs)) for _ in range(runs)]
    return median([pair[0] for pair in costs]), median([pair[1] for pair in costs])


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end. Raises CalledProcessError if it fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each cost by itself; of the memory the highest."""
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.processor for cost in costs),
        max(cost.memory for cost in costs),
    )


def row(name: str, ours: Cost, theirs: Cost, bar: float) -> None:
    """Print one line of the first table."""
    print(
        f"| {name} | {1000 * ours.wall:.0f} ms | {1000 * theirs.wall:.0f} ms "
        f"| {ours.wall / theirs.wall:.2f} | {ours.processor / theirs.processor:.2f} | {bar} |",
        flush=True,
    )


def long_articles(sizes: Sequence[int], runs: int) -> None:
    """Print the times of everything after reading, and how they grow when both articles are doubled."""
    seeds = [seed_sentences(path) for path in SEEDS]
    seconds(seeds, 40, 1000)  # reads the tables of words, compiles the patterns
    for number, size in enumerate(sizes):
        repeats = max(1, runs * (5, 2, 1)[min(number, 2)])
        whole = statistics.median(seconds(seeds, size, 100 * repeat) for repeat in range(repeats))
        half = statistics.median(seconds(seeds, size // 2, 100 * repeat + 50) for repeat in range(repeats))
        bar = BARS[size]
        print(
            f"| {size:,} x {size:,} sentences | {whole:.3f} | {bar:g} | {whole / half:.2f} (bar {DOUBLING_BAR}) |",
            flush=True,
        )


def seconds(seeds: Sequence[Sequence[str]], size: int, first: int) -> float:
    """How long two articles of ``size`` sentences take, read already; ``first`` numbers their first round."""
    import reporter

    articles = [
        reporter.Article.from_text(text(sentences, size, first), locator=name, published="2016-12-08")
        for sentences, name in zip(seeds, "ab", strict=True)
    ]
    gc.collect()
    start = time.perf_counter()
    reporter.compare(articles)
    return time.perf_counter() - start


def seed_sentences(path: str) -> list[str]:
    """The sentences of a seed article."""
    from reporter import pipeline

    document = pipeline.mark(pipeline.read(path))
    return [document.words(sentence.span) for sentence in document.sentences]


def text(sentences: Sequence[str], size: int, first: int) -> str:
    """An article of ``size`` sentences, one a line; rounds after ``first`` say it in other words."""
    vocabulary = [word for word in _WORD_RE.findall(" ".join(sentences)) if word.islower() and len(word) > 3]
    lines = []
    for number in range(size):
        turn, place = divmod(number, len(sentences))
        pieces = _WORD_RE.split(sentences[place])
        words = [other(word, first + turn, vocabulary) for word in _WORD_RE.findall(sentences[place])]
        lines.append(
            "".join(piece + word for piece, word in zip(pieces, [*words, ""], strict=True)).rstrip(".")
        )
    return ".\n".join(lines) + ".\n"


def other(word: str, turn: int, vocabulary: Sequence[str]) -> str:
    """The word that stands in place of ``word`` in a round: the same in both articles."""
    chance = zlib.crc32(f"{word} {turn}".encode())
    if word.isdigit():
        return str(int(word) + chance % 7) if len(word) < 4 else word
    if word[0].isupper() and len(word) > 4:
        return word + "".join(
            "bdfgklmnprstvz"[turn // 14**place % 14] + "aeiou"[turn % 5] for place in (0, 1)
        )
    return vocabulary[chance // 3 % len(vocabulary)] if chance % 3 == 0 and word in vocabulary else word


if __name__ == "__main__":
    main()
