"""A web server on the loopback addresses of this machine, and on nothing else."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
from collections.abc import Callable, Sequence
from typing import Any

from reporter.errors import ConfigError

THREADS = 4
PATIENCE = 30
"""Seconds that a silent connection is kept."""
_NO_IPV6 = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT)


def listen(port: int) -> list[socket.socket]:
    """Sockets on 127.0.0.1 and, where the system has IPv6, on [::1], both at ``port``; 0 picks a free one.

    Raises ConfigError (``port-in-use``).
    """
    first = _bound(socket.AF_INET, "127.0.0.1", port)
    try:
        return [first, _bound(socket.AF_INET6, "::1", first.getsockname()[1])]
    except OSError as error:
        if error.errno in _NO_IPV6:
            return [first]
        first.close()
        raise
    except ConfigError:
        first.close()
        if port:
            raise
        return listen(0)


def _bound(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if family is socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if os.name == "posix":  # elsewhere it would let two servers share the port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((address, port))
    except OSError as error:
        bound.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise ConfigError(
                "port-in-use", f"port {port} of {address} is taken or not allowed; --port 0 picks a free one"
            ) from error
        raise
    return bound


def hosts(port: int) -> list[str]:
    """The values of a Host header that mean this server."""
    names = ("localhost", "127.0.0.1", "[::1]")
    return [f"{name}:{port}" for name in names] + (list(names) if port == 80 else [])


def serve(
    application: Callable[..., Any],
    sockets: Sequence[socket.socket],
    most_bytes: int,
    ready: Callable[[], object],
) -> None:
    """Answer requests until Ctrl-C or SIGTERM; ``ready`` is called when the first one can come.

    Bodies over ``most_bytes`` are refused with 413.
    """
    from waitress import create_server

    logging.getLogger("waitress").setLevel(logging.ERROR)
    server = create_server(
        application,
        sockets=list(sockets),
        threads=THREADS,
        ident=None,
        max_request_body_size=most_bytes,
        channel_timeout=PATIENCE,
        clear_untrusted_proxy_headers=True,
    )
    signal.signal(signal.SIGTERM, _stop)
    try:
        ready()
        server.run()
    finally:
        server.close()


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
