"""Errors and cancellation while a brief is made: reported once, at once, and all work stops."""

import asyncio
import gc
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import briefer
from briefer import Article, FakeModel, ModelUnavailableError, Settings
from briefer.analysis.annotations import Analysis
from briefer.model.protocol import Answer, Message, Reply

ARTICLE = Article(text="Mayor Ingrid Okafor said the bridge at Ellery was safe. Nobody was hurt.")
PATIENCE = 20.0  # seconds until a test that hangs fails


class Silent(FakeModel):
    """A model that never answers, and raises an error for the schema named by ``fails``."""

    def __init__(self, *, fails: str | None = None) -> None:
        super().__init__([], concurrent=True)
        self.fails = fails
        self.cancelled: list[str] = []

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        del messages, max_tokens
        await asyncio.sleep(0)  # let the other pass begin as well
        if answer.__name__ == self.fails:
            raise ModelUnavailableError("down")
        try:
            await asyncio.Event().wait()
        finally:
            self.cancelled.append(answer.__name__)
        raise AssertionError("unreachable")


class Endless:
    """An analysis that runs until it is released."""

    def __init__(self) -> None:
        self.began, self.released, self.ended = (threading.Event() for _ in range(3))

    def __call__(self, _article: Article) -> Analysis:
        self.began.set()
        self.released.wait(PATIENCE)
        self.ended.set()
        raise TimeoutError


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache=False, prompt_dir=tmp_path / "prompts")


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endless]:
    analysis = Endless()
    monkeypatch.setattr("briefer.pipeline.analyze", analysis)
    yield analysis
    analysis.released.set()


def fail(_article: Article) -> Analysis:
    raise RuntimeError("this cannot be analysed")


async def left_over() -> list[object]:
    """Return reports of tasks that nobody awaited, and the tasks that are still running."""
    reports: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: reports.append(context))
    gc.collect()
    return [*reports, *(asyncio.all_tasks() - {asyncio.current_task()})]


@pytest.mark.parametrize(
    ("fails", "other"), [("GistDraft", "WeighDraft"), ("WeighDraft", "GistDraft")]
)
async def test_an_error_in_one_pass_is_raised_as_it_is_and_cancels_the_other(
    fails: str, other: str, settings: Settings
) -> None:
    model = Silent(fails=fails)
    with pytest.raises(ModelUnavailableError, match="down"):
        await asyncio.wait_for(briefer.abrief(ARTICLE, model=model, settings=settings), PATIENCE)
    assert model.cancelled == [other]
    assert await left_over() == []


async def test_an_error_in_the_analysis_is_raised_without_waiting_for_the_model(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefer.pipeline.analyze", fail)
    model = Silent()
    with pytest.raises(RuntimeError, match="cannot be analysed"):
        await asyncio.wait_for(briefer.abrief(ARTICLE, model=model, settings=settings), PATIENCE)
    assert await left_over() == []


def test_an_error_of_the_model_is_raised_without_waiting_for_the_analysis(
    endless: Endless, settings: Settings
) -> None:
    def fail_later(*_asked: object) -> Exception:
        endless.began.wait(PATIENCE)
        return ModelUnavailableError("down")

    with pytest.raises(ModelUnavailableError, match="down"):
        briefer.brief(ARTICLE, model=FakeModel(fail_later), settings=settings)
    assert endless.began.is_set()
    assert not endless.ended.is_set()


def test_a_cancelled_brief_does_not_wait_for_the_analysis(
    endless: Endless, settings: Settings
) -> None:
    async def cancel() -> None:
        making = asyncio.create_task(briefer.abrief(ARTICLE, model="none", settings=settings))
        assert await asyncio.to_thread(endless.began.wait, PATIENCE)
        making.cancel()
        await making

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(cancel())
    assert not endless.ended.is_set()
