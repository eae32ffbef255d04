"""Messages (RFC 5322, MIME), as mails and saved pages are: the standard library's parser, held to hostile bytes.

It takes time by the square to read long headers, and raises errors of many kinds at odd ones; nothing here does.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from reporter.encoding import decode, mended
from reporter.errors import SourceError

if TYPE_CHECKING:
    from email.message import Message

LONGEST_HEADER = 2000
"""Characters."""
MOST_PARTS = 20_000
"""Parts of one message; each takes the parser 30 µs and 2 kB."""
_READ = frozenset(
    "from subject date content-language content-type content-disposition content-transfer-encoding".split()
)
"""The headers that something is asked of, lower case."""


def parts(data: bytes) -> list[Message]:
    """The message, then all its parts in order.

    Raises SourceError (``too-many-members``) where there are too many, ValueError where they cannot be read.
    """
    from email import message_from_bytes

    if data.count(b"\n--") > MOST_PARTS:
        raise SourceError("too-many-members", f"more than {MOST_PARTS:,} parts in one message")
    try:
        found = list(message_from_bytes(data).walk())
    except Exception as error:  # noqa: BLE001 - whatever the parser raises
        raise ValueError(str(error)) from None
    for part in found:
        _tidy(part)
    return found


def _tidy(part: Message) -> None:
    """The headers that are read as text, also where they hold bytes, and none longer than any real one."""
    first: dict[str, str] = {}
    for name, value in part.raw_items():
        if name.lower() in _READ:
            first.setdefault(name, str(value))
    for name, value in first.items():
        words = value if value.isascii() else decode(value.encode("utf-8", "surrogateescape"))
        if len(words) > LONGEST_HEADER or words is not value:
            part.replace_header(name, words[:LONGEST_HEADER])


def asked(method: Callable[[], str | None]) -> str | None:
    """What a message answers, ``asked(part.get_filename)``; None where it cannot say."""
    try:
        return method()
    except Exception:  # noqa: BLE001 - whatever the parser of headers raises
        return None


def decoded(value: str | None) -> str | None:
    """A value with its encoded words (RFC 2047) as what they stand for; names of attachments have them too."""
    from email.header import decode_header, make_header

    if value is None:
        return None
    return word(asked(lambda: str(make_header(decode_header(value)))) or value)


def word(value: str) -> str | None:
    """The value in one line; None where it is empty."""
    return " ".join(mended(value).split()) or None


def day(value: str | None) -> date | None:
    """The day of a date as mails and feeds have it (RFC 5322); None for what is no date."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(value[:LONGEST_HEADER]).date() if value else None
    except Exception:  # noqa: BLE001 - whatever it raises, numbers too large for it among it
        return None


def payload(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone; what is wrong with that is passed over."""
    data: object = None
    with suppress(Exception):  # whatever the decoder raises
        data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
