"""What a cleaning step sees and is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from reporter.model import Article, Span, blank, meets
from reporter.patterns import lazily

_LINE_RE = lazily(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_END_RE = lazily(r"[.!?…][\"'”’»)\]]*\Z")

_LONGEST = 2_000
"""Characters of a line that the steps see: what they remove is far shorter."""

PERSON = (
    r"[A-Z][\w.'’-]*"
    r"(?:\s(?:[A-Z][\w.'’-]*|(?:al|el|bin|bint|ibn|de|del|della|der|den|van|von|da|di|du|la|le|ter)(?:-[A-Z][\w'’]*)?))"
    r"{1,4}"
)
"""Pattern of what may be a person's name: two to five words, capitalised or particles of names."""


class Line(NamedTuple):
    """A line of an article that still stands."""

    span: Span
    """Without the blanks around it, with the notation in it."""
    words: str
    """The text at ``span``, its notation blanked out."""
    heading: bool
    """Whether the reader knows it to be a heading."""

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return _END_RE.search(self.words) is not None


class Step(NamedTuple):
    """One reason for removing lines, and what it takes."""

    reason: str
    find: Callable[[Sequence[Line]], Iterable[Line]]


def lines_of(article: Article) -> Iterator[Line]:
    """The lines of an article that have words, its notation blanked out."""
    text = blank(article.text, article.markup)
    headings = sorted(article.headings)
    for match in _LINE_RE.finditer(article.text):
        words = text[match.start() : match.end()].strip()
        if words:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            span = Span(start, start + len(match.group().strip()))
            if len(words) > _LONGEST:
                words = f"{words[:_LONGEST]}…"
            yield Line(span, words, meets(span, headings))
