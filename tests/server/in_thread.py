"""A server in a thread of the tests, with a model that answers when it is let."""

import asyncio
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from briefer import FakeModel
from briefer.model.protocol import Answer, Message, Reply
from briefer.server.app import create_app
from tests.factories import capable_model
from tests.server.factories import answered_by, server_in, settings_in


class Held(FakeModel):
    """A model that answers when ``may_answer`` is set, in any thread."""

    def __init__(self) -> None:
        self._model = capable_model()
        super().__init__([])
        self.may_answer = threading.Event()

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        while not self.may_answer.is_set():  # noqa: ASYNC110 (it is set in another thread)
            await asyncio.sleep(0.02)
        return await self._model.ask(messages, answer, max_tokens=max_tokens)


def app_in(folder: Path, model: FakeModel, **server: object) -> FastAPI:
    """Return the application of a server with this model."""
    offered = {"models": ("local",), **server}
    return create_app(settings_in(folder), server_in(folder, **offered), stream=answered_by(model))


@contextmanager
def in_thread(app: FastAPI) -> Iterator[str]:
    """Run an application on a free port of loopback, and yield its address."""
    server = uvicorn.Server(
        uvicorn.Config(app, port=0, log_config=None, timeout_graceful_shutdown=1)
    )
    loops: list[asyncio.AbstractEventLoop] = []

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        await server.serve()

    def stop() -> None:
        app.state.served.jobs.stop_accepting()
        app.state.served.jobs.interrupt()
        server.should_exit = True

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        loops[0].call_soon_threadsafe(stop)
        thread.join()
