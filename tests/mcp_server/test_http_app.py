"""The server on a real port: who may call it, what it refuses, and what a lost client ends."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import anyio
import httpx2
import pytest
import uvicorn
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from briefer import FakeModel, Settings
from briefer.addresses import is_loopback_host
from briefer.errors import SettingsError
from briefer.mcp_server.http_app import Endpoint, http_app, open_socket, require_safe
from briefer.mcp_server.server import create_server
from tests.factories import TEXT
from tests.mcp_server.conftest import brief_of, data_of
from tests.mcp_server.test_stdio import environment
from tests.mcp_server.test_tools import PATIENCE, Silent

TOKEN = "correct-horse-battery-staple"
HEADERS = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}


@contextmanager
def process(folder: Path, *options: str, **variables: str) -> Iterator[str]:
    """Start ``briefer mcp --http`` on a free port, and yield its address."""
    with subprocess.Popen(
        [
            sys.executable, "-m", "briefer", "mcp", "--http", "--port", "0", "--model", "none",
            *options,
        ],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment(folder) | variables, cwd=folder,
    ) as server:  # fmt: skip
        assert server.stderr is not None
        assert server.stdout is not None
        try:
            note = server.stderr.readline()
            assert note.startswith("briefer: note: serving at http://"), note
            yield note.split()[4].rstrip(";")
        finally:
            server.terminate()  # a test that fails must not wait for it
        assert server.stdout.read() == ""
        assert "Traceback" not in server.stderr.read()


@asynccontextmanager
async def serving(
    settings: Settings, *, model: FakeModel | None = None, endpoint: Endpoint | None = None
) -> AsyncIterator[str]:
    """Serve in this process on a free port, and yield the address."""
    endpoint = endpoint or Endpoint(port=0)
    app = http_app(create_server(settings, model=model), endpoint)
    config = uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    with open_socket(endpoint) as listening:
        running = asyncio.create_task(server.serve(sockets=[listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/mcp"
        server.should_exit = True
        await running


async def test_a_client_briefs_over_http_and_reads_the_page(tmp_path: Path) -> None:
    messages: list[str | None] = []

    async def collect(progress: float, total: float | None, message: str | None) -> None:
        del progress, total
        messages.append(message)

    with process(tmp_path) as address:
        async with Client(address) as client:
            result = await client.call_tool("brief_text", {"text": TEXT}, progress_callback=collect)
            brief_id = data_of(result)["brief_id"]
            [page] = (await client.read_resource(f"briefer://briefs/{brief_id}/md")).contents
    assert "## Evidence" in page.text  # type: ignore[union-attr]  # it is text
    assert "analysing the article" in messages


async def test_with_a_token_each_request_must_carry_it(tmp_path: Path) -> None:
    with process(tmp_path, "--host", "0.0.0.0", BRIEFER_MCP_TOKEN=TOKEN) as shown:  # noqa: S104 (the test of a token)
        address = shown.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        async with httpx2.AsyncClient(timeout=PATIENCE) as http:
            for value in ("", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"):
                headers = HEADERS | ({"Authorization": value} if value else {})
                refused = await http.post(address, json=PING, headers=headers)
                assert refused.status_code == 401
                assert refused.headers["WWW-Authenticate"] == "Bearer"
                assert "Authorization: Bearer" in refused.json()["error"]
        async with (
            httpx2.AsyncClient(
                headers={"Authorization": f"Bearer {TOKEN}"}, timeout=PATIENCE
            ) as http,
            Client(streamable_http_client(address, http_client=http)) as client,
        ):
            assert (await brief_of(client))["brief_id"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "news.example"}, 421),
        ({"Host": "127.0.0.1.news.example:80"}, 421),
        ({"Origin": "https://news.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content-Type": "text/plain"}, 400),
    ],
)
async def test_what_a_foreign_page_could_send_is_refused(
    headers: dict[str, str], status: int, offline_settings: Settings
) -> None:
    async with serving(offline_settings) as address, httpx2.AsyncClient(timeout=PATIENCE) as http:
        answer = await http.post(address, json=PING, headers=HEADERS | headers)
    assert answer.status_code == status


async def test_a_server_may_have_another_name(offline_settings: Settings) -> None:
    endpoint = Endpoint(port=0, names=("briefs.example",))
    async with (
        serving(offline_settings, endpoint=endpoint) as address,
        httpx2.AsyncClient(headers={"Host": "briefs.example"}, timeout=PATIENCE) as http,
        Client(streamable_http_client(address, http_client=http)) as client,
    ):
        assert (await client.list_tools()).tools


async def test_a_request_that_is_too_large_is_refused(offline_settings: Settings) -> None:
    async with serving(offline_settings) as address, httpx2.AsyncClient(timeout=PATIENCE) as http:
        answer = await http.post(address, content=b" " * 9_000_000, headers=HEADERS)
    assert answer.status_code == 413


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_a_client_that_cancels_its_call_stops_the_model(
    mode: str, settings: Settings
) -> None:
    model = Silent()
    async with serving(settings, model=model) as address, Client(address, mode=mode) as client:
        async with anyio.create_task_group() as group:
            group.start_soon(client.call_tool, "brief_text", {"text": TEXT})
            async with asyncio.timeout(PATIENCE):
                await model.asked.wait()
            group.cancel_scope.cancel()
        async with asyncio.timeout(PATIENCE):
            await model.cancelled.wait()


@pytest.mark.parametrize(
    ("endpoint", "expected"),
    [
        (Endpoint(host="0.0.0.0"), "BRIEFER_MCP_TOKEN"),  # noqa: S104 (the test refuses it)
        (Endpoint(host="192.0.2.7"), "BRIEFER_MCP_TOKEN"),
        (Endpoint(host="::"), "BRIEFER_MCP_TOKEN"),
        (Endpoint(token="short"), "fewer than 16 characters"),
    ],
)
def test_an_unsafe_endpoint_is_refused(endpoint: Endpoint, expected: str) -> None:
    with pytest.raises(SettingsError, match=expected):
        require_safe(endpoint)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "localhost", "::1", "[::1]"])
def test_loopback_needs_no_token(host: str) -> None:
    assert is_loopback_host(host.strip("[]"))
    require_safe(Endpoint(host=host))


@pytest.mark.parametrize("host", ["0.0.0.0", "news.example", "10.0.0.1", ""])  # noqa: S104
def test_other_addresses_are_not_loopback(host: str) -> None:
    assert not is_loopback_host(host)


def test_a_port_in_use_is_named(offline_settings: Settings) -> None:
    del offline_settings
    with socket.create_server(("127.0.0.1", 0)) as used:
        port = used.getsockname()[1]
        with pytest.raises(SettingsError, match=f"port {port} .*use another --port"):
            open_socket(Endpoint(port=port))
