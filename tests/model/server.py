"""A real HTTP server on loopback that answers in OpenAI's protocol from a script."""

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from pydantic import JsonValue


class Scripted(NamedTuple):
    """One reply of the script."""

    body: JsonValue = None
    status: int = 200
    headers: Mapping[str, str] = {}
    delay: float = 0.0


class Request(NamedTuple):
    """A request as the server received it."""

    path: str
    headers: Mapping[str, str]
    raw: bytes

    @property
    def body(self) -> dict[str, JsonValue]:
        parsed: dict[str, JsonValue] = json.loads(self.raw)
        return parsed


def completion(
    content: str | None,
    *,
    finish: str = "stop",
    prompt_tokens: int = 400,
    answer_tokens: int = 7,
    cached: int = 0,
    more: Mapping[str, JsonValue] = {},
) -> Scripted:
    """Return a reply in OpenAI's format; its message also contains ``more``."""
    message: dict[str, JsonValue] = {"role": "assistant", "content": content, **more}
    return Scripted(
        {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "scripted",
            "choices": [{"index": 0, "finish_reason": finish, "message": message}],
            "usage": {
                "prompt_tokens": prompt_tokens,
                "completion_tokens": answer_tokens,
                "total_tokens": prompt_tokens + answer_tokens,
                "prompt_tokens_details": {"cached_tokens": cached},
            },
        }
    )


def tool_call(arguments: str) -> Scripted:
    """Return a reply that calls the tool ``Town``."""
    function: JsonValue = {"name": "Town", "arguments": arguments}
    call: JsonValue = {"id": "1", "type": "function", "function": function}
    return completion(None, finish="tool_calls", more={"tool_calls": [call]})


def failure(status: int, message: str, **more: str) -> Scripted:
    """Return an error in OpenAI's format, with Retry-After: 0."""
    return Scripted({"error": {"message": message, **more}}, status, {"Retry-After": "0"})


class ScriptedServer:
    """Answers chats from the script in order, or by calling ``answer``; lists ``models``."""

    def __init__(
        self,
        *script: Scripted,
        answer: Callable[[Request], Scripted] | None = None,
        models: Sequence[dict[str, JsonValue]] = (),
    ) -> None:
        self.script = list(script)
        self.answer = answer or (lambda _request: self.script.pop(0))
        self.requests: list[Request] = []
        self.listing = Scripted({"object": "list", "data": list(models)})
        outer = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.requests.append(Request(self.path, self._headers(), b""))
                self._reply(outer.listing)

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                request = Request(self.path, self._headers(), raw)
                outer.requests.append(request)
                self._reply(outer.answer(request))

            def _headers(self) -> dict[str, str]:
                return {name.lower(): value for name, value in self.headers.items()}

            def _reply(self, scripted: Scripted) -> None:
                time.sleep(scripted.delay)
                is_text = isinstance(scripted.body, str)
                data = str(scripted.body) if is_text else json.dumps(scripted.body)
                try:
                    self.send_response(scripted.status)
                    kind = "text/html" if is_text else "application/json"
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(data.encode())))
                    for name, value in scripted.headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(data.encode())
                except ConnectionError:
                    self.close_connection = True  # the client did not wait

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
                del format, args

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def chats(self) -> list[Request]:
        return [request for request in self.requests if request.path.endswith("/completions")]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
