"""Connections of one fetch: only to addresses that are allowed, and none left when it ends.

The host is looked up once. The addresses are checked before anything is sent to them, and the
connection goes to a checked address, so that nobody learns whether a private port is open.
"""

import contextlib
import ipaddress
import os
import socket
import threading
from collections.abc import Callable, Sequence

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
)

from briefer.addresses import IPAddress, WebAddress

_SocketOptions = Sequence[tuple[int, int, int | bytes]]


class ForbiddenPeerError(HTTPError):
    """The host has an address that must not be connected to."""


class Network:
    """Opens connections, and ends all of them when it is closed.

    Args:
        allows: whether a connection to an IP address is allowed.
    """

    def __init__(self, allows: Callable[[IPAddress], bool]) -> None:
        self._allows = allows
        self._lock = threading.Lock()
        self._handles: list[socket.socket] = []
        self._sockets: list[socket.socket] = []
        self._is_closed = False

    def pool(self, address: WebAddress) -> HTTPConnectionPool:
        """Return a pool for requests to the host of ``address``. Proxies are not used."""
        host = f"[{address.host}]" if ":" in address.host else address.host
        kind, usual = (_HTTPSPool, 443) if address.scheme == "https" else (_HTTPPool, 80)
        # without a port, the end of an IPv6 address would be taken for one
        pool = kind(host, address.port or usual)
        pool.network = self
        return pool

    def connect(
        self, host: str, port: int, *, timeout: float | None, options: _SocketOptions
    ) -> socket.socket:
        """Return a connection to the first address of ``host`` that answers.

        Raises:
            ForbiddenPeerError: one of the addresses is not allowed; then none is tried.
            OSError: the host is unknown, or no address answers.
        """
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        if not all(self._allows(_ip(str(peer[0]))) for *_, peer in found):
            raise ForbiddenPeerError(host)
        problem = OSError(f"{host!r} has no address")
        for family, kind, protocol, _, peer in found:
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(timeout)
                for option in options:
                    connection.setsockopt(*option)
                connection.connect(peer)
                self._register(connection)
            except OSError as error:
                connection.close()
                problem = error
            else:
                return connection
        raise problem

    def close(self) -> None:
        """End all connections, also while another thread reads from them."""
        with self._lock:
            self._is_closed = True
            for handle in self._handles:
                with contextlib.suppress(OSError):  # the other side has closed it
                    handle.shutdown(socket.SHUT_RDWR)
                handle.close()
            self._handles.clear()

    def attach(self, connected: socket.socket) -> None:
        """Note a socket that is in use, to be closed by ``release``."""
        self._sockets.append(connected)

    def release(self) -> None:
        """Close the sockets; called by the thread that reads from them, when it is done."""
        for connected in self._sockets:
            # A response that could not be parsed still refers to its socket and keeps it open.
            if (number := connected.detach()) >= 0:
                os.close(number)
        self._sockets.clear()

    def _register(self, connection: socket.socket) -> None:
        with self._lock:
            if self._is_closed:
                raise TimeoutError
            # A second handle: TLS takes over the first.
            self._handles.append(connection.dup())


class _Connection(HTTPConnection):
    network: Network

    def connect(self) -> None:
        super().connect()
        self.network.attach(self.sock)

    def _new_conn(self) -> socket.socket:
        timeout = self.timeout if isinstance(self.timeout, (int, float)) else None
        try:
            return self.network.connect(
                self._dns_host, self.port, timeout=timeout, options=self.socket_options or ()
            )
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(self, str(error)) from error
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error


class _TLSConnection(_Connection, HTTPSConnection):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _Connection
    network: Network

    def _new_conn(self) -> _Connection:
        connection = super()._new_conn()
        assert isinstance(connection, _Connection)  # noqa: S101 (what ConnectionCls makes)
        connection.network = self.network
        return connection


class _HTTPSPool(_HTTPPool, HTTPSConnectionPool):  # type: ignore[misc]  # makes the same
    ConnectionCls = _TLSConnection


def _ip(text: str) -> IPAddress:
    return ipaddress.ip_address(text.partition("%")[0])  # without the zone, as in "fe80::1%eth0"
