"""What findings are known by: hashes without positions, and those that they had before more articles joined."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

MOST_JOINED = 3
"""Articles that may have joined a finding since it was decided."""


def fingerprint(parts: Sequence[str], articles: Iterable[str]) -> str:
    """A hash of what is said and of which articles (their identities), the same in any order of the articles."""
    text = "\x1f".join((*parts, *sorted(set(articles))))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def before_joining(parts: Sequence[str], articles: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The fingerprints that the same would have without some of its articles, and which ones: the fewest first.

    Two articles are left at least, for a matter between articles is what is decided.
    """
    known = sorted(set(articles))
    for count in range(1, min(MOST_JOINED, len(known) - 2) + 1):
        for joined in combinations(known, count):
            yield fingerprint(parts, (one for one in known if one not in joined)), joined
