"""Opening a store: one process at a time, and a damaged one made anew."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reporter.errors import ConfigError, RenderError
from reporter.store.tables import SCHEMA, VERSION, Store

FOLDER = ".reporter"
"""In the output folder: the store, its lock, and a .gitignore that keeps both out of git."""
WAIT = 600.0
"""Seconds to wait for another run in the same output folder."""


_TELLING_TRIES = 5
"""Two runs that start together may each find the other in the way at first: only a lock that lasts is told of."""


@contextmanager
def open_store(output: Path, waiting: Callable[[], None], wait: float = WAIT) -> Iterator[Store]:
    """The store of an output folder, for this process alone while it is open.

    Where another run has it, ``waiting`` is called once and the other is waited for. Raises ConfigError
    (``build-running``) when that takes too long, RenderError where the folder cannot be written, or where it was
    removed meanwhile and what had been written into it with it.
    """
    folder = output / FOLDER
    path = folder / "store.sqlite"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        with _lock(folder / "lock", waiting, wait):
            connection = _connect(path)
            try:
                yield Store(connection)
            finally:
                connection.close()
            if not path.exists():
                raise RenderError("cannot-write", f"{output}: removed while it was written; run again")
    except OSError as error:
        raise RenderError("cannot-write", f"{folder}: {error.strerror or error}") from error
    except sqlite3.OperationalError as error:  # the disk is full, broken or read-only
        raise RenderError("cannot-write", f"{path}: {error}") from error


@contextmanager
def _lock(path: Path, waiting: Callable[[], None], wait: float) -> Iterator[None]:
    """An exclusive transaction on an empty database: works on every system and ends with the process."""
    lock = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        end, tries = time.monotonic() + wait, 0
        while True:
            try:
                lock.execute("BEGIN EXCLUSIVE")
                break
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise RenderError("cannot-write", f"{path}: {error}") from error
                if time.monotonic() >= end:
                    raise ConfigError(
                        "build-running", f"another run is at work in {path.parent.parent}; try again later"
                    ) from None
            tries += 1
            if tries == _TELLING_TRIES:
                waiting()
            time.sleep(_pause())
        yield
    finally:
        lock.close()


def _pause() -> float:
    """Seconds between two tries, another for every process: in step, two runs would hinder each other for ever."""
    return 0.03 + os.getpid() % 37 / 500


def _connect(path: Path) -> sqlite3.Connection:
    """The database, made anew where it is of another version or damaged: all of it can be made again."""
    for attempt in (1, 2):
        db = sqlite3.connect(path, isolation_level=None)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version == VERSION:
                return db
            if version == 0 and not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                db.executescript(f"BEGIN;{SCHEMA}PRAGMA user_version = {VERSION};COMMIT;")
                return db
        except sqlite3.DatabaseError as error:
            if attempt == 2:
                db.close()
                raise RenderError("cannot-write", f"{path}: {error}") from error
        db.close()
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    raise RenderError("cannot-write", f"{path}: cannot be made")
