"""What every request passes: access, a limit of size, security headers, and metrics."""

import time
from typing import Final

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefer.server.problems import problem
from briefer.server.served import Served, problem_response
from briefer.server.warm_client import PATH

PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a form would send "Origin: null"
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_OPEN: Final = frozenset({"/health", "/ready", "/login", PATH})  # the last has its own secret
_OPEN_FOLDER: Final = "/static/"
_ENVELOPE: Final = 65_536  # bytes of a request besides its source
_ESCAPED: Final = 2  # a text in JSON may take twice its bytes


class Guard:
    """Wraps the application of a server.

    Args:
        app: the application.
        served: the server.
    """

    def __init__(self, app: ASGIApp, served: Served) -> None:
        self._app = app
        self._served = served
        self._max_bytes = _ESCAPED * served.max_bytes + _ENVELOPE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = time.monotonic()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(message)
                self._count(scope, message["status"], time.monotonic() - start)
            await send(message)

        refusal = self._refusal(Request(scope))
        if refusal is not None:
            await refusal(scope, receive, sending)
        else:
            await self._app(scope, self._limited(receive), sending)

    def _refusal(self, request: Request) -> Response | None:
        path, headers = request.url.path, request.headers
        access = self._served.access
        refused = access.refusal(request.method, path, headers)
        if refused is not None:
            return problem_response(refused)
        is_open = path in _OPEN or path.startswith(_OPEN_FOLDER)
        if not is_open and not access.is_known(headers, request.cookies):
            if request.method == "GET" and "text/html" in headers.get("accept", ""):
                return RedirectResponse("/login", status_code=303)
            unknown = problem(
                "unauthorized",
                401,
                "send the server's token as 'Authorization: Bearer TOKEN'",
            )
            return problem_response(unknown, {"WWW-Authenticate": "Bearer"})
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._max_bytes:
            return problem_response(self._served.too_large(), {"Connection": "close"})
        return None

    def _limited(self, receive: Receive) -> Receive:
        """Count the bytes of a request that does not say how long it is."""
        received = 0

        async def limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._max_bytes:
                raise HTTPException(413)
            return message

        return limited

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "other")  # not what clients make up
        metrics = self._served.metrics
        method = scope["method"] if scope["method"] in {"GET", "POST", "DELETE"} else "other"
        metrics.requests.labels(method, route, str(status)).inc()
        metrics.request_seconds.observe(seconds)


def _add_headers(message: Message) -> None:
    """Add the security headers that the reply does not set itself."""
    found = {name.lower() for name, _ in message["headers"]}
    message["headers"] = [
        *message["headers"],
        *(
            (name.encode(), value.encode())
            for name, value in _HEADERS.items()
            if name.lower().encode() not in found
        ),
    ]
