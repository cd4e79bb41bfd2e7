"""Servers that redirect, measure and drip as no honest one does; raw sockets on loopback."""

import asyncio
import gzip
import itertools
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

import pytest

from briefer.errors import FetchError, SourceError
from briefer.settings import Settings
from briefer.source.fetching import fetch
from tests.source import story
from tests.source.conftest import Load

_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_PAGE = _OK + b"\r\n" + story.page().encode()


@contextmanager
def serving(answer: Callable[[socket.socket, bytes], None]) -> Iterator[tuple[int, list[bytes]]]:
    """Serve every connection with ``answer``; yield the port and the requests so far."""
    listener = socket.create_server(("127.0.0.1", 0))
    requests: list[bytes] = []

    def serve(connection: socket.socket) -> None:
        with connection:
            requests.append(connection.recv(65_536))
            try:
                answer(connection, requests[-1])
            except OSError:
                return  # the client has gone

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    with listener:
        yield cast("int", listener.getsockname()[1]), requests
        listener.shutdown(socket.SHUT_RDWR)


def _sends(data: bytes) -> Callable[[socket.socket, bytes], None]:
    return lambda connection, _: connection.sendall(data)


def _redirects_to(target: bytes) -> Callable[[socket.socket, bytes], None]:
    return _sends(b"HTTP/1.1 302 Found\r\nLocation: " + target + b"\r\n\r\n")


def _drips(start: bytes, piece: bytes) -> Callable[[socket.socket, bytes], None]:
    """Send a beginning, then a piece every few milliseconds for as long as the client listens."""

    def answer(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(start)
        for _ in itertools.count():
            connection.sendall(piece)
            time.sleep(0.005)

    return answer


_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
_DRIPS = {
    "status line": _drips(b"HTTP/1.1 2", b"0"),
    "header names": _drips(_OK, b"x"),
    "header lines": _drips(_OK + b"X: ", b" y"),
    "endless continue": _drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "chunk sizes": _drips(_CHUNKED, b"0"),
    "chunk extensions": _drips(_CHUNKED + b"5;x=", b"y"),
    "trailers": _drips(_CHUNKED + b"1\r\n \r\n0\r\n", b"X: y\r\n"),
    "body": _drips(_OK + b"\r\n", b" "),
    "gzip members": _drips(_OK + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"")),
    "deflate": _drips(_OK + b"Content-Encoding: deflate\r\n\r\n", b"\x00\x00\x00\xff\xff"),
    "silence": _drips(b"", b""),
}


@pytest.mark.parametrize("answer", _DRIPS.values(), ids=_DRIPS)
def test_no_thread_or_socket_is_left_when_the_time_is_up(
    answer: Callable[[socket.socket, bytes], None], load: Load
) -> None:
    with serving(answer) as (port, _):
        began = time.monotonic()
        with pytest.raises(SourceError):
            load(f"http://127.0.0.1:{port}/", fetch_timeout=0.3)
        assert time.monotonic() - began < 2
        deadline = time.monotonic() + 2
        while any(t.name == "briefer-fetch" for t in threading.enumerate()):
            assert time.monotonic() < deadline, "the thread of the fetch has not ended"
            time.sleep(0.01)


def test_a_cancelled_fetch_closes_its_connection() -> None:
    closed = threading.Event()

    def answer(connection: socket.socket, _request: bytes) -> None:
        connection.recv(1)  # returns when the client closes
        closed.set()

    async def cancel(port: int) -> None:
        settings = Settings(allow_private=True)
        fetching = asyncio.create_task(fetch(f"http://127.0.0.1:{port}/", settings=settings))
        await asyncio.sleep(0.1)
        fetching.cancel()
        await asyncio.gather(fetching, return_exceptions=True)

    with serving(answer) as (port, _):
        asyncio.run(cancel(port))
        assert closed.wait(2)


@pytest.mark.parametrize(
    "target",
    [
        b"http://[::1",
        b"//[[]/",
        b"//\xff\xfe[[]/",
        b"http://news.test:port/",
        b"http://news.test:99999/",
        b"http://[::ffff:1.2.3.999]/",
        b"http://" + b"a" * 300 + b".test/",
        b"http:///story",
        b"https:story",
        b"javascript:alert(1)",
        b"//news.test\\@trusted.test/",
    ],
)
def test_a_redirect_that_cannot_be_parsed_is_an_error_of_the_source(
    target: bytes, load: Load
) -> None:
    with serving(_redirects_to(target)) as (port, _), pytest.raises(FetchError, match=": "):
        load(f"http://127.0.0.1:{port}/", fetch_timeout=5)


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Length: " + b"9" * 5_000,
        b"Content-Length: " + b"0" * 5_000 + b"99999999999",
        b"Content-Length: -5",
        b"Content-Length: ten",
        b"Content-Length: \xb2",
        b"Content-Length: 5, 7",
        b"Content-Type: text/html; charset=" + b"\x00" * 5,
        b"Content-Type: ;;;charset",
        b"Content-Encoding: " + b"gzip, " * 50,
        b"Transfer-Encoding: chunked, chunked",
        b"\r\n".join(b"X-%d: y" % number for number in range(300)),
    ],
)
def test_odd_headers_end_in_a_page_or_an_error_of_the_source(header: bytes, load: Load) -> None:
    with serving(_sends(_OK + header + b"\r\n\r\n" + story.page().encode())) as (port, _):
        try:
            assert load(f"http://127.0.0.1:{port}/", fetch_timeout=5).text
        except SourceError as error:
            assert ": " in str(error)  # noqa: PT017 (either outcome is right)


@pytest.mark.parametrize(
    "charset",
    ["idna", "punycode", "unicode_escape", "undefined", "rot13", "utf-7", "base64", "mbcs", "\x00"],
)
def test_a_declared_charset_that_is_no_encoding_of_pages_is_ignored(
    charset: str, load: Load
) -> None:
    page = story.page().replace("utf-8", charset).encode() + b"<!-- \xff -->"
    assert load(page).title == story.TITLE


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}\\@trusted.test/2026/bridge",
        "http://trusted.test@127.0.0.1:{port}\\.trusted.test/",
        "http://127.0.0.1:{port}\\trusted.test/",
        "http://trusted.test\\@127.0.0.1:{port}/",
        "http://trusted.test\t@127.0.0.1:{port}/",
        "http:\\\\127.0.0.1:{port}/",
        "http://127.0.0.1:{port} .trusted.test/",
    ],
)
@pytest.mark.parametrize("offline", [False, True])
def test_an_address_whose_host_is_ambiguous_is_not_fetched(
    address: str, *, offline: bool, load: Load
) -> None:
    with serving(_sends(_PAGE)) as (port, requests):
        with pytest.raises(SourceError):
            load(address.format(port=port), offline=offline)
        assert not requests


@pytest.mark.parametrize(
    "path", ["/a\\b", "/?q=\\@trusted.test/", "//trusted.test/", "/ä b", "/@x"]
)
def test_the_recorded_address_is_the_one_that_was_fetched(path: str, load: Load) -> None:
    with serving(_sends(_PAGE)) as (port, requests):
        article = load(f"http://127.0.0.1:{port}{path}")
        target = requests[0].split()[1].decode()
        assert article.url == f"http://127.0.0.1:{port}{target}"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "0"]
)
def test_an_open_private_port_looks_like_a_closed_one_and_sees_no_connection(
    host: str, load: Load
) -> None:
    with serving(_sends(_PAGE)) as (port, requests):
        messages = set()
        for number in (port, 1):
            with pytest.raises(FetchError, match="is a private address") as caught:
                load(f"http://{host}:{number}/", allow_private=False)
            messages.add(str(caught.value))
        assert len(messages) == 1
        assert not requests


def test_a_name_with_a_public_and_a_private_address_is_not_connected_to(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    peers = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 9)) for ip in ("9.9.9.9", "127.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: peers)
    with pytest.raises(FetchError, match=r"'news\.test' is a private address"):
        load("http://news.test/", allow_private=False)


@pytest.mark.parametrize(("scheme", "port"), [("http", 80), ("https", 443)])
def test_the_end_of_an_ipv6_address_is_not_taken_for_a_port(
    scheme: str, port: int, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[tuple[str, int]] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[object]:
        looked_up.append((host, port))
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(FetchError):
        load(f"{scheme}://[2606:4700::1:8080]/")
    assert looked_up == [("2606:4700::1:8080", port)]


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "all_proxy"])
@pytest.mark.parametrize("proxy", ["http://127.0.0.1:1", "socks5://127.0.0.1:1", "nonsense"])
def test_a_proxy_of_the_environment_is_not_used_and_the_error_says_so(
    variable: str, proxy: str, site: str, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, proxy)
    assert load(f"{site}/story").title == story.TITLE
    with pytest.raises(FetchError, match=r"does not use the proxy of \w+_proxy"):
        load("http://127.0.0.1:1/")
    with pytest.raises(FetchError, match="is a private address"):
        load(f"{site}/story", allow_private=False)


@pytest.mark.parametrize(
    "path",
    "/status/404 /status/403 /status/500 /photo /huge /empty /circle /damaged /cut-off".split(),
)
def test_no_error_shows_the_credentials_of_an_address(path: str, site: str, load: Load) -> None:
    address = site.replace("http://", "http://ann:S3cret@") + path
    with pytest.raises(SourceError) as caught:
        load(address, fetch_timeout=0.5)
    assert "S3cret" not in str(caught.value)


def test_a_redirect_to_an_unencrypted_address_is_reported(
    caplog: pytest.LogCaptureFixture,
) -> None:
    from briefer.source.fetching import _parse, _redirected  # noqa: PLC0415

    with caplog.at_level(logging.WARNING, "briefer"):
        _redirected(_parse("https://news.test/a"), "http://news.test/b")
        assert "not encrypted" in caplog.text
