"""Sessions over HTTP: one client cannot use them up, and one that works is not interrupted."""

import asyncio

import httpx2
import pytest
from mcp import Client
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from briefer import Settings
from briefer.mcp_server.sessions import SessionLimit
from tests.factories import TEXT
from tests.mcp_server.test_http_app import HEADERS, PING, serving
from tests.mcp_server.test_tools import PATIENCE, Silent

OPEN = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}


async def opened(http: httpx2.AsyncClient, address: str) -> str:
    """Open a session, and return its name."""
    answer = await http.post(address, json=OPEN, headers=HEADERS)
    assert answer.status_code == 200
    return answer.headers["mcp-session-id"]


async def is_open(http: httpx2.AsyncClient, address: str, session: str) -> bool:
    headers = HEADERS | {"mcp-session-id": session}
    answer = await http.post(address, json=PING, headers=headers)
    assert answer.status_code in {200, 404}
    return answer.status_code == 200


@pytest.fixture
def three_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a server have six sessions, three of which have nothing to do."""
    monkeypatch.setattr("briefer.mcp_server.http_app._MAX_UNUSED_SESSIONS", 3)
    monkeypatch.setattr("briefer.mcp_server.http_app._MAX_SESSIONS", 6)


@pytest.mark.usefixtures("three_sessions")
async def test_the_session_that_was_not_used_for_longest_ends(offline_settings: Settings) -> None:
    async with serving(offline_settings) as address, httpx2.AsyncClient(timeout=PATIENCE) as http:
        first, second, third = [await opened(http, address) for _ in range(3)]
        assert await is_open(http, address, first)
        fourth = await opened(http, address)
        found = [await is_open(http, address, one) for one in (first, second, third, fourth)]
        assert found == [True, False, True, True]
        for _ in range(8):  # more than the server would have room for
            await opened(http, address)
        assert not await is_open(http, address, first)


@pytest.mark.usefixtures("three_sessions")
async def test_a_session_with_a_running_request_is_not_ended(settings: Settings) -> None:
    model = Silent()
    async with (
        serving(settings, model=model) as address,
        httpx2.AsyncClient(timeout=PATIENCE) as http,
        Client(address, mode="legacy") as client,
    ):
        call = asyncio.create_task(client.call_tool("brief_text", {"text": TEXT}))
        async with asyncio.timeout(PATIENCE):
            await model.asked.wait()
        sessions = [await opened(http, address) for _ in range(5)]
        assert [await is_open(http, address, one) for one in sessions] == [False] * 3 + [True] * 2
        assert not call.done()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert (await client.list_tools()).tools


@pytest.mark.usefixtures("three_sessions")
async def test_what_opens_no_session_ends_none(offline_settings: Settings) -> None:
    async with serving(offline_settings) as address, httpx2.AsyncClient(timeout=PATIENCE) as http:
        sessions = [await opened(http, address) for _ in range(3)]
        foreign = await http.post(
            address, json=OPEN, headers=HEADERS | {"Origin": "https://news.example"}
        )
        assert foreign.status_code == 403
        for wrong in (PING, {}, [OPEN] * 2):
            assert (await http.post(address, json=wrong, headers=HEADERS)).status_code >= 400
        assert all([await is_open(http, address, one) for one in sessions])
        ended = await http.delete(address, headers=HEADERS | {"mcp-session-id": sessions[0]})
        assert ended.status_code == 200
        await opened(http, address)
        found = [await is_open(http, address, one) for one in sessions]
        assert found == [False, True, True], "the one that ended itself had made room"


async def test_the_client_with_most_sessions_loses_one() -> None:
    ended: list[str] = []
    count = 0

    async def app(scope: object, _receive: object, send: object) -> None:
        nonlocal count
        assert isinstance(scope, dict)
        headers = dict(scope["headers"])
        if scope["method"] == "DELETE":
            ended.append(headers[b"mcp-session-id"].decode())
        count += 1
        name = [(b"mcp-session-id", f"session-{count}".encode())]
        await send({"type": "http.response.start", "status": 200, "headers": name})  # type: ignore[operator]

    limit = SessionLimit(app, most=4)

    async def receive() -> dict[str, object]:
        return {"type": "http.request"}

    async def send(_message: object) -> None:
        pass

    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.2", "192.0.2.2", "192.0.2.2"):
        scope = {"type": "http", "method": "POST", "headers": [], "client": (address, 1)}
        await limit(scope, receive, send)
    assert ended == ["session-2"], "the oldest one of the second client"


async def test_a_request_whose_body_has_not_come_holds_no_session() -> None:
    ended: list[str] = []
    wait = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        named = Headers(scope=scope).get("mcp-session-id")
        if scope["method"] == "DELETE":
            ended.append(str(named))
        elif named is None:
            opened = [(b"mcp-session-id", str(scope["path"]).encode())]
            await send({"type": "http.response.start", "status": 200, "headers": opened})
        else:
            while (await receive())["more_body"]:
                pass
            await wait.wait()

    limit = SessionLimit(app, most=2)

    async def request(path: str, session: str = "", *, is_whole: bool = True) -> None:
        parts = iter([{"type": "http.request", "body": b"{", "more_body": not is_whole}])

        async def receive() -> Message:
            if (part := next(parts, None)) is not None:
                return part
            await wait.wait()
            return {"type": "http.request", "body": b"}", "more_body": False}

        async def send(_message: Message) -> None:
            pass

        headers = [(b"mcp-session-id", session.encode())] if session else []
        scope = {"type": "http", "method": "POST", "path": path, "headers": headers}
        await limit(scope, receive, send)

    await request("whole")
    await request("begun")
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(request("", "whole"))
        tasks.create_task(request("", "begun", is_whole=False))
        await asyncio.sleep(0)
        await request("third")
        assert ended == ["begun"]
        wait.set()
    await request("fourth")
    assert ended == ["begun", "whole"], "its request was answered"
