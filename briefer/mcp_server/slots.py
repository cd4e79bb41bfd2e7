"""How many briefs a server makes at once, and how many requests may wait for their turn."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

AT_ONCE: Final = 2
WAITING: Final = 8


class BusyError(Exception):
    """Too many requests wait already."""


class Slots:
    """Lets a few callers in at once; the others wait, up to a number.

    Args:
        at_once: how many callers are in at once.
        waiting: how many more may wait.
    """

    def __init__(self, *, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._limit = at_once + waiting
        self._callers = 0

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Wait for a slot, and give it back at the end.

        Raises:
            BusyError: too many callers wait already.
        """
        if self._callers >= self._limit:
            raise BusyError(f"{self._callers} briefs are being made or waited for")
        self._callers += 1
        try:
            async with self._free:
                yield
        finally:
            self._callers -= 1
