"""Connections that go to addresses that were looked at, and end when time is up.

A name is resolved here, once, and the connection goes to the number that was checked: a server of names that
answers differently the second time (DNS rebinding) is never asked a second time.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from reporter.errors import SourceError

if TYPE_CHECKING:
    import ssl

_SPECIAL = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
"""Of protocols and relays; Python takes parts of them for public."""
_NAT64 = IPv6Network("64:ff9b::/96")
Allowed = Callable[[str], bool]
Resolve = Callable[[str, int], Iterable[str]]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as numbers."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def public(address: str) -> bool:
    """Whether an address is one of the public internet; addresses within addresses are looked into."""
    try:
        number = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(number, IPv6Address):
        inner = _within(number)
        if inner is not None:
            return public(str(inner))
        if number.is_site_local:
            return False
    if isinstance(number, IPv4Address) and any(number in network for network in _SPECIAL):
        return False
    return number.is_global and not (number.is_multicast or number.is_reserved or number.is_unspecified)


def _within(number: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for."""
    if number in _NAT64:
        return IPv4Address(number.packed[-4:])
    teredo = number.teredo
    return number.ipv4_mapped or number.sixtofour or (teredo[1] if teredo else None)


class _Stream(httpcore.NetworkStream):
    """A connection on which nothing waits beyond the end of time."""

    def __init__(self, inner: httpcore.NetworkStream, left: Callable[[], float]) -> None:
        self._inner, self._left = inner, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, self._left()), self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Resolves, checks, and connects to what was checked."""

    def __init__(self, allowed: Allowed, resolver: Resolve, deadline: float) -> None:
        self._allowed, self._resolver, self._deadline = allowed, resolver, deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = list(self._resolver(host, port))
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name cannot be resolved ({error})") from None
        closed = [address for address in addresses if not self._allowed(address)]
        if closed:
            number = "" if host == closed[0] else f", that is {closed[0]},"
            raise SourceError(
                "private-address",
                f"{host}{number} is no public address but of this machine, its network or the like; "
                "web.private_addresses allows that",
            )
        failure: Exception = httpcore.ConnectError("the name has no address")
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(address, port, self._left(), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._left)
        raise failure

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("time is up")
        return left


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


class Transport(httpx.BaseTransport):
    """What httpx sends its requests through: httpcore, on connections of the kind above, none of them kept.

    Certificates are checked against certifi's authorities, which httpcore takes by itself.
    """

    def __init__(self, allowed: Allowed, resolver: Resolve, deadline: float) -> None:
        self._pool = httpcore.ConnectionPool(
            max_keepalive_connections=0,
            network_backend=_Backend(allowed, resolver, deadline),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request. Raises the exceptions of httpcore."""
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream))  # type: ignore[arg-type]

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()
