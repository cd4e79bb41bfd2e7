"""What fails or is given up while a brief is made: told once, at once, and nothing goes on."""

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
PATIENCE = 20.0  # seconds until a test that waits in vain fails


class Silent(FakeModel):
    """A model that answers nothing, and cannot be reached for the schema that ``fails`` names."""

    def __init__(self, *, fails: str | None = None) -> None:
        super().__init__([], concurrent=True)
        self.fails = fails
        self.given_up: list[str] = []

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        del messages, max_tokens
        await asyncio.sleep(0)  # the other pass is asked, too
        if answer.__name__ == self.fails:
            raise ModelUnavailableError("down")
        try:
            await asyncio.Event().wait()
        finally:
            self.given_up.append(answer.__name__)
        raise AssertionError("unreachable")


class Endless:
    """A reading that goes on until it is let go."""

    def __init__(self) -> None:
        self.began, self.let_go, self.ended = (threading.Event() for _ in range(3))

    def __call__(self, _article: Article) -> Analysis:
        self.began.set()
        self.let_go.wait(PATIENCE)
        self.ended.set()
        raise TimeoutError


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache=False, prompt_dir=tmp_path / "prompts")


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endless]:
    reading = Endless()
    monkeypatch.setattr("briefer.pipeline.analyze", reading)
    yield reading
    reading.let_go.set()


def fail(_article: Article) -> Analysis:
    raise RuntimeError("this cannot be read")


async def left_over() -> list[object]:
    """Return what is told of tasks that nobody waited for, and the tasks that still go on."""
    told: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: told.append(context))
    gc.collect()
    return [*told, *(asyncio.all_tasks() - {asyncio.current_task()})]


@pytest.mark.parametrize(
    ("fails", "other"), [("GistDraft", "WeighDraft"), ("WeighDraft", "GistDraft")]
)
async def test_a_pass_that_fails_is_told_as_it_is_and_ends_the_other(
    fails: str, other: str, settings: Settings
) -> None:
    model = Silent(fails=fails)
    with pytest.raises(ModelUnavailableError, match="down"):
        await asyncio.wait_for(briefer.abrief(ARTICLE, model=model, settings=settings), PATIENCE)
    assert model.given_up == [other]
    assert await left_over() == []


async def test_a_reading_that_fails_is_told_once_and_no_answer_is_waited_for(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefer.pipeline.analyze", fail)
    model = Silent()
    with pytest.raises(RuntimeError, match="cannot be read"):
        await asyncio.wait_for(briefer.abrief(ARTICLE, model=model, settings=settings), PATIENCE)
    assert await left_over() == []


def test_a_refusal_is_told_without_waiting_for_the_reading(
    endless: Endless, settings: Settings
) -> None:
    def refuse(*_asked: object) -> Exception:
        endless.began.wait(PATIENCE)
        return ModelUnavailableError("down")

    with pytest.raises(ModelUnavailableError, match="down"):
        briefer.brief(ARTICLE, model=FakeModel(refuse), settings=settings)
    assert endless.began.is_set()
    assert not endless.ended.is_set()


def test_a_brief_that_is_given_up_does_not_wait_for_the_reading(
    endless: Endless, settings: Settings
) -> None:
    async def given_up() -> None:
        making = asyncio.create_task(briefer.abrief(ARTICLE, model="none", settings=settings))
        assert await asyncio.to_thread(endless.began.wait, PATIENCE)
        making.cancel()
        await making

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(given_up())
    assert not endless.ended.is_set()
