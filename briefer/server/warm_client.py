"""Let the server that this user runs make a brief: its model is loaded, its packages imported.

The command reads the file, the server does the rest, and what comes back is what ``stream`` would
have yielded here. Closing the connection, as Ctrl-C does, cancels the brief.
"""

import base64
import http.client
import json
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from briefer.addresses import address_in
from briefer.events import BriefEvent
from briefer.local_server import LocalServer, running_server
from briefer.server.fingerprint import PER_BRIEF, fingerprint
from briefer.server.whole_events import UnreadableEventError, event_of
from briefer.settings import Settings
from briefer.source.named_bytes import BYTES, NamedBytes

PATH: Final = "/local/brief"
SECRET_HEADER: Final = "Briefer-Secret"  # noqa: S105 (its name)
_CONNECT_SECONDS: Final = 2.0


class ServerLeftError(Exception):
    """The server did not make the brief; it can still be made here."""


def server_for(settings: Settings) -> LocalServer | None:
    """Return the running server of this user if it makes the same briefs, or None."""
    if not settings.server:
        return None
    server = running_server()
    if server is None or not server.fingerprint:
        return None
    return server if server.fingerprint == fingerprint(settings) else None


def served_events(
    server: LocalServer, source: str | bytes, settings: Settings
) -> Generator[BriefEvent, None, None]:
    """Yield what happens while the server makes a brief; the last event has it.

    Raises:
        BrieferError: the brief cannot be made, here or there.
        ServerLeftError: the server did not make it.
    """
    body = _request(server, source, settings)
    parts = urlsplit(server.address)
    connection = http.client.HTTPConnection(
        parts.hostname or "", parts.port, timeout=_CONNECT_SECONDS
    )
    with closing(connection):
        try:
            connection.connect()
            connection.sock.settimeout(None)  # a brief may take minutes
            headers = {"Content-Type": "application/json", SECRET_HEADER: server.secret}
            connection.request("POST", PATH, body, headers)
            reply = connection.getresponse()
            if reply.status != http.client.OK:
                raise ServerLeftError(f"it answered with {reply.status}")
            while line := reply.readline():
                event = event_of(line)
                yield event
                if event.kind == "brief":
                    return
        except (OSError, http.client.HTTPException, UnreadableEventError) as error:
            raise ServerLeftError(str(error)) from error
    raise ServerLeftError("it ended before the brief was ready")


def _request(server: LocalServer, source: str | bytes, settings: Settings) -> bytes:
    request: dict[str, object] = {
        "fingerprint": server.fingerprint,
        "settings": settings.model_dump(mode="json", include=set(PER_BRIEF)),
    }
    if isinstance(source, str) and (address := address_in(source)):
        request["url"] = address
    else:
        local = _read(source, limit=settings.max_source_bytes)
        data = base64.b64encode(local.data).decode()
        request |= {"name": local.name, "suffix": local.suffix, "data": data}
    return json.dumps(request).encode()


def _read(source: str | bytes, *, limit: int) -> NamedBytes:
    """Read a file as far as is needed to see that it is too large.

    Raises:
        ServerLeftError: it cannot be read; the error is told where it is read again.
    """
    if isinstance(source, bytes):
        return NamedBytes(BYTES, source)
    path = Path(source)
    try:
        with path.open("rb") as file:
            return NamedBytes(repr(source), file.read(limit + 1), path.suffix)
    except (OSError, ValueError) as error:
        raise ServerLeftError(str(error)) from error
