"""One address to its bytes: redirects step by step, robots.txt, the cache, and limits while the bytes come in."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from reporter import __version__
from reporter.config import Web
from reporter.errors import SourceError
from reporter.kinds import told
from reporter.model import Source
from reporter.web.caching import Cache, Kept, default_folder, fresh_until, renewed, storable

if TYPE_CHECKING:
    import httpx
    from protego import Protego

    from reporter.web.connecting import Allowed, Resolve

AGENT = "reporter"
"""The name that robots.txt may speak to."""
ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/pdf, */*;q=0.5"
)
ROBOTS_BYTES = 500_000
LONGEST_WAIT = 10.0
"""Seconds; a longer Crawl-delay is cut."""
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Fetches addresses for one input; asks for the robots.txt of a site once."""

    def __init__(
        self,
        web: Web,
        most_bytes: int,
        *,
        cache: Path | None = None,
        resolver: Resolve | None = None,
        allowed: Allowed | None = None,
    ) -> None:
        """``resolver`` and ``allowed`` stand in for the system's names and the check of addresses."""
        self._web, self._most_bytes = web, most_bytes
        self._resolver, self._allowed = resolver, allowed
        self._cache = Cache((cache or default_folder()) if web.cache else None)
        self._robots: dict[str, Protego | None] = {}
        self._last: dict[str, float] = {}

    def fetch(self, url: str) -> Source:
        """What is at an address, with the media type and the charset that it is sent with.

        Raises SourceError: an address that is none or is not allowed, robots.txt, too many redirects, no answer
        in time, another status than 200, too much.
        """
        deadline = time.monotonic() + self._web.seconds
        kept = self._followed(url, deadline, self._most_bytes, robots=self._web.robots)
        media_type, _, parameters = kept.content_type.partition(";")
        return Source(
            url, kept.body, told(media_type), charset=_charset(parameters), url=kept.url.partition("#")[0]
        )

    def _followed(self, url: str, deadline: float, most: int, *, robots: bool) -> Kept:
        """The answer after all redirects."""
        place = url
        for _ in range(self._web.redirects + 1):
            _check(place)
            if robots:
                self._heed(place, deadline)
            answer = self._answer(place, deadline, most)
            if isinstance(answer, Kept):
                return answer
            if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                raise SourceError("http-status", f"{url}: answered with status {answer.status}")
            place = urljoin(place, answer.headers["location"])
        raise SourceError("too-many-redirects", f"{url}: more than {self._web.redirects} redirects")

    def _answer(self, url: str, deadline: float, most: int) -> Kept | _Answer:
        """What an address answers: with status 200 as it can be kept, else as it is."""
        kept = self._cache.load(url)
        if kept is not None and len(kept.body) > most:
            kept = None
        now = time.time()
        if kept is not None and now < kept.fresh_until:
            return kept
        answer = self._ask(url, kept.conditions() if kept else {}, deadline, most)
        if answer.status == 304 and kept is not None:
            kept = renewed(kept, answer.headers, now)
            self._cache.save(kept)
            return kept
        if answer.status != 200:
            return answer
        headers = answer.headers
        kept = Kept(
            url,
            answer.body,
            headers.get("content-type", ""),
            headers.get("etag", ""),
            headers.get("last-modified", ""),
            fresh_until(headers, now),
        )
        if storable(headers):
            self._cache.save(kept)
        else:
            self._cache.drop(url)
        return kept

    def _ask(self, url: str, conditions: Mapping[str, str], deadline: float, most: int) -> _Answer:
        """Send one request and take in the answer, as much as is allowed."""
        import httpx

        from reporter.web.connecting import Transport, public, resolve

        left = max(deadline - time.monotonic(), 0.001)
        headers = {
            "User-Agent": f"{AGENT}/{__version__}",
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
            **conditions,
        }
        allowed = (lambda _: True) if self._web.private_addresses else self._allowed or public
        transport = Transport(allowed, self._resolver or resolve, deadline)
        with (
            _told(url, self._web.seconds),
            httpx.Client(transport=transport, trust_env=False, timeout=left) as client,
            client.stream("GET", url, headers=headers) as response,
        ):
            body = _body(response, url, most) if response.status_code == 200 else b""
            return _Answer(response.status_code, {k.lower(): v for k, v in response.headers.items()}, body)

    def _heed(self, url: str, deadline: float) -> None:
        """Ask the site's robots.txt. Raises SourceError where it says no, or cannot be had (RFC 9309)."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._rules(site, deadline)
        rules = self._robots[site]
        if rules is None:
            return
        if not rules.can_fetch(url, AGENT):
            raise SourceError("robots-disallow", f"{url}: the site's robots.txt does not allow it")
        delay = min(rules.crawl_delay(AGENT) or 0.0, LONGEST_WAIT)
        wait = self._last.get(site, 0.0) + delay - time.monotonic()
        if delay and wait > 0:
            time.sleep(wait)
        self._last[site] = time.monotonic()

    def _rules(self, site: str, deadline: float) -> Protego | None:
        """What robots.txt of a site says; None where there is none."""
        from protego import Protego

        try:
            kept = self._followed(f"{site}/robots.txt", deadline, ROBOTS_BYTES, robots=False)
        except SourceError as error:
            status = str(error).rpartition(" ")[2]
            if error.slug == "too-many-redirects" or (error.slug == "http-status" and status.startswith("4")):
                return None
            if error.slug == "http-status":
                raise SourceError(
                    "robots-disallow", f"{site}: its robots.txt answers with status {status}; try later"
                ) from None
            raise
        return Protego.parse(kept.body.decode("utf-8", "replace"))


def _check(url: str) -> None:
    """Raises SourceError where an address is not one that may be asked for."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SourceError("bad-address", f"{url}: not an address ({error})") from None
    if parts.scheme not in ("http", "https"):
        raise SourceError("bad-address", f"{url}: only http and https are fetched")
    if not parts.hostname or port == 0:
        raise SourceError("bad-address", f"{url}: names no host")
    if parts.username is not None or parts.password is not None:
        raise SourceError("bad-address", f"{parts.hostname}: an address with a user name is not fetched")


def _body(response: httpx.Response, url: str, most: int) -> bytes:
    """The body, unpacked piece by piece so that no piece can be larger than is allowed."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise SourceError("bad-answer", f"{url}: packed as {encoding!r}, which nobody asked for")
    unpacker = None if encoding in ("", "identity") else zlib.decompressobj(47 if "gzip" in encoding else 15)
    body = bytearray()
    for chunk in response.iter_raw(_CHUNK):
        piece: bytes = chunk
        try:
            body += unpacker.decompress(piece, most + 1 - len(body)) if unpacker else piece
        except zlib.error as error:
            raise SourceError("bad-answer", f"{url}: cannot be unpacked ({error})") from None
        if len(body) > most:
            raise SourceError("too-large", f"{url}: larger than {most / 1_000_000:g} MB")
    return bytes(body)


def _charset(parameters: str) -> str | None:
    for part in parameters.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" '\"") or None
    return None


@contextmanager
def _told(url: str, seconds: float) -> Iterator[None]:
    """Turns what goes wrong with a connection into errors for people."""
    import httpcore
    import httpx

    try:
        yield
    except (httpcore.TimeoutException, httpx.TimeoutException, TimeoutError):
        raise SourceError("timed-out", f"{url}: no whole answer within {seconds:g} seconds") from None
    except (httpx.InvalidURL, UnicodeError) as error:
        raise SourceError("bad-address", f"{url}: not an address ({error})") from None
    except (
        httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpx.HTTPError,
        httpx.StreamError, OSError,
    ) as error:  # fmt: skip
        reason: Any = str(error) or type(error).__name__
        raise SourceError("unreachable", f"{url}: no answer ({reason})") from None
