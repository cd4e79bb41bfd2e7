"""Wake everything that waits for a change; who waits checks itself what has changed."""

import asyncio


class Signal:
    """A change that may come again and again.

    No change is missed by a loop that checks its condition and then waits, without awaiting
    anything in between::

        while not ready():
            await signal.wait()
    """

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def notify(self) -> None:
        """Wake all that wait now."""
        self._next.set()
        self._next = asyncio.Event()

    async def wait(self) -> None:
        """Wait for the next change."""
        await self._next.wait()
