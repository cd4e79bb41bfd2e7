"""Serve over streamable HTTP: on this machine only, unless a token is set.

Requests must name this server in their ``Host`` header, and a browser's page from elsewhere is
refused by its ``Origin``. With a token, each request needs ``Authorization: Bearer TOKEN``.
"""

import hmac
import socket
from collections.abc import Sequence
from typing import Final

import uvicorn
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from briefer.addresses import is_loopback_host
from briefer.errors import SettingsError
from briefer.mcp_server.sessions import SessionLimit
from briefer.schema.evidence import FrozenModel

PATH: Final = "/mcp"
MIN_TOKEN: Final = 16  # characters
_MAX_BODY: Final = 8_000_000  # bytes
_MAX_SESSIONS: Final = 100
_MAX_UNUSED_SESSIONS: Final = 80
_IDLE_SECONDS: Final = 1_800.0
_LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
_GRACE_SECONDS: Final = 2


class Endpoint(FrozenModel):
    """Where the server listens, and who may call it.

    Attributes:
        host: address to listen at.
        port: port; 0 takes a free one.
        token: what each request must carry; None only on loopback.
        names: other names by which clients reach the server, as in the ``Host`` header.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    names: tuple[str, ...] = ()


def require_safe(endpoint: Endpoint) -> None:
    """Refuse an address that others can reach without a token.

    Raises:
        SettingsError: there is no token, or it is too short to keep others out.
    """
    if endpoint.token is not None and len(endpoint.token) < MIN_TOKEN:
        raise SettingsError(
            f"the token has fewer than {MIN_TOKEN} characters: make one with "
            "'python -c \"import secrets; print(secrets.token_urlsafe())\"'"
        )
    if endpoint.token is None and not is_loopback_host(endpoint.host.strip("[]")):
        raise SettingsError(
            f"'{endpoint.host}' can be reached from other machines: set BRIEFER_MCP_TOKEN, or "
            "listen at 127.0.0.1"
        )


def http_app(server: MCPServer, endpoint: Endpoint) -> ASGIApp:
    """Return the ASGI application of a server at ``PATH``."""
    names = _host_names(endpoint)
    app: ASGIApp = server.streamable_http_app(
        streamable_http_path=PATH,
        max_request_body_size=_MAX_BODY,
        max_sessions=_MAX_SESSIONS,
        session_idle_timeout=_IDLE_SECONDS,
        transport_security=TransportSecuritySettings(
            allowed_hosts=[form for name in names for form in (name, f"{name}:*")],
            allowed_origins=[
                f"{scheme}://{name}{port}"
                for scheme in ("http", "https")
                for name in names
                for port in ("", ":*")
            ],
        ),
    )
    app = SessionLimit(app, most=_MAX_UNUSED_SESSIONS)
    return app if endpoint.token is None else _RequireToken(app, endpoint.token)


def open_socket(endpoint: Endpoint) -> socket.socket:
    """Listen at the address of a server; port 0 becomes a free one.

    Raises:
        SettingsError: this machine has no such address, or another program uses the port.
    """
    host = endpoint.host.strip("[]")
    try:
        family, *_, address = socket.getaddrinfo(host, endpoint.port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address, family=family)
    except OSError as error:
        raise SettingsError(
            f"cannot listen at '{host}', port {endpoint.port} ({error.strerror}): "
            "use another --port or --host"
        ) from error


async def serve_http(server: MCPServer, endpoint: Endpoint, listening: socket.socket) -> None:
    """Serve on a listening socket until the process is told to stop."""
    config = uvicorn.Config(
        http_app(server, endpoint),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    await uvicorn.Server(config).serve(sockets=[listening])


def _host_names(endpoint: Endpoint) -> Sequence[str]:
    own = f"[{endpoint.host}]" if ":" in endpoint.host.strip("[]") else endpoint.host
    return tuple(dict.fromkeys((*_LOOPBACK, own, *endpoint.names)))


class _RequireToken:
    """Passes on requests that carry the token, and answers all others with 401."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or refuse one request."""
        if scope["type"] == "http":
            given = Headers(scope=scope).get("authorization", "").encode("latin-1")
            if not hmac.compare_digest(given, self._expected):
                refused = JSONResponse(
                    {"error": "send the token of this server as 'Authorization: Bearer TOKEN'"},
                    status_code=401,
                    headers={"WWW-Authenticate": "Bearer"},
                )
                await refused(scope, receive, send)
                return
        await self._app(scope, receive, send)
