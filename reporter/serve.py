"""``reporter serve``: the reports of a folder on this machine's own address, and decisions saved to their files.

Only 127.0.0.1 and [::1] are listened on. The Host header must name them, so that no web page can reach the
reports through a name of its own (DNS rebinding); a change needs the Origin of a page served here and a header
that no form can send (Fetch standard, section 3.3). There is nothing to log in to: whoever can reach loopback
can read the files anyway.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from reporter import decisions
from reporter.errors import ConfigError, RenderError
from reporter.formats import FORMATS

PAGE_SUFFIX = ".html"
MEDIA_TYPES = {entry.suffix: entry.media_type for entry in FORMATS}
GENERATOR_RE = re.compile(rb'<meta name="generator" content="reporter [^"<>]*">')
"""In the head of every page that reporter makes; other pages are not served."""
POLICY_RE = re.compile(rb"""<meta http-equiv="Content-Security-Policy" content="default-src 'none';""")
PLACE_RE = re.compile(rb'<meta name="reporter-decisions" content="">')
"""Filled when the page is served, so that its script knows where to save."""
HEAD = 20_000
"""Bytes of a page in which its head is looked for: it begins with the policy, before any word of an article."""
MARK = "HTTP_X_REPORTER"
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
)
LIST_STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:0}"
    "main{max-width:50rem;margin:0 auto;padding:1rem}li{margin:.4rem 0;overflow-wrap:anywhere}"
)
DEEPEST = 8
"""Levels of folders in which reports are looked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    status: HTTPStatus
    data: bytes = b""
    media_type: str = "text/plain; charset=utf-8"
    tag: str = ""
    """Entity tag, with its quotation marks."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A report in the list of all."""

    name: str
    """Its folder and stem."""
    files: tuple[tuple[str, str], ...]
    """Format and address of each of its files."""
    decided: int | None
    """Number of decisions beside it; None where the file is not readable as such."""


class RefusedError(Exception):
    """The request is not answered; the message says why."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


class Desk:
    """The reports under one folder as a WSGI application (PEP 3333)."""

    def __init__(self, folder: Path, hosts: Iterable[str]) -> None:
        self._root = folder.resolve()
        self._hosts = frozenset(hosts)
        self._saving = threading.Lock()

    def __call__(self, environ: Mapping[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        try:
            answer = self._answer(environ)
        except RefusedError as refusal:
            answer = Answer(refusal.status, f"{refusal}\n".encode("utf-8", "replace"))
        headers = [("Content-Type", answer.media_type), ("Content-Length", str(len(answer.data))), *HEADERS]
        if answer.tag:
            headers.append(("ETag", answer.tag))
        if answer.status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers.append(("Allow", "GET, HEAD, PUT"))
        start_response(f"{answer.status.value} {answer.status.phrase}", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.data]

    def _answer(self, environ: Mapping[str, Any]) -> Answer:
        host, origin = environ.get("HTTP_HOST", ""), environ.get("HTTP_ORIGIN")
        if host not in self._hosts:
            raise RefusedError(HTTPStatus.FORBIDDEN, "the Host header names another machine")
        if origin is not None and origin != f"http://{host}":
            raise RefusedError(HTTPStatus.FORBIDDEN, "the request comes from another site's page")
        path = self._path(environ.get("PATH_INFO", ""))
        method = environ["REQUEST_METHOD"]
        if method in ("GET", "HEAD"):
            return self._get(path)
        if method == "PUT":
            if origin is None or environ.get(MARK) != "1":
                raise RefusedError(
                    HTTPStatus.FORBIDDEN, "a change needs the headers Origin and X-Reporter: 1"
                )
            return self._put(path, environ)
        raise RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, "only GET, HEAD and PUT")

    def _path(self, address: str) -> Path:
        """The file or folder of an address, always inside the root."""
        try:
            parts = address.encode("latin-1").decode("utf-8").strip("/").split("/")
        except UnicodeError:
            raise RefusedError(HTTPStatus.NOT_FOUND, "no such report") from None
        parts = [] if parts == [""] else parts
        if any(not part or part.startswith(".") or set(part) & set('\\:\0*?"<>|') for part in parts):
            raise RefusedError(HTTPStatus.NOT_FOUND, "no such report")
        try:
            path = self._root.joinpath(*parts).resolve()
        except (OSError, ValueError, RuntimeError):  # a name too long, a loop of links
            raise RefusedError(HTTPStatus.NOT_FOUND, "no such report") from None
        if path != self._root and self._root not in path.parents:  # a link that leads out
            raise RefusedError(HTTPStatus.NOT_FOUND, "no such report")
        return path

    def _get(self, path: Path) -> Answer:
        if path == self._root:
            index = path / "index.html"
            return self._page(index) if is_page(index) else self._list()
        if path.name == decisions.NAME and holds_report(path.parent):
            data = self._kept(path)
            return Answer(HTTPStatus.OK, data, "application/json", _tag(data))
        if not is_report(path):
            raise RefusedError(HTTPStatus.NOT_FOUND, "no such report")
        if path.suffix == PAGE_SUFFIX:
            return self._page(path)
        media_type = MEDIA_TYPES[path.suffix]
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        return Answer(HTTPStatus.OK, _read(path), media_type + charset)

    def _page(self, path: Path) -> Answer:
        return Answer(HTTPStatus.OK, connected(_read(path)), "text/html; charset=utf-8")

    def _list(self) -> Answer:
        from markupsafe import Markup

        from reporter.formats.templating import content_hash, fill

        page = fill(
            "reports.html.j2",
            reports=tuple(listed(self._root)),
            folder=self._root.name or str(self._root),
            style=Markup(LIST_STYLE),  # noqa: S704 - our own
            style_hash=content_hash(LIST_STYLE),
        )
        return Answer(HTTPStatus.OK, page, "text/html; charset=utf-8")

    def _kept(self, path: Path) -> bytes:
        """The decisions as bytes in the format, also where there are none yet."""
        try:
            return decisions.dump(decisions.load(path))
        except ConfigError as error:
            raise RefusedError(HTTPStatus.CONFLICT, str(error)) from error

    def _put(self, path: Path, environ: Mapping[str, Any]) -> Answer:
        """Save decisions; with ``If-Match`` only over those that the page has seen (RFC 9110, section 13.1.1)."""
        if path.name != decisions.NAME or not holds_report(path.parent):
            raise RefusedError(HTTPStatus.NOT_FOUND, f"only {decisions.NAME} beside a report can be saved")
        if environ.get("CONTENT_TYPE", "").split(";")[0].strip().lower() != "application/json":
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "decisions are application/json")
        try:
            given = decisions.parse(environ["wsgi.input"].read(decisions.MAX_BYTES + 1))
        except ConfigError as error:
            raise RefusedError(HTTPStatus.BAD_REQUEST, str(error)) from error
        seen = environ.get("HTTP_IF_MATCH")
        with self._saving:
            kept = self._kept(path)  # what is there and is not ours is never written over
            if seen is not None and seen != _tag(kept):
                raise RefusedError(
                    HTTPStatus.PRECONDITION_FAILED, "the decisions have changed; read them again"
                )
            try:
                decisions.save(path, given)
            except RenderError as error:
                raise RefusedError(HTTPStatus.INTERNAL_SERVER_ERROR, str(error)) from error
        return Answer(HTTPStatus.NO_CONTENT, tag=_tag(decisions.dump(given)))


def _tag(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:32]}"'


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RefusedError(HTTPStatus.NOT_FOUND, f"cannot be read: {error.strerror}") from error


def connected(page: bytes) -> bytes:
    """A page that may save its decisions: it learns where, and its policy allows requests to this server alone."""
    head, rest = page[:HEAD], page[HEAD:]
    if POLICY_RE.search(head) and PLACE_RE.search(head):
        head = POLICY_RE.sub(lambda found: found[0] + b" connect-src 'self';", head, count=1)
        place = PLACE_RE.pattern.replace(b'""', f'"{decisions.NAME}"'.encode())
        head = PLACE_RE.sub(place, head, count=1)
    return head + rest


def is_page(path: Path) -> bool:
    """Whether a file is an HTML page that reporter made."""
    if path.suffix != PAGE_SUFFIX or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return GENERATOR_RE.search(file.read(HEAD)) is not None
    except OSError:
        return False


def is_report(path: Path) -> bool:
    """Whether a file is a report: a page that reporter made, or a file of another format beside one of its name."""
    return path.suffix in MEDIA_TYPES and path.is_file() and is_page(path.with_suffix(PAGE_SUFFIX))


def holds_report(folder: Path) -> bool:
    """Whether a page lies in the folder that decisions can be about."""
    return folder.is_dir() and any(is_page(path) for path in folder.glob(f"*{PAGE_SUFFIX}"))


def listed(root: Path) -> Iterable[Listed]:
    """The reports under a folder, by name; hidden folders and links are passed over."""
    for path in sorted(_pages(root, DEEPEST)):
        place = path.relative_to(root).with_suffix("")
        files = tuple(
            (entry.name, quote(str(place.as_posix()) + entry.suffix))
            for entry in FORMATS
            if is_report(path.with_suffix(entry.suffix))
        )
        try:
            decided: int | None = len(decisions.load(path.parent / decisions.NAME))
        except ConfigError:
            decided = None
        yield Listed(place.as_posix(), files, decided)


def _pages(folder: Path, levels: int) -> Iterable[Path]:
    try:
        entries = list(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir() and levels:
            yield from _pages(entry, levels - 1)
        elif is_page(entry):
            yield entry
