"""The layout in a process of its own, with limits: no article may stall the program or take the machine's memory.

On Linux the process is a fork, which costs some milliseconds. It loads WeasyPrint by itself, for copying the pages
of a parent that has would cost more; from the second PDF on the parent has it. Elsewhere, where a fork may crash the
libraries of the system, it is a fresh interpreter; both ways work on Linux and are tested there. Time and memory are
limited by ``setrlimit`` (POSIX: getrlimit(2)), as far as the system has that; Windows has none, so there the clock
alone limits, and memory does not.
"""

from __future__ import annotations

import logging
import os
import pickle
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import datetime
from itertools import count
from typing import Any, NamedTuple, NoReturn

from reporter.config import Limits
from reporter.errors import RenderError
from reporter.formats.look import Look, current, wearing
from reporter.formats.pdf.engine import engine

MB = 1_000_000
_LARGEST_FILE = 64 * MB
"""Of those that the fonts' library keeps for itself; ours go through a pipe."""
_PATIENCE = 3
"""Times the seconds of processor time that may pass on the clock: the machine may be busy."""
ATTACHMENT = "comparison.json"
"""The file inside the briefing that holds the whole comparison for programs."""
_ASCII = 0x7F
_CHUNK = 1 << 20
_LENGTH = 8
"""Bytes that say how long a job is."""
_TIMES = count()
"""Of the PDFs of this process."""
_LIMITS: ContextVar[Limits] = ContextVar("limits")


class Job(NamedTuple):
    """What is laid out."""

    page: str
    """HTML."""
    attachment: str
    """The comparison as JSON."""
    when: datetime
    """The date that the file bears."""


class LaidOut(NamedTuple):
    """What comes back."""

    pdf: bytes
    missing: Sequence[int]
    """Code points that no font has a glyph for."""
    said: Sequence[tuple[int, str]]
    """Levels and texts of what the layout engine logged."""
    fault: tuple[str, str] | None = None
    """Slug and message of what went wrong."""


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Lay out within these limits while the block runs; else within the defaults."""
    before = _LIMITS.set(limits)
    try:
        yield
    finally:
        _LIMITS.reset(before)


def lay_out(job: Job, way: Way | None = None) -> LaidOut:
    """The PDF, laid out by a process that ends with it, whatever happens; ``way``: other than the system's own.

    Raises RenderError: ``pdf-over-limit`` where it took too long or too much memory, ``pdf-failed`` where the
    process was killed or the layout engine stumbled.
    """
    limits = _LIMITS.get(Limits())
    if next(_TIMES) == 1:
        engine()
    with _scratch() as folder:
        answer, status = (way or (forked if sys.platform == "linux" else started))(job, limits, folder)
    try:
        done: LaidOut = pickle.loads(answer)  # noqa: S301 - from our own process
    except (EOFError, pickle.UnpicklingError):
        raise _death(status, limits) from None
    logger = logging.getLogger("weasyprint")
    for level, message in done.said:
        logger.log(level, message)
    if done.fault is not None:
        raise RenderError(*done.fault)
    return done


@contextmanager
def _scratch() -> Iterator[str]:
    """A folder for the copies of fonts that the layout engine makes; a process that is ended would leave them."""
    try:
        made = tempfile.TemporaryDirectory(prefix="reporter-", ignore_cleanup_errors=True)
    except OSError as error:
        raise RenderError(
            "pdf-failed", f"no folder for temporary files ({error.strerror or error})"
        ) from None
    with made as folder:
        yield folder


def _over(what: str) -> RenderError:
    return RenderError(
        "pdf-over-limit", f"laying out the PDF takes more than {what}; HTML and JSON work without"
    )


def _death(status: int | None, limits: Limits) -> RenderError:
    """Why a process ended without an answer; ``status`` as ``os.waitstatus_to_exitcode``, None: out of time."""
    if status is None or (sys.platform != "win32" and status == -signal.SIGXCPU):
        return _over(f"{limits.pdf_seconds} seconds (limits.pdf_seconds)")
    how = f"by signal {-status}" if status < 0 else f"with exit code {status}"
    return RenderError(
        "pdf-failed", f"the process that lays out the PDF ended {how}; HTML and JSON work without"
    )


def forked(job: Job, limits: Limits, folder: str) -> tuple[bytes, int | None]:
    """Work in a copy of this process; its answer and how it ended (None: out of time)."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    reading, writing = os.pipe()
    parent, deadline = os.getpid(), time.monotonic() + _PATIENCE * limits.pdf_seconds
    process = os.fork()
    if not process:
        os.close(reading)
        tempfile.tempdir = folder
        _child(job, limits, writing, parent)
    alive = True
    try:
        os.close(writing)
        answer = _answer(reading, deadline)
        if answer is not None:
            alive = False
            return answer, os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        return b"", None
    finally:
        os.close(reading)
        if alive:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _answer(reading: int, deadline: float) -> bytes | None:
    """All that comes through the pipe; None where it does not end in time."""
    pieces: list[bytes] = []
    waiting = select.poll()
    waiting.register(reading, select.POLLIN)
    while (left := deadline - time.monotonic()) > 0:
        if waiting.poll(1000 * left):
            piece = os.read(reading, _CHUNK)
            if not piece:
                return b"".join(pieces)
            pieces.append(piece)
    return None


def _child(job: Job, limits: Limits, writing: int, parent: int) -> NoReturn:
    """What the forked process does; it never returns into the program that it is a copy of."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word: the parent has one
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        _end_with_parent()
        if os.getppid() == parent:
            _limit(limits)
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(_done(job, limits), pipe)
    finally:
        os._exit(0)


def _end_with_parent() -> None:
    """Have the kernel kill this process when its parent is killed (prctl(2), PR_SET_PDEATHSIG)."""
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _limit(limits: Limits) -> None:
    """Set the limits of this process, none above those it has already."""
    import resource

    memory = limits.pdf_mb * MB + _mapped()
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, limits.pdf_seconds + int(time.process_time())),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        with suppress(ValueError, OSError):  # a limit that the system does not keep, as macOS that of memory
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _mapped() -> int:
    """Bytes of address space that the process has already, where that is known (proc(5))."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _done(job: Job, limits: Limits) -> LaidOut:
    """The job done in this process, or why it could not be."""
    said = _Said()
    logger = logging.getLogger("weasyprint")
    logger.handlers[:] = [said]
    logger.propagate = False
    try:
        return LaidOut(*_laid_out(job), said.records)
    except RenderError as error:
        fault = error.slug, str(error)
    except MemoryError:
        over = _over(f"{limits.pdf_mb} MB of memory (limits.pdf_mb)")
        fault = over.slug, str(over)
    except Exception as error:  # noqa: BLE001 - whatever it is, the program that waits must hear of it
        words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        fault = "pdf-failed", f"the PDF could not be laid out ({words}); HTML and JSON work without"
    return LaidOut(b"", (), said.records, fault)


class _Said(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one; glyphs that are missing are told by ``LaidOut.missing``."""
        if not record.msg.startswith(".notdef glyph"):
            self.records.append((record.levelno, record.getMessage()))


def _laid_out(job: Job) -> tuple[bytes, Sequence[int]]:
    from reporter.formats.pdf.archive import VARIANT, finish, with_plain_end

    weasyprint = engine()
    attachment = weasyprint.attach(
        string=job.attachment,
        name=ATTACHMENT,
        description="The comparison for programs; docs/formats.md of reporter specifies it",
        created=job.when,
        modified=job.when,
        relationship="Data",
    )
    missing: set[int] = set()

    def complete(document: Any, pdf: Any) -> None:
        # A space that a font lacks leaves no mark; replacing it would replace those of the page's own notation.
        missing.update(code for font in document.fonts.values() for code in font.missing if code > _ASCII)
        finish(pdf)

    document = weasyprint.parse(string=job.page, url_fetcher=weasyprint.fetcher, base_url=None)
    pdf: bytes = document.write_pdf(pdf_variant=VARIANT, attachments=[attachment], finisher=complete)
    return with_plain_end(pdf), sorted(missing)


def started(job: Job, limits: Limits, folder: str) -> tuple[bytes, int | None]:
    """Work in a fresh interpreter; its answer and how it ended (None: out of time)."""
    import subprocess
    from threading import Timer

    # Modules come from where they came from here, and not from the folder that the user is in.
    program = f"import sys; sys.path[:] = {sys.path!r}; from reporter.formats.pdf.child import serve; serve()"
    given = pickle.dumps((job, limits, folder, current()))
    deadline = time.monotonic() + _PATIENCE * limits.pdf_seconds
    with subprocess.Popen(
        (sys.executable, "-P", "-c", program), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        timer = Timer(deadline - time.monotonic(), process.kill)
        timer.daemon = True  # Ctrl-C while it starts leaves it behind: the program need not wait for it
        try:
            timer.start()
            with suppress(OSError):  # it has ended; how, its exit code says
                process.stdin.write(len(given).to_bytes(_LENGTH, "big") + given)
                process.stdin.flush()
            answer = process.stdout.read()
            status = None if time.monotonic() > deadline else process.wait()
        finally:
            timer.cancel()
            process.kill()
            with suppress(OSError):  # what could not be written is in its buffer still
                process.stdin.close()
    return answer, status


Way = Callable[[Job, Limits, str], tuple[bytes, int | None]]
WAYS: tuple[Way, ...] = (forked, started)
"""How the process is begun; systems other than Linux know the second alone."""


def serve() -> NoReturn:
    """What the fresh interpreter does: one job from standard input, its answer to standard output.

    Standard input stays open as long as the program that waits is there: its end is that of this process.
    """
    from threading import Thread

    length = int.from_bytes(sys.stdin.buffer.read(_LENGTH), "big")
    given: tuple[Job, Limits, str, Look] = pickle.loads(sys.stdin.buffer.read(length))  # noqa: S301 - our own
    job, limits, tempfile.tempdir, look = given
    Thread(target=_end_with_input, daemon=True).start()
    with suppress(ValueError):  # Ctrl-C ends it without a word: the program that waits has one
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform != "win32":
        _limit(limits)
    with wearing(look), os.fdopen(os.dup(1), "wb") as answer:
        os.dup2(2, 1)  # whatever a library prints is no part of the answer
        pickle.dump(_done(job, limits), answer)
    os._exit(0)


def _end_with_input() -> None:
    os.read(0, 1)
    os._exit(1)
