"""How reports look and speak: the templates, colours, fonts, logo and strings that hold while one is made.

The look in force is a context variable (PEP 567), as a locale is: nearly every word of a report asks for it, and
none of the functions in between has a use for it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture for the head of page and briefing."""

    data: bytes
    media_type: str
    """``image/png`` or ``image/jpeg``."""
    words: str
    """What it says, for those who do not see it."""

    @property
    def address(self) -> str:
        """The picture as a data URL (RFC 2397), which the page's policy allows."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class Look:
    """What a theme and a folder of templates change. Nothing given: reporter's own look, in English."""

    templates: Path | None = None
    """Folder whose files go before reporter's own of the same name."""
    colours: tuple[tuple[str, str, str], ...] = ()
    """Name, colour on light and on dark paper, of those that the theme sets, as ``#rrggbb``."""
    page_fonts: tuple[str, ...] = ()
    briefing_fonts: tuple[str, ...] = ()
    logo: Logo | None = None
    language: str = LANGUAGE
    """Of the reports' own words; the catalogue of that name in templates/strings."""
    strings: tuple[tuple[str, str], ...] = ()
    """Key and text of the strings that the theme words anew."""


_OWN = Look()
_CURRENT: ContextVar[Look] = ContextVar("look", default=_OWN)


def current() -> Look:
    """The look in force."""
    return _CURRENT.get()


@contextmanager
def wearing(look: Look) -> Iterator[None]:
    """Make reports in this look while the block runs."""
    before = _CURRENT.set(look)
    try:
        yield
    finally:
        _CURRENT.reset(before)
