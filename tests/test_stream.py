"""``briefer.stream``: the events on the way to a brief, its errors, and leaving it early."""

import asyncio
import gc
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import FrozenInstanceError

import pytest

import briefer
from briefer import Article, FakeModel, ModelUnavailableError, Settings
from briefer.model.protocol import Answer, Message, Reply
from tests.factories import capable_model


class Endless(FakeModel):
    """A model that never answers."""

    def __init__(self) -> None:
        super().__init__([], concurrent=True)
        self.cancelled = 0

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        del messages, answer, max_tokens
        try:
            await asyncio.Event().wait()
        finally:
            self.cancelled += 1
        raise AssertionError("unreachable")


async def test_article_analysis_passes_verification_and_the_brief_are_events(
    article: Article, settings: Settings
) -> None:
    model = capable_model()
    events = [event async for event in briefer.stream(article, model=model, settings=settings)]
    assert events[0] == briefer.ArticleLoaded(article)
    ready = events[-1]
    assert ready.kind == "brief"
    kinds = {event.kind for event in events}
    assert kinds == {"article", "step", "analysis", "verification", "brief"}
    passes = {
        event.step: event.usage.calls
        for event in events
        if event.kind == "step" and event.state == "ended" and event.usage
    }
    assert passes == {
        "writing the gist": 1, "writing the claims": 1, "writing the uncertainty": 1,
        "verifying the lines": 1,
    }  # fmt: skip
    assert ready.brief.provenance.calls == sum(passes.values())
    [verified] = [event for event in events if event.kind == "verification"]
    assert verified.verified == ready.brief.provenance.lines_verified
    with pytest.raises(FrozenInstanceError):
        verified.verified = 0  # type: ignore[misc]  # the assignment is the test


async def test_the_brief_is_that_of_abrief_and_says_whether_it_was_cached(
    article: Article, settings: Settings
) -> None:
    for from_cache in (False, True):
        *_, last = [e async for e in briefer.stream(article, model="none", settings=settings)]
        assert isinstance(last, briefer.BriefReady)
        assert last.from_cache is from_cache
    assert isinstance(last, briefer.BriefReady)
    assert last.brief == await briefer.abrief(article, model="none", settings=settings)


async def test_an_error_is_raised_as_it_is_after_the_events_before_it(
    article: Article, settings: Settings
) -> None:
    model = capable_model(gist=ModelUnavailableError("down"))
    kinds = []

    async def collect() -> None:
        async for event in briefer.stream(article, model=model, settings=settings):
            kinds.append(event.kind)  # noqa: PERF401 (a comprehension would lose the events)

    with pytest.raises(ModelUnavailableError, match="down"):
        await collect()
    assert kinds[0] == "article"
    assert "brief" not in kinds


async def test_leaving_the_loop_cancels_the_work(article: Article, settings: Settings) -> None:
    model = Endless()
    events = briefer.stream(article, model=model, settings=settings)
    async with aclosing(events):
        async for event in events:
            if event.kind == "step" and event.step == "writing the gist":
                break
    assert model.cancelled == 3
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_leaving_it_without_closing_cancels_the_work_too(
    article: Article, settings: Settings
) -> None:
    model = Endless()
    async for event in briefer.stream(article, model=model, settings=settings):
        if event.kind == "step" and event.step == "writing the gist":
            break
    gc.collect()
    async with asyncio.timeout(10):
        while model.cancelled < 3 or len(asyncio.all_tasks()) > 1:  # noqa: ASYNC110 (no event)
            await asyncio.sleep(0.01)


async def test_a_caller_that_is_cancelled_cancels_the_work(
    article: Article, settings: Settings
) -> None:
    model = Endless()

    async def wait() -> None:
        async for _ in briefer.stream(article, model=model, settings=settings):
            pass

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(wait(), timeout=3)
    assert model.cancelled == 3
