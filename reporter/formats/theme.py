"""A theme: a TOML file of colours, fonts, a logo and strings; docs/templates.md specifies it.

What a theme says goes into style sheets and pages, so every value is checked and written anew: colours as
``#rrggbb``, fonts as quoted names, the logo as a data URL. All faults are named at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from reporter.assets import template_dir
from reporter.config import nearest
from reporter.errors import ConfigError
from reporter.formats import palette, strings
from reporter.formats.look import Logo, Look

KEYS = ("language", "logo", "logo_words", "colours", "fonts", "strings")
FONT_KEYS = ("page", "briefing")
FONT_RE = re.compile(r"[A-Za-z][A-Za-z0-9 -]{0,60}")
MOST_FONTS = 10
MAX_BYTES = 1_000_000
MAX_LOGO = 200_000
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""How files of the kinds of picture begin that a page may hold. SVG is not one: it can hold scripts and links."""


def look(file: Path | None = None, templates: Path | None = None, language: str | None = None) -> Look:
    """The look of a theme file, a folder of templates and a language, each of them if given.

    Raises ConfigError (``bad-theme``, ``bad-templates``) naming every fault.
    """
    table = dict(_table(file)) if file is not None else {}
    if language is not None:
        table["language"] = language
    where = str(file) if file is not None else "--interface"
    made = _described(table, file.parent if file is not None else Path(), where)
    return replace(made, templates=None if templates is None else _folder(templates))


def _described(table: Mapping[str, Any], folder: Path, where: str) -> Look:
    faults = [f"unknown key {key}{nearest(key, KEYS)}" for key in table if key not in KEYS]
    look = Look()
    for part in (_language, _colours, _fonts, _strings):
        look = part(table, look, faults)
    look = _logo(table, look, folder, faults)
    if faults:
        raise ConfigError("bad-theme", f"{where}: {'; '.join(faults)}")
    return look


def _folder(templates: Path) -> Path:
    """The folder, after seeing that one of its files goes before one of ours."""
    ours = sorted(overridable())
    found = sorted(path.relative_to(templates).as_posix() for path in templates.rglob("*") if path.is_file())
    if not set(found) & set(ours):
        hints = [f"{name}{nearest(name, ours)}" for name in found[:3]]
        what = (
            f"none of its files has the name of a template: {', '.join(hints)}" if hints else "no files in it"
        )
        raise ConfigError("bad-templates", f"{templates}: {what} (known: {', '.join(ours)})")
    return templates.resolve()


def overridable() -> Iterator[str]:
    """The names of our templates, style sheets and script."""
    folder = template_dir()
    for path in folder.rglob("*"):
        if path.suffix in (".j2", ".css", ".js"):
            yield path.relative_to(folder).as_posix()


def _table(path: Path) -> Mapping[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ValueError(f"larger than {MAX_BYTES // 1_000_000} MB")
        return tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError("bad-theme", f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:  # UnicodeDecodeError and TOMLDecodeError among them
        raise ConfigError("bad-theme", f"{path} is not valid TOML: {error}") from error


def _part(table: Mapping[str, Any], key: str, faults: list[str]) -> Mapping[str, Any]:
    """A table of the theme; empty where it is missing or none."""
    part = table.get(key, {})
    if isinstance(part, Mapping):
        return part
    faults.append(f"{key} must be a table")
    return {}


def _language(table: Mapping[str, Any], look: Look, faults: list[str]) -> Look:
    known, given = strings.languages(), table.get("language", look.language)
    if given not in known:
        faults.append(f"no strings in language {given!r} (known: {', '.join(known)})")
        return look
    return replace(look, language=given)


def _colours(table: Mapping[str, Any], look: Look, faults: list[str]) -> Look:
    """``role = "colour"`` for both papers, or ``role = { light = …, dark = … }``."""
    known = palette.defaults()
    own: list[tuple[str, str, str]] = []
    for role, value in _part(table, "colours", faults).items():
        if role not in known:
            faults.append(f"unknown colour {role}{nearest(role, tuple(known))}")
            continue
        given = value if isinstance(value, Mapping) else {"light": value, "dark": value}
        both = dict(zip(("light", "dark"), known[role], strict=True))
        for paper, words in given.items():
            colour = palette.colour(words) if isinstance(words, str) else None
            if paper not in both:
                faults.append(f"{role}: unknown key {paper}{nearest(paper, tuple(both))}")
            elif colour is None:
                faults.append(f"{role}: {words!r} is no colour; write #rrggbb or a CSS name")
            else:
                both[paper] = colour
        own.append((role, both["light"], both["dark"]))
    faults += palette.unreadable(palette.merged(tuple(own)))
    return replace(look, colours=tuple(own))


def _fonts(table: Mapping[str, Any], look: Look, faults: list[str]) -> Look:
    found: dict[str, tuple[str, ...]] = dict.fromkeys(FONT_KEYS, ())
    for key, value in _part(table, "fonts", faults).items():
        names = [value] if isinstance(value, str) else value
        if key not in FONT_KEYS:
            faults.append(f"fonts: unknown key {key}{nearest(key, FONT_KEYS)}")
        elif (
            not isinstance(names, list)
            or len(names) > MOST_FONTS
            or not all(isinstance(name, str) and FONT_RE.fullmatch(name) for name in names)
        ):
            faults.append(f"fonts: {key} must be names of fonts in letters, digits, spaces and hyphens")
        else:
            found[key] = tuple(names)
    return replace(look, page_fonts=found["page"], briefing_fonts=found["briefing"])


def _strings(table: Mapping[str, Any], look: Look, faults: list[str]) -> Look:
    known = strings.catalogue(look.language)
    own: list[tuple[str, str]] = []
    for key, text in strings.flat(_part(table, "strings", faults)):
        if key not in known:
            faults.append(f"strings: unknown key {key}{nearest(key, tuple(known))}")
        elif not isinstance(text, str):
            faults.append(f"strings: {key} must be a text")
        elif places(text) - places(known[key]):
            strange = ", ".join(sorted(places(text) - places(known[key])))
            faults.append(f"strings: {key} has no value for {{{strange}}}")
        else:
            own.append((key, text))
    return replace(look, strings=tuple(sorted(own)))


def places(text: str) -> set[str]:
    """The names of a text's places."""
    return set(strings.PLACE_RE.findall(text))


def _logo(table: Mapping[str, Any], look: Look, folder: Path, faults: list[str]) -> Look:
    name, words = table.get("logo"), table.get("logo_words", "")
    if name is None:
        return look
    if not isinstance(name, str) or not isinstance(words, str) or not words.strip():
        faults.append("logo must be a file name, with logo_words that say what it shows")
        return look
    try:
        with (folder / name).open("rb") as file:
            data = file.read(MAX_LOGO + 1)
    except (OSError, ValueError) as error:
        faults.append(f"logo {name}: cannot be read ({getattr(error, 'strerror', None) or error})")
        return look
    kind = next((kind for start, kind in SIGNATURES.items() if data.startswith(start)), "")
    if not kind or len(data) > MAX_LOGO:
        faults.append(f"logo {name} must be a PNG or JPEG of at most {MAX_LOGO // 1000} kB")
        return look
    return replace(look, logo=Logo(data, kind, words.strip()))
