"""A client of a server that runs in the test's own process."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import httpx2
import pytest

import briefer
from briefer.server.app import create_app
from briefer.server.briefing import Stream
from tests.cli.conftest import site
from tests.server.factories import server_in, settings_in

__all__ = ["client", "site"]

Client = Callable[..., AbstractAsyncContextManager[httpx2.AsyncClient]]


@pytest.fixture
def client(tmp_path: Path) -> Client:
    """Start a server with these settings, and return a client of it."""

    @asynccontextmanager
    async def start(
        stream: Stream = briefer.stream,
        *,
        max_source_bytes: int = 1_000_000,
        allow_private: bool = False,
        headers: dict[str, str] | None = None,
        **server: object,
    ) -> AsyncIterator[httpx2.AsyncClient]:
        settings = settings_in(
            tmp_path, max_source_bytes=max_source_bytes, allow_private=allow_private
        )
        app = create_app(settings, server_in(tmp_path, **server), stream=stream)
        transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
        base = "http://127.0.0.1:8765"
        async with (
            app.router.lifespan_context(app),
            httpx2.AsyncClient(transport=transport, base_url=base, headers=headers) as opened,
        ):
            yield opened

    return start
