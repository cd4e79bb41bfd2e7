"""Slots: a few at once, some waiting, the next one refused, and given back after an error."""

import asyncio
from contextlib import suppress

import pytest

from briefer.mcp_server.slots import BusyError, Slots


async def test_the_others_wait_and_one_too_many_is_refused() -> None:
    slots = Slots(at_once=1, waiting=1)
    release = asyncio.Event()
    inside: list[str] = []

    async def work(name: str) -> None:
        async with slots.taken():
            inside.append(name)
            await release.wait()

    tasks = [asyncio.create_task(work(name)) for name in ("first", "second")]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert inside == ["first"]
    with pytest.raises(BusyError, match="2 briefs"):
        async with slots.taken():
            inside.append("third")
    release.set()
    await asyncio.gather(*tasks)
    assert inside == ["first", "second"]


async def test_errors_and_cancellation_give_the_slot_back() -> None:
    slots = Slots(at_once=1, waiting=0)
    with pytest.raises(ZeroDivisionError):
        async with slots.taken():
            raise ZeroDivisionError
    waiting = asyncio.create_task(_hold(slots))
    await asyncio.sleep(0)
    waiting.cancel()
    with suppress(asyncio.CancelledError):
        await waiting
    async with asyncio.timeout(1), slots.taken():
        pass


async def _hold(slots: Slots) -> None:
    async with slots.taken():
        await asyncio.Event().wait()
