"""One table from the errors of the models' SDKs to ours, and which of them may pass."""

import re
from collections.abc import Mapping
from typing import NamedTuple, cast

import httpx2

from briefer.errors import (
    ContextError,
    ModelAuthError,
    ModelError,
    ModelUnavailableError,
    UnknownModelError,
)

_CONTEXT_SIGNS = re.compile(
    r"context[_ ](?:length|size|window)|maximum context|too many tokens|prompt is too long",
    re.IGNORECASE,
)
# 409 is what some servers answer while a model is being loaded.
_PASSING_STATUS = frozenset({408, 409, 425, 429})


class Endpoint(NamedTuple):
    """Who answers, for messages.

    Attributes:
        name: canonical name of the model.
        place: who runs it, as a user would say it ("the server at http://…", "openai").
        key_variable: environment variable that holds its key.
    """

    name: str
    place: str
    key_variable: str


def status_of(error: BaseException) -> int | None:
    """Return the HTTP status of an SDK's error, whichever SDK it is of."""
    places = (error, getattr(error, "response", None))
    found = (getattr(place, name, None) for place in places for name in ("status_code", "code"))
    return next((status for status in found if isinstance(status, int)), None)


def headers_of(error: BaseException) -> Mapping[str, str]:
    """Return the headers of the reply that an SDK's error came with, or none."""
    return cast("Mapping[str, str]", getattr(getattr(error, "response", None), "headers", {}))


def is_timeout(error: BaseException) -> bool:
    """Tell whether the model's server took too long."""
    return isinstance(error, httpx2.TimeoutException | TimeoutError) or _is_called(
        error, "APITimeoutError"
    )


def is_connection(error: BaseException) -> bool:
    """Tell whether the model's server could not be reached, or hung up."""
    return isinstance(error, httpx2.TransportError | ConnectionError) or _is_called(
        error, "APIConnectionError"
    )


def _is_called(error: BaseException, name: str) -> bool:
    """Tell the class of an error by its name, which the SDKs of OpenAI, Anthropic and others share.

    So no SDK has to be imported, or installed, to read its errors.
    """
    return any(kind.__name__ == name for kind in type(error).__mro__)


def is_transient(error: BaseException) -> bool:
    """Tell whether the same request may well succeed a little later."""
    if is_timeout(error) or is_connection(error):
        return True
    status = status_of(error)
    if status is None or "insufficient_quota" in _code_of(error):
        return False
    return status in _PASSING_STATUS or status >= 500


def to_briefer_error(error: BaseException, origin: Endpoint) -> ModelError:
    """Return the error of ours that says what ``error`` means to the user."""
    if isinstance(error, ModelError):
        return error
    if is_timeout(error):
        return ModelUnavailableError(
            f"The model '{origin.name}' did not answer in time. Try again, or allow more time "
            "with BRIEFER_MODEL_TIMEOUT (seconds)."
        )
    if is_connection(error):
        return ModelUnavailableError(
            f"Cannot reach {origin.place}: {_reason(error)}. Check that it runs and that the "
            "address is right, or use the embedded model with --model local."
        )
    status = status_of(error)
    return _refused(error, origin) if status is None else _answered(status, error, origin)


def not_a_completion(said: str, origin: Endpoint) -> ModelUnavailableError:
    """Return the error for a server that answers a chat with some other text."""
    return ModelUnavailableError(
        f"{_capital(origin.place)} does not speak OpenAI's protocol: it answered '{said[:40]}…'. "
        "Check the address given with --base-url; it mostly ends in /v1."
    )


def _answered(status: int, error: BaseException, origin: Endpoint) -> ModelError:
    """Map an error that came as an HTTP reply."""
    reason = _reason(error)
    if status in {401, 403}:
        return ModelAuthError(
            f"{_capital(origin.place)} refused the key for '{origin.name}': {reason}. "
            f"Put a valid key into {origin.key_variable}."
        )
    if status == 404:
        return UnknownModelError(
            f"{_capital(origin.place)} does not know '{origin.name}': {reason}. Check the name "
            "given to --model, and the address if you gave one with --base-url."
        )
    if status == 413 or (status < 500 and _CONTEXT_SIGNS.search(f"{_code_of(error)} {reason}")):
        return ContextError(
            f"The text does not fit into the window of '{origin.name}': {reason}. Use a model "
            "with a larger window, or set BRIEFER_CONTEXT_TOKENS to its true size."
        )
    if status == 429 or "insufficient_quota" in _code_of(error):
        return ModelUnavailableError(
            f"{_capital(origin.place)} takes no more requests for '{origin.name}' now: {reason}. "
            "Wait and try again, or use the embedded model with --model local."
        )
    if status in _PASSING_STATUS or status >= 500:
        return ModelUnavailableError(
            f"{_capital(origin.place)} failed with status {status}: {reason}. Try again later, "
            "or use the embedded model with --model local."
        )
    return _refused(error, origin)


def _refused(error: BaseException, origin: Endpoint) -> ModelError:
    return ModelError(
        f"{_capital(origin.place)} did not accept the request for '{origin.name}': "
        f"{_reason(error)}. Try another model with --model."
    )


def _code_of(error: BaseException) -> str:
    """Return the word by which an OpenAI-like error calls itself, or nothing."""
    return str(getattr(error, "type", None) or "") + " " + str(getattr(error, "code", None) or "")


def _reason(error: BaseException) -> str:
    """Return what the server said, on one short line."""
    body = getattr(error, "body", None)
    said = body.get("message") if isinstance(body, dict) else None
    text = said if isinstance(said, str) else str(error.__cause__ or error)
    first = next(iter(text.strip().splitlines()), type(error).__name__)
    line = " ".join(first.split()).rstrip(".")
    return line if len(line) <= 300 else f"{line[:299]}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
