"""Send a request again after a transient failure: a time-out, a lost connection, 429 or 5xx.

Asking a model again after an invalid answer is something else; ``chat.py`` does that.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential_jitter,
)

from briefer.errors import ModelError
from briefer.model.client.error_mapping import headers_of, is_transient
from briefer.retry_after import retry_after

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

_MAX_WAIT_SECONDS = 60.0
_exponential_wait = wait_exponential_jitter(max=20.0)


async def with_retries(send: Callable[[], Awaitable[Result]], *, retries: int) -> Result:
    """Call ``send``, and up to ``retries`` times again while it fails with a transient error.

    Raises:
        Exception: the last error, as ``send`` raised it.
    """
    attempts = AsyncRetrying(
        stop=stop_after_attempt(retries + 1),
        retry=retry_if_exception(lambda error: is_transient(cause_of(error))),
        wait=_seconds_to_wait,
        before_sleep=_log,
        reraise=True,
    )
    async for attempt in attempts:
        with attempt:
            return await send()
    raise AssertionError("unreachable: tenacity returns or raises")


def cause_of(error: BaseException) -> BaseException:
    """Return the SDK's error that an error of instructor or of briefer wraps."""
    wrapped = isinstance(error, ModelError) or type(error).__module__.startswith("instructor")
    return error.__cause__ if wrapped and error.__cause__ is not None else error


def _seconds_to_wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    headers = {k.lower(): v for k, v in headers_of(cause_of(error)).items()} if error else {}
    requested = retry_after(headers.get("retry-after"), now=datetime.now(UTC))
    return min(requested, _MAX_WAIT_SECONDS) if requested is not None else _exponential_wait(state)


def _log(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    logger.info("attempt %d failed (%s); trying again", state.attempt_number, error)
