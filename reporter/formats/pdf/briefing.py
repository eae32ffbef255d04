"""The briefing as one HTML page for the layout engine; it names no outside resource but our fonts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from reporter.formats.strings import say
from reporter.formats.view import wording
from reporter.formats.view.lanes import Lanes, lanes
from reporter.formats.view.page import Page
from reporter.formats.view.since import Since, since
from reporter.model import Changes, Comparison
from reporter.scripts import scripts_of

PRIVATE_USE_RE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Characters without a meaning of their own, which PDF/A-3 (level A) does not allow."""
MISSING = "\ufffd"
"""Shown for a character that no font has: a box without a glyph would make the file invalid."""
_CODES = 8


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the briefing shows beside the page."""

    made: str
    """The date that the file bears, ISO 8601."""
    since: Since | None
    timeline: Lanes | None
    removed: tuple[str, ...]
    """``A: 2 captions, 1 navigation``: how much text took no part in the comparison."""
    notes: tuple[str, ...]


def briefing_html(
    comparison: Comparison,
    title: str = "",
    changes: Changes | None = None,
    *,
    made: datetime,
    without: Collection[int] = (),
) -> str:
    """The page that is laid out. Code points that no font has (``without``) are replaced, and a note says so."""
    from markupsafe import Markup

    from reporter.formats.templating import fill, style
    from reporter.formats.view import page as page_of

    page = page_of(comparison, title)
    briefing = Briefing(
        made=made.isoformat(),
        since=since(changes, page) if changes is not None else None,
        timeline=lanes(page.moments, [source.label for source in page.sources]),
        removed=_removed(page),
        notes=(glyph_note(without),) if without else (),
    )
    sheet = Markup(style("print.css", dark=False))  # noqa: S704 - not an article's words
    text = fill("briefing.html.j2", page=page, briefing=briefing, style=sheet).decode()
    return PRIVATE_USE_RE.sub(MISSING, text.translate(dict.fromkeys(without, MISSING)))


def glyph_note(missing: Collection[int]) -> str:
    """Says which characters no font of this machine has, and which package brings a font for their script."""
    codes = ", ".join(f"U+{code:04X}" for code in sorted(missing)[:_CODES])
    rest = len(missing) - _CODES
    if rest > 0:
        codes = f"{codes} {wording.more(rest)}"
    note = say("briefing.glyphs", n=len(missing), sign=MISSING, codes=codes)
    lacking = scripts_of(missing)
    if not lacking:
        return note
    packages = " ".join(dict.fromkeys(script.package for script in lacking))
    return f"{note}. " + say(
        "briefing.fonts", scripts=", ".join(script.name for script in lacking), packages=packages
    )


def _removed(page: Page) -> tuple[str, ...]:
    counts = Counter((one.label, one.reason) for one in page.removed)
    return tuple(
        f"{source.label}: "
        + ", ".join(f"{reason} {count}" for (label, reason), count in counts.items() if label == source.label)
        for source in page.sources
        if any(label == source.label for label, _ in counts)
    )
