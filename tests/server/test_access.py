"""Who may use the server: host names, other sites in the browser, tokens and sessions."""

import sqlite3
import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from briefer.server.access import COOKIE, SESSION_SECONDS, Access
from briefer.server.configuration import ServerSettings
from briefer.server.store import JobStore
from tests.factories import TEXT, capable_model
from tests.server.conftest import Client
from tests.server.factories import TOKEN, with_token
from tests.server.in_thread import app_in

HERE = "127.0.0.1:8765"
CROSS = {"sec-fetch-site": "cross-site"}


def refused(
    headers: dict[str, str],
    *,
    method: str = "GET",
    path: str = "/v1/briefs",
    server: dict[str, object] | None = None,
) -> int:
    """Return the status with which a request is refused, or 0."""
    access = Access(ServerSettings.model_validate(server or {}))
    found = access.refusal(method, path, {"host": HERE, **headers})
    return found.status if found else 0


@pytest.mark.parametrize("host", [HERE, "localhost", "LOCALHOST:1", "[::1]:8765", "127.0.0.9"])
def test_a_server_on_loopback_answers_to_the_names_of_this_machine(host: str) -> None:
    assert refused({"host": host}) == 0


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.1.5", "",
        "evil.example:8765", "[::1].evil.example", "localhost@evil.example", "[",
    ],
)  # fmt: skip
def test_another_name_is_refused_as_dns_rebinding_would_send_it(host: str) -> None:
    assert refused({"host": host}) == 421
    assert refused({"host": host, "origin": f"http://{host}", "sec-fetch-site": "same-origin"})


def test_a_server_for_others_answers_to_its_addresses_and_the_names_that_it_is_given() -> None:
    server: dict[str, object] = {"host": "0.0.0.0", "hosts": ("briefs.example",), **with_token()}  # noqa: S104
    assert refused({"host": "192.168.1.5:8765"}, server=server) == 0
    assert refused({"host": "Briefs.example"}, server=server) == 0
    assert refused({"host": "evil.example"}, server=server) == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:3000"},
        {"origin": "http://localhost:8765"},
        {"origin": "file://"},
        CROSS,
        {"sec-fetch-site": "same-site"},
        {**CROSS, "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},
    ],
)
def test_a_page_of_another_site_can_change_nothing(headers: dict[str, str]) -> None:
    for path in ("/v1/briefs", "/v1/briefs/file", "/login", "/logout"):
        assert refused(headers, method="POST", path=path) == 403
    assert refused(headers, method="DELETE", path="/v1/briefs/1") == 403


def test_the_own_page_and_programs_can() -> None:
    own = {"origin": f"http://{HERE}", "sec-fetch-site": "same-origin"}
    assert refused(own, method="POST") == 0
    assert refused({"origin": f"http://{HERE}"}, method="DELETE") == 0
    assert refused({}, method="POST") == 0


def test_another_site_may_link_to_a_page_but_not_to_the_api_nor_frame_it() -> None:
    link = {**CROSS, "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert refused(link, path="/briefs/1") == 0
    assert refused(link, path="/v1/briefs/1/formats/html") == 403
    assert refused({**link, "sec-fetch-dest": "iframe"}, path="/briefs/1") == 403
    assert refused({**CROSS, "sec-fetch-mode": "no-cors"}, path="/static/page.css") == 403


@pytest.mark.parametrize("host", ["::", "192.168.1.5", "briefs.example"])
def test_other_machines_are_served_only_with_a_token(host: str) -> None:
    with pytest.raises(ValidationError, match="needs a token"):
        ServerSettings(host=host)
    assert ServerSettings.model_validate({"host": host, **with_token()}).host == host


def test_a_short_token_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least 16 characters"):
        ServerSettings.model_validate({"token": "short"})


async def test_without_the_token_there_is_nothing_but_health_and_login(client: Client) -> None:
    async with client(**with_token()) as http:
        for method, path in (
            ("GET", "/v1/briefs"), ("POST", "/v1/briefs"), ("GET", "/v1/openapi.json"),
            ("GET", "/metrics"), ("GET", "/"), ("GET", "/briefs/1"), ("GET", "/compare"),
            ("POST", "/v1/briefs/file"), ("DELETE", "/v1/briefs/1"), ("GET", "/nothing"),
        ):  # fmt: skip
            reply = await http.request(method, path)
            assert reply.status_code == 401, path
            assert reply.headers["www-authenticate"] == "Bearer"
            assert reply.json()["kind"] == "unauthorized"
        for wrong in ("Bearer", "Bearer x", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer ü"):
            headers = {b"Authorization": wrong.encode()}
            assert (await http.get("/v1/briefs", headers=headers)).status_code == 401
        for path in ("/health", "/ready", "/login", "/static/page.css"):
            assert (await http.get(path)).status_code == 200
        page = await http.get("/briefs/1", headers={"Accept": "text/html"})
        assert (page.status_code, page.headers["location"]) == (303, "/login")


async def test_with_the_token_everything_works(client: Client) -> None:
    async with client(headers={"Authorization": f"Bearer {TOKEN}"}, **with_token()) as http:
        assert (await http.post("/v1/briefs", json={"text": TEXT})).status_code == 202
        assert (await http.get("/metrics")).status_code == 200


async def test_the_login_form_begins_a_session_that_scripts_cannot_read(client: Client) -> None:
    async with client(**with_token()) as http:
        wrong = await http.post("/login", data={"token": "not it"})
        assert wrong.status_code == 401
        assert "This is not the token" in wrong.text
        assert "set-cookie" not in wrong.headers
        reply = await http.post("/login", data={"token": f" {TOKEN} "})
        assert (reply.status_code, reply.headers["location"]) == (303, "/")
        cookie = reply.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert TOKEN not in cookie
        assert (await http.get("/")).status_code == 200
        forged = {"Origin": "http://evil.example"}
        assert (await http.post("/v1/briefs", json={}, headers=forged)).status_code == 403
        await http.post("/logout")
        assert (await http.get("/v1/briefs")).status_code == 401


async def test_a_session_that_was_ended_stays_ended_also_when_the_server_starts_again(
    client: Client,
) -> None:
    async with client(**with_token()) as http:
        cookies = []
        for _ in range(2):
            http.cookies.clear()
            reply = await http.post("/login", data={"token": TOKEN})
            cookies.append({"Cookie": reply.headers["set-cookie"].partition(";")[0]})
        http.cookies.clear()
        ended, other = cookies
        assert (await http.post("/logout", headers=ended)).status_code == 303
        assert (await http.get("/v1/briefs", headers=ended)).status_code == 401
        assert (await http.post("/logout", headers=ended)).status_code == 401
        assert (await http.get("/v1/briefs", headers=other)).status_code == 200
        with_header = {"Authorization": f"Bearer {TOKEN}"}
        assert (await http.post("/logout", headers=with_header)).status_code == 303
    async with client(**with_token()) as http:
        assert (await http.get("/v1/briefs", headers=ended)).status_code == 401
        assert (await http.get("/v1/briefs", headers=other)).status_code == 200


async def test_a_server_that_cannot_read_its_sessions_closes_its_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_store: JobStore) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(JobStore, "ended_sessions", fails)
    app = app_in(tmp_path, capable_model())
    with pytest.raises(sqlite3.OperationalError):
        async with app.router.lifespan_context(app):
            pass
    assert not app.state.served.jobs.is_open


async def test_the_token_cannot_be_guessed_at_speed(client: Client) -> None:
    async with client(rate=8, **with_token()) as http:
        codes = [(await http.post("/login", data={"token": str(n)})).status_code for n in range(4)]
    assert codes == [401, 401, 429, 429]


def test_a_session_ends_and_cannot_be_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    access = Access(ServerSettings.model_validate(with_token()))
    session = access.new_session()
    assert access.is_known({}, {COOKIE: session})
    end, _, rest = session.partition(".")
    for made_up in (
        "", ".", "..", f"{int(end) + 1}.{rest}", session[:-1], f"{end}.x", f"9{session}",
        f"{end}.{rest}0",
    ):  # fmt: skip
        assert not access.is_known({}, {COOKIE: made_up})
    other = Access(ServerSettings.model_validate({"token": "another-token-of-16"}))
    assert not other.is_known({}, {COOKIE: session})
    later = time.time() + SESSION_SECONDS + 1
    monkeypatch.setattr("briefer.server.access.time.time", lambda: later)
    assert not access.is_known({}, {COOKIE: session})


async def test_every_reply_has_the_security_headers(client: Client) -> None:
    async with client() as http:
        for path in ("/", "/v1/briefs", "/health", "/static/home.js", "/nothing", "/v1/briefs/1"):
            headers = (await http.get(path)).headers
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "http" not in policy
            assert "frame-ancestors 'none'" in policy
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["cross-origin-resource-policy"] == "same-origin"
            assert "access-control-allow-origin" not in headers
        wrong = await http.get("/", headers={"Host": "evil.example"})
        assert wrong.status_code == 421
        assert "default-src 'none'" in wrong.headers["content-security-policy"]
