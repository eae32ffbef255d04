"""Colours by role: the defaults that screen.css declares, what a theme sets, and whether text stays readable.

Contrast follows WCAG 2.2 (success criterion 1.4.3): at least 4.5 between text and its background, in light and dark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from reporter.assets import template_text

LEAST = 4.5
COLOUR_RE = re.compile(r"#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{6}|[A-Za-z]+")
DECLARED_RE = re.compile(r"--([a-z-]+):\s*light-dark\((#[0-9a-f]{3,6}),\s*(#[0-9a-f]{3,6})\)")
Palette = Mapping[str, tuple[str, str]]
"""Of every role its colour on light and on dark paper, as ``#rrggbb``."""
ON: Mapping[str, tuple[str, ...]] = {
    "fg": ("bg", "panel", "conflicting-bg", "shared-bg", "unique-bg", "conflicting-mark", "shared-mark",
           "unique-mark", "near-miss-mark", "find"),
    "muted": ("bg", "panel", "conflicting-bg", "shared-bg", "unique-bg"),
    "link": ("bg", "panel", "conflicting-bg", "shared-bg", "unique-bg"),
    "conflicting": ("bg", "panel", "conflicting-bg"),
    "shared": ("bg", "panel", "shared-bg"),
    "unique": ("bg", "panel", "unique-bg"),
    "near-miss": ("bg", "panel"),
}  # fmt: skip
"""The backgrounds that text of each colour stands on."""


@cache
def defaults() -> Palette:
    """The roles and colours of screen.css."""
    return {name: (_long(light), _long(dark)) for name, light, dark in DECLARED_RE.findall(_root())}


def _root() -> str:
    """The first block of screen.css, where the colours are declared."""
    return template_text("screen.css").split("}", 1)[0]


def _long(colour: str) -> str:
    """``#abc`` as ``#aabbcc``."""
    return colour if len(colour) == 7 else "#" + "".join(sign * 2 for sign in colour[1:])


def colour(words: str) -> str | None:
    """A colour written ``#rgb``, ``#rrggbb`` or by its CSS name, as ``#rrggbb``; None where it is none."""
    from tinycss2.color3 import RGBA, parse_color

    parsed = parse_color(words) if COLOUR_RE.fullmatch(words) else None
    if not isinstance(parsed, RGBA) or parsed.alpha != 1:
        return None
    return "#" + "".join(f"{round(part * 255):02x}" for part in parsed[:3])


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours ``#rrggbb``, from 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def unreadable(palette: Palette) -> Iterator[str]:
    """A sentence for every pair of text and background that is too alike."""
    for text, grounds in ON.items():
        for ground in grounds:
            if text in palette and ground in palette:
                for paper, one, other in zip(("light", "dark"), palette[text], palette[ground], strict=True):
                    ratio = contrast(one, other)
                    if ratio < LEAST:
                        yield f"{text} {one} on {ground} {other} ({paper}) has contrast {ratio:.2f}, least is {LEAST}"


def merged(own: tuple[tuple[str, str, str], ...]) -> Palette:
    """The defaults with a theme's own colours."""
    return {**defaults(), **{name: (light, dark) for name, light, dark in own}}


def declarations(palette: Palette, *, dark: bool = True) -> str:
    """A CSS rule that sets the roles; without ``dark`` the colours on light paper only, for print."""
    values = (
        f"--{name}: light-dark({light}, {night});" if dark else f"--{name}: {light};"
        for name, (light, night) in palette.items()
    )
    return ":root { " + " ".join(values) + " }\n"


def font_rule(names: tuple[str, ...], rest: str) -> str:
    """A CSS rule that sets the fonts of a page, with those to fall back on."""
    return "body { font-family: " + ", ".join(f'"{name}"' for name in names) + f", {rest}; }}\n"
