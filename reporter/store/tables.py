"""The tables of the store, and what is asked of them."""

from __future__ import annotations

import json
import sqlite3
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from reporter.store.rows import UNDATED, File, Made, Row, Story

VERSION = 2
"""Of the tables; a store of another is made anew."""
_CHUNK = 500
"""Values in one statement; SQLite takes 999 at least."""
SCHEMA = """
CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT UNIQUE, stamp TEXT, key TEXT, loose INTEGER);
CREATE TABLE article (key TEXT PRIMARY KEY, body TEXT, fault TEXT, day INTEGER, title TEXT,
                      terms BLOB, weights BLOB, shingles BLOB) WITHOUT ROWID;
CREATE INDEX file_key ON file (key);
CREATE INDEX article_day ON article (day);
CREATE INDEX article_fault ON article (key) WHERE fault IS NOT NULL;
CREATE TABLE posting (term INTEGER, day INTEGER, file INTEGER, PRIMARY KEY (term, day, file)) WITHOUT ROWID;
CREATE TABLE edge (a INTEGER, b INTEGER, score INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX edge_b ON edge (b);
CREATE TABLE member (file INTEGER PRIMARY KEY, story TEXT);
CREATE INDEX member_story ON member (story);
CREATE TABLE story (id TEXT PRIMARY KEY, slug TEXT, suffix TEXT, wanted TEXT, made TEXT, fresh INTEGER,
                    entry TEXT, history TEXT, comparison BLOB);
CREATE TABLE finding (id TEXT, topic TEXT, story TEXT);
CREATE INDEX finding_id ON finding (id);
CREATE INDEX finding_topic ON finding (topic);
CREATE INDEX finding_story ON finding (story);
CREATE TABLE told (name TEXT PRIMARY KEY, comparison BLOB, history TEXT);
CREATE TABLE told_member (article TEXT, name TEXT, PRIMARY KEY (article, name)) WITHOUT ROWID;
CREATE TABLE written (path TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE run (number INTEGER PRIMARY KEY, day TEXT);
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


class Store:
    """One output folder's store; ``open_store`` gives it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is done inside, or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:  # a full disk has ended it
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def meta(self, name: str) -> str:
        """A remembered value; empty where there is none."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def set_meta(self, name: str, value: str) -> None:
        """Remember a value."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # Files and articles

    def files(self) -> dict[str, File]:
        """All files by path."""
        rows = self._db.execute("SELECT id, path, stamp, key, loose FROM file")
        found = (File(row[0], _path(row[1]), row[2], row[3], bool(row[4])) for row in rows)
        return {file.path: file for file in found}

    def known_keys(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that an article is stored under."""
        return {row[0] for row in self._in("SELECT key FROM article WHERE key IN ({})", list(keys))}

    def add_articles(self, rows: Iterable[Row]) -> None:
        """Store what was read."""
        self._db.executemany(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    row.key,
                    row.body,
                    json.dumps(row.fault) if row.fault else None,
                    UNDATED if row.day is None else row.day,
                    row.title,
                    array("I", row.terms).tobytes(),
                    array("H", row.weights).tobytes(),
                    array("I", sorted(row.shingles)).tobytes(),
                )
                for row in rows
            ),
        )

    def articles(self, keys: Iterable[str]) -> dict[str, Row]:
        """The stored articles of those keys, with their profiles but without their bodies."""
        columns = "key, '', fault, day, title, terms, weights, shingles"
        return self._rows(columns, keys)

    def bodies(self, keys: Iterable[str]) -> dict[str, Row]:
        """The stored articles of those keys, whole."""
        return self._rows("key, body, fault, day, title, terms, weights, shingles", keys)

    def _rows(self, columns: str, keys: Iterable[str]) -> dict[str, Row]:
        found = {}
        for row in self._in(f"SELECT {columns} FROM article WHERE key IN ({{}})", sorted(set(keys))):  # noqa: S608
            fault = tuple(json.loads(row[2])) if row[2] else None
            day = None if row[3] == UNDATED else row[3]
            numbers = (_ints("I", row[5]), _ints("H", row[6]), _ints("I", row[7]))
            found[row[0]] = Row(row[0], row[1], fault, day, row[4], *numbers)
        return found

    def put_files(self, files: Iterable[tuple[str, str, str, bool]]) -> dict[str, int]:
        """Store ``(path, stamp, key, loose)``; returns the ids by path."""
        ids = {}
        for path, stamp, key, loose in files:
            (ids[path],) = self._db.execute(
                "INSERT INTO file (path, stamp, key, loose) VALUES (?, ?, ?, ?) ON CONFLICT (path) DO UPDATE "
                "SET stamp = excluded.stamp, key = excluded.key, loose = excluded.loose RETURNING id",
                (_stored(path), stamp, key, loose),
            ).fetchone()
        return ids

    def drop_files(self, ids: Iterable[int]) -> None:
        """Forget files."""
        self._db.executemany("DELETE FROM file WHERE id = ?", ((one,) for one in ids))

    def files_of(self, ids: Iterable[int]) -> dict[int, File]:
        """Files by id."""
        query = "SELECT id, path, stamp, key, loose FROM file WHERE id IN ({})"
        rows = self._in(query, sorted(ids))
        return {row[0]: File(row[0], _path(row[1]), row[2], row[3], bool(row[4])) for row in rows}

    def faults(self) -> list[tuple[str, str, str]]:
        """Path, slug and reason of every file that cannot be read, by path."""
        rows = self._db.execute(
            "SELECT path, fault FROM article INDEXED BY article_fault CROSS JOIN file USING (key) "
            "WHERE fault IS NOT NULL ORDER BY path"
        )
        return [(_path(path), *json.loads(fault)) for path, fault in rows]

    # Postings, edges, groups

    def blocks(
        self, keys: Sequence[int], days: tuple[int, int] | None
    ) -> dict[tuple[int, int | None], list[int]]:
        """The files by key and day, of those days and without one; of all days for None."""
        query = "SELECT term, day, file FROM posting WHERE term IN ({})"
        rows: Iterable[tuple[int, int, int]] = self._in(query, keys)
        if days is not None:
            wide = f"{query} AND (day = {UNDATED} OR day BETWEEN {int(days[0])} AND {int(days[1])})"
            rows = self._in(wide, keys)
        found: dict[tuple[int, int | None], list[int]] = {}
        for term, day, file in rows:
            found.setdefault((term, None if day == UNDATED else day), []).append(file)
        return found

    def add_postings(self, file: int, day: int | None, keys: Iterable[int]) -> None:
        """Make a file findable by its keys."""
        at = UNDATED if day is None else day
        self._db.executemany("INSERT OR IGNORE INTO posting VALUES (?, ?, ?)", ((k, at, file) for k in keys))

    def drop_postings(self, file: int, day: int | None, keys: Iterable[int]) -> None:
        """Undo ``add_postings``."""
        at = UNDATED if day is None else day
        query = "DELETE FROM posting WHERE term = ? AND day = ? AND file = ?"
        self._db.executemany(query, ((key, at, file) for key in keys))

    def block(self, key: int, day: int | None) -> list[int]:
        """The files of one key and day."""
        query = "SELECT file FROM posting WHERE term = ? AND day = ?"
        return [row[0] for row in self._db.execute(query, (key, UNDATED if day is None else day))]

    def neighbours(self, file: int) -> dict[int, int]:
        """The files that a file has an edge to, and the scores."""
        query = "SELECT b, score FROM edge WHERE a = ? UNION ALL SELECT a, score FROM edge WHERE b = ?"
        return dict(self._db.execute(query, (file, file)))

    def add_edges(self, file: int, scores: Mapping[int, int]) -> None:
        """Store the edges of a file."""
        rows = ((min(file, other), max(file, other), score) for other, score in scores.items())
        self._db.executemany("INSERT OR REPLACE INTO edge VALUES (?, ?, ?)", rows)

    def drop_edges(self, file: int) -> None:
        """Forget the edges of a file."""
        self._db.execute("DELETE FROM edge WHERE a = ?", (file,))
        self._db.execute("DELETE FROM edge WHERE b = ?", (file,))

    def stories_of(self, files: Iterable[int]) -> set[str]:
        """The stories that hold one of the files."""
        query = "SELECT story FROM member WHERE file IN ({})"
        return {row[0] for row in self._in(query, sorted(files))}

    def members(self, story: str) -> list[int]:
        """The files of a story."""
        query = "SELECT file FROM member WHERE story = ? ORDER BY file"
        return [row[0] for row in self._db.execute(query, (story,))]

    def drop_members(self, files: Iterable[int]) -> None:
        """Take files out of their stories."""
        self._db.executemany("DELETE FROM member WHERE file = ?", ((file,) for file in files))

    def add_members(self, story: str, files: Iterable[int]) -> None:
        """Put files into a story."""
        rows = ((file, story) for file in files)
        self._db.executemany("INSERT OR REPLACE INTO member VALUES (?, ?)", rows)

    # Stories

    def stories(self) -> list[Story]:
        """All stories."""
        return [
            Story(*row)
            for row in self._db.execute("SELECT id, slug, suffix, wanted, made, entry FROM story ORDER BY id")
        ]

    def put_story(self, story: str, slug: str, suffix: str, wanted: str) -> None:
        """Say what a story is; what was made of it stays."""
        self._db.execute(
            "INSERT INTO story VALUES (?, ?, ?, ?, '', 0, '', '[]', NULL) ON CONFLICT (id) DO UPDATE "
            "SET slug = excluded.slug, suffix = excluded.suffix, wanted = excluded.wanted",
            (story, slug, suffix, wanted),
        )

    def unmake(self, story: str) -> None:
        """Say that the report of a story has to be made again."""
        self._db.execute("UPDATE story SET made = '' WHERE id = ?", (story,))

    def drop_story(self, story: str) -> None:
        """Forget a story."""
        self._db.execute("DELETE FROM story WHERE id = ?", (story,))
        self._db.execute("DELETE FROM finding WHERE story = ?", (story,))

    def save(self, story: str, made: Made) -> None:
        """Say that the report of a story is written, where, and what is in it."""
        with self.transaction():
            self._db.execute(
                "UPDATE story SET made = ?, fresh = 1, entry = ?, history = ?, comparison = ? WHERE id = ?",
                (made.digest, made.entry, made.history, zlib.compress(made.comparison, 1), story),
            )
            self._db.execute("DELETE FROM finding WHERE story = ?", (story,))
            rows = ((finding, topic, story) for finding, topic in made.findings)
            self._db.executemany("INSERT INTO finding VALUES (?, ?, ?)", rows)
            paths = ((path, made.name) for path in made.paths)
            self._db.executemany("INSERT OR REPLACE INTO written VALUES (?, ?)", paths)

    def fresh(self) -> list[str]:
        """The stories made since the last run that was finished."""
        return [row[0] for row in self._db.execute("SELECT id FROM story WHERE fresh ORDER BY id")]

    def decided(self, ids: Sequence[str], topics: Sequence[str]) -> dict[str, set[str]]:
        """Of every story that has one of the findings or topics: which."""
        found: dict[str, set[str]] = {}
        for column, values in (("id", ids), ("topic", topics)):
            query = f"SELECT story, {column} FROM finding WHERE {column} IN ({{}})"  # noqa: S608  # our own words
            for story, value in self._in(query, values):
                found.setdefault(story, set()).add(value)
        return found

    # What earlier runs said

    def told(self, articles: Iterable[str]) -> tuple[str, bytes, str]:
        """Name, comparison and history, as of the last run, of the story that most of the articles were in.

        All empty where none of them was in any.
        """
        counts: dict[str, int] = {}
        query = "SELECT name FROM told_member WHERE article IN ({})"
        for (name,) in self._in(query, [_stored(one) for one in sorted(set(articles))]):
            counts[name] = counts.get(name, 0) + 1
        if not counts:
            return "", b"", ""
        name = min(counts, key=lambda name: (-counts[name], name))
        row = self._db.execute("SELECT comparison, history FROM told WHERE name = ?", (name,)).fetchone()
        return name, zlib.decompress(row[0]), row[1]

    def told_names(self) -> set[str]:
        """The stories of the last run."""
        return {row[0] for row in self._db.execute("SELECT name FROM told")}

    def tell(self, story: str, name: str, articles: Iterable[str]) -> None:
        """Keep what this run says of a story, under the name that it has now."""
        self.untell(name)
        self._db.execute(
            "INSERT INTO told SELECT ?, comparison, history FROM story WHERE id = ?", (name, story)
        )
        rows = ((_stored(article), name) for article in sorted(set(articles)))
        self._db.executemany("INSERT INTO told_member VALUES (?, ?)", rows)
        self._db.execute("UPDATE story SET fresh = 0 WHERE id = ?", (story,))

    def untell(self, name: str) -> None:
        """Forget a story of the last run."""
        self._db.execute("DELETE FROM told_member WHERE name = ?", (name,))
        self._db.execute("DELETE FROM told WHERE name = ?", (name,))

    def newest(self) -> int | None:
        """The latest day of publication of all articles."""
        query = (
            "SELECT day FROM article WHERE EXISTS (SELECT 1 FROM file WHERE file.key = article.key) "
            "ORDER BY day DESC LIMIT 1"
        )
        (day,) = self._db.execute(query).fetchone() or (None,)
        return None if day in (None, UNDATED) else int(day)

    def last_run(self) -> tuple[int, str]:
        """Number and day of the last run; 0 before the first."""
        row = self._db.execute("SELECT number, day FROM run ORDER BY number DESC LIMIT 1").fetchone()
        return (row[0], row[1]) if row else (0, "")

    def add_run(self, number: int, day: str) -> None:
        """Count a run as done."""
        self._db.execute("INSERT INTO run VALUES (?, ?)", (number, day))

    def written(self) -> dict[str, str]:
        """The files written, relative to the output folder, with the names of their stories."""
        return dict(self._db.execute("SELECT path, name FROM written"))

    def drop_written(self, path: str) -> None:
        """Forget a file that is no longer there."""
        self._db.execute("DELETE FROM written WHERE path = ?", (path,))

    def sweep(self) -> None:
        """Forget articles that no file holds."""
        self._db.execute("DELETE FROM article WHERE key NOT IN (SELECT key FROM file)")

    def _in(self, query: str, values: Sequence[Any]) -> Iterator[Any]:
        """The rows of a query for any number of values in its ``IN ({})``."""
        for at in range(0, len(values), _CHUNK):
            chunk = values[at : at + _CHUNK]
            yield from self._db.execute(query.format(",".join("?" * len(chunk))), tuple(chunk))


def _stored(path: str) -> str | bytes:
    """A path as it is stored: one that no encoding can write, of a file whose name is not UTF-8, as bytes."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
    return path


def _path(stored: str | bytes) -> str:
    return stored if isinstance(stored, str) else stored.decode("utf-8", "surrogatepass")


def _ints(code: str, data: bytes) -> tuple[int, ...]:
    numbers = array(code)
    numbers.frombytes(data)
    return tuple(numbers)
