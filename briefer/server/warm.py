"""Make briefs for commands of the same user with the model that the server has loaded."""

import asyncio
import base64
import binascii
import hmac
import ipaddress
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Annotated, Self

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from pydantic import Field, model_validator

from briefer.addresses import address_in
from briefer.errors import BrieferError
from briefer.events import BriefEvent
from briefer.language_codes import LanguageCode
from briefer.progress import ProgressEvent
from briefer.schema.evidence import FrozenModel
from briefer.schema.vocabulary import ModelSize
from briefer.server.briefing import brief_events
from briefer.server.problems import ProblemError, problem
from briefer.server.served import Served, Serving
from briefer.server.warm_client import PATH, SECRET_HEADER
from briefer.server.whole_events import error_line, event_line
from briefer.settings import Settings
from briefer.source.named_bytes import NamedBytes

_WAITING = "waiting for the model of 'briefer serve'"
_log = logging.getLogger("briefer")

router = APIRouter(include_in_schema=False)


class PerBrief(FrozenModel):
    """Settings that a command gives with each brief."""

    brief_language: LanguageCode | None
    cache: bool
    force: bool
    language: LanguageCode | None
    profile: ModelSize | None
    verify: bool


class LocalRequest(FrozenModel):
    """What a command asks for: the brief of an address, or of the bytes of a file."""

    fingerprint: str
    settings: PerBrief
    url: Annotated[str, Field(max_length=10_000)] | None = None
    name: str = ""
    suffix: str = ""
    data: str = ""

    @model_validator(mode="after")
    def _require_address(self) -> Self:
        if self.url is not None and address_in(self.url) is None:
            raise ValueError("it could be a path")
        return self


@router.post(PATH)
async def brief_for_command(
    request: Request, served: Serving, asked: LocalRequest
) -> StreamingResponse:
    """Make a brief for a command of the same user; each line of the reply is an event."""
    _require_same_user(request, served)
    if asked.fingerprint != served.local.fingerprint:
        raise ProblemError(
            problem("invalid_request", 409, "the settings are not those of the server")
        )
    try:
        data = base64.b64decode(asked.data, validate=True)
    except binascii.Error as error:
        raise ProblemError(problem("invalid_request", 422, "'data' is not base64")) from error
    changes = asked.settings.model_dump()
    settings = served.models.settings.model_copy(update=changes)
    source = asked.url or NamedBytes(asked.name, data, asked.suffix)
    lines = _lines(_events(source, settings, served))
    return StreamingResponse(_until_left(request, lines), media_type="application/x-ndjson")


def _require_same_user(request: Request, served: Served) -> None:
    """Refuse whoever does not have the secret of the user's own file, or is on another machine."""
    given = request.headers.get(SECRET_HEADER, "").encode()
    client = request.client.host if request.client else ""
    try:
        is_here = ipaddress.ip_address(client).is_loopback
    except ValueError:
        is_here = False
    if not is_here or not hmac.compare_digest(given, served.local.secret.encode()):
        raise ProblemError(problem("not_found", 404, "there is nothing at this address"))


async def _events(
    source: str | NamedBytes, settings: Settings, served: Served
) -> AsyncGenerator[BriefEvent, None]:
    turn = served.jobs.embedded_turn
    is_waiting = turn.locked()
    if is_waiting:
        yield ProgressEvent(_WAITING, "began")
    async with turn:
        if is_waiting:
            yield ProgressEvent(_WAITING, "ended")
        async with aclosing(brief_events(source, settings, stream=served.stream)) as events:
            async for event in events:
                yield event


async def _lines(events: AsyncGenerator[BriefEvent, None]) -> AsyncGenerator[bytes, None]:
    try:
        async with aclosing(events):
            async for event in events:
                yield event_line(event)
    except BrieferError as error:
        yield error_line(error)
    except Exception:  # noqa: BLE001 (one brief must not end the server)
        _log.exception("a brief for a command failed")
        yield error_line(None)


async def _until_left(request: Request, lines: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    """Yield lines until the client closes the connection, which cancels what makes them."""
    leaving = asyncio.create_task(_client_leaves(request))
    coming: asyncio.Future[bytes | None] | None = None
    try:
        while True:
            coming = asyncio.ensure_future(anext(lines, None))
            await asyncio.wait({coming, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if leaving.done() or (line := coming.result()) is None:
                return
            yield line
    finally:
        leaving.cancel()
        if coming is not None:
            coming.cancel()
            await asyncio.wait({coming})
        await lines.aclose()


async def _client_leaves(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
