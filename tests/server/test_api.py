"""The HTTP API: create, follow, fetch, list, cancel, delete, and what it answers when it cannot."""

import json
from pathlib import Path

import httpx2
import pytest

from briefer import Brief, ModelAuthError, ModelUnavailableError
from briefer.rendering.registry import FORMATS
from tests.cli.conftest import Site
from tests.factories import HEADLINE, TEXT, capable_model
from tests.server.conftest import Client
from tests.server.factories import Slow, answered_by

BRIEFS = "/v1/briefs"


async def created(http: httpx2.AsyncClient, **body: object) -> str:
    """Ask for a brief, and return the id of its job."""
    reply = await http.post(BRIEFS, json=body)
    assert reply.status_code == 202, reply.text
    assert reply.headers["location"] == f"{BRIEFS}/{reply.json()['id']}"
    return str(reply.json()["id"])


async def events(http: httpx2.AsyncClient, job: str, **headers: str) -> list[dict[str, str]]:
    """Return the server-sent events of a job, each with its fields."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    reply = await http.get(f"{BRIEFS}/{job}/events", headers=named)
    assert reply.headers["content-type"].startswith("text/event-stream")
    blocks = [block for block in reply.text.split("\n\n") if block and not block.startswith(":")]
    return [dict(line.split(": ", 1) for line in block.splitlines()) for block in blocks]


async def done(http: httpx2.AsyncClient, **body: object) -> str:
    """Ask for a brief, and wait for its end."""
    job = await created(http, **body)
    await events(http, job)
    return job


async def test_a_text_becomes_a_brief_in_every_format(client: Client) -> None:
    async with client() as http:
        job = await done(http, text=TEXT)
        status = (await http.get(f"{BRIEFS}/{job}")).json()
        assert (status["state"], status["model"]) == ("done", "none")
        assert status["source"] == {"kind": "text", "name": f"{' '.join(TEXT.split())[:80]}…"}
        for each in FORMATS:
            reply = await http.get(f"{BRIEFS}/{job}/formats/{each.name}")
            assert reply.status_code == 200, reply.text
            assert reply.headers["content-type"].split(";")[0] == each.media_type
            assert f'{each.suffixes[0]}"' in reply.headers["content-disposition"]
            assert reply.headers["content-disposition"].startswith("inline")
            assert reply.content
        pdf = await http.get(f"{BRIEFS}/{job}/formats/pdf?download=true")
        assert pdf.headers["content-disposition"].startswith("attachment")
        assert pdf.content.startswith(b"%PDF")
        brief = Brief.model_validate_json((await http.get(f"{BRIEFS}/{job}/formats/json")).text)
        assert brief.article.text == TEXT.strip()


async def test_an_evidence_page_runs_in_an_origin_of_its_own(client: Client) -> None:
    async with client() as http:
        job = await done(http, text=TEXT)
        page = await http.get(f"{BRIEFS}/{job}/formats/html")
    policy = page.headers["content-security-policy"]
    assert policy.startswith("sandbox ")
    assert "allow-same-origin" not in policy
    assert "frame-ancestors 'self'" in policy
    assert "Content-Security-Policy\" content=\"default-src 'none'" in page.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("story.md", f"# Fire at the terminal\n\n{TEXT}".encode()),
        ("story.txt", TEXT.encode("utf-16")),
        ("story.html", f"<html><body><article><p>{TEXT}</p></article></body></html>".encode()),
    ],
)
async def test_a_file_becomes_a_brief(client: Client, name: str, content: bytes) -> None:
    async with client() as http:
        reply = await http.post(
            f"{BRIEFS}/file", params={"brief_language": "en"}, files={"file": (name, content)}
        )
        assert reply.status_code == 202
        job = reply.json()
        assert job["source"] == {"kind": "file", "name": name}
        assert job["options"]["brief_language"] == "en"
        await events(http, job["id"])
        status = (await http.get(f"{BRIEFS}/{job['id']}")).json()
    assert status["state"] == "done", status
    assert (status["title"] == "Fire at the terminal") == (name == "story.md")


async def test_the_name_of_a_file_is_no_path_and_is_in_its_error(client: Client) -> None:
    async with client() as http:
        reply = await http.post(
            f"{BRIEFS}/file", files={"file": ("../../etc/C:\\x\\sto\x1bry.txt", b"Too short.")}
        )
        await events(http, reply.json()["id"])
        error = (await http.get(f"{BRIEFS}/{reply.json()['id']}")).json()["error"]
    assert error["verdict"] == "too_short"
    assert error["detail"].startswith("'sto")
    assert "etc" not in error["detail"]


async def test_a_page_is_fetched_and_a_private_one_is_not(client: Client, site: Site) -> None:
    page = f"<html><body><article><p>{TEXT}</p></article></body></html>"
    site.pages["/story"] = (200, "text/html; charset=utf-8", page.encode())
    async with client(allow_private=True) as http:
        job = await done(http, url=f"{site.url}/story")
        assert (await http.get(f"{BRIEFS}/{job}")).json()["state"] == "done"
    async with client() as http:
        job = await done(http, url=f"{site.url}/story")
        reply = await http.get(f"{BRIEFS}/{job}/formats/md")
    assert reply.status_code == 502
    assert reply.json()["kind"] == "fetch"


async def test_a_model_that_the_operator_names_is_offered(client: Client) -> None:
    async with client(models=("local/smollm2-135m",)) as http:
        listed = (await http.get("/v1/models")).json()
    assert listed["models"] == ["none", "local/smollm2-135m"]
    assert listed["default"] == "none"
    assert listed["formats"] == [each.name for each in FORMATS]


async def test_events_continue_after_the_last_one_seen(client: Client) -> None:
    async with client(answered_by(capable_model())) as http:
        job = await done(http, text=TEXT)
        seen = await events(http, job)
        assert [each["id"] for each in seen] == [f"1-{n}" for n in range(1, len(seen) + 1)]
        assert seen[0]["event"] == "started"
        last = json.loads(seen[-1]["data"])
        assert (last["kind"], last["headline"]) == ("done", HEADLINE)
        assert [json.loads(each["data"])["kind"] for each in seen] == [e["event"] for e in seen]
        assert await events(http, job, last_event_id=seen[2]["id"]) == seen[3:]
        assert await events(http, job, last_event_id="nonsense") == seen
        steps = [json.loads(each["data"]) for each in seen if each["event"] == "step"]
        gist = next(s for s in steps if s["step"] == "writing the gist" and s["state"] == "ended")
        assert gist["usage"]["calls"] == 1


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (ModelUnavailableError("The server is down."), 503, "model_unavailable"),
        (ModelAuthError("http://ann:secret@x.example refused the key."), 502, "model_auth"),
    ],
)
async def test_a_brief_that_failed_answers_with_its_problem(
    client: Client, error: Exception, status: int, kind: str
) -> None:
    async with client(answered_by(capable_model(gist=error))) as http:
        job = await done(http, text=TEXT)
        found = (await http.get(f"{BRIEFS}/{job}")).json()
        reply = await http.get(f"{BRIEFS}/{job}/formats/md")
    assert found["state"] == "failed"
    assert (reply.status_code, reply.json()["kind"]) == (status, kind)
    assert reply.json() == {key: value for key, value in found["error"].items() if value}
    assert "secret" not in reply.text


async def test_a_brief_that_is_not_ready_says_when_to_ask_again(client: Client) -> None:
    model = Slow()
    async with client(answered_by(model)) as http:
        job = await created(http, text=TEXT)
        await model.asked.wait()
        reply = await http.get(f"{BRIEFS}/{job}/formats/md")
        assert (reply.status_code, reply.json()["kind"]) == (409, "not_ready")
        assert int(reply.headers["retry-after"]) > 0
        cancelled = await http.post(f"{BRIEFS}/{job}/cancel")
        assert cancelled.json()["state"] == "cancelled"
        again = await http.post(f"{BRIEFS}/{job}/cancel")
        assert (again.status_code, again.json()["kind"]) == (409, "finished")
        reply = await http.get(f"{BRIEFS}/{job}/formats/md")
        assert (reply.status_code, reply.json()["kind"]) == (409, "cancelled")


async def test_briefs_are_listed_in_pages_found_and_deleted(client: Client) -> None:
    async with client() as http:
        jobs = [await done(http, text=f"{TEXT}\n\nRound {n} was won by Quillan.") for n in range(3)]
        first = (await http.get(BRIEFS, params={"limit": 2})).json()
        assert [job["id"] for job in first["jobs"]] == jobs[:0:-1]
        rest = (await http.get(BRIEFS, params={"limit": 2, "before": first["next"]})).json()
        assert [job["id"] for job in rest["jobs"]] == jobs[:1]
        assert rest["next"] is None
        found = await http.get(BRIEFS, params={"q": "halvorsen", "state": "done"})
        assert len(found.json()["jobs"]) == 3
        assert (await http.get(BRIEFS, params={"q": "zeppelin"})).json()["jobs"] == []
        assert (await http.delete(f"{BRIEFS}/{jobs[1]}")).status_code == 204
        assert (await http.get(f"{BRIEFS}/{jobs[1]}")).status_code == 404
        assert len((await http.get(BRIEFS)).json()["jobs"]) == 2


async def test_the_same_idempotency_key_gives_the_same_job(client: Client) -> None:
    async with client() as http:
        headers = {"Idempotency-Key": "monday-1"}
        body = {"text": TEXT}
        first = await http.post(BRIEFS, json=body, headers=headers)
        again = await http.post(BRIEFS, json=body, headers=headers)
        assert again.status_code == 202
        assert again.json()["id"] == first.json()["id"]
        other = await http.post(BRIEFS, json={**body, "force": True}, headers=headers)
        assert (other.status_code, other.json()["kind"]) == (422, "idempotency")


async def test_health_readiness_and_metrics(client: Client) -> None:
    async with client() as http:
        assert (await http.get("/health")).json()["status"] == "ok"
        await done(http, text=TEXT)
        metrics = (await http.get("/metrics")).text
        assert 'briefer_jobs_total{state="done"} 1.0' in metrics
        assert "briefer_brief_seconds_count 1.0" in metrics
        assert "briefer_jobs_queued 0.0" in metrics
        route = 'method="GET",route="/v1/briefs/{job_id}/events",status="200"'
        assert f"briefer_requests_total{{{route}}} 1.0" in metrics
        await http.get("/whatever/a/client/makes/up")
        assert "makes" not in (await http.get("/metrics")).text


async def test_only_the_owner_may_read_the_briefs(client: Client, tmp_path: Path) -> None:
    async with client() as http:
        await done(http, text=TEXT)
        folder = tmp_path / "data"
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
        assert (folder / "served.sqlite-wal").exists()
