"""Errors as the API gives them: one JSON form (RFC 9457) with a kind and an honest status code.

For example, a paywall is ``{"kind": "not_article", "verdict": "paywall", "status": 422, …}``. The
kinds of errors that briefer raises are those of ``errors.py``; the others are named below.
"""

import re
from typing import Annotated, Final, Literal

from pydantic import Field

from briefer.addresses import without_credentials
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
from briefer.rendering.sanitize import sanitize
from briefer.schema.evidence import FrozenModel

MEDIA_TYPE: Final = "application/problem+json"

Kind = Literal[
    # a brief could not be made
    "source", "fetch", "not_article",
    "model", "unknown_model", "model_auth", "model_unavailable", "model_answer", "context",
    "weights",
    "settings", "interrupted", "internal",
    # a request could not be fulfilled
    "invalid_request", "model_not_allowed", "idempotency", "not_found", "not_ready", "cancelled",
    "finished", "unauthorized", "forbidden", "wrong_host", "not_allowed", "too_large", "rate",
    "queue_full", "shutting_down",
]  # fmt: skip

_OF_ERRORS: Final[dict[type[BrieferError], tuple[Kind, int]]] = {
    NotAnArticleError: ("not_article", 422),
    FetchError: ("fetch", 502),
    SourceError: ("source", 422),
    UnknownModelError: ("unknown_model", 500),
    ModelAuthError: ("model_auth", 502),
    ModelUnavailableError: ("model_unavailable", 503),
    ModelAnswerError: ("model_answer", 502),
    ContextError: ("context", 422),
    WaitingForAnswersError: ("settings", 500),
    WeightsError: ("weights", 500),
    ModelError: ("model", 502),
    SettingsError: ("settings", 500),
    BrieferError: ("internal", 500),
}
_TITLES: Final[dict[Kind, str]] = {
    "source": "The source could not be read",
    "fetch": "The page could not be fetched",
    "not_article": "This is not an article",
    "model": "The model could not answer",
    "unknown_model": "The model is not available on this server",
    "model_auth": "The model's provider refused the server's key",
    "model_unavailable": "The model cannot be reached",
    "model_answer": "The model gave no usable answer",
    "context": "The article is too long for the model",
    "weights": "The model's file cannot be used",
    "settings": "The server is set up wrongly",
    "interrupted": "The server was stopped while it made the brief",
    "internal": "briefer failed",
    "invalid_request": "The request is not valid",
    "model_not_allowed": "The server does not offer this model",
    "idempotency": "The idempotency key belongs to another request",
    "not_found": "There is nothing here",
    "not_ready": "The brief is not ready",
    "cancelled": "The brief was cancelled",
    "finished": "The brief is finished",
    "unauthorized": "The server needs a token",
    "forbidden": "The request comes from another site",
    "wrong_host": "The server does not have this name",
    "not_allowed": "The method is not allowed here",
    "too_large": "The request is too large",
    "rate": "Too many requests",
    "queue_full": "Too many briefs are waiting",
    "shutting_down": "The server is stopping",
}


# What messages advise for the command line, and what clients have instead.
_OPTION: Final = re.compile(r"--(model|force|profile)(?: (local|none)\b)?")
_NOT_OFFERED: Final = ("add --allow-private if you trust it", "the server never fetches from these")


class Problem(FrozenModel):
    """Why a request or a brief failed (RFC 9457).

    Attributes:
        type: ``urn:briefer:problem:`` and the kind.
        title: the kind in words.
        status: the HTTP status code.
        detail: what happened, and what to do about it.
        kind: one word for programs.
        verdict: what a source that is not an article is instead.
    """

    type: str
    title: str
    status: Annotated[int, Field(ge=400, le=599)]
    detail: str
    kind: Kind
    verdict: str | None = None


def problem(kind: Kind, status: int, detail: str, *, verdict: str | None = None) -> Problem:
    """Return a problem, with its title and its type."""
    return Problem(
        type=f"urn:briefer:problem:{kind}",
        title=_TITLES[kind],
        status=status,
        detail=sanitize(without_credentials(detail)),
        kind=kind,
        verdict=verdict,
    )


def problem_of(error: BrieferError) -> Problem:
    """Return the problem that stands for an error of briefer."""
    kind, status = next(
        _OF_ERRORS[parent] for parent in type(error).__mro__ if parent in _OF_ERRORS
    )
    verdict = None
    if isinstance(error, NotAnArticleError):
        verdict = error.verdict
        if error.kind == "too_large":
            status = 413
    detail = str(error).replace(*_NOT_OFFERED)
    return problem(kind, status, _OPTION.sub(_for_clients, detail), verdict=verdict)


def _for_clients(option: re.Match[str]) -> str:
    """Return an option of the command line as the field of a request."""
    name, value = option.groups()
    return f"'{name}' set to '{value}'" if value else f"'{name}'"


class ProblemError(Exception):
    """Ends a request with a problem.

    Args:
        problem: the body of the reply.
        headers: further headers, such as ``Retry-After``.
    """

    def __init__(self, problem: Problem, *, headers: dict[str, str] | None = None) -> None:
        super().__init__(problem.detail)
        self.problem = problem
        self.headers = headers or {}
