"""Take a port, or say in one sentence why it cannot be had."""

from __future__ import annotations

import errno
import os
import socket

from cityscene.setup import failures


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket on ``host``:``port`` (port 0: any free one).

    Raises:
        SetupFailure: the port is taken, or may not be bound on this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name != "nt":  # on Windows the option would let two servers share one port
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen(512)
    except (OSError, OverflowError) as error:
        taken.close()
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise failures.port_in_use(port) from error
        raise failures.port_not_allowed(host, port) from error
    return taken


def require_free(host: str, port: int) -> None:
    """Check early that the server will get its port, before anything slow is done.

    Raises:
        SetupFailure: see :func:`bind`.
    """
    bind(host, port).close()
