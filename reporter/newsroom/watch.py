"""Building again whenever an article changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from reporter import decisions
from reporter.errors import ConfigError
from reporter.newsroom.build import Outcome, Plan, build
from reporter.newsroom.intake import Notice, appearance, listing

POLL = 1.0
"""Seconds between two looks at the folders; looking at 10,000 files takes a tenth of one."""


def watch(plan: Plan, notice: Notice, say: Callable[[str], None]) -> Iterator[Outcome]:
    """Build, and again whenever what lies in the folders changes, until interrupted.

    A mistake in a story.toml or a decisions file is said and waited out, not fatal.
    """
    seen: object = None
    while True:
        try:
            now = _state(plan)
            if now != seen:
                seen = now
                yield build(plan, notice, say)
        except ConfigError as error:
            if str(error) != seen:
                say(f"{error} [docs/messages.md#{error.slug}]")
                seen = str(error)
        time.sleep(POLL)


def _state(plan: Plan) -> object:
    """What a change of calls for another build."""
    own = [plan.output / decisions.NAME, *plan.output.glob(f"*/{decisions.NAME}"), plan.decisions]
    stamps = [(str(path), path.stat().st_mtime_ns) for path in own if path is not None and path.is_file()]
    return listing(plan.folders, plan.output), sorted(stamps), appearance(plan.look)
