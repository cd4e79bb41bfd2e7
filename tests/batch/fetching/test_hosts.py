"""Politeness, measured by a real server on loopback."""

import asyncio
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from briefer import BatchOptions, FetchError, Settings
from briefer.batch.failures import RobotsError
from briefer.batch.fetching.hosts import PoliteFetcher


class Host:
    """A server that notes when it was asked, and how many requests it had at one time."""

    def __init__(self) -> None:
        self.robots: tuple[int, bytes] = (404, b"")
        self.busy_times = 0
        self.retry_after = "0.3"
        self.asked: list[tuple[float, str]] = []
        self.running = self.most = 0
        host = self
        lock = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with lock:
                    host.asked.append((time.monotonic(), self.path))
                    host.running += 1
                    host.most = max(host.most, host.running)
                time.sleep(0.05)
                with lock:
                    host.running -= 1
                if self.path == "/robots.txt":
                    self._answer(*host.robots)
                elif host.busy_times > 0:
                    host.busy_times -= 1
                    self._answer(429, b"")
                else:
                    self._answer(200, b"<p>page</p>")

            def _answer(self, status: int, body: bytes) -> None:
                self.send_response(status)
                if status == 429:
                    self.send_header("Retry-After", host.retry_after)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's)
                del format, args

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    @property
    def pages(self) -> list[float]:
        return [moment for moment, path in self.asked if path != "/robots.txt"]


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    thread = threading.Thread(target=host.server.serve_forever, args=(0.05,))
    thread.start()
    yield host
    host.server.shutdown()
    host.server.server_close()
    thread.join()


def fetch_all(host: Host, count: int, **options: object) -> list[object]:
    async def run() -> list[object]:
        chosen = BatchOptions.model_validate(options)
        fetcher = PoliteFetcher(Settings(allow_private=True), chosen)
        fetches = (fetcher.fetch(f"{host.url}/{number}") for number in range(count))
        return list(await asyncio.gather(*fetches, return_exceptions=True))

    return asyncio.run(run())


def test_a_host_gets_few_requests_at_a_time(host: Host) -> None:
    fetch_all(host, 12, host_delay=0, host_fetches=3, fetches=50)
    assert len(host.pages) == 12
    assert host.most <= 3


def test_a_host_is_left_alone_between_two_requests(host: Host) -> None:
    fetch_all(host, 4, host_delay=0.2, host_fetches=4)
    gaps = [later - sooner for sooner, later in zip(host.pages, host.pages[1:], strict=False)]
    assert min(gaps) > 0.15


def test_the_delay_of_the_robots_file_counts_if_it_is_longer(host: Host) -> None:
    host.robots = (200, b"User-agent: *\nCrawl-delay: 0.3\n")
    fetch_all(host, 3, host_delay=0)
    assert host.pages[-1] - host.pages[0] > 0.5


def test_the_robots_file_is_fetched_once_and_obeyed(host: Host) -> None:
    host.robots = (200, b"User-agent: briefer\nDisallow: /1\n")
    found = fetch_all(host, 3, host_delay=0)
    assert [isinstance(one, RobotsError) for one in found] == [False, True, False]
    assert [path for _, path in host.asked].count("/robots.txt") == 1
    assert "/1" not in [path for _, path in host.asked]


def test_a_server_that_fails_to_give_its_robots_file_is_left_alone(host: Host) -> None:
    host.robots = (500, b"")
    assert isinstance(fetch_all(host, 1)[0], RobotsError)
    assert host.pages == []


def test_the_robots_file_can_be_ignored(host: Host) -> None:
    host.robots = (200, b"User-agent: *\nDisallow: /\n")
    fetch_all(host, 1, robots=False)
    assert len(host.asked) == 1


def test_a_busy_host_is_asked_again_after_the_time_that_it_says(host: Host) -> None:
    host.busy_times = 1
    [page] = fetch_all(host, 1, host_delay=0, host_fetches=1)
    assert not isinstance(page, Exception)
    assert host.pages[1] - host.pages[0] > 0.25


def test_a_host_that_stays_busy_is_an_error_after_three_tries(host: Host) -> None:
    host.busy_times, host.retry_after = 9, "0"
    [error] = fetch_all(host, 1, host_delay=0)
    assert isinstance(error, FetchError)
    assert error.status == 429
    assert len(host.pages) == 3
