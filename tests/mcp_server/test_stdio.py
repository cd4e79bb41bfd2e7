"""``briefer mcp`` as a process that a client starts: only the protocol is on its stdout."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from mcp import Client, StdioServerParameters

from tests.factories import TEXT
from tests.mcp_server.conftest import brief_of, data_of, text_of

ROOT = Path(__file__).resolve().parents[2]


def environment(folder: Path) -> dict[str, str]:
    """Return variables for a server without keys, with folders of its own."""
    own = {
        "BRIEFER_CACHE_DIR": str(folder / "cache"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "PYTHONPATH": str(ROOT),
    }
    kept = {
        name: value for name, value in os.environ.items()
        if not name.startswith("BRIEFER_") and not name.endswith("_API_KEY")
    }  # fmt: skip
    return kept | own


@asynccontextmanager
async def started(folder: Path, **variables: str) -> AsyncIterator[Client]:
    """Start the server as a client does, and connect to it."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "briefer", "mcp", "--model", "none"],
        env=environment(folder) | variables,
        cwd=folder,
    )
    async with Client(server) as client:
        yield client


async def test_a_client_briefs_looks_up_and_checks_over_stdio(tmp_path: Path) -> None:
    messages: list[str | None] = []

    async def collect(progress: float, total: float | None, message: str | None) -> None:
        del progress, total
        messages.append(message)

    async with started(tmp_path) as client:
        assert client.server_info is not None
        assert client.server_info.name == "briefer"
        result = await client.call_tool("brief_text", {"text": TEXT}, progress_callback=collect)
        brief_id = data_of(result)["brief_id"]
        about = {"brief_id": brief_id, "words": "the alarms"}
        found = data_of(await client.call_tool("find_in_article", about))
        checked = data_of(await client.call_tool("check_brief", {"brief_id": brief_id}))
        [page] = (await client.read_resource(f"briefer://briefs/{brief_id}/md")).contents
    assert "analysing the article" in messages
    assert found["passages"][0]["after"].startswith(" had worked.")
    assert checked["holds"]
    assert text_of(result).endswith(page.text)  # type: ignore[union-attr]  # it is text


async def test_private_addresses_are_refused_whatever_the_settings_say(
    tmp_path: Path, article_url: str
) -> None:
    async with started(tmp_path, BRIEFER_ALLOW_PRIVATE="true", BRIEFER_FORCE="true") as client:
        private = await client.call_tool("brief_url", {"url": article_url})
        forced = await client.call_tool("brief_text", {"text": "Only a few words."})
    assert private.is_error
    assert "private address" in text_of(private)
    assert forced.is_error


async def test_briefs_of_one_server_are_not_those_of_another(tmp_path: Path) -> None:
    async with started(tmp_path) as first, started(tmp_path) as second:
        brief_id = (await brief_of(first))["brief_id"]
        assert data_of(await second.call_tool("list_briefs"))["total"] == 0
        absent = await second.call_tool("check_brief", {"brief_id": brief_id})
    assert absent.is_error


def test_stdout_has_nothing_but_messages_of_the_protocol(tmp_path: Path) -> None:
    requests = [
        {
            "jsonrpc": "2.0", "id": 1, "method": "initialize",
            "params": {
                "protocolVersion": "2025-06-18", "capabilities": {},
                "clientInfo": {"name": "test", "version": "1"},
            },
        },
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {
            "jsonrpc": "2.0", "id": 2, "method": "tools/call",
            "params": {"name": "brief_text", "arguments": {"text": TEXT}},
        },
        {
            "jsonrpc": "2.0", "id": 3, "method": "tools/call",
            "params": {"name": "brief_text", "arguments": {"text": "Too short."}},
        },
    ]  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-m", "briefer", "mcp", "--model", "none", "--verbose"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env=environment(tmp_path), cwd=tmp_path,
    ) as server:  # fmt: skip
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stderr is not None
        server.stdin.write("".join(f"{json.dumps(request)}\n" for request in requests))
        server.stdin.flush()
        answers: dict[int, dict[str, object]] = {}
        while len(answers) < 3:
            message = json.loads(server.stdout.readline())
            if "id" in message:
                answers[message["id"]] = message["result"]
        server.stdin.close()
        assert server.stdout.read() == ""
        assert "Traceback" not in server.stderr.read()
        assert server.wait() == 0
    assert set(answers) == {1, 2, 3}
    assert not answers[2].get("isError")
    assert answers[3]["isError"]
