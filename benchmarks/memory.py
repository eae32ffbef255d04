"""Peak memory of whole commands on two articles as long as books.

    python benchmarks/memory.py [--megabytes 5] [--formats json html markdown]

Prints a Markdown table. Every command is a process of its own; its peak resident set is what the kernel counted
(``wait4``). The articles are the seeds' own sentences with names, figures and words replaced, as in ``speed.py``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import speed

BAR = 1_000
"""MB, for two articles of 5 MB."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=float, default=5.0, help="of each article (default: 5)")
    parser.add_argument("--formats", nargs="+", default=["json", "html", "markdown"], metavar="FORMAT")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        articles = [str(Path(folder) / f"{name}.txt") for name in "ab"]
        for path, seed in zip(articles, speed.SEEDS, strict=True):
            Path(path).write_text(book(speed.seed_sentences(seed), arguments.megabytes), encoding="utf-8")
        print(f"| 2 x {arguments.megabytes:g} MB, as | peak memory | bar | processor | report |")
        print("|---|---|---|---|---|")
        for name in arguments.formats:
            output = Path(folder) / f"out.{name}"
            command = [sys.executable, "-m", "reporter", "compare", *articles, "--quiet"]
            cost = speed.run([*command, "-f", name, "-o", str(output)])
            print(
                f"| {name} | {cost.memory / 1e6:.0f} MB | {BAR} MB | {cost.processor:.0f} s "
                f"| {output.stat().st_size / 1e6:.0f} MB |",
                flush=True,
            )


def book(sentences: list[str], megabytes: float) -> str:
    """An article of so many megabytes."""
    mean = len("".join(sentences)) / len(sentences) + 2
    text = speed.text(sentences, int(1.2 * megabytes * 1e6 / mean), 0)
    return text[: text.rindex("\n", 0, int(megabytes * 1e6)) + 1]


if __name__ == "__main__":
    main()
