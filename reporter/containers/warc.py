"""WARC, as web archives keep pages: the pages that were answered with success."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from functools import partial
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast

from reporter.containers.base import Allowance, Container, Counted, Member, Others, inside, unpacking
from reporter.errors import ReadError, ReporterError
from reporter.kinds import told
from reporter.model import Skipped, Source
from reporter.patterns import lazily

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "message/rfc822")
"""Media types of records that can be articles; none given counts as a page."""
_CHARSET_RE = lazily(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
T = TypeVar("T")
_BEGIN = b"WARC/1."


def _open(source: Source, allowance: Allowance) -> Iterator[Member]:
    from warcio.archiveiterator import ArchiveIterator

    stream: Counted | io.BytesIO = unpacking(source, allowance) or io.BytesIO(source.data)
    others, seen = Others(), set[str]()
    try:
        records = iter(ArchiveIterator(cast("IO[bytes]", stream)))
        while (record := _quietly(lambda: next(records, None))) is not None:
            if record.rec_type not in ("response", "resource", "revisit"):
                continue
            allowance.enter()
            url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            reason = _unread(record)
            if reason or not url.startswith(("http:", "https:")):
                others.count(reason or "other addresses")
                continue
            locator = inside(source.locator, url)
            if locator in seen:
                yield Skipped(locator, "same-name", "a record of this address came before")
                continue
            seen.add(locator)
            yield _quietly(partial(_content, record, locator, url, allowance))
    except ReporterError:
        raise
    except Exception as error:  # noqa: BLE001 - broken archives raise anything from inside the libraries
        raise ReadError("broken-archive", f"not a readable WARC file ({error})") from None
    yield from others.told(source.locator)


def _quietly(step: Callable[[], T]) -> T:
    """What a step gives, without what warcio prints to standard error."""
    with redirect_stderr(io.StringIO()):
        return step()


def _media_type(record: ArcWarcRecord) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _unread(record: ArcWarcRecord) -> str:
    """Why a record is no page; empty where it is one."""
    if record.rec_type == "revisit":
        return "revisit"
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    media_type = _media_type(record)
    if status != "200":
        return f"status {status[:9]}"
    return "" if media_type in ("", *_PAGES) else media_type[:60]


def _content(record: Any, locator: str, url: str, allowance: Allowance) -> Source | Skipped:
    """The page of a record, chunks joined and unpacked."""
    headers = record.http_headers or record.rec_headers
    charset = _CHARSET_RE.search(str(headers.get_header("Content-Type") or ""))
    packed = record.length if isinstance(record.length, int) and record.length > 0 else None
    data = allowance.read(record.content_stream(), locator, packed)
    if isinstance(data, Skipped):
        return data
    return Source(locator, data, told(_media_type(record)), charset=charset and charset[1], url=url)


def _holds_records(data: bytes) -> bool:
    import zlib

    if data.startswith(b"\x1f\x8b"):
        try:
            data = zlib.decompressobj(31).decompress(data[:4096], 16)
        except zlib.error:
            return False
    return data.startswith(_BEGIN)


WARC = Container(
    name="warc",
    suffixes=(".warc", ".warc.gz"),
    media_types=("application/warc",),
    summary="web archives (WARC, also packed): every page that was answered with success",
    open=_open,
    sure=_holds_records,
    binary=True,
)
