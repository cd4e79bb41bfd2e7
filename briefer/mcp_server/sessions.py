"""Keep the number of a server's sessions low: above it, sessions that nobody uses are ended.

A client may open sessions and leave them. Without this, one client could take all that the server
has room for. The session that was not used for longest ends, of the client that has most of them;
a client whose session was ended gets 404 and opens another one, as the protocol says.
"""

import time
from collections import Counter
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SESSION: Final = "mcp-session-id"
_NOT_FOUND: Final = 404


@dataclass
class _Session:
    """A session that is open.

    Attributes:
        client: the address that opened it.
        used: when its last request came.
        running: how many of its requests have come as a whole and are not answered; its stream of
            events is none of them.
    """

    client: str
    used: float
    running: int = 0


class SessionLimit:
    """Wraps the application of a server.

    Args:
        app: the application, which opens and ends sessions.
        most: how many sessions may be open; above it, those that have nothing to do end.
    """

    def __init__(self, app: ASGIApp, *, most: int) -> None:
        self._app = app
        self._most = most
        self._sessions: dict[str, _Session] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; if it has opened a session, end those that are too many."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        named = Headers(scope=scope).get(_SESSION)
        if named is None:
            await self._open(scope, receive, send)
        else:
            await self._use(named, scope, receive, send)

    async def _open(self, scope: Scope, receive: Receive, send: Send) -> None:
        opened: str | None = None

        async def sending(message: Message) -> None:
            nonlocal opened
            if message["type"] == "http.response.start" and message["status"] < 400:
                opened = Headers(raw=message["headers"]).get(_SESSION)
                if opened is not None:
                    client = (scope.get("client") or ("",))[0]
                    self._sessions[opened] = _Session(client, time.monotonic())
            await send(message)

        await self._app(scope, receive, sending)
        while len(self._sessions) > self._most and (unused := self._unused(but=opened)):
            await self._end(unused, scope)

    async def _use(self, named: str, scope: Scope, receive: Receive, send: Send) -> None:
        session = self._sessions.get(named)
        running = 0
        if session is not None:
            session.used = time.monotonic()

        async def receiving() -> Message:
            nonlocal running
            message = await receive()
            has_come = message["type"] == "http.request" and not message.get("more_body", False)
            if session is not None and scope["method"] == "POST" and has_come and not running:
                running = 1
                session.running += 1
            return message

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                status = message["status"]
                if status == _NOT_FOUND or (scope["method"] == "DELETE" and status < 400):
                    self._sessions.pop(named, None)
            await send(message)

        try:
            await self._app(scope, receiving, sending)
        finally:
            if session is not None:
                session.running -= running

    def _unused(self, *, but: str | None) -> str | None:
        """Return the session to end, or None if all have something to do."""
        counts = Counter(session.client for session in self._sessions.values())
        idle = [
            (-counts[session.client], session.used, name)
            for name, session in self._sessions.items()
            if not session.running and name != but
        ]
        return min(idle)[2] if idle else None

    async def _end(self, name: str, scope: Scope) -> None:
        """Ask the application to end a session, with the headers of an accepted request."""
        del self._sessions[name]
        kept = [(key, value) for key, value in scope["headers"] if key in {b"host", b"origin"}]
        headers = [*kept, (_SESSION.encode(), name.encode())]

        async def nothing() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def ignored(_message: Message) -> None:
            pass

        await self._app({**scope, "method": "DELETE", "headers": headers}, nothing, ignored)
