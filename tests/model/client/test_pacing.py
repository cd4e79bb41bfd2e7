import asyncio
import time
from collections.abc import Awaitable, Callable

import openai
import pytest
from pydantic import BaseModel

from briefer import Settings
from briefer.model.client.pacing import Pace
from briefer.model.factory import open_model
from briefer.model.protocol import Message
from tests.model.server import Request, Scripted, ScriptedServer, completion


class Refused(openai.OpenAIError):
    """What an SDK raises for 429."""

    def __init__(self, retry_after: str) -> None:
        self.status_code = 429
        self.response = type("Response", (), {"headers": {"Retry-After": retry_after}})()


class Town(BaseModel):
    name: str


async def nothing() -> None:
    await asyncio.sleep(0.02)


async def requests(
    pace: Pace, count: int, *, tokens: int = 1, send: Callable[[], Awaitable[None]] = nothing
) -> tuple[list[float], int]:
    """Send so many requests; return when each was sent, and how many there were at most."""
    sent: list[float] = []
    running = most = 0

    async def one() -> None:
        nonlocal running, most
        async with pace.turn(tokens):
            sent.append(time.monotonic())
            running += 1
            most = max(most, running)
            await send()
            running -= 1

    await asyncio.gather(*(one() for _ in range(count)), return_exceptions=True)
    return [moment - sent[0] for moment in sent], most


def test_so_many_requests_are_sent_at_once_and_no_more() -> None:
    _, most = asyncio.run(requests(Pace(concurrency=3), 20))
    assert most == 3


def test_requests_per_minute_are_spread_over_the_minute() -> None:
    sent, _ = asyncio.run(requests(Pace(concurrency=50, requests_per_minute=600), 6))
    assert 0.4 < sent[-1] < 3


def test_tokens_per_minute_count_prompts_and_answers() -> None:
    async def run() -> list[float]:
        pace = Pace(concurrency=50, tokens_per_minute=6_000)  # 100 a second, a burst of 1,000
        first, _ = await requests(pace, 2, tokens=500)
        assert first[-1] < 0.3, "the burst"
        pace.spent(40)
        start = time.monotonic()
        await requests(pace, 1, tokens=10)
        return [time.monotonic() - start]

    [waited] = asyncio.run(run())
    assert 0.3 < waited < 3


def test_a_prompt_that_is_larger_than_a_burst_is_sent_after_its_time() -> None:
    async def run() -> float:
        pace = Pace(concurrency=1, tokens_per_minute=60_000)
        start = time.monotonic()
        await requests(pace, 1, tokens=10_500)
        return time.monotonic() - start

    assert 0.3 < asyncio.run(run()) < 3


def test_after_a_refusal_all_wait_as_long_as_it_asks_for_and_fewer_are_sent() -> None:
    async def run() -> tuple[float, float]:
        pace = Pace(concurrency=8)
        with pytest.raises(Refused):
            async with pace.turn(1):
                raise Refused("0.4")
        limit = pace.limit
        start = time.monotonic()
        async with pace.turn(1):
            return limit, time.monotonic() - start

    limit, waited = asyncio.run(run())
    assert limit == 4
    assert 0.35 < waited < 3


def test_refusals_of_requests_that_were_on_their_way_count_as_one() -> None:
    async def refused() -> None:
        await asyncio.sleep(0.02)
        raise Refused("0.05")

    async def run() -> Pace:
        pace = Pace(concurrency=8)
        await requests(pace, 8, send=refused)
        return pace

    pace = asyncio.run(run())
    assert (pace.refusals, pace.limit) == (8, 4)


def test_answers_raise_the_limit_again_up_to_what_was_asked_for() -> None:
    async def run() -> float:
        pace = Pace(concurrency=4)
        with pytest.raises(Refused):
            async with pace.turn(1):
                raise Refused("0")
        await requests(pace, 30)
        return pace.limit

    assert asyncio.run(run()) == 4


def test_other_errors_do_not_slow_it_down() -> None:
    async def run() -> float:
        pace = Pace(concurrency=4)
        with pytest.raises(ValueError, match="broken"):
            async with pace.turn(1):
                raise ValueError("broken")
        return pace.limit

    assert asyncio.run(run()) == 4


def test_a_model_keeps_to_its_pace(settings: Settings) -> None:
    server = ScriptedServer(
        answer=lambda _request: completion('{"name": "Vessing"}')._replace(delay=0.1),
        models=[{"id": "m", "object": "model"}],
    )

    async def run() -> float:
        remote = settings.model_copy(update={"base_url": server.address, "model": "m"})
        model = await open_model(remote, pace=Pace(concurrency=1))
        chat = [Message(role="user", content="Which town?")]
        start = time.monotonic()
        await asyncio.gather(*(model.ask(chat, Town, max_tokens=20) for _ in range(4)))
        await model.aclose()
        return time.monotonic() - start

    try:
        assert asyncio.run(run()) > 0.4
    finally:
        server.close()


def test_requests_that_wait_are_sent_before_the_answers_are_worked_on(settings: Settings) -> None:
    """Answers that come at once would otherwise leave the server idle while callers compute."""
    arrived: list[float] = []

    def answer(_request: Request) -> Scripted:
        arrived.append(time.monotonic())
        return completion('{"name": "Vessing"}')._replace(delay=0.5)

    server = ScriptedServer(answer=answer, models=[{"id": "m", "object": "model"}])

    async def run() -> None:
        remote = settings.model_copy(update={"base_url": server.address, "model": "m"})
        model = await open_model(remote, pace=Pace(concurrency=4))
        chat = [Message(role="user", content="Which town?")]

        async def one() -> None:
            await model.ask(chat, Town, max_tokens=20)
            time.sleep(0.3)  # noqa: ASYNC251 (what checks an answer computes)

        await asyncio.gather(*(one() for _ in range(8)))
        await model.aclose()

    try:
        asyncio.run(run())
    finally:
        server.close()
    second_wave = arrived[4:]
    assert second_wave[1] - second_wave[0] < 0.9
    assert second_wave[3] - second_wave[0] < 4 * 0.3, "not after four computations"
