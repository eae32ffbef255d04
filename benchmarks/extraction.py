"""Article text of real pages: Scrapinghub's article extraction benchmark, as its ``evaluate.py`` computes it.

    python benchmarks/extraction.py --data FOLDER [--half first|second] [--worst N]

FOLDER holds ``ground-truth.json`` and ``html/ID.html.gz`` of
https://github.com/scrapinghub/article-extraction-benchmark. Every page goes through the HTML reader; what is scored
is its whole text as read, before cleaning, and the same without the headline that the reader puts at its top, which the
gold texts leave out. Precision and recall are taken over 4-token shingles with their counts,
averaged over the pages, and F1 is made of the two averages. ± is the standard deviation of 1,000 bootstrap samples.
``--half`` takes every other page by id, so that what is tuned on one half can be told on the other.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from outcomes import DEV, HELD, Measure, Outcome

from reporter import readers
from reporter.errors import ReadError
from reporter.model import Reading, Source

SHINGLE = 4
SAMPLES = 1000
_GOOD = 0.9
FIELDS = ("title", "outlet", "author", "published", "url")
_TOKEN_RE = re.compile(r"\w+")


class Shares(NamedTuple):
    """Of the shingles of a page's two texts together: the share in both, in ours alone, in the gold alone."""

    both: float
    extra: float
    missing: float


def main() -> None:
    """Read the pages and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with ground-truth.json and html/")
    parser.add_argument("--half", choices=("first", "second"), help="every other page only")
    parser.add_argument("--worst", type=int, default=0, help="print the ids of so many lowest pages")
    arguments = parser.parse_args()
    truth_path = arguments.data / "ground-truth.json"
    if not truth_path.is_file():
        sys.exit(f"{truth_path} is not there: give the folder of the benchmark with --data")
    truth = json.loads(truth_path.read_text(encoding="utf-8"))
    pages = sorted(truth)[{"first": 0, "second": 1}.get(arguments.half, 0) :: 2 if arguments.half else 1]
    scored, bare, known, empty = {}, {}, Counter[str](), 0
    for page in pages:
        found = reading(arguments.data / "html" / f"{page}.html.gz")
        empty += not found.text
        known.update(name for name in FIELDS if getattr(found.metadata, name))
        gold = truth[page].get("articleBody", "")
        scored[page], bare[page] = shares(gold, found.text), shares(gold, without_headline(found))
    print("| text | pages | precision | recall | F1 | without text |\n|---|---|---|---|---|---|")
    for name, results in (("as read", scored), ("without the headline", bare)):
        precision, recall, f1 = measured(list(results.values()))
        spread = deviation(list(results.values()))
        print(
            f"| {name} | {len(pages)} | {precision:.3f} | {recall:.3f} | {f1:.3f} ± {spread:.3f} | {empty} |"
        )
    print(f"\n| found on {len(pages)} pages | {' | '.join(FIELDS)} |\n{'|---' * (len(FIELDS) + 1)}|")
    print(f"| | {' | '.join(str(known[name]) for name in FIELDS)} |")
    for page in sorted(scored, key=lambda page: scored[page].both)[: arguments.worst]:
        print(
            f"{page} both {scored[page].both:.2f} extra {scored[page].extra:.2f} {scored[page].missing:.2f}"
        )


def reading(path: Path) -> Reading:
    """A page as read; empty where the reader finds no article."""
    with gzip.open(path) as file:
        data = file.read()
    try:
        return readers.read(Source(path.name, data, "text/html"))
    except ReadError:
        return Reading("")


def without_headline(found: Reading) -> str:
    """The text without the page's title at its top."""
    first = found.headings[0] if found.headings else None
    if first is None or first.start or found.text[: first.end] != found.metadata.title:
        return found.text
    return found.text[first.end :]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four tokens; a shorter text is one run."""
    tokens = _TOKEN_RE.findall(text)
    runs = (tuple(tokens[at : at + SHINGLE]) for at in range(max(1, len(tokens) - SHINGLE + 1)))
    return Counter(run for run in runs if run)


def shares(gold: str, found: str) -> Shares:
    """How the shingles of two texts of one page relate."""
    wanted, had = shingles(gold), shingles(found)
    both, extra, missing = (wanted & had).total(), (had - wanted).total(), (wanted - had).total()
    whole = both + extra + missing or 1
    return Shares(both / whole, extra / whole, missing / whole)


def measured(pages: Sequence[Shares]) -> tuple[float, float, float]:
    """Precision and recall as means over pages, and the F1 of the two means."""
    precision = statistics.mean(
        _share(page.both, page.extra, page.missing) for page in pages if page.both + page.extra
    )
    recall = statistics.mean(
        _share(page.both, page.missing, page.extra) for page in pages if page.both + page.missing
    )
    return precision, recall, 2 * precision * recall / (precision + recall)


def _share(both: float, wrong: float, other: float) -> float:
    if wrong == other == 0:
        return 1.0
    return both / (both + wrong) if both or wrong else 0.0


def deviation(pages: Sequence[Shares]) -> float:
    """Standard deviation of F1 over bootstrap samples of the pages."""
    chance = random.Random(0)  # noqa: S311 - a sample, not a secret
    return statistics.stdev(measured(chance.choices(pages, k=len(pages)))[2] for _ in range(SAMPLES))


def outcomes(data: Path, limit: int) -> Iterator[Outcome]:
    """Pages, right where more than nine in ten of the shingles of both texts are in both; every other is held out."""
    folder = data / "bench" / "article_extraction"
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for number, page in enumerate(sorted(truth)):
        found = shares(truth[page].get("articleBody", ""), reading(folder / "html" / f"{page}.html.gz").text)
        told = f"both {found.both:.2f} extra {found.extra:.2f} missing {found.missing:.2f}"
        yield Outcome(page, HELD if number % 2 else DEV, found.both > _GOOD, found._asdict(), told)


def figures(found: Sequence[Outcome]) -> dict[str, float]:
    """F1 of the text as read."""
    precision, recall, f1 = measured([Shares(**outcome.counts) for outcome in found])
    return {"F1": f1, "precision": precision, "recall": recall}


MEASURES = (
    Measure(
        "article_extraction",
        "bench/article_extraction/ground-truth.json",
        "text of real pages: F1",
        outcomes,
        figures,
        ".665",
        "trafilatura .958, newspaper4k .949, readability .922",
    ),
)


if __name__ == "__main__":
    main()
