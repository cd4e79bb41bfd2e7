"""A real web server on a loopback port, and a function that loads sources."""

import asyncio
import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from briefer.schema.article import Article
from briefer.settings import Settings
from briefer.source.loader import open_source
from tests.source import story

Load = Callable[..., Article]

_PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/story": (200, {"Content-Type": "text/html; charset=utf-8"}, story.page().encode()),
    "/story.txt": (200, {"Content-Type": "text/plain"}, story.plain().encode()),
    "/story.md": (200, {"Content-Type": "text/markdown"}, story.markdown().encode()),
    "/latin": (
        200,
        {"Content-Type": "text/html; charset=iso-8859-1"},
        story.page().replace("utf-8", "iso-8859-1").encode(),
    ),
    "/famous": (
        200,
        {"Content-Type": "text/html"},
        story.page(head='<link rel="canonical" href="https://famous.test/story">').encode(),
    ),
    "/famous.md": (
        200,
        {"Content-Type": "text/markdown"},
        f"---\nurl: https://famous.test/story\n---\n{story.markdown()}".encode(),
    ),
    "/other-port": (
        200,
        {"Content-Type": "text/html"},
        story.page(head='<link rel="canonical" href="http://127.0.0.1/story">').encode(),
    ),
    "/moved": (302, {"Location": "/story?from=moved#top"}, b""),
    "/circle": (302, {"Location": "/round"}, b""),
    "/round": (302, {"Location": "/circle"}, b""),
    "/to-file": (302, {"Location": "file:///etc/hostname"}, b""),
    "/away": (302, {"Location": "http://news.invalid/story"}, b""),
    "/huge": (200, {"Content-Type": "text/html", "Content-Length": "999999999"}, b""),
    "/bomb": (
        200,
        {"Content-Type": "text/html", "Content-Encoding": "gzip"},
        gzip.compress(b"<p>word</p>" * 300_000),
    ),
    "/damaged": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"no gzip"),
    "/cut-off": (200, {"Content-Type": "text/html", "Content-Length": "9999"}, b"<p>Half"),
    "/photo": (200, {"Content-Type": "image/jpeg"}, b"\xff\xd8\xff\xe0"),
    "/report": (200, {"Content-Type": "application/octet-stream"}, b"%PDF-1.7\n%\xe2\xe3"),
    "/empty": (200, {"Content-Type": "text/html"}, b""),
    **{f"/status/{code}": (code, {}, b"") for code in (204, 403, 404, 410, 429, 451, 500, 503)},
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/far":
            hops = int(self.path.partition("=")[2] or 0)
            self._answer(302, {"Location": f"/far?n={hops + 1}"}, b"")
        elif path == "/drip":
            self._drip()
        elif path == "/slow":
            time.sleep(1)
        else:
            self._answer(*_PAGES[path])

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self._answer(200, {"Content-Type": "text/html"}, b"<html>")
        for _ in range(20):
            try:
                self.wfile.write(b" ")
            except OSError:  # the client has closed the connection, as it should
                return
            time.sleep(0.05)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
        """Keep the test's output clean."""


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def load() -> Load:
    """Return a function that loads a source with given settings; loopback is allowed."""

    def load(source: str | Path | bytes, **settings: object) -> Article:
        test_settings = Settings.model_validate({"allow_private": True, **settings})
        return asyncio.run(open_source(source, settings=test_settings))

    return load
