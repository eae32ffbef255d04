"""Makes the text of an article safe to lay out: what is shown is what is there, and no text can stall a page.

Follows Unicode UAX #9 (bidirectional controls), UTS #39 (combining marks) and measurements of WeasyPrint: one
word of 100,000 characters, or a run of as many combining marks, keeps it busy for minutes.
"""

from __future__ import annotations

import re
import unicodedata

from reporter.patterns import lazily

LIMIT = 20_000
"""Characters of one stretch of text that are shown; the rest is counted in its place."""

_BIDI_CONTROLS = {
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
}  # fmt: skip
_INVISIBLE = (
    *range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0),
    0x061C, 0x200E, 0x200F, 0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xFDD0, 0xFDF0), *range(0xE0000, 0xE0080),
    *(plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
)  # fmt: skip
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_INVISIBLE),
    **{code: f"⟦{name}⟧" for code, name in _BIDI_CONTROLS.items()},
    0x2028: "\n",
    0x2029: "\n",
}
_MARK = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
MARKS_RE = lazily(f"([{_MARK}]{{4}})[{_MARK}]+")
LONG_WORD_RE = lazily(r"[^ \t\n\r\u200b\u00ad]{81,}")
HARD_SPACES_RE = lazily("[\u00a0\u2007\u202f]{2,}")
_CHUNK = 40


def tame(text: str, limit: int = LIMIT) -> str:
    """``text`` without control characters, with bidi controls made visible and break points in over-long words.

    At most four combining marks stay on one letter; of more than ``limit`` characters the rest is only counted.
    """
    if len(text) <= limit and text.isascii() and text.isprintable():
        return LONG_WORD_RE.sub(_with_breaks, text)
    rest = len(text) - limit
    text = text[:limit].encode("utf-8", "replace").decode("utf-8").translate(_TABLE)
    text = HARD_SPACES_RE.sub(" ", unicodedata.normalize("NFC", text))
    text = LONG_WORD_RE.sub(_with_breaks, MARKS_RE.sub(r"\1", text))
    return f"{text} ⟦{rest:,} more characters⟧" if rest > 0 else text


def _with_breaks(word: re.Match[str]) -> str:
    letters = word.group()
    return "\u200b".join(letters[at : at + _CHUNK] for at in range(0, len(letters), _CHUNK))


def safe_url(url: str | None) -> str:
    """``url`` where a reader may follow it (http or https, with a host), else an empty string."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url or "" if parts.scheme in ("http", "https") and parts.netloc else ""
