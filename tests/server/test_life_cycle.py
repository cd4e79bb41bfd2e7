"""A server in a process of its own: killed, stopped, started again, and told what it cannot do."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from briefer import Brief
from tests.factories import SMALL_GIST, TEXT
from tests.model.server import Request, Scripted, ScriptedServer, completion
from tests.server.process import ROOT, TIMEOUT, environment, serving, until_finished


class Model:
    """A real server of a model that answers when it is let."""

    def __init__(self) -> None:
        self.may_answer = threading.Event()
        self.asked = threading.Event()
        self.server = ScriptedServer(answer=self._answer, models=[{"id": "scripted"}])

    def _answer(self, request: Request) -> Scripted:
        del request
        self.asked.set()
        self.may_answer.wait(TIMEOUT)
        return completion(json.dumps(SMALL_GIST))

    @property
    def options(self) -> tuple[str, ...]:
        return ("--base-url", self.server.address, "--profile", "small", "--no-cache")


@pytest.fixture
def model() -> Iterator[Model]:
    model = Model()
    yield model
    model.may_answer.set()
    model.server.close()


def submit(http: httpx2.Client, text: str = TEXT, **options: str) -> str:
    reply = http.post("/v1/briefs", json={"text": text, **options})
    assert reply.status_code == 202, reply.text
    return str(reply.json()["id"])


def test_a_killed_server_loses_no_finished_brief_and_makes_the_others(
    model: Model, tmp_path: Path
) -> None:
    with serving(tmp_path, *model.options, "--concurrency", "1") as server:
        with server.client() as http:
            finished = submit(http, model="none")
            until_finished(http, finished)
            document = http.get(f"/v1/briefs/{finished}/formats/json").content
            running = submit(http)
            assert model.asked.wait(TIMEOUT)
            waiting = submit(http, TEXT + "More was said on Thursday.")
        server.process.send_signal(signal.SIGKILL)
        server.process.wait(TIMEOUT)
    model.may_answer.set()
    with serving(tmp_path, *model.options) as server, server.client() as http:
        assert http.get(f"/v1/briefs/{finished}/formats/json").content == document
        again = until_finished(http, running)
        assert (again["state"], again["attempt"]) == ("done", 2)
        assert until_finished(http, waiting)["state"] == "done"
        made = http.get(f"/v1/briefs/{running}/formats/json").text
    assert Brief.model_validate_json(made).headline.text == SMALL_GIST["headline"]


def test_a_client_that_goes_away_does_not_end_its_job(model: Model, tmp_path: Path) -> None:
    with serving(tmp_path, *model.options) as server, server.client() as http:
        job = submit(http)
        with http.stream("GET", f"/v1/briefs/{job}/events") as events:
            lines = events.iter_lines()
            assert next(lines) == "event: started"
        model.may_answer.set()
        assert until_finished(http, job)["state"] == "done"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_server_lets_clients_go_and_finishes_what_runs(
    model: Model, tmp_path: Path, number: signal.Signals
) -> None:
    with serving(tmp_path, *model.options) as server, server.client() as http:
        job = submit(http)
        assert model.asked.wait(TIMEOUT)
        with http.stream("GET", f"/v1/briefs/{job}/events") as events:
            lines = events.iter_lines()
            next(lines)
            server.process.send_signal(number)
            assert not any(line == "event: done" for line in lines)
        model.may_answer.set()
        assert server.process.wait(TIMEOUT) == 0
    with serving(tmp_path, *model.options) as server, server.client() as http:
        found = http.get(f"/v1/briefs/{job}").json()
    assert (found["state"], found["attempt"]) == ("done", 1)


def test_stopped_twice_it_does_not_wait(model: Model, tmp_path: Path) -> None:
    with serving(tmp_path, *model.options) as server, server.client() as http:
        job = submit(http)
        assert model.asked.wait(TIMEOUT)
        server.process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            server.process.wait(1.0)
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(15.0) == 0
    model.may_answer.set()
    with serving(tmp_path, *model.options) as server, server.client() as http:
        assert until_finished(http, job)["state"] == "done"


def test_private_addresses_are_not_fetched_whatever_the_settings_say(
    model: Model, tmp_path: Path
) -> None:
    allowing = serving(tmp_path, "--model", "none", BRIEFER_ALLOW_PRIVATE="true")
    with allowing as server, server.client() as http:
        reply = http.post("/v1/briefs", json={"url": f"{model.server.address}/models"})
        failed = until_finished(http, reply.json()["id"])
    assert failed["state"] == "failed"
    assert model.server.requests == []


def refusal(folder: Path, *options: str, **more: str) -> str:
    """Run a server that must not start, and return what it says."""
    ran = subprocess.run(
        [sys.executable, "-m", "briefer", "serve", "--port", "0", *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT,
        cwd=ROOT,
        env=environment(folder, **more),
    )
    assert ran.returncode in {2, 4}
    assert "Traceback" not in ran.stderr
    return ran.stderr


def test_what_cannot_be_served_is_said_before_anything_else(tmp_path: Path) -> None:
    none = ("--model", "none")
    assert "needs a token" in refusal(tmp_path, *none, "--host", "0.0.0.0")  # noqa: S104
    assert "'--port'" in refusal(tmp_path, *none, "--port", "99999")
    assert "BRIEFER_SERVER_RATE" in refusal(tmp_path, *none, BRIEFER_SERVER_RATE="0")
    assert "No model is called" in refusal(tmp_path, *none, "--allow-model", "nonsense")
    assert "come by hand" in refusal(tmp_path, "--model", f"files:{tmp_path}")
    (tmp_path / "data" / "briefer").mkdir(parents=True)
    (tmp_path / "data" / "briefer" / "served.sqlite").write_text("no database at all, " * 99)
    assert "move it away" in refusal(tmp_path, *none)


def test_a_port_or_a_folder_that_another_server_has_is_an_error(tmp_path: Path) -> None:
    with serving(tmp_path, "--model", "none") as server:
        port = server.address.rpartition(":")[2]
        taken = refusal(tmp_path / "other", "--model", "none", "--port", port)
        assert "cannot listen on 127.0.0.1" in taken
        assert "another server uses" in refusal(tmp_path, "--model", "none")
