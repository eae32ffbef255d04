"""Compare the annotated pairs and score the results with the annotators' scorer.

python benchmarks/gold.py --gold FOLDER [--out FOLDER]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import tempfile
from datetime import date
from pathlib import Path

import reporter


def _read(path: Path, published: str | None) -> reporter.Article:
    day = date.fromisoformat(published) if published else None
    return reporter.read(str(path), reporter.Metadata(published=day))


def main() -> None:
    """Compare every pair and print the scorer's figures, of each pair and of all; ``--out`` keeps the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True, help="folder of annotated pairs with score.py")
    parser.add_argument("--out", type=Path, help="keep the JSON results here")
    options = parser.parse_args()
    if not (options.gold / "score.py").is_file():
        raise SystemExit(f"gold: no annotated pairs in {options.gold}; nothing measured")
    specification = importlib.util.spec_from_file_location("score", options.gold / "score.py")
    scorer = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(scorer)
    with tempfile.TemporaryDirectory() as scratch:
        out = options.out or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        for folder in sorted(path for path in options.gold.iterdir() if (path / "gold.json").is_file()):
            meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
            articles = [_read(folder / f"{side}.txt", meta[side].get("published")) for side in "ab"]
            (out / f"{folder.name}.json").write_text(reporter.compare(articles).to_json(), encoding="utf-8")
        total, rows = scorer.score(options.gold, out)
    for name, row in rows.items():
        print(
            f"{name:20}",
            {key: round(value, 2) if isinstance(value, float) else value for key, value in row.items()},
        )
    for name, value in total.items():
        print(f"{name:24}", round(value, 3) if isinstance(value, float) else value)


if __name__ == "__main__":
    main()
