"""What an error of one article is called in its row, and whether the whole batch must stop.

For example, `NotAnArticleError` with the verdict "paywall" is of the kind "teaser", and a rejected
key stops the batch, because it would be rejected for every article.
"""

from typing import NamedTuple

from briefer.batch.rows import BatchError
from briefer.errors import (
    BrieferError,
    ContextError,
    FetchError,
    ModelAnswerError,
    ModelAuthError,
    ModelError,
    ModelUnavailableError,
    NotAnArticleError,
    SettingsError,
    SourceError,
    UnknownModelError,
    WaitingForAnswersError,
    WeightsError,
)
from briefer.model.hosted_batches.model import UnusableAnswerError
from briefer.usage import Usage


class InvalidInputError(SourceError):
    """One row of the input has a value that cannot be used."""


class RobotsError(FetchError):
    """The host does not allow programs to fetch this page."""


_KINDS: tuple[tuple[type[BrieferError], str], ...] = (
    (InvalidInputError, "input"),
    (RobotsError, "robots"),
    (FetchError, "fetch"),
    (SourceError, "source"),
    (ModelAnswerError, "model_answer"),
    (ModelUnavailableError, "model_unavailable"),
    (UnusableAnswerError, "model_answer"),
    (ContextError, "context"),
    (WaitingForAnswersError, "waiting"),
    (ModelError, "model"),
    (BrieferError, "error"),
)
_FATAL = (SettingsError, ModelAuthError, UnknownModelError, WeightsError)
_HTTP_KINDS = {401: "access", 402: "access", 403: "access", 404: "not_found", 410: "not_found",
               407: "access", 429: "rate_limited", 451: "access"}  # fmt: skip


class Failure(NamedTuple):
    """An error as it is sent between processes, where an exception would lose its attributes.

    Attributes:
        error: what the row says.
        usage: calls and tokens that it cost.
        exit_code: that of the exception, if it stops the batch; else None.
    """

    error: BatchError
    usage: Usage = Usage()
    exit_code: int | None = None


class BatchStoppedError(BrieferError):
    """Every other article would fail for the same reason, so the batch has stopped."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # that of the error behind it


def failure_of(error: BrieferError) -> Failure:
    """Return the failure that an exception stands for."""
    status = error.status if isinstance(error, FetchError) else None
    usage = Usage()
    if isinstance(error, ModelAnswerError | UnusableAnswerError):
        usage = error.usage
    return Failure(
        BatchError(kind=_kind_of(error, status), message=str(error), http_status=status),
        usage,
        error.exit_code if isinstance(error, _FATAL) else None,
    )


def failed(kind: str, message: str) -> Failure:
    """Return the failure of this kind."""
    return Failure(BatchError(kind=kind, message=message))


def _kind_of(error: BrieferError, status: int | None) -> str:
    if isinstance(error, NotAnArticleError):
        return error.kind
    if status is not None:
        return _HTTP_KINDS.get(status, "server_error" if status >= 500 else "fetch")
    return next(kind for base, kind in _KINDS if isinstance(error, base))
