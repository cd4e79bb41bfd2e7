"""Tasks: work that is done at once, and of which nothing goes on when it is not needed any more."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

_Result = TypeVar("_Result")


@asynccontextmanager
async def task_group() -> AsyncIterator[asyncio.TaskGroup]:
    """Wait for a group of tasks; the first error ends all of them, and is raised itself.

    ``asyncio.TaskGroup`` alone raises it in an ``ExceptionGroup``, which no caller expects.
    """
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except ExceptionGroup as failed:
        error = failed.exceptions[0]
        raise error from error.__cause__  # not from the group


async def in_thread(work: Callable[[], _Result], *, name: str, daemon: bool) -> _Result:
    """Run ``work`` in a thread that is left behind when the caller stops waiting.

    ``asyncio.to_thread`` would hold up the end of the loop until the work is done.

    Args:
        work: what to do.
        name: the thread's.
        daemon: whether the thread ends with the program, in the middle of its work, or the program
            with the thread.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_Result] = loop.create_future()

    def settle(result: _Result | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]  # None only where work returns it

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except BaseException as raised:  # noqa: BLE001 (it is raised again where it is awaited)
            error = raised
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=run, name=name, daemon=daemon).start()
    return await done
