"""The Jinja environment of the reports: everything is escaped, a missing name is an error."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from functools import cache
from typing import TYPE_CHECKING

from reporter.assets import template_dir, template_text
from reporter.errors import RenderError
from reporter.formats import palette
from reporter.formats.bidi import bdi, direction, isolated
from reporter.formats.look import Look, current
from reporter.formats.strings import say, say_of
from reporter.patterns import lazily

if TYPE_CHECKING:
    from jinja2 import Environment

MARKDOWN_SPECIAL_RE = lazily(r"([\\`*_\[\]<>|~#])")
MARKDOWN_BLOCK_RE = lazily(r"^(?:(?=[-+=])|(\d+)(?=[.)]))")
WEB_ADDRESS_RE = lazily(r"\b(https?:)(?=//)|\b(www)(?=\.)", re.IGNORECASE)
SPACES_RE = lazily(r"\s+")
LINK_BREAKER_RE = lazily(r"[\x00-\x20<>\\\x7f]")
CSS_SPECIAL_RE = lazily(r"[\x00-\x1f\"\\<>&]")
ENTITY_RE = lazily(r"&(?=#?\w+;)")


def fill(name: str, *, escape: bool = True, **values: object) -> bytes:
    """What a template makes of the values, in UTF-8, lone surrogates replaced. Raises RenderError (``bad-template``).

    Encoded piece by piece: as one string a long page would take two or four bytes a character.
    """
    from jinja2 import TemplateError

    filled = io.BytesIO()
    try:
        environment(escape).get_template(name).stream(**values).dump(filled, "utf-8", "replace")
        return filled.getvalue()
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        if current().templates is None:
            raise  # our own templates are ours to correct
        where = " ".join(str(part) for part in (name, getattr(error, "lineno", None)) if part is not None)
        raise RenderError(
            "bad-template", f"{current().templates}: {where}: {type(error).__name__}: {error}"
        ) from error


def asset(name: str) -> str:
    """A style sheet or script as text: that of the user's folder, else our own."""
    own = current().templates
    if own is not None and (own / name).is_file():
        return (own / name).read_text(encoding="utf-8").replace("\r\n", "\n")
    return template_text(name)


def style(name: str, *, dark: bool = True) -> str:
    """A style sheet with the colours and fonts of the look; ``dark`` where the page has a dark side.

    Print has light paper only and is given all colours, as it declares none of its own.
    """
    look = current()
    fonts = look.page_fonts if dark else look.briefing_fonts
    colours = palette.merged(look.colours)
    parts = [asset(name)]
    if look.colours and dark:
        parts.append(palette.declarations(colours))
    if not dark:
        parts.insert(0, palette.declarations(colours, dark=False) + _printed_words())
        if look.colours:
            parts.append(f"@page {{ background: {colours['bg'][0]}; }}\n")
    if fonts:
        parts.append(palette.font_rule(fonts, "system-ui, sans-serif" if dark else "briefing, sans-serif"))
    return "".join(parts)


def _printed_words() -> str:
    """The strings that print.css puts before page numbers, as custom properties."""
    words = {name: say(f"briefing.{name}") for name in ("page", "of", "place", "moved")}
    quoted = (f'--word-{name}: "{CSS_SPECIAL_RE.sub(_css_escape, text)}";' for name, text in words.items())
    return ":root { " + " ".join(quoted) + " }\n"


def _css_escape(found: re.Match[str]) -> str:
    """A character as CSS writes it in a string (CSS Syntax Level 3, section 4.3.7)."""
    return f"\\{ord(found.group()):x} "


def environment(escape: bool = True) -> Environment:
    """Templates of the look in force; ``escape`` is off for Markdown only, with filters of its own.

    A user's folder goes before our own, whose templates are also there under ``base/``, to be extended. Templates
    of a user run in a sandbox (jinja2.sandbox): they see the page and cannot reach into Python.
    """
    return _environment(current(), escape)


@cache
def _environment(look: Look, escape: bool) -> Environment:
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    ours = FileSystemLoader(template_dir())
    theirs = [FileSystemLoader(look.templates)] if look.templates is not None else []
    made = (ImmutableSandboxedEnvironment if theirs else Environment)(
        loader=ChoiceLoader([*theirs, ours, PrefixLoader({"base": ours})]),
        autoescape=escape,  # off for Markdown, which has an escape of its own
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["md"] = escape_markdown
    made.filters["link_target"] = link_target
    made.filters["kind"] = lambda kind: say_of("kind", kind)
    made.filters["bdi"] = bdi
    made.filters["isolated"] = isolated
    made.globals["direction"] = direction
    made.globals["t"] = say
    made.globals["logo"] = look.logo
    made.globals["language"] = look.language
    made.globals["colours"] = {role: light for role, (light, _) in palette.merged(look.colours).items()}
    return made


def escape_markdown(text: str) -> str:
    """``text`` as a part of one line of Markdown that shows it as it is (CommonMark 0.31 backslash escapes).

    No markup, HTML, entity, link, list or table cell of the text survives; a space at either end does.
    """
    line = SPACES_RE.sub(" ", text)
    line = ENTITY_RE.sub(r"\\&", MARKDOWN_SPECIAL_RE.sub(r"\\\1", line))
    line = MARKDOWN_BLOCK_RE.sub(r"\1\\", line)
    # A zero-width space keeps GitHub from making a link of an address that the article merely prints.
    return WEB_ADDRESS_RE.sub("\\g<0>\u200b", line)


def link_target(url: str) -> str:
    """``url`` between the angle brackets of a Markdown link, which nothing in it can close."""
    return LINK_BREAKER_RE.sub(lambda found: f"%{ord(found.group()):02X}", url)


def content_hash(content: str) -> str:
    """``sha256-…`` as a Content-Security-Policy names a script or style (CSP Level 3, section 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
