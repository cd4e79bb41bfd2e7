"""A stand-in of a provider's batch API: files, batches and chats over real HTTP on loopback.

It checks what it is sent as the real one does: each line of a file, ids of at most 64 characters
that occur once, and the limits of a file. What becomes of a batch and of a request is scripted.
"""

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from tests.batch.scripted_model import answer_to

_BOUNDARY = re.compile(r"boundary=\"?([^\";]+)")


class Fate(NamedTuple):
    """What becomes of a request: an answer, an HTTP error, or nothing in time.

    Attributes:
        text: the words of the model, or the message of the error.
        status: 200, the status of the error, or 0 if the request expires.
    """

    text: str
    status: int = 200


EXPIRED = Fate("This request could not be executed before the completion window expired.", 0)

Decide = Callable[[str, dict[str, Any]], Fate]


def answered(_request_id: str, body: dict[str, Any]) -> Fate:
    """Answer with words of the article in the request."""
    return Fate(answer_to(body))


@dataclass
class BatchApiStandIn:
    """The server.

    Attributes:
        decide: what becomes of a request, by its id and body.
        statuses: for each batch in the order of creation, what its status is at each look; the
            last one stays. Without an entry: completed.
        max_requests: most lines of a file.
        max_bytes: largest file.
        slow_create: seconds that creating a batch takes after it is created.
        sent: how often each request was in a batch.
        answers: how often each request was answered.
        sent_after_answer: ids that were sent although they had an answer.
    """

    decide: Decide = answered
    statuses: list[list[str]] = field(default_factory=list)
    max_requests: int = 50_000
    max_bytes: int = 200_000_000
    slow_create: float = 0.0
    sent: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    sent_after_answer: set[str] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)
    lists_batches: bool = True

    def __post_init__(self) -> None:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._reply(*outer.get(self.path.partition("?")[0]))

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                self._reply(*outer.post(self.path, raw, self.headers["Content-Type"]))

            def _reply(self, status: int, data: bytes) -> None:
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except ConnectionError:
                    self.close_connection = True  # the client was killed

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
                del format, args

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def get(self, path: str) -> tuple[int, bytes]:
        if path == "/v1/models":
            return _json(200, {"object": "list", "data": [{"id": "scripted", "object": "model"}]})
        if path == "/v1/batches" and self.lists_batches:
            created = list(self.batches.values())
            return _json(200, {"object": "list", "data": created, "has_more": False})
        if found := re.fullmatch(r"/v1/batches/(\S+)", path):
            return _json(200, self._looked_at(self.batches[found[1]]))
        if found := re.fullmatch(r"/v1/files/(\S+)/content", path):
            return 200, self.files[found[1]]
        return _json(404, {"error": {"message": f"no such path: {path}"}})

    def post(self, path: str, raw: bytes, kind: str) -> tuple[int, bytes]:
        if path == "/v1/files":
            return self._upload(raw, kind)
        if path == "/v1/batches":
            return self._create(json.loads(raw))
        if path == "/v1/chat/completions":
            fate = self.decide("", json.loads(raw))
            return _json(200, _completion(fate.text))
        return _json(404, {"error": {"message": f"no such path: {path}"}})

    def _upload(self, raw: bytes, kind: str) -> tuple[int, bytes]:
        boundary = _BOUNDARY.search(kind)
        assert boundary is not None
        parts = {}
        for part in raw.split(b"--" + boundary[1].encode())[1:-1]:
            head, _, content = part.partition(b"\r\n\r\n")
            name = re.search(rb'name="(\w+)"', head)
            assert name is not None
            parts[name[1].decode()] = content.removesuffix(b"\r\n")
        assert parts["purpose"] == b"batch"
        if len(parts["file"]) > self.max_bytes:
            return _json(413, {"error": {"message": "the file is too large"}})
        name_of = f"file-{len(self.files) + 1}"
        self.files[name_of] = parts["file"]
        return _json(
            200,
            {
                "id": name_of, "object": "file", "bytes": len(parts["file"]), "created_at": 1,
                "filename": "batch.jsonl", "purpose": "batch", "status": "processed",
            },
        )  # fmt: skip

    def _create(self, body: dict[str, Any]) -> tuple[int, bytes]:
        assert body["endpoint"] == "/v1/chat/completions"
        assert body["completion_window"] == "24h"
        number = len(self.batches) + 1
        batch: dict[str, Any] = {
            "id": f"batch-{number}", "object": "batch", "endpoint": body["endpoint"],
            "input_file_id": body["input_file_id"], "completion_window": "24h", "created_at": 1,
            "status": "validating", "output_file_id": None, "error_file_id": None, "errors": None,
            "metadata": {"looks": "0"},
        }  # fmt: skip
        self.batches[batch["id"]] = batch
        time.sleep(self.slow_create)
        return _json(200, batch)

    def _looked_at(self, batch: dict[str, Any]) -> dict[str, Any]:
        number = int(batch["id"].partition("-")[2]) - 1
        script = self.statuses[number] if number < len(self.statuses) else ["completed"]
        looks = int(batch["metadata"]["looks"])
        batch["metadata"]["looks"] = str(looks + 1)
        batch["status"] = script[min(looks, len(script) - 1)]
        ended = {"completed", "expired", "cancelled"}
        if batch["status"] == "failed":
            message = "Enqueued token limit reached"
            batch["errors"] = {"object": "list", "data": [{"code": "limit", "message": message}]}
        elif batch["status"] in ended and batch["output_file_id"] is None:
            self._process(batch)
        return batch

    def _process(self, batch: dict[str, Any]) -> None:
        lines = self.files[batch["input_file_id"]].splitlines()
        assert 0 < len(lines) <= self.max_requests
        requests = [json.loads(line) for line in lines]
        ids = [request["custom_id"] for request in requests]
        assert len(set(ids)) == len(ids)
        output, errors = [], []
        for request in requests:
            request_id, body = request["custom_id"], request["body"]
            assert len(request_id) <= 64
            assert (request["method"], request["url"]) == ("POST", "/v1/chat/completions")
            assert body["model"] == "scripted"
            assert body["messages"]
            self.sent[request_id] += 1
            if self.answers[request_id]:
                self.sent_after_answer.add(request_id)
            fate = self.decide(request_id, body)
            if fate.status == 200:
                self.answers[request_id] += 1
                response = {"status_code": 200, "request_id": "r", "body": _completion(fate.text)}
                output.append({"id": "x", "custom_id": request_id, "response": response,
                               "error": None})  # fmt: skip
            elif fate.status:
                response = {"status_code": fate.status, "request_id": "r",
                            "body": {"error": {"message": fate.text, "code": "bad"}}}  # fmt: skip
                errors.append({"id": "x", "custom_id": request_id, "response": response,
                               "error": None})  # fmt: skip
            else:
                error = {"code": "batch_expired", "message": fate.text}
                errors.append({"id": "x", "custom_id": request_id, "response": None,
                               "error": error})  # fmt: skip
        for name, found in (("output_file_id", output), ("error_file_id", errors)):
            if found:
                file_id = f"{name}-{batch['id']}"
                text = "".join(f"{json.dumps(line)}\n" for line in reversed(found))
                self.files[file_id] = text.encode()
                batch[name] = file_id


def _completion(text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    return {
        "id": "1", "object": "chat.completion", "created": 1, "model": "scripted",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 1200, "completion_tokens": 60, "total_tokens": 1260,
                  "prompt_tokens_details": {"cached_tokens": 1024}},
    }  # fmt: skip


def _json(status: int, value: object) -> tuple[int, bytes]:
    return status, json.dumps(value).encode()
