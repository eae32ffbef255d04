"""What the formats for continuous integration say of a finding: where its words stand, how grave it is."""

from __future__ import annotations

import hashlib
import posixpath
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from reporter.formats.taming import tame
from reporter.model import Article, CheckedStory, Decision, Finding, Member, Relation, Skipped, Verdict, label

ERROR, WARNING, NOTE = "error", "warning", "note"

LEVELS = {
    Relation.CONTRADICTS: ERROR,
    Relation.ALTERED_QUOTE: ERROR,
    Relation.MISATTRIBUTED: ERROR,
    Relation.UPDATED: WARNING,
    Relation.SCOPE_DIFFERS: WARNING,
    Relation.DISPUTED: WARNING,
}
"""How grave a conflict is; what is none is a note. An update or another scope may well be in order."""

_ENCODINGS = (
    ("", "utf-8"),
    ("\ufeff", "utf-8"),
    ("\ufeff", "utf-16-le"),
    ("\ufeff", "utf-16-be"),
    ("", "cp1252"),
)
"""Byte order marks and encodings in which a text is tried for being the file itself."""
_QUOTED = 300
"""Characters of a quotation in a message."""


def level(relation: Relation) -> str:
    """``error``, ``warning`` or ``note``, as SARIF names them."""
    return LEVELS.get(relation, NOTE)


class Region(NamedTuple):
    """Where words stand in a file; lines and columns count from 1, columns in code points."""

    line: int
    column: int
    end_line: int
    end_column: int
    """One past the last character."""
    offset: int
    """From 0, in code points, a byte order mark not counted."""
    length: int


class Places:
    """The files of a story's articles, and where in them words stand."""

    def __init__(self, story: CheckedStory) -> None:
        self._articles = [document.article for document in story.comparison.documents]
        self._lines = [_line_starts(article) for article in self._articles]

    def path(self, member: Member) -> str:
        """The article's file with forward slashes; empty for standard input and articles that are no file."""
        return file_path(self._articles[member.article].locator)

    def region(self, member: Member) -> Region | None:
        """Where the words stand; None where the text is not the file itself: HTML, PDF, DOCX."""
        starts = self._lines[member.article]
        if not starts:
            return None
        start, end = member.span
        first, last = bisect_right(starts, start), bisect_right(starts, end)
        return Region(
            first, start - starts[first - 1] + 1, last, end - starts[last - 1] + 1, start, end - start
        )

    def spot(self, member: Member) -> str:
        """``path:line`` as compilers write it, as much of it as is known."""
        region = self.region(member)
        path = self.path(member)
        return f"{path}:{region.line}" if path and region else path

    def quotation(self, member: Member) -> str:
        """``A “its words” (path:line)``, on one line."""
        words = tame(" ".join(member.text.split()), _QUOTED)
        spot = self.spot(member)
        return f"{label(member.article)} “{words}”" + (f" ({spot})" if spot else "")

    def quotations(self, finding: Finding) -> Iterator[str]:
        """The quotation of every member."""
        return map(self.quotation, finding.members)


def file_path(locator: str) -> str:
    """A locator as a path with forward slashes, ``.`` and ``..`` resolved; empty for what is no file."""
    is_file = locator not in ("", "-") and "://" not in locator
    return posixpath.normpath(locator.replace("\\", "/")) if is_file else ""


def _line_starts(article: Article) -> list[int]:
    """Offsets at which the lines of the article's file begin; empty where the text is not known to be the file.

    It is where the text gives the digest of the input's bytes; readers of other formats make a text of their
    own, whose lines nobody can open. Lines end in LF or CRLF.
    """
    for mark, encoding in _ENCODINGS:
        try:
            data = (mark + article.text).encode(encoding)
        except UnicodeEncodeError:
            continue
        if hashlib.sha256(data).hexdigest() == article.sha256:
            lines = article.text.split("\n")
            return [0, *accumulate(len(line) + 1 for line in lines[:-1])]
    return []


def about(finding: Finding) -> str:
    """``relation: subject`` on one line."""
    subject = tame(" ".join((finding.subject or finding.kind).split()), _QUOTED)
    return f"{finding.relation}: {subject}"


def message(finding: Finding) -> str:
    """The rule's sentence, on one line, and the question that would settle a conflict."""
    parts = (finding.evidence.message, finding.evidence.question if is_open(finding) else "")
    return tame(" ".join(" ".join(parts).split()))


def is_open(finding: Finding) -> bool:
    """Whether it is a conflict that nobody has settled."""
    return finding.verdict is Verdict.CONFLICTING and finding.decision is None


def settlement(decision: Decision) -> str:
    """``confirmed: note (name, day)``, as much of it as is known."""
    who = ", ".join(part for part in (decision.name, decision.decided) if part)
    words = f"{decision.outcome}: {decision.note}" if decision.note else str(decision.outcome)
    return tame(" ".join((f"{words} ({who})" if who else words).split()))


def left_out(skipped: Skipped) -> str:
    """Why an input is not in the comparison."""
    return tame(" ".join(f"left out: {skipped.locator}: {skipped.reason} [{skipped.slug}]".split()))
