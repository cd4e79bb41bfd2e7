"""Errors and cancellation while a brief is made: reported once, at once, and all work stops."""

import asyncio
import gc
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

import briefer
from briefer import Article, FakeModel, ModelUnavailableError, Settings
from briefer.analysis.annotations import Analysis
from briefer.model.protocol import Answer, Message, Reply
from tests.factories import EMPTY_ANSWERS, capable_model

ARTICLE = Article(text="Mayor Ingrid Okafor said the bridge at Ellery was safe. Nobody was hurt.")
PASSES = ["FullGistDraft", "StatementsDraft", "UncertaintyDraft"]
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
        await asyncio.sleep(0)  # let the other passes begin as well
        if answer.__name__ == self.fails:
            raise ModelUnavailableError("down")
        try:
            await asyncio.Event().wait()
        finally:
            self.cancelled.append(answer.__name__)
        raise AssertionError("unreachable")


class SilentVerification(FakeModel):
    """A model that never verifies, and raises an error when it is asked for the second time."""

    asked = cancelled = 0

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        if answer.__name__ != "VerdictsDraft":
            return await super().ask(messages, answer, max_tokens=max_tokens)
        self.asked += 1
        if self.asked == 2:
            raise ModelUnavailableError("down")
        try:
            await asyncio.Event().wait()
        finally:
            self.cancelled += 1
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
    monkeypatch.setattr("briefer.steps.analyze", analysis)
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


@pytest.mark.parametrize("fails", PASSES)
async def test_an_error_in_one_pass_is_raised_as_it_is_and_cancels_the_others(
    fails: str, settings: Settings
) -> None:
    model = Silent(fails=fails)
    with pytest.raises(ModelUnavailableError, match="down"):
        await asyncio.wait_for(briefer.abrief(ARTICLE, model=model, settings=settings), PATIENCE)
    assert sorted(model.cancelled) == sorted(set(PASSES) - {fails})
    assert await left_over() == []


def test_an_error_leaves_no_pass_that_was_never_awaited(settings: Settings) -> None:
    async def leave() -> None:
        model = capable_model(gist=ModelUnavailableError("down"))  # asked one after the other
        with suppress(ModelUnavailableError):
            await briefer.abrief(ARTICLE, model=model, settings=settings)

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        asyncio.run(leave())
        gc.collect()
    assert [str(one.message) for one in caught] == []


async def test_an_error_in_one_verification_cancels_that_of_the_other_part(
    settings: Settings,
) -> None:
    model = SilentVerification(
        lambda _messages, schema: EMPTY_ANSWERS[schema.__name__],
        concurrent=True,
        context_tokens=6_500,
    )
    article = Article(text="\n".join([ARTICLE.text] * 120))
    with pytest.raises(ModelUnavailableError, match="down"):
        await asyncio.wait_for(briefer.abrief(article, model=model, settings=settings), PATIENCE)
    assert model.cancelled >= 1
    assert await left_over() == []


async def test_an_error_in_the_analysis_is_raised_without_waiting_for_the_model(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefer.steps.analyze", fail)
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
