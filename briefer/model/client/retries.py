"""Send a request again when its failure may pass: time-outs, lost connections, 429 and 5xx.

This is apart from asking a model again for an answer that is not of the asked form, which is the
chat's business (see ``chat.py``).
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
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

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

LONGEST_WAIT = 60.0
_growing = wait_exponential_jitter(max=20.0)


async def with_retries(send: Callable[[], Awaitable[Result]], *, retries: int) -> Result:
    """Call ``send`` until it succeeds, at most ``retries`` times again.

    Raises:
        Exception: the last failure, as ``send`` raised it.
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
    raise AssertionError("tenacity ends by returning or raising")


def cause_of(error: BaseException) -> BaseException:
    """Return the SDK's error under instructor's wrapper, or under one of ours."""
    wrapped = isinstance(error, ModelError) or type(error).__module__.startswith("instructor")
    return error.__cause__ if wrapped and error.__cause__ is not None else error


def retry_after(headers: "dict[str, str]", *, now: datetime) -> float | None:
    """Return the seconds that ``Retry-After`` asks for, given as a number or as a date."""
    value = headers.get("retry-after")
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass  # then it is a date
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (TypeError, ValueError):
        return None


def _seconds_to_wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    headers = {k.lower(): v for k, v in headers_of(cause_of(error)).items()} if error else {}
    told = retry_after(headers, now=datetime.now(UTC))
    return min(told, LONGEST_WAIT) if told is not None else _growing(state)


def _log(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    logger.info("attempt %d failed (%s); trying again", state.attempt_number, error)
