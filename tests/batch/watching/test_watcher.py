"""Feeds, pages and a webhook on a real server on loopback."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest

from briefer import BatchOptions, FakeModel, ModelUnavailableError, Settings, SettingsError
from briefer.batch.many import open_batch
from briefer.batch.rows import BatchRow
from briefer.batch.watching import delivery
from briefer.batch.watching.delivery import (
    DeliveryError,
    FolderTarget,
    LinesTarget,
    Target,
    WebhookTarget,
    signature,
)
from briefer.batch.watching.state import WatchState
from briefer.batch.watching.watcher import Pace, Watcher
from tests.batch.stories import small_model, story

SECRET = "a secret of both sides"


class Post:
    """A server with a feed of numbered stories, and a webhook.

    Attributes:
        numbers: the stories in the feed.
        missing: stories whose pages are gone.
        feed_status: what the feed answers; 200 sends it.
        statuses: what the webhook answers, in order; then 204.
        requests: method, path and headers of all requests.
        received: what the webhook got.
    """

    def __init__(self) -> None:  # noqa: C901 (a server with four kinds of pages)
        self.numbers: list[int] = [1, 2]
        self.missing: set[int] = set()
        self.feed_status = 200
        self.statuses: list[int] = []
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.received: list[tuple[dict[str, str], bytes]] = []
        post = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                post.requests.append((self.path, headers))
                if self.path == "/feed":
                    self._feed(headers)
                elif self.path.startswith("/story/"):
                    number = int(self.path.rpartition("/")[2])
                    if number in post.missing:
                        self._answer(404, b"<h1>Not found</h1>")
                        return
                    paragraphs = "".join(f"<p>{p}</p>" for p in story(number).split("\n\n"))
                    page = (
                        f"<html lang=en><title>Line {number}</title><article>{paragraphs}</article>"
                    )
                    self._answer(200, page.encode())
                else:
                    self._answer(404, b"<h1>Not found</h1>")

            def do_POST(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                body = self.rfile.read(int(headers["content-length"]))
                status = post.statuses.pop(0) if post.statuses else 204
                if status < 300:
                    post.received.append((headers, body))
                self._answer(status, b"")

            def _feed(self, headers: dict[str, str]) -> None:
                tag = f'"{"-".join(map(str, post.numbers))}"'
                if post.feed_status != 200:
                    self._answer(post.feed_status, b"", {"Retry-After": "0"})
                elif headers.get("if-none-match") == tag:
                    self._answer(304, b"")
                else:
                    items = "".join(
                        f"<item><link>{post.url}/story/{number}</link></item>"
                        for number in post.numbers
                    )
                    feed = f"<rss><channel><title>T</title>{items}</channel></rss>"
                    self._answer(200, feed.encode(), {"ETag": tag})

            def _answer(self, status: int, body: bytes, more: dict[str, str] | None = None) -> None:
                self.send_response(status)
                for name, value in (more or {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's)
                del format, args

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def asked_for(self, path: str) -> int:
        return sum(found == path for found, _ in self.requests)


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post()
    thread = threading.Thread(target=post.server.serve_forever, args=(0.05,))
    thread.start()
    yield post
    post.server.shutdown()
    post.server.server_close()
    thread.join()


def poll(
    post: Post,
    state: Path,
    target: Target,
    *,
    model: FakeModel | None = None,
    only_new: bool = False,
) -> int:
    """Poll the feed once; return how many rows were delivered."""

    async def run() -> int:
        settings = Settings(allow_private=True, prompt_dir=state.parent)
        options = BatchOptions(concurrency=2, host_delay=0)
        with closing(WatchState(state)) as opened:
            async with open_batch(
                model or small_model(), settings=settings, options=options
            ) as batch:
                pace = Pace(once=True, only_new=only_new)
                watcher = Watcher(
                    (f"{post.url}/feed",), batch=batch, state=opened, target=target, pace=pace
                )
                await watcher.run()
                return watcher.delivered

    return asyncio.run(run())


def test_what_is_new_is_briefed_once(post: Post, tmp_path: Path) -> None:
    state, lines = tmp_path / "state", tmp_path / "out.jsonl"
    assert poll(post, state, LinesTarget(lines)) == 2
    assert poll(post, state, LinesTarget(lines)) == 0
    post.numbers.append(3)
    assert poll(post, state, LinesTarget(lines)) == 1
    rows = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    assert [row["source"].rpartition("/")[2] for row in rows] == ["1", "2", "3"]
    assert all(row["brief"]["headline"] for row in rows)
    assert post.asked_for("/story/1") == 1


def test_a_feed_is_asked_whether_it_has_changed(post: Post, tmp_path: Path) -> None:
    for _ in range(2):
        poll(post, tmp_path / "state", FolderTarget(tmp_path / "out"))
    asked = [headers for path, headers in post.requests if path == "/feed"]
    assert [headers.get("if-none-match") for headers in asked] == [None, '"1-2"']
    assert len(list((tmp_path / "out").glob("*.json"))) == 2


def test_a_feed_that_fails_is_asked_again_and_loses_nothing(post: Post, tmp_path: Path) -> None:
    state, target = tmp_path / "state", FolderTarget(tmp_path / "out")
    post.feed_status = 500
    assert poll(post, state, target) == 0
    with closing(WatchState(state)) as opened:
        assert opened.feed(f"{post.url}/feed").failures == 1
    post.feed_status = 200
    assert poll(post, state, target) == 2
    with closing(WatchState(state)) as opened:
        assert opened.feed(f"{post.url}/feed").failures == 0


def test_old_items_can_be_skipped(post: Post, tmp_path: Path) -> None:
    state, target = tmp_path / "state", FolderTarget(tmp_path / "out")
    assert poll(post, state, target, only_new=True) == 0
    post.numbers.insert(0, 3)
    assert poll(post, state, target, only_new=True) == 1
    assert post.asked_for("/story/1") == 0


def test_an_item_whose_error_may_pass_is_tried_again(post: Post, tmp_path: Path) -> None:
    state, target = tmp_path / "state", FolderTarget(tmp_path / "out")
    post.numbers = [1]
    down = small_model([ModelUnavailableError("down")])
    assert poll(post, state, target, model=down) == 0
    assert poll(post, state, target, model=small_model()) == 1


def test_an_item_that_is_gone_is_delivered_as_an_error(post: Post, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    post.missing.add(1)
    assert poll(post, tmp_path / "state", FolderTarget(folder)) == 2
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    assert {row["error"]["kind"] if row["error"] else "done" for row in rows} == {
        "done", "not_found"
    }  # fmt: skip


def test_a_webhook_gets_signed_rows_at_least_once(post: Post, tmp_path: Path) -> None:
    state = tmp_path / "state"
    post.statuses = [500]
    hook = f"{post.url}/hook"

    def target() -> WebhookTarget:
        return WebhookTarget(hook, secret=SECRET)

    assert poll(post, state, target()) == 1, "the first request has failed"
    assert len(post.received) == 1
    with closing(WatchState(state)) as opened:
        [waiting] = opened.due_deliveries(float("inf"))
        assert waiting.tries == 1
        opened.postpone(waiting.number, until=0.0)
    assert poll(post, state, target()) == 1
    assert len(post.received) == 2
    ids = set()
    for headers, body in post.received:
        row = json.loads(body)
        ids.add(row["id"])
        assert headers["webhook-id"] == row["id"]
        moment = headers["webhook-timestamp"]
        expected = signature(body, secret=SECRET, row_id=row["id"], moment=moment)
        assert headers["webhook-signature"] == expected
        assert signature(body + b" ", secret=SECRET, row_id=row["id"], moment=moment) != expected
    assert len(ids) == 2


@contextmanager
def webhook(answer: bytes, rest: bytes) -> Iterator[str]:
    """Run a webhook that begins with an answer, and then sends the rest again and again."""
    ended = threading.Event()

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            self.request.recv(65_536)
            with suppress(OSError):
                self.wfile.write(answer)
                while not ended.wait(0.01):
                    self.wfile.write(rest)

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        ended.set()
        server.shutdown()


ROW = BatchRow(row=1, id="1", source="a", status="error")


def test_an_answer_of_a_webhook_that_never_ends_is_not_read() -> None:
    answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    with webhook(answer, b"5\r\nhello\r\n") as url:
        asyncio.run(asyncio.wait_for(WebhookTarget(url, secret=None).deliver(ROW), 5))


def test_a_webhook_that_drips_is_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "_TIMEOUT", 0.3)
    with (
        webhook(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n") as url,
        pytest.raises(DeliveryError, match="cannot be reached"),
    ):
        asyncio.run(asyncio.wait_for(WebhookTarget(url, secret=None).deliver(ROW), 5))


def test_a_line_that_a_crash_has_cut_is_removed(post: Post, tmp_path: Path) -> None:
    lines = tmp_path / "out.jsonl"
    lines.write_bytes(b'{"row": 1}\n{"row": 2, "bri')
    post.numbers = [1]
    assert poll(post, tmp_path / "state", LinesTarget(lines)) == 1
    rows = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 2


def test_two_watchers_of_one_state_exclude_each_other(tmp_path: Path) -> None:
    with (
        closing(WatchState(tmp_path / "state")),
        pytest.raises(SettingsError, match="another watcher uses"),
    ):
        WatchState(tmp_path / "state")
