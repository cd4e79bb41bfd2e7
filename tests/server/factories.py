"""Settings, sources and models for tests of the server."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from functools import partial
from pathlib import Path

from pydantic import SecretStr

import briefer
from briefer import FakeModel, Settings
from briefer.events import BriefEvent
from briefer.model.protocol import Answer, Message, Reply
from briefer.server.briefing import Models, Stream
from briefer.server.configuration import ServerSettings
from briefer.server.jobs import JobQueue
from briefer.server.metrics import Metrics
from briefer.server.records import Job, Options, SourceName, Submission
from briefer.server.store_thread import StoreThread
from briefer.settings import Settings as BrieferSettings
from tests.factories import TEXT, capable_model

TOKEN = "a-token-of-the-tests"


class Slow(FakeModel):
    """A model that answers when it is let."""

    def __init__(self) -> None:
        self._model = capable_model()
        super().__init__([])
        self.asked = asyncio.Event()
        self.may_answer = asyncio.Event()

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        self.asked.set()
        await self.may_answer.wait()
        return await self._model.ask(messages, answer, max_tokens=max_tokens)


def settings_in(folder: Path, **changes: object) -> Settings:
    """Return settings that touch only this folder."""
    own = {"cache_dir": folder / "cache", "prompt_dir": folder / "prompts", "model": "none"}
    return Settings.model_validate({**own, **changes})


def server_in(folder: Path, **changes: object) -> ServerSettings:
    """Return settings of a server that touches only this folder."""
    own: dict[str, object] = {"data_dir": folder / "data", "port": 0, "rate": 10_000}
    return ServerSettings.model_validate({**own, **changes})


def with_token() -> dict[str, object]:
    """Return the setting of a server that needs a token."""
    return {"token": SecretStr(TOKEN)}


def answered_by(model: FakeModel) -> Stream:
    """Return ``briefer.stream`` with a model object."""

    def stream(
        source: str | briefer.Article, *, settings: BrieferSettings
    ) -> AsyncGenerator[BriefEvent, None]:
        return briefer.stream(source, model=model, settings=settings)

    return stream


def queue_in(folder: Path, stream: Stream = briefer.stream, **changes: object) -> JobQueue:
    """Return a queue of jobs that is not started."""
    server = server_in(folder, **changes)
    store = StoreThread(server.data_dir)
    models = Models(settings_in(folder), ())
    return JobQueue(server, models, Metrics(), store=store, stream=stream)


def submission(text: str = TEXT, *, key: str | None = None, **options: object) -> Submission:
    """Return a request to brief a text."""
    name = SourceName(kind="text", name=text[:40])
    return Submission(name, text.encode(), Options.model_validate(options), key)


async def finished(queue: JobQueue, identifier: str) -> Job:
    """Wait for the end of a job."""
    async for _ in queue.follow(identifier, attempt=0, after=0):
        pass
    job = await queue.get(identifier)
    assert job is not None
    return job


running = partial(asyncio.wait_for, timeout=30.0)
