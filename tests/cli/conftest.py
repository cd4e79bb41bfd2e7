"""Fixtures: the command line run in this process, and a real web server to fetch from."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

from briefer.batch.stages import StageConfig, Stages
from briefer.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "examples" / "articles"


class Ran(NamedTuple):
    """Exit code and output of a run of the command line."""

    code: int
    out: str
    err: str

    @property
    def error_line(self) -> str:
        """The only line on stderr that is not progress."""
        lines = [line for line in self.err.splitlines() if " … " not in line]
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


Briefer = Callable[..., Ran]


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Remove the settings and keys of whoever runs the tests, and use temporary folders."""
    for name in os.environ:
        if name.startswith("BRIEFER_") or name.endswith(("_API_KEY", "_BASE_URL")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("BRIEFER_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("BRIEFER_MODEL_DIR", str(tmp_path / "models"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def briefer(capfd: pytest.CaptureFixture[str]) -> Briefer:
    """The command line as a function from arguments to exit code and output."""

    def call(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        return Ran(code, *capfd.readouterr())

    return call


class _InThisProcess(Stages):
    """Stages in the place of the workers of a batch."""

    def __init__(self, config: StageConfig, *, workers: int, articles: int) -> None:
        del workers
        super().__init__(config)
        self.articles = articles

    async def open(self) -> None:
        assert await super().open() is None


@pytest.fixture
def no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a batch work in this process: each worker takes seconds to load the parser."""
    monkeypatch.setattr("briefer.batch.many.WorkerPool", _InThisProcess)


class _Server(ThreadingHTTPServer):
    """A server whose clients may disconnect: a failing pass cancels the others' requests."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Do not report a disconnected client: the tests read this process's stderr."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Site:
    """A web server on this machine; a test sets its pages.

    Attributes:
        pages: status, content type and body of each path, or the path that it redirects to.
        requested: the requested paths, in order.
        url: address without a path.
        slow: a path that is answered only when the test is over.
    """

    slow = "/slow"

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str, bytes] | str] = {}
        self.requested: list[str] = []
        self.over = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.requested.append(self.path)
                if self.path == site.slow:
                    site.over.wait()
                page = site.pages.get(self.path, (404, "text/html", b"<h1>Not found</h1>"))
                if isinstance(page, str):
                    self.send_response(302)
                    self.send_header("Location", page)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                status, kind, body = page
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.do_GET()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's)
                pass

        self.server = _Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server without pages."""
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, args=(0.05,))
    thread.start()
    yield site
    site.over.set()
    site.server.shutdown()
    site.server.server_close()
    thread.join()


@pytest.fixture
def closed_port() -> int:
    """A port of this machine with no server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        return server.server_port
