"""Where reports go, and what the user is told on the way."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from reporter import decisions
from reporter.config import nearest
from reporter.encoding import printable, tell
from reporter.errors import ConfigError, RenderError
from reporter.formats import FORMATS
from reporter.formats.base import Format, write_report

DEFAULT_FORMATS = ("html", "pdf", "json")
STEM = "comparison"
"""Name of a report without its suffix, where the user gives none."""
PATIENCE = 1.0
"""Seconds of work after which a terminal is told what is going on."""


class Target(NamedTuple):
    """One report to be made."""

    format: Format
    path: Path | None
    """None is standard output."""
    wanted: bool
    """Whether the user asked for this format; one made by default may be left out."""


def plan(
    formats: str | None, output: str | None, locators: Sequence[str] = (), stem: str = STEM
) -> tuple[Target, ...]:
    """What ``-f`` and ``-o`` ask for: ``-f html,pdf:brief.pdf`` and a folder, a file or ``-``.

    A path after the colon is taken as written; the others are named ``stem`` and lie in the folder.
    Raises ConfigError where the two do not fit together or a report would replace an article (``locators``).
    """
    entries = [entry.strip() for entry in formats.split(",")] if formats is not None else []
    folder, file = _place(output)
    if formats is None:
        entries = list(DEFAULT_FORMATS) if file is None or output == "-" else [_format_of(file).name]
    targets, alone = [], 0
    for entry in entries:
        name, colon, path = entry.partition(":")
        format_ = _format(name)
        if colon:
            where = None if path == "-" else Path(path)
            if not path:
                raise ConfigError("usage", f"-f {entry}: a file name is missing after the colon")
        else:
            alone += 1
            beside = None if format_.printed else folder / f"{stem}{format_.suffix}"
            where = _unless_stdout(file) if file is not None else beside
        targets.append(Target(format_, where, formats is not None or output == "-"))
    if file is not None and alone != 1:
        raise ConfigError(
            "formats-and-file",
            f"-o {output} takes one format, not {alone}; give -o a folder, or each format a file: "
            "-f html:a.html,json:a.json",
        )
    _refuse_clashes(targets, locators)
    return tuple(targets)


def format_names(formats: str) -> tuple[str, ...]:
    """The formats that ``-f`` of a build names, each once. Raises ConfigError where one does not exist."""
    return tuple(dict.fromkeys(_format(entry.strip()).name for entry in formats.split(",")))


def _place(output: str | None) -> tuple[Path, Path | None]:
    """The folder for reports without a path of their own, and the file (or ``-``) if one was named."""
    if output is None:
        return Path(), None
    path = Path(output)
    if output == "-":
        return Path(), path
    names_folder = output.endswith(("/", os.sep)) or not path.suffix
    if path.is_dir() or (names_folder and not path.exists()):
        return path, None
    return Path(), path


def _unless_stdout(file: Path) -> Path | None:
    return None if str(file) == "-" else file


def _format(name: str) -> Format:
    for format_ in FORMATS:
        if name == format_.name:
            return format_
    names = [format_.name for format_ in FORMATS]
    meant = [f"; did you mean {entry.name}?" for entry in FORMATS if entry.suffix == f".{name}"]
    hint = "".join(meant) or nearest(name, names)
    raise ConfigError("unknown-format", f"unknown format {name!r}{hint} (known: {', '.join(names)})")


def _format_of(file: Path) -> Format:
    """The format whose suffix ``-o FILE`` has, where no ``-f`` says it."""
    for format_ in FORMATS:
        if file.suffix == format_.suffix:
            return format_
    known = ", ".join(format_.name for format_ in FORMATS)
    raise ConfigError("unknown-format", f"-o {file} names no format; add -f with one of {known}")


def _refuse_clashes(targets: Sequence[Target], locators: Sequence[str]) -> None:
    """No two reports in one place, and none in the place of an article."""
    articles = {Path(locator).resolve() for locator in locators if locator != "-"}
    taken: set[Path | None] = set()
    for target in targets:
        place = target.path and target.path.resolve()
        if place in taken:
            where = target.path or "standard output"
            raise ConfigError("same-output", f"two reports would go to {where}; give each its own file")
        if place in articles:
            raise ConfigError("same-output", f"{target.path} is one of the articles; name another file")
        taken.add(place)


def decisions_file(given: str | None, targets: Sequence[Target]) -> Path | None:
    """Where decisions on this comparison are kept: the file given, else ``decisions.json`` beside the reports.

    Beside the first report that is a file; None where all go to standard output. Raises ConfigError where a
    file was given and is not there, or where a report would replace it.
    """
    folders = [target.path.parent for target in targets if target.path is not None]
    file = Path(given) if given is not None else folders[0] / decisions.NAME if folders else None
    if given is not None and not Path(given).exists():
        raise ConfigError("bad-decisions", f"--decisions {given}: no such file")
    if file is not None and file.resolve() in {target.path.resolve() for target in targets if target.path}:
        raise ConfigError("same-output", f"{file} keeps decisions; name another file for the report")
    return file


def write(reports: Sequence[tuple[Target, bytes]]) -> None:
    """Write the reports, each whole or not at all. Raises RenderError."""
    for target, data in reports:
        if target.path is None:
            _print(data)
        elif target.path.exists() and not target.path.is_file():
            _pour(target.path, data)
        else:
            write_report(target.path, data)


def _pour(path: Path, data: bytes) -> None:
    """Into a device or a named pipe, which nothing may be renamed over."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise RenderError("cannot-write", f"{path}: cannot write the report: {error.strerror}") from error


def show(lines: Iterable[str]) -> None:
    """Print lines to standard output. Control characters of an article never reach a terminal."""
    _print("".join(f"{printable(line)}\n" for line in lines).encode("utf-8", "backslashreplace"))


def _print(data: bytes) -> None:
    """Bytes to standard output. BrokenPipeError passes: a reader who has gone (``| head``) is no error."""
    if sys.stdout is None:
        raise RenderError("cannot-write", "cannot write to standard output: it is closed")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise RenderError("cannot-write", f"cannot write to standard output: {error.strerror}") from error


class Progress:
    """Talk on standard error: what was written, and on a terminal what takes long."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet or sys.stderr is None
        self._live = not self.quiet and sys.stderr.isatty()

    def say(self, line: str) -> None:
        """Print a line, unless it is empty or the user wants quiet."""
        if line and not self.quiet:
            tell(f"{printable(line)}\n")

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        """Name the step on a terminal while it runs, from ``PATIENCE`` seconds on."""
        if not self._live:
            yield
            return
        timer = threading.Timer(PATIENCE, self._show, (f"{step} …",))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            self._show("")

    def _show(self, text: str) -> None:
        """Put the text into the terminal's current line."""
        tell(f"\r\x1b[K{text}")
