"""Makes reporter/stories/background.txt: how usual English words are, for the weights that group articles.

    pip install symspellpy && python benchmarks/background.py > reporter/stories/background.txt

From the word counts that symspellpy ships (MIT): the words of SCOWL with their counts in Google Books Ngram
(CC BY 3.0). A count becomes the share of articles of 300 words that have the word, that share its inverse
document frequency, in tenths.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from importlib import resources

from reporter.lexicon.tokens import stem

LENGTH = 300
"""Words of an article."""
STEMS = 20_000
"""Most usual ones; all others are as rare as the last of them."""


def main() -> int:
    """Print the table."""
    try:
        source = resources.files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt")
    except ModuleNotFoundError:
        print("symspellpy is missing: pip install symspellpy", file=sys.stderr)
        return 2
    counts: Counter[str] = Counter()
    for line in source.read_text(encoding="utf-8-sig").splitlines():
        word, count = line.split()
        counts[stem(word.lower())] += int(count)
    total = sum(counts.values())
    groups: dict[int, list[str]] = defaultdict(list)
    for word, count in counts.most_common(STEMS):
        share = 1 - math.exp(-count / total * LENGTH)
        groups[round(-10 * math.log(share + 1e-5))].append(word)
    print("# Made by benchmarks/background.py from Google Books Ngram (CC BY 3.0) by way of symspellpy (MIT)")
    for tenths in sorted(groups):
        print(tenths, *sorted(groups[tenths]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
