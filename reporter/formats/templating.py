"""The Jinja environment of the reports: everything is escaped, a missing name is an error."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING

from reporter.assets import template_dir

if TYPE_CHECKING:
    from jinja2 import Environment

MARKDOWN_SPECIAL_RE = re.compile(r"([\\`*_\[\]<>|~#])")
MARKDOWN_BLOCK_RE = re.compile(r"^(?:(?=[-+=])|(\d+)(?=[.)]))")
WEB_ADDRESS_RE = re.compile(r"\b(https?:)(?=//)|\b(www)(?=\.)", re.IGNORECASE)
SPACES_RE = re.compile(r"\s+")
LINK_BREAKER_RE = re.compile(r"[\x00-\x20<>\\\x7f]")
ENTITY_RE = re.compile(r"&(?=#?\w+;)")


@cache
def environment(escape: bool = True) -> Environment:
    """Templates from the template folder; ``escape`` is off for Markdown only, with filters of its own."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(template_dir()),
        autoescape=escape,  # noqa: S701 - off for Markdown, which has an escape of its own
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["md"] = escape_markdown
    made.filters["link_target"] = link_target
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
