"""How far a long run has come: one line that fills on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time

from reporter.encoding import printable, tell

WIDTH = 24
EVERY = 10.0
"""Seconds between two plain lines."""
SOON = 0.1
"""Seconds between two pictures of the bar."""


class Bar:
    """Talks on standard error; ``__call__`` is told of every step."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet or sys.stderr is None
        self._live = not self._quiet and sys.stderr.isatty()
        self._step, self._next = "", 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show the step and how much of it is done."""
        now = time.monotonic()
        if self._quiet or not total or (step == self._step and now < self._next and done < total):
            return
        if self._live:
            full = WIDTH * done // total
            self._show(f"{step:<10}{'█' * full}{'░' * (WIDTH - full)} {done} of {total}")
            self._next = now + SOON
        elif step != self._step:
            self._next = now + EVERY
        elif now >= self._next or (done == total and total > 1):
            self.say(f"{step}: {done} of {total}")
            self._next = now + EVERY
        self._step = step

    def say(self, line: str) -> None:
        """Print a line, above the bar."""
        if self._live:
            self._show("")
        if not self._quiet:
            tell(f"{printable(line)}\n")

    def close(self) -> None:
        """Take the bar away."""
        if self._live:
            self._show("")

    def _show(self, text: str) -> None:
        tell(f"\r\x1b[K{text}")
