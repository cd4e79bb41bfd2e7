"""Pace the requests to one model: at once, per minute, in tokens per minute, and after a refusal.

For example, ``Pace(concurrency=8, requests_per_minute=60)`` sends at most eight requests at a time
and one each second. When the server answers 429, all requests wait as long as it asks for, and half
as many are sent at once; each answer then raises the number again, slowly.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from briefer.extras import require_extra
from briefer.model.client.error_mapping import headers_of, status_of
from briefer.model.client.retries import cause_of
from briefer.retry_after import retry_after

if TYPE_CHECKING:
    from aiolimiter import AsyncLimiter

_TOO_MANY: Final = 429
_MAX_PAUSE: Final = 60.0  # seconds; a longer Retry-After is asked again after that
_PAUSE: Final = 1.0  # seconds, without Retry-After
_STEPS_TO_SEND: Final = 20  # of the event loop, in which the SDKs send a request
_BURST: Final = 10.0  # seconds' worth of tokens that may be sent at once


class Pace:
    """Says when the next request may be sent. Used by one event loop.

    Args:
        concurrency: how many requests may be unanswered at the same time.
        requests_per_minute: None is no limit.
        tokens_per_minute: of prompts and answers together; None is no limit.

    Attributes:
        limit: how many requests may be unanswered now; below ``concurrency`` after a refusal.
        refusals: how often a server answered that there were too many requests.
    """

    def __init__(
        self,
        *,
        concurrency: int,
        requests_per_minute: float | None = None,
        tokens_per_minute: float | None = None,
    ) -> None:
        self.limit = float(concurrency)
        self.refusals = 0
        self._most = concurrency
        self._running = 0
        self._changed = asyncio.Condition()
        self._answers = asyncio.Lock()
        self._paused_until = 0.0
        self._requests = _limiter(requests_per_minute, burst=1.0)
        burst = _BURST * (tokens_per_minute or 0) / 60
        self._tokens = _limiter(tokens_per_minute, burst=burst)
        self._owed = 0

    @asynccontextmanager
    async def turn(self, tokens: int) -> AsyncIterator[None]:
        """Wait until a request with a prompt of so many tokens may be sent, and hold its place."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._running < max(1, int(self.limit)))
            self._running += 1
        started = time.monotonic()
        try:
            await self._wait(tokens)
            started = time.monotonic()
            yield
        except Exception as error:
            if status_of(cause_of(error)) == _TOO_MANY:
                self._slow_down(error, started)
            raise
        else:
            self.limit = min(float(self._most), self.limit + 1 / max(1.0, self.limit))
        finally:
            self._running -= 1
            async with self._changed:
                self._changed.notify_all()
        await self._let_others_send()

    async def _let_others_send(self) -> None:
        """Let requests that wait be sent first: the caller computes with its answer, and long.

        Many answers may come at the same moment. One after another is given to its caller.
        """
        async with self._answers:
            for _ in range(_STEPS_TO_SEND):
                await asyncio.sleep(0)

    def spent(self, tokens: int) -> None:
        """Count the tokens of an answer, which no one knows before it is there."""
        self._owed += tokens

    async def _wait(self, tokens: int) -> None:
        while (pause := self._paused_until - time.monotonic()) > 0:  # noqa: ASYNC110 (it may move)
            await asyncio.sleep(pause)
        if self._requests is not None:
            await self._requests.acquire()
        if self._tokens is not None:
            due, self._owed = tokens + self._owed, 0
            while due > 0:  # more than a burst is taken in parts
                part = min(float(due), self._tokens.max_rate)
                await self._tokens.acquire(part)
                due -= int(part) or 1

    def _slow_down(self, error: Exception, started: float) -> None:
        """Let all requests wait, and halve how many are sent at once.

        Requests that were on their way when the first one was refused say nothing new.
        """
        self.refusals += 1
        headers = {name.lower(): value for name, value in headers_of(cause_of(error)).items()}
        asked = retry_after(headers.get("retry-after"), now=datetime.now(UTC))
        if started >= self._paused_until:
            self.limit = max(1.0, self.limit / 2)
            pause = min(_PAUSE if asked is None else asked, _MAX_PAUSE)
            self._paused_until = time.monotonic() + pause


def _limiter(per_minute: float | None, *, burst: float) -> "AsyncLimiter | None":
    """Return a leaky bucket that holds ``burst`` and leaks ``per_minute``."""
    if per_minute is None:
        return None
    size = max(1.0, burst)
    limiter: AsyncLimiter = require_extra("batch", "aiolimiter").AsyncLimiter(
        size, size * 60 / per_minute
    )
    return limiter
