"""Run work concurrently; if one task fails or the caller stops waiting, cancel the rest."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

_Result = TypeVar("_Result")


@asynccontextmanager
async def task_group() -> AsyncIterator[asyncio.TaskGroup]:
    """Wait for a group of tasks; the first error cancels the others and is raised as it is.

    ``asyncio.TaskGroup`` alone would raise an ``ExceptionGroup``, which no caller expects.
    """
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except ExceptionGroup as failed:
        error = failed.exceptions[0]
        raise error from error.__cause__  # not from the group


async def in_thread(work: Callable[[], _Result], *, name: str, daemon: bool) -> _Result:
    """Run ``work`` in a thread and return its result.

    If the caller stops waiting, the thread is abandoned. With ``asyncio.to_thread``, the event loop
    could not close until the work is done.

    Args:
        work: the function to call.
        name: the thread's name.
        daemon: if True, the program may exit in the middle of the work; if False, it waits for the
            end of the work.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_Result] = loop.create_future()

    def settle(result: _Result | None, error: BaseException | None) -> None:
        if done.done():  # cancelled: the caller no longer waits
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]  # None only where work returns it

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except BaseException as raised:  # noqa: BLE001 (it is raised where it is awaited)
            error = raised
        with suppress(RuntimeError):  # the loop is closed: the caller no longer waits
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=run, name=name, daemon=daemon).start()
    return await done
