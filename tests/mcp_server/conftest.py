"""A client that is connected to a server in this process, and a web server with an article."""

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.types import CallToolResult, TextContent

from briefer import FakeModel, Settings
from briefer.mcp_server.server import create_server
from tests.factories import TEXT

ARTICLES = Path(__file__).resolve().parents[2] / "examples" / "articles"


def text_of(result: CallToolResult) -> str:
    """Return the text that the result begins with."""
    first = result.content[0]
    assert isinstance(first, TextContent)
    return first.text


def data_of(result: CallToolResult) -> dict[str, Any]:
    """Return the structured content of a result that is no error."""
    assert not result.is_error, text_of(result)
    data: object = result.structured_content
    assert isinstance(data, dict)
    return data


@asynccontextmanager
async def connected(settings: Settings, model: FakeModel | None = None) -> AsyncIterator[Client]:
    """Connect the SDK's client to a server in this process, as over a stream."""
    async with Client(create_server(settings, model=model), mode="legacy") as client:
        yield client


async def brief_of(client: Client, text: str = TEXT) -> dict[str, Any]:
    """Brief a text, and return the structured content."""
    return data_of(await client.call_tool("brief_text", {"text": text}))


@pytest.fixture
def offline_settings(settings: Settings) -> Settings:
    """Settings of a server without a model."""
    return settings.model_copy(update={"model": "none"})


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
        pass


@pytest.fixture
def article_url() -> Iterator[str]:
    """The address of the sample article on a web server of this machine."""
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_QuietHandler, directory=ARTICLES)
    ) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/harbour.html"
        server.shutdown()
