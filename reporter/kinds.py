"""Which kind of input a source is: by its first bytes, by what is said of it, by the suffix of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from reporter.model import Source

_WEAK = ("text/plain", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml")
"""Media types that servers and mail programs give to anything; name and bytes say more."""


FRAGMENT = "text/x-html-fragment"
"""Media type of HTML that is the article and nothing else, as feeds and mails have it."""


class Kind(Protocol):
    """What readers and containers have in common."""

    @property
    def name(self) -> str:
        """The module's name."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File name endings, lower case, with the dot; the longest that fits counts."""

    @property
    def media_types(self) -> tuple[str, ...]:
        """All that stand for this kind, lower case."""

    @property
    def sure(self) -> Callable[[bytes], bool]:
        """Whether the bytes can be nothing else, whatever the name says."""

    @property
    def likely(self) -> Callable[[bytes], bool]:
        """Whether the bytes look like it; asked where neither name nor media type says anything."""


K = TypeVar("K", bound=Kind)


def never(_: bytes) -> bool:
    """The answer of kinds whose bytes say nothing."""
    return False


def start(data: bytes) -> bytes:
    """The first bytes without a byte order mark and white space."""
    return data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()


def named(name: str, kinds: Iterable[K]) -> K | None:
    """The kind that the end of a file's name stands for."""
    name = name.lower()
    fitting = [(suffix, kind) for kind in kinds for suffix in kind.suffixes if name.endswith(suffix)]
    return max(fitting, key=lambda one: len(one[0]))[1] if fitting else None


def told(media_type: str) -> str:
    """The media type as a server or a mail gives it, lower case without parameters; empty where it says nothing."""
    media_type = media_type.partition(";")[0].strip().lower()
    return "" if media_type in _WEAK else media_type


def identify(source: Source, kinds: Iterable[K]) -> K | None:
    """The kind of a source; None where nothing tells.

    First what the bytes clearly are, unless they fit the name as well; then the media type they came with, then
    the suffix, then what the bytes look like. Of several the first of ``kinds`` counts.
    """
    members = tuple(kinds)
    by_name = named(source.locator, members)
    if by_name is not None and not source.media_type and by_name.likely(source.data):
        return by_name
    sure = [kind for kind in members if kind.sure(source.data)]
    sent = [kind for kind in members if source.media_type in kind.media_types]
    if sure or sent:
        return sent[0] if not sure or (sent and sent[0] in sure) else sure[0]
    return by_name or next((kind for kind in members if kind.likely(source.data)), None)
