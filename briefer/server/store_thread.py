"""The one thread in which all calls of the store run: the event loop never waits for a disk."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from briefer.server.store import JobStore

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


class StoreThread:
    """The store of a server, for its event loop.

    Args:
        folder: where the store's file is.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="briefer-store")
        self._store: JobStore | None = None

    async def open(self) -> None:
        """Open the store.

        Raises:
            SettingsError: it cannot be used.
        """
        loop = asyncio.get_running_loop()
        self._store = await loop.run_in_executor(self._thread, JobStore, self._folder)

    async def call(
        self,
        method: Callable[Concatenate[JobStore, _Parameters], _Result],
        *arguments: _Parameters.args,
        **named: _Parameters.kwargs,
    ) -> _Result:
        """Call a method of the store, such as ``JobStore.get``, after all earlier calls."""

        def run() -> _Result:
            if self._store is None:
                raise RuntimeError("the store is not open")
            return method(self._store, *arguments, **named)

        return await asyncio.get_running_loop().run_in_executor(self._thread, run)

    async def close(self) -> None:
        """Close the store and end the thread."""
        if self._store is not None:
            await self.call(JobStore.close)
        self._thread.shutdown()
