"""Mailboxes (mbox, RFC 4155): each mail in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporter.containers.base import Allowance, Container, Member, inside
from reporter.errors import ReadError
from reporter.model import Source
from reporter.patterns import lazily

_FROM_RE = lazily(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n")
_QUOTED_RE = lazily(rb"^>(>*From )", re.M)
_BEGIN_RE = lazily(rb"From \S+ [^\r\n]*\d{4}[^\r\n]*\r?\n[\w-]+:")


def _open(source: Source, allowance: Allowance) -> Iterator[Member]:
    marks = list(_FROM_RE.finditer(source.data))
    if not marks or marks[0].start():
        raise ReadError("broken-mail", "not a mailbox: it does not begin with a From line")
    ends = [*(mark.start() for mark in marks[1:]), len(source.data)]
    for number, (mark, end) in enumerate(zip(marks, ends, strict=True), 1):
        allowance.enter()
        data = _QUOTED_RE.sub(rb"\1", source.data[mark.end() : end])
        yield Source(inside(source.locator, str(number)), data, "message/rfc822")


MBOX = Container(
    name="mbox",
    suffixes=(".mbox",),
    media_types=("application/mbox",),
    summary="mailboxes: every mail, with its attachments",
    open=_open,
    likely=lambda data: bool(_BEGIN_RE.match(data[:4096])),
    binary=True,
)
