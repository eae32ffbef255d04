"""What was read, grouped and compared before: an SQLite file in the output folder, in WAL mode.

Everything is keyed by content, so nothing in it has to be deleted to be correct: what does not fit is not found.
Work is saved as it is done, each piece in a transaction of its own; only ``finish`` counts a run. A process that
is killed leaves what it had saved, and the next one goes on from there. Values are JSON and whole numbers; a
store that came from elsewhere cannot run code.
"""

from __future__ import annotations

from reporter.store.opening import open_store
from reporter.store.rows import UNDATED, File, Made, Row, Story
from reporter.store.tables import Store

__all__ = ["UNDATED", "File", "Made", "Row", "Store", "Story", "open_store"]
