"""A command lets the server of its user make the brief: the same brief, or none of its business."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

import briefer
from briefer import FakeModel, ModelUnavailableError, NotAnArticleError, Settings
from briefer.local_server import LocalServer, announced, running_server
from briefer.server.app import create_app
from briefer.server.fingerprint import fingerprint
from briefer.server.warm_client import (
    PATH,
    SECRET_HEADER,
    ServerLeftError,
    served_events,
    server_for,
)
from briefer.server.whole_events import UnreadableEventError, event_line, event_of
from tests.cli.conftest import ARTICLES
from tests.factories import HEADLINE, TEXT, capable_model
from tests.server.factories import answered_by, server_in, settings_in
from tests.server.in_thread import Held, in_thread
from tests.server.process import ROOT, TIMEOUT, environment, serving


@pytest.fixture(autouse=True)
def own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def local_settings(folder: Path, **changes: object) -> Settings:
    return settings_in(folder, **{"model": "local", "cache": False, **changes})


@contextmanager
def warm(folder: Path, model: FakeModel) -> Iterator[tuple[FastAPI, LocalServer]]:
    """Run and announce a server whose embedded model is replaced by this one."""
    app = create_app(local_settings(folder), server_in(folder), stream=answered_by(model))
    local = app.state.served.local
    with in_thread(app) as address:
        server = LocalServer(address, os.getpid(), local.secret, local.fingerprint)
        with announced(server) as is_announced:
            assert is_announced
            yield app, server


def made(server: LocalServer, source: str | bytes, settings: Settings) -> list[briefer.BriefReady]:
    events = served_events(server, source, settings)
    return [event for event in events if isinstance(event, briefer.BriefReady)]


async def test_events_come_back_as_they_were(article: briefer.Article, settings: Settings) -> None:
    stream = briefer.stream(article, model=capable_model(), settings=settings)
    events = [event async for event in stream]
    assert [event_of(event_line(event)) for event in events] == events
    for wrong in (b"", b"{}", b"[]", b'{"kind": "x", "data": {}}', b'{"kind":"brief","data":{}}'):
        with pytest.raises(UnreadableEventError):
            event_of(wrong)


def test_the_brief_is_that_of_the_command_itself(tmp_path: Path) -> None:
    file = tmp_path / "story.md"
    file.write_text(f"# Fire at the terminal\n\n{TEXT}", encoding="utf-8")
    settings = local_settings(tmp_path)
    here = asyncio.run(briefer.abrief(file, model=capable_model(), settings=settings))
    with warm(tmp_path, capable_model()) as (_, server):
        [ready] = made(server, str(file), settings)
        [of_stdin] = made(server, file.read_bytes(), settings)
    assert ready.brief.model_dump(exclude={"provenance"}) == here.model_dump(exclude={"provenance"})
    assert ready.brief.article.title == "Fire at the terminal"
    assert of_stdin.brief.headline.text == HEADLINE


def test_errors_are_those_of_the_command_itself(tmp_path: Path) -> None:
    settings = local_settings(tmp_path)
    short = tmp_path / "short.txt"
    short.write_text("Too short.", encoding="utf-8")
    with pytest.raises(NotAnArticleError) as here:
        asyncio.run(briefer.abrief(str(short), model=capable_model(), settings=settings))
    down = capable_model(gist=ModelUnavailableError("Down. Try again."))
    with warm(tmp_path, down) as (_, server):
        with pytest.raises(NotAnArticleError) as there:
            made(server, str(short), settings)
        assert (str(there.value), there.value.verdict) == (str(here.value), here.value.verdict)
        with pytest.raises(ModelUnavailableError, match="Down"):
            made(server, TEXT.encode(), settings)
        with pytest.raises(ServerLeftError):
            made(server, str(tmp_path / "missing.txt"), settings)


def test_a_bug_in_the_server_lets_the_command_try_itself(tmp_path: Path) -> None:
    broken = capable_model(gist=ZeroDivisionError("x"))
    with warm(tmp_path, broken) as (_, server), pytest.raises(ServerLeftError):
        made(server, TEXT.encode(), local_settings(tmp_path))
    with pytest.raises(ServerLeftError):
        made(server, TEXT.encode(), local_settings(tmp_path))


def test_a_command_that_goes_away_cancels_its_brief(tmp_path: Path) -> None:
    model = Held()
    with warm(tmp_path, model) as (app, server):
        turn = app.state.served.jobs.embedded_turn
        events = served_events(server, TEXT.encode(), local_settings(tmp_path))
        for event in events:
            if event.kind == "step" and event.step == "writing the gist":
                break
        assert turn.locked()
        events.close()
        deadline = time.monotonic() + TIMEOUT
        while turn.locked() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not turn.locked()
        model.may_answer.set()


def test_only_the_owner_of_the_file_may_ask(tmp_path: Path) -> None:
    with warm(tmp_path, capable_model()) as (_, server):
        body: dict[str, object] = {
            "fingerprint": server.fingerprint,
            "settings": {
                "brief_language": None, "cache": False, "force": False, "language": None,
                "profile": None, "verify": True,
            },
            "name": "x",
            "data": "",
        }  # fmt: skip
        secret = {SECRET_HEADER: server.secret}
        with httpx2.Client(base_url=server.address) as http:
            assert http.post(PATH, json=body).status_code == 404
            wrong = {SECRET_HEADER: server.secret + "x"}
            assert http.post(PATH, json=body, headers=wrong).status_code == 404
            other = {**body, "fingerprint": "other"}
            assert http.post(PATH, json=other, headers=secret).status_code == 409
            for path in ("/etc/passwd", "etc", "local:x"):
                named = {**body, "url": path}
                assert http.post(PATH, json=named, headers=secret).status_code == 422
            evil = {**secret, "Host": "evil.example"}
            assert http.post(PATH, json=body, headers=evil).status_code == 421
            assert http.post(PATH, json=body, headers=secret).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"model": "none"},
        {"model": "local/smollm2-135m"},
        {"base_url": "http://127.0.0.1:1/v1"},
        {"allow_private": True},
        {"offline": True},
        {"max_source_bytes": 5},
        {"context_tokens": 4_096},
        {"reasks": 3},
        {"server": False},
    ],
)
def test_a_server_with_other_settings_is_not_used(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    settings = local_settings(tmp_path)
    server = LocalServer("http://127.0.0.1:1", os.getpid(), "s", fingerprint(settings))
    with announced(server):
        assert server_for(settings) == server
        assert server_for(local_settings(tmp_path, model=None)) == server
        assert server_for(local_settings(tmp_path, verify=False, brief_language="de")) == server
        assert server_for(local_settings(tmp_path, **changes)) is None


def test_a_hosted_default_model_is_not_the_embedded_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = local_settings(tmp_path, model=None)
    assert fingerprint(settings) == fingerprint(local_settings(tmp_path))
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    assert fingerprint(settings) == ""


def test_a_file_that_a_dead_server_left_is_not_believed(tmp_path: Path) -> None:
    server = LocalServer("http://127.0.0.1:1", 1, "secret", "f")
    assert running_server() is None
    file = tmp_path / "state" / "briefer" / "server.json"
    with announced(server):
        assert running_server() == server
        text = file.read_text(encoding="utf-8")
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700
        with announced(server._replace(pid=2)) as second:
            assert not second
        assert running_server() == server
        file.chmod(0o644)
        assert running_server() is None
        file.chmod(0o600)
    assert running_server() is None
    file.write_text(text, encoding="utf-8")
    assert running_server() is None


def test_a_killed_server_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(tmp_path, "--model", "none") as server:
        monkeypatch.setenv("XDG_STATE_HOME", environment(tmp_path)["XDG_STATE_HOME"])
        found = running_server()
        assert found is not None
        assert (found.address, found.pid) == (server.address, server.process.pid)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait(TIMEOUT)
        assert running_server() is None


def one_thread(folder: Path) -> str:
    """Return a PYTHONPATH with which the model has one thread, whatever else the machine does.

    Another number of threads may lead to another answer.
    """
    (folder / "sitecustomize.py").write_text(
        "from briefer.model import llama_server\nllama_server.free_threads = lambda: 1\n"
    )
    return f"{folder}{os.pathsep}{ROOT}"


@pytest.mark.weights
@pytest.mark.usefixtures("smollm2")
def test_the_command_line_uses_the_loaded_model_for_the_same_brief(tmp_path: Path) -> None:
    model = ("--model", "local/smollm2-135m")
    path = one_thread(tmp_path)

    def brief(*options: str) -> tuple[dict[str, object], str]:
        ran = subprocess.run(
            [sys.executable, "-m", "briefer", str(ARTICLES / "harbour.md"), *model, "--no-cache",
             "-v", "-f", "json", *options],
            capture_output=True, text=True, check=True, timeout=300,
            env=environment(tmp_path, PYTHONPATH=path),
        )  # fmt: skip
        found = json.loads(ran.stdout)
        del found["provenance"]
        return found, ran.stderr

    with serving(tmp_path, *model, PYTHONPATH=path):
        here, said = brief("--no-server")
        there, steps = brief()
        again, _ = brief()
    assert re.search(r"loading the article … \d", said)
    assert there == again == here
    assert "writing the gist" in steps
