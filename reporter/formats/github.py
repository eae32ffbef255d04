"""Annotations on a GitHub pull request: workflow commands (``::error file=…,line=…::…``), printed by a step.

Escaped as the runner's own toolkit does: ``%``, CR and LF in messages, ``:`` and ``,`` in properties too. The runner
also finds its older commands, ``##[…]``, anywhere in a line, so no text may bring one.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporter.formats.annotation import Places, about, left_out, message
from reporter.formats.base import Format
from reporter.model import Changes, Check, Checked, CheckedStory, Comparison, Standing

_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def render(comparison: Comparison, *, title: str = "", changes: Changes | None = None) -> bytes:
    """The open conflicts of one comparison. The format has no place for a title."""
    return render_check(Check.of(comparison, changes))


def render_check(check: Check) -> bytes:
    """An error for each finding that fails, a warning for each open one that changed and for each input left out."""
    lines = [line for story in check.stories for line in _lines(story)]
    return "".join(f"{line}\n" for line in lines or ["::debug::no new conflicts"]).encode("utf-8", "replace")


def _lines(story: CheckedStory) -> Iterator[str]:
    places = Places(story)
    for checked in story.findings:
        changed = checked.standing is Standing.CHANGED and checked.finding.decision is None
        if checked.failing or changed:
            yield _annotation("error" if checked.failing else "warning", checked, places)
    for skipped in story.comparison.skipped:
        yield f"::warning title=reporter::{_safe(left_out(skipped)).translate(_MESSAGE)}"


def _annotation(command: str, checked: Checked, places: Places) -> str:
    finding = checked.finding
    properties = {"title": about(finding)}
    if finding.members:
        primary = finding.members[checked.primary]
        region = places.region(primary)
        if path := places.path(primary):
            properties = {"file": path} | properties
        if path and region is not None:
            properties |= {"line": str(region.line), "endLine": str(region.end_line)}
            if region.line == region.end_line:  # columns are allowed on one line only
                properties |= {"col": str(region.column), "endColumn": str(region.end_column)}
    words = "\n".join((message(finding), *places.quotations(finding)))
    given = ",".join(f"{name}={_safe(value).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{command} {given}::{_safe(words).translate(_MESSAGE)}"


def _safe(text: str) -> str:
    return text.replace("##[", "## [")


GITHUB = Format(
    "github",
    ".github.txt",
    "text/plain",
    "the conflicts as annotations on a GitHub pull request",
    render,
    check=render_check,
    printed=True,
)
