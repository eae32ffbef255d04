"""The words of the reports themselves, by key, in the language of the look in force.

A catalogue is ``templates/strings/LANGUAGE.toml``: tables of texts with places such as ``{number}``, and texts of
two forms (``one``, ``other``) that the number ``n`` chooses between. English has every key; another catalogue has the
same keys and places, which a test checks, so nothing falls back silently.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from reporter.assets import template_dir, template_text
from reporter.formats.look import LANGUAGE, current

PLACE_RE = re.compile(r"\{([a-z]+)\}")
NUMBER = "n"
"""The value that chooses between the forms of a text."""


def languages() -> tuple[str, ...]:
    """The languages that there are catalogues of."""
    return tuple(sorted(path.stem for path in (template_dir() / "strings").glob("*.toml")))


@cache
def catalogue(language: str = LANGUAGE) -> Mapping[str, str]:
    """Texts by key: ``table.name``, with ``.one`` and ``.other`` behind where there are two forms."""
    return dict(flat(tomllib.loads(template_text(f"strings/{language}.toml"))))


def flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """The leaves of nested tables, by their keys joined with dots."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


@cache
def _texts(language: str, own: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {**catalogue(language), **dict(own)}


def say(key: str, **values: object) -> str:
    """The text of that key with its places filled; numbers are written as the language writes them.

    Raises KeyError where there is no such key or a place has no value.
    """
    look = current()
    texts = _texts(look.language, look.strings)
    if key not in texts and NUMBER in values:
        key = f"{key}.{'one' if values[NUMBER] == 1 else 'other'}"
    return PLACE_RE.sub(lambda place: _written(values[place[1]], texts), texts[key])


def say_of(table: str, name: str) -> str:
    """The text of a table for a name of the program's own, the name itself where there is none."""
    key = f"{table}.{name}"
    return say(key) if key in catalogue() else name


def _written(value: object, texts: Mapping[str, str]) -> str:
    if isinstance(value, int):
        return f"{value:,}".replace(",", texts["language.thousands"])
    return str(value)


def listed(key: str) -> tuple[str, ...]:
    """A text that is a list of words, such as the names of the months."""
    return tuple(say(key).split("|"))
