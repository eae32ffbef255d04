"""How work is spread: pure functions over many items, in this process or in several. ENGINES is the list."""

from __future__ import annotations

from reporter.engine.base import Engine, Lost
from reporter.engine.processes import PROCESSES
from reporter.engine.serial import SERIAL

ENGINES: tuple[Engine, ...] = (SERIAL, PROCESSES)

__all__ = ["ENGINES", "Engine", "Lost", "choose"]


def choose(jobs: int, items: int) -> Engine:
    """The engine for that many items: starting processes costs more than a few items are worth."""
    return PROCESSES if jobs > 1 and items > jobs else SERIAL
