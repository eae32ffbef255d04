"""The gate's report as Markdown: the summary of a CI job, and what to comment on a pull request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reporter.formats.annotation import Places, about, is_open, left_out, message
from reporter.model import Check, Checked, Standing, Verdict

LIMIT = 50
"""Findings shown of each kind: a comment on GitHub holds 65,536 characters."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A finding as the page shows it."""

    about: str
    message: str
    history: tuple[str, ...]
    quotations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """What the template shows."""

    headline: str
    states: tuple[str, ...]
    rows: tuple[_Row, ...]
    settled: str
    articles: tuple[str, ...]
    failing: tuple[_Entry, ...]
    changed: tuple[_Entry, ...]
    other: tuple[_Entry, ...]
    absent: tuple[_Entry, ...]
    left_out: tuple[str, ...]


def render_check(check: Check) -> bytes:
    """GitHub-flavoured Markdown in UTF-8; each list holds the first ``LIMIT`` of its kind and counts the rest."""
    from reporter.formats.templating import environment

    template = environment(escape=False).get_template("check.md.j2")
    return template.render(page=_page(check)).encode("utf-8", "replace")


def _page(check: Check) -> _Page:
    def chosen(wanted: Callable[[Checked], bool]) -> tuple[_Entry, ...]:
        return _limited(list(_entries(check, wanted)))

    def is_new(checked: Checked) -> bool:
        return checked.standing is Standing.NEW and is_open(checked.finding)

    return _Page(
        headline=headline(check),
        states=tuple(Standing),
        rows=tuple(
            _Row(verdict, tuple(check.tally[verdict].get(state, 0) for state in Standing))
            for verdict in (Verdict.CONFLICTING, Verdict.SHARED, Verdict.UNIQUE)
            if verdict in check.tally
        ),
        settled=f"{check.settled} settled." if check.settled else "Nothing is settled yet.",
        articles=tuple(map(_quiet, check.articles[:LIMIT])),
        failing=chosen(lambda checked: checked.failing),
        changed=chosen(lambda checked: checked.standing is Standing.CHANGED and not checked.failing),
        other=chosen(lambda checked: is_new(checked) and not checked.failing),
        absent=chosen(lambda checked: checked.standing is Standing.ABSENT),
        left_out=tuple(
            _quiet(left_out(skipped)) for story in check.stories for skipped in story.comparison.skipped
        )[:LIMIT],
    )


def headline(check: Check) -> str:
    """What the gate decided, in a few words."""
    if not check.failing:
        return "Nothing to settle"
    return f"{check.failing} finding{'s' if check.failing > 1 else ''} to settle"


def _entries(check: Check, wanted: Callable[[Checked], bool]) -> Iterator[_Entry]:
    for story in (*check.stories, *check.gone):
        places = Places(story)
        for checked in story.findings:
            if wanted(checked):
                earlier = checked.before
                words = " / ".join(f"“{member.text}”" for member in earlier.members) if earlier else ""
                yield _Entry(
                    _quiet(about(checked.finding)),
                    _quiet(message(checked.finding)),
                    (_quiet(f"Before: {words}"),) if words else (),
                    tuple(map(_quiet, places.quotations(checked.finding))),
                )


def _quiet(words: str) -> str:
    """``words`` that mention nobody: a comment on GitHub or GitLab would send a message to ``@name``."""
    return words.replace("@", "@\u200b")


def _limited(entries: list[_Entry]) -> tuple[_Entry, ...]:
    rest = len(entries) - LIMIT
    more = _Entry(f"{rest} more", "The list is cut here; the SARIF file and the reports have all.", (), ())
    return (*entries[:LIMIT], more) if rest > 0 else tuple(entries)
