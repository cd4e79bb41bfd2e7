"""Run work concurrently; if one task fails or the caller stops waiting, cancel the rest."""

import asyncio
import ctypes
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from briefer.errors import SourceError

_STOPS_EVERY = 0.2  # seconds

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

    If the caller stops waiting, because it is cancelled or its time is up, a daemon is left to
    itself, and other work is stopped: at the next step of Python code an exception is raised in its
    thread. With ``asyncio.to_thread``, the event loop could not close until the work is done.

    Args:
        work: the function to call.
        name: the thread's name.
        daemon: if True, the program may exit in the middle of the work; if False, it waits for the
            end of the work.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_Result] = loop.create_future()
    working = threading.Event()
    working.set()

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
            try:
                result = work()
            finally:
                working.clear()
        except BaseException as raised:  # noqa: BLE001 (it is raised where it is awaited)
            error = raised
        with suppress(RuntimeError):  # the loop is closed: the caller no longer waits
            loop.call_soon_threadsafe(settle, result, error)

    thread = threading.Thread(target=run, name=name, daemon=daemon)
    thread.start()
    try:
        return await done
    except asyncio.CancelledError:
        if not daemon:
            threading.Thread(target=_stop, args=(thread, working), daemon=True).start()
        raise


async def in_time(work: Callable[[], _Result], *, doing: str, seconds: float) -> _Result:
    """Run work on an article in a thread, and stop it when its time is up.

    Args:
        work: the function to call.
        doing: what it does, for the error: "analysing the article".
        seconds: the time limit.

    Raises:
        SourceError: the time was up.
    """
    try:
        async with asyncio.timeout(seconds):
            # not a daemon: the parser's library aborts a process that ends while it computes
            return await in_thread(work, name="briefer-work", daemon=False)
    except TimeoutError as error:
        raise SourceError(
            f"{doing} took longer than {seconds:g} seconds: brief a part of it, or set "
            "BRIEFER_PROCESSING_TIMEOUT to more seconds"
        ) from error


class _StoppedError(BaseException):
    """Ends the work of a thread that nobody waits for; it is no error that the work may handle."""


def _stop(thread: threading.Thread, working: threading.Event) -> None:
    """Raise an exception in a thread until its work has ended.

    It is raised when the thread next runs Python code, and is lost if that is a callback whose
    errors Python ignores; hence the repetition. It may also be raised before ``working`` is
    cleared, and a later thread may get the number of one that has ended.
    """
    while working.is_set() and thread.ident is not None and thread.is_alive():
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(thread.ident), ctypes.py_object(_StoppedError)
        )
        time.sleep(_STOPS_EVERY)
