"""Markdown: the decoded file itself, with its notation marked, after CommonMark 0.31.

Words are what markdown-it-py takes for text; every other visible character of the file is notation. So
the tokens are walked in order with one cursor over the file, and what lies between them is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reporter.encoding import decode
from reporter.model import Metadata, Reading, Removed, Source, Span, blank
from reporter.patterns import lazily
from reporter.readers.base import Reader
from reporter.readers.front_matter import front_matter

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE_RE = lazily(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_VISIBLE_RE = lazily(r"\S(?:[^\r\n]*\S)?")
_INLINE_END_RE = lazily(r"[*_\s]*\]")
_REFERENCE_RE = lazily(r"\[[^\[\]]*\]")


def _read(source: Source) -> Reading:
    text = decode(source.data, source.charset)
    metadata, markup = front_matter(text, source.locator)
    start = markup[0].span.end if markup else 0
    words, headings = _Walk(text, start).run()
    markup += tuple(Removed(span, "markup") for span in _between(text, words, start))
    title = None
    if headings:
        title = " ".join(blank(text, markup)[headings[0].start : headings[0].end].split()) or None
    return Reading(text, metadata.over(Metadata(title=title)), tuple(headings), markup)


class _Walk:
    """One pass over a file's tokens, gathering the spans of its words and headings."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.flat = re.sub(r"[\r\n]", " ", text)
        self.cursor = start
        self.lines = [match.start() for match in _LINE_RE.finditer(text, start)]
        self.words: list[Span] = []

    def run(self) -> tuple[list[Span], list[Span]]:
        """The spans of words in order, and of headings."""
        from markdown_it import MarkdownIt

        parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
        parser.disable("text_join")  # keeps escapes and entities apart, with their notation
        headings, in_heading = [], False
        for token in parser.parse(self.text[self.cursor :]):
            if token.type in ("heading_open", "heading_close"):
                in_heading = token.type == "heading_open"
            elif token.type == "inline" and token.map:
                first = len(self.words)
                self._inline(token)
                if in_heading and len(self.words) > first:
                    headings.append(Span(self.words[first].start, self.words[-1].end))
            elif token.type in ("fence", "code_block") and token.map:
                self._code(token)
        return self.words, headings

    def _code(self, token: Token) -> None:
        begin, end = token.map or (0, 0)
        lines = token.content.count("\n")
        begin += token.type == "fence"
        self._take(self._offset(begin), self._offset(min(end, begin + lines)))

    def _inline(self, token: Token) -> None:
        begin, end = token.map or (0, 0)
        self.cursor = max(self.cursor, self._offset(begin))
        stop = self._offset(end)
        for child in token.children or ():
            if not self._child(child, stop):
                # What cannot be found again counts as words: better a mark too many on show than
                # words of the article lost.
                self._take(self.cursor, stop)
                return

    def _child(self, child: Token, stop: int) -> bool:
        """Move the cursor over one inline token; whether it was found."""
        if child.type in ("text", "code_inline"):
            return not child.content.strip() or self._find(child.content.strip(), stop)
        if child.type == "text_special":
            at = self.text.find(child.markup, self.cursor, stop)
            if at >= 0:
                skipped = 1 if child.info == "escape" else 0
                self._take(at + skipped, at + len(child.markup))
            return at >= 0
        if child.type in ("em_open", "em_close", "strong_open", "strong_close"):
            at = self.text.find(child.markup, self.cursor, stop)
            self.cursor = at + len(child.markup) if at >= 0 else self.cursor
        elif child.type == "image":
            at = self.text.find("![", self.cursor, stop)
            self.cursor = self._after_target(at + 2 + len(child.content), stop) if at >= 0 else self.cursor
        elif child.type == "link_close" and not child.markup:
            self.cursor = self._after_target(self.cursor, stop)
        return True

    def _find(self, words: str, stop: int) -> bool:
        at = self.flat.find(words, self.cursor, stop)
        if at >= 0:
            self._take(at, at + len(words))
        return at >= 0

    def _take(self, start: int, end: int) -> None:
        if start < end:
            self.words.append(Span(start, end))
        self.cursor = max(self.cursor, end)

    def _after_target(self, position: int, stop: int) -> int:
        """Where a link ends whose text ends at ``position``: after ``](…)``, ``][…]`` or ``]``."""
        from markdown_it.helpers import parseLinkDestination, parseLinkTitle

        bracket = _INLINE_END_RE.match(self.text, position, stop)
        if not bracket:
            return position
        after = bracket.end()
        if self.text[after : after + 1] == "(":
            at = self._skip_space(after + 1, stop)
            target = parseLinkDestination(self.text, at, stop)
            at = self._skip_space(target.pos if target.ok else at, stop)
            title = parseLinkTitle(self.text, at, stop)
            at = self._skip_space(title.pos, stop) if title.ok else at
            if self.text[at : at + 1] == ")":
                return at + 1
        reference = _REFERENCE_RE.match(self.text, after, stop)
        return reference.end() if reference else after

    def _skip_space(self, position: int, stop: int) -> int:
        while position < stop and self.text[position].isspace():
            position += 1
        return position

    def _offset(self, line: int) -> int:
        return self.lines[line] if line < len(self.lines) else len(self.text)


def _between(text: str, words: Sequence[Span], start: int) -> Iterator[Span]:
    """The visible stretches outside ``words``, none longer than its line."""
    for word in (*words, Span(len(text), len(text))):
        for match in _VISIBLE_RE.finditer(text, start, max(start, word.start)):
            yield Span(match.start(), match.end())
        start = max(start, word.end)


MARKDOWN = Reader(
    name="markdown",
    suffixes=(".md", ".markdown"),
    media_types=("text/markdown",),
    summary="Markdown (CommonMark): headings known, notation marked; raw HTML stays words",
    read=_read,
)
