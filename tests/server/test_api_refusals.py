"""What the API refuses: sources, models, options, sizes, too many requests."""

from collections.abc import AsyncIterator

import pytest

from briefer.server import served
from tests.factories import TEXT
from tests.server.conftest import Client
from tests.server.factories import Slow, answered_by
from tests.server.test_api import BRIEFS, created, done


@pytest.mark.parametrize(
    "url",
    [
        "/etc/passwd", "file:///etc/passwd", "story.html", "ftp://news.example/a", "http://",
        "http://news.example\\@127.0.0.1/", "local:/tmp/x.gguf", " ", "http://a b/",
    ],
)  # fmt: skip
async def test_what_is_no_web_address_is_refused(client: Client, url: str) -> None:
    async with client() as http:
        reply = await http.post(BRIEFS, json={"url": url})
        assert reply.status_code == 422
        assert reply.json()["kind"] == "invalid_request"
        assert (await http.get(BRIEFS)).json()["jobs"] == []


@pytest.mark.parametrize(
    "name",
    ["local", "local:/etc/passwd", "openai/gpt-5-mini", "files:/tmp/x", "NONE", "none ", "../x"],
)
async def test_a_model_that_is_not_offered_is_refused(client: Client, name: str) -> None:
    async with client() as http:
        reply = await http.post(BRIEFS, json={"text": TEXT, "model": name})
    assert reply.status_code == 422
    assert reply.json()["kind"] == "model_not_allowed"
    assert "'none'" in reply.json()["detail"]


@pytest.mark.parametrize(
    "field", ["base_url", "api_key", "allow_private", "model_dir", "prompt_dir", "offline", "cache"]
)
async def test_no_option_changes_what_belongs_to_the_operator(client: Client, field: str) -> None:
    async with client() as http:
        reply = await http.post(BRIEFS, json={"text": TEXT, field: "http://127.0.0.1:1"})
        assert (reply.status_code, reply.json()["kind"]) == (422, "invalid_request")
        reply = await http.post(
            f"{BRIEFS}/file", params={field: "1"}, files={"file": ("a.txt", TEXT.encode())}
        )
        assert (reply.status_code, reply.json()["kind"]) == (422, "invalid_request")


@pytest.mark.parametrize(
    "body", [{}, {"text": TEXT, "url": "https://news.example/"}, {"text": ""}, [], "x", None]
)
async def test_a_request_without_exactly_one_source_is_a_problem(
    client: Client, body: object
) -> None:
    async with client() as http:
        reply = await http.post(BRIEFS, json=body)
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    problem = reply.json()
    assert problem["type"] == "urn:briefer:problem:invalid_request"
    assert problem["status"] == 422
    assert problem["title"]
    assert problem["detail"]


@pytest.mark.parametrize("raw", [b'{"text": "\\ud800"}', b'{"text": "x', b"\xff\xfe", b"[[[["])
async def test_a_body_that_is_no_text_is_a_problem(client: Client, raw: bytes) -> None:
    async with client() as http:
        reply = await http.post(BRIEFS, content=raw, headers={"Content-Type": "application/json"})
    assert reply.status_code in {400, 422}
    assert reply.json()["kind"] == "invalid_request"


async def test_a_source_over_the_limit_is_too_large(client: Client) -> None:
    async with client(max_source_bytes=20_000) as http:
        text = await http.post(BRIEFS, json={"text": "word " * 5_000})
        file = await http.post(f"{BRIEFS}/file", files={"file": ("a.txt", b"word " * 5_000)})
        huge = await http.post(BRIEFS, json={"text": "word " * 50_000})

        async def pieces() -> AsyncIterator[bytes]:
            for _ in range(100):
                yield b"word " * 1_000

        unknown = await http.post(
            BRIEFS, content=pieces(), headers={"Content-Type": "application/json"}
        )
    for reply in (text, file, huge, unknown):
        assert reply.status_code == 413, reply.text
        assert reply.json()["kind"] == "too_large"


async def test_what_is_not_there_is_a_problem(client: Client) -> None:
    async with client() as http:
        job = await done(http, text=TEXT)
        for method, path, status in (
            ("GET", f"{BRIEFS}/0123456789abcdef", 404),
            ("DELETE", f"{BRIEFS}/none", 404),
            ("POST", f"{BRIEFS}/none/cancel", 404),
            ("GET", f"{BRIEFS}/none/events", 404),
            ("GET", f"{BRIEFS}/none/formats/md", 404),
            ("GET", f"{BRIEFS}/{job}/formats/exe", 404),
            ("GET", "/v1/nothing", 404),
            ("PUT", BRIEFS, 405),
        ):
            reply = await http.request(method, path)
            assert reply.status_code == status, path
            assert reply.headers["content-type"] == "application/problem+json"
            assert reply.json()["status"] == status


async def test_too_many_requests_are_told_when_to_come_back(client: Client) -> None:
    async with client(rate=4) as http:
        await created(http, text=TEXT)
        reply = await http.post(BRIEFS, json={"text": TEXT})
        metrics = (await http.get("/metrics")).text
    assert (reply.status_code, reply.json()["kind"]) == (429, "rate")
    assert 1 <= int(reply.headers["retry-after"]) <= 15
    assert 'briefer_refused_total{limit="rate"} 1.0' in metrics


async def test_a_full_queue_is_told_when_to_come_back(client: Client) -> None:
    model = Slow()
    async with client(answered_by(model), concurrency=1, queue=1) as http:
        await created(http, text=TEXT)
        await model.asked.wait()
        await created(http, text=TEXT)
        reply = await http.post(BRIEFS, json={"text": TEXT})
        assert (reply.status_code, reply.json()["kind"]) == (429, "queue_full")
        assert int(reply.headers["retry-after"]) >= 1
        ready = (await http.get("/ready")).json()
        assert ready == {"status": "ok", "queued": 1, "running": 1}
        model.may_answer.set()


def test_a_name_from_a_client_is_short_and_has_no_folder() -> None:
    assert served.file_source("a/b\\c.txt").name == "c.txt"
    assert served.file_source(None).name == "file"
    assert served.file_source("..").name == ".."
    assert len(served.file_source("x" * 999).name) == 200
