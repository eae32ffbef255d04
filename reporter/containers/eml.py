"""Mails: the body, and every attachment that can be an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from reporter import mime
from reporter.containers.base import MB, Allowance, Container, Member, Others, inside
from reporter.encoding import decode
from reporter.errors import ReadError, SourceError
from reporter.kinds import FRAGMENT, start, told
from reporter.model import Metadata, Skipped, Source
from reporter.patterns import lazily

if TYPE_CHECKING:
    from email.message import Message

FEWEST_WORDS = 40
"""A body of fewer, in a mail with articles attached, is a note about them."""
_HEADER_RE = lazily(
    rb"(?=.*^(?:from|return-path):)(?=.*^(?:date|subject|message-id|mime-version):)[\w-]+:",
    re.I | re.M | re.S,
)
_LINE_WIDTHS = range(50, 81)
"""Characters of a line that was broken by a mail program, not by its author."""


def _open(source: Source, allowance: Allowance) -> Iterator[Member]:
    try:
        message, *rest = mime.parts(source.data)
    except ValueError as error:
        raise ReadError("broken-mail", f"not readable as a mail ({error})") from None
    parts = [message, *rest]
    inner = [part for part in parts if part.get_content_type() == "message/rfc822"]
    within = {id(part) for whole in inner for part in list(whole.walk())[1:]}
    parts = [part for part in parts if not part.is_multipart() and id(part) not in within]
    inner = [part for part in inner if id(part) not in within]
    known = _metadata(message, source.sidecar)
    body = _body(parts)
    others, attached = Others(), list[Source | Skipped]()
    for number, part in enumerate([*parts, *inner], 1):
        if part is body or (not _name(part) and part.get_content_maintype() == "text"):
            continue
        try:
            allowance.enter()
            attached += _attachment(part, number, source.locator, allowance, others)
        except SourceError as error:  # the rest; the body and what came before count
            attached.append(Skipped(source.locator, error.slug, str(error)))
            break
    if body is not None:
        alone = not any(isinstance(one, Source) for one in attached)
        yield _article(body, source.locator, known, allowance, alone=alone)
    yield from attached
    yield from others.told(source.locator)


def _name(part: Message) -> str | None:
    """The name of an attachment."""
    return mime.decoded(mime.asked(part.get_filename))


def _body(parts: list[Message]) -> Message | None:
    """The part with the mail's own words, as HTML where it has both."""
    own = [
        part
        for part in parts
        if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment"
    ]
    own = [part for part in own if not _name(part)] or own
    pages = [part for part in own if part.get_content_subtype() == "html"]
    return next(iter([*pages, *(part for part in own if part.get_content_subtype() == "plain")]), None)


def _article(
    body: Message, container: str, known: Metadata, allowance: Allowance, *, alone: bool
) -> Source | Skipped:
    page = body.get_content_subtype() == "html"
    locator = inside(container, "body.html" if page else "body.txt")
    data = mime.payload(body)
    allowance.take(len(data))
    if len(data) > allowance.limits.input_mb * MB:
        return Skipped(locator, "too-large", f"larger than {allowance.limits.input_mb} MB")
    charset = mime.asked(body.get_content_charset)
    words = re.sub(rb"<[^>]{0,2000}>", b" ", data).split()
    if not alone and len(words) < FEWEST_WORDS:
        return Skipped(locator, "cover-note", f"{len(words)} words about what is attached")
    if page:
        return Source(locator, data, FRAGMENT, known, charset)
    return Source(locator, _unwrapped(decode(data, charset)).encode(), "text/plain", known, "utf-8")


def _attachment(
    part: Message, number: int, container: str, allowance: Allowance, others: Others
) -> Iterator[Source | Skipped]:
    """An attachment, where its name or its type says that it can be an article."""
    mail = part.get_content_type() == "message/rfc822"
    name = _name(part) or (f"mail-{number}.eml" if mail else "")
    media_type = told(part.get_content_type())
    if (name and not allowance.wanted(name)) or (not name and part.get_content_maintype() in _MEDIA):
        others.add(name) if name else others.count(part.get_content_type())
        return
    locator = inside(container, name or f"part-{number}")
    data = _inner(part) if mail else mime.payload(part)
    allowance.take(len(data))
    if len(data) > allowance.limits.input_mb * MB:
        yield Skipped(locator, "too-large", f"larger than {allowance.limits.input_mb} MB")
        return
    yield Source(
        locator,
        data,
        "" if name and "." in name else media_type,
        charset=mime.asked(part.get_content_charset),
    )


def _inner(part: Message) -> bytes:
    """The bytes of a mail within the mail."""
    inner = part.get_payload()
    try:
        return cast("Message", inner[0]).as_bytes() if isinstance(inner, list) and inner else b""
    except Exception:  # noqa: BLE001 - it cannot be written as it was read
        return b""


_MEDIA = ("image", "audio", "video", "font")


def _metadata(message: Message, sidecar: Metadata) -> Metadata:
    from email.utils import parseaddr

    author = mime.decoded(message["from"]) or ""
    outlet = mime.asked(lambda: next(filter(None, parseaddr(author)), None))
    known = Metadata(
        title=mime.decoded(message["subject"]),
        outlet=outlet or mime.word(author),
        published=mime.day(message["date"]),
        language=message["content-language"],
    )
    return sidecar.over(known)


def _unwrapped(text: str) -> str:
    """Lines that a mail program broke joined again; paragraphs and lists stay."""
    lines = text.replace("\r\n", "\n").split("\n")
    pairs = list(zip(lines, lines[1:], strict=False))
    broken = [_goes_on(line, after) for line, after in pairs]
    widths = [len(line.rstrip()) for (line, _), goes_on in zip(pairs, broken, strict=True) if goes_on]
    if sum(width in _LINE_WIDTHS for width in widths) < 0.6 * len(widths):
        return text
    joined = [lines[0]]
    for line, goes_on in zip(lines[1:], broken, strict=True):
        if goes_on:
            joined[-1] = f"{joined[-1].rstrip()} {line.lstrip()}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _goes_on(line: str, after: str) -> bool:
    """Whether two lines can be parts of one paragraph."""
    return bool(line.strip() and after.strip()) and not after.startswith(
        ("  ", "- ", "* ", ">", "|", "•", "\t")
    )


EML = Container(
    name="eml",
    suffixes=(".eml",),
    media_types=("message/rfc822",),
    summary="mails: the body, and attachments that can be read",
    open=_open,
    likely=lambda data: bool(_HEADER_RE.match(start(data).partition(b"\n\n")[0].partition(b"\r\n\r\n")[0])),
    binary=True,
)
