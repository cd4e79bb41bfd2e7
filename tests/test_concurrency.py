"""Work in threads ends when nobody waits for it."""

import asyncio
import os
import threading
import time

import pytest

from briefer.concurrency import _stop, in_thread, in_time
from briefer.errors import SourceError


def endless() -> None:
    while True:
        sum(range(100))


def thread_ends(name: str) -> bool:
    deadline = time.monotonic() + 20.0
    while any(thread.name == name for thread in threading.enumerate()):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


async def test_endless_work_ends_when_its_time_is_up() -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await in_thread(endless, name="endless-timeout", daemon=False)
    assert thread_ends("endless-timeout")


async def test_endless_work_ends_when_the_caller_is_cancelled() -> None:
    task = asyncio.ensure_future(in_thread(endless, name="endless-cancelled", daemon=False))
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert thread_ends("endless-cancelled")


async def test_results_and_errors_are_handed_over() -> None:
    assert await in_thread(lambda: 7, name="seven", daemon=False) == 7
    with pytest.raises(KeyError):
        await in_thread(lambda: os.environ["MISSING"], name="missing", daemon=False)


async def test_work_on_an_article_has_a_time_limit() -> None:
    with pytest.raises(SourceError, match=r"^reading it took longer than 0\.1 seconds:"):
        await in_time(endless, doing="reading it", seconds=0.1)


def test_a_thread_that_has_ended_is_not_stopped_for_ever() -> None:
    working = threading.Event()
    working.set()  # its end was interrupted
    ended = threading.Thread(target=int)
    ended.start()
    ended.join()
    stopping = threading.Thread(target=_stop, args=(ended, working), daemon=True)
    stopping.start()
    stopping.join(20.0)
    assert not stopping.is_alive()
