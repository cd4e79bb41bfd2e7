"""Map the errors of the models' SDKs to briefer's errors, and say which are transient.

For example, HTTP status 401 becomes ``ModelAuthError``; 429 becomes ``ModelUnavailableError`` and
is worth a retry.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple, cast

import httpx2

from briefer.addresses import without_credentials
from briefer.errors import (
    ContextError,
    ModelAuthError,
    ModelError,
    ModelUnavailableError,
    SettingsError,
    UnknownModelError,
)

_CONTEXT_SIGNS = re.compile(
    r"context[_ ](?:length|size|window)|maximum context|too many tokens|prompt is too long",
    re.IGNORECASE,
)
# Some servers answer 409 while they load a model.
_TRANSIENT_STATUS = frozenset({408, 409, 425, 429})


class Endpoint(NamedTuple):
    """A model and its server, as error messages name them.

    Attributes:
        name: canonical name of the model.
        server: the server in words ("the server at http://…", "openai").
        key_variable: environment variable that holds its key.
    """

    name: str
    server: str
    key_variable: str


@contextmanager
def connecting_to(endpoint: Endpoint) -> Iterator[None]:
    """Map what a client raises before it sends anything, because of the environment or a key.

    Raises:
        SettingsError: a proxy, a certificate file or a key cannot be used.
    """
    try:
        yield
    except (httpx2.InvalidURL, ImportError, OSError, ValueError) as error:
        raise to_environment_error(error, endpoint) from error


def to_environment_error(error: Exception, endpoint: Endpoint) -> SettingsError:
    """Return the error for a client that cannot be made from the environment or the key."""
    return SettingsError(
        f"Cannot prepare a request to {endpoint.server}: {_reason(error)}. Check the key and the "
        "environment variables HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY, SSL_CERT_FILE and "
        "SSL_CERT_DIR."
    )


def status_of(error: BaseException) -> int | None:
    """Return the HTTP status of an error of any SDK, or None if it has none."""
    owners = (error, getattr(error, "response", None))
    found = (getattr(owner, name, None) for owner in owners for name in ("status_code", "code"))
    return next((status for status in found if isinstance(status, int)), None)


def headers_of(error: BaseException) -> Mapping[str, str]:
    """Return the headers of the reply that caused an SDK's error; empty if there is none."""
    return cast("Mapping[str, str]", getattr(getattr(error, "response", None), "headers", {}))


def is_timeout(error: BaseException) -> bool:
    """Return True if the model's server took too long."""
    return isinstance(error, httpx2.TimeoutException | TimeoutError) or _has_class(
        error, "APITimeoutError"
    )


def is_connection(error: BaseException) -> bool:
    """Return True if the model's server could not be reached, or closed the connection."""
    return isinstance(error, httpx2.TransportError | ConnectionError) or _has_class(
        error, "APIConnectionError"
    )


def _has_class(error: BaseException, name: str) -> bool:
    """Return True if the error has a class of that name among its base classes.

    The SDKs of OpenAI, Anthropic and others use the same class names, so no SDK needs to be
    imported, or even installed, to recognise its errors.
    """
    return any(kind.__name__ == name for kind in type(error).__mro__)


def is_transient(error: BaseException) -> bool:
    """Return True if the same request may succeed a little later."""
    if is_timeout(error) or is_connection(error):
        return True
    status = status_of(error)
    if status is None or "insufficient_quota" in _code_of(error):
        return False
    return status in _TRANSIENT_STATUS or status >= 500


def to_briefer_error(error: BaseException, endpoint: Endpoint) -> ModelError:
    """Return the briefer error that tells the user what ``error`` means and what to do."""
    if isinstance(error, ModelError):
        return error
    if is_timeout(error):
        return ModelUnavailableError(
            f"The model '{endpoint.name}' did not answer in time. Try again, or allow more time "
            "with BRIEFER_MODEL_TIMEOUT (seconds)."
        )
    if is_connection(error):
        return ModelUnavailableError(
            f"Cannot reach {endpoint.server}: {_reason(error)}. Check that it runs and that the "
            "address is right, or use the embedded model with --model local."
        )
    status = status_of(error)
    return _rejected(error, endpoint) if status is None else _by_status(status, error, endpoint)


def not_a_completion(reply: str, endpoint: Endpoint) -> ModelUnavailableError:
    """Return the error for a server that answers a chat with something that is not JSON."""
    return ModelUnavailableError(
        f"{_capitalized(endpoint.server)} does not use OpenAI's protocol: it answered "
        f"'{reply[:40]}…'. Check the address given with --base-url; it usually ends in /v1."
    )


def _by_status(status: int, error: BaseException, endpoint: Endpoint) -> ModelError:
    """Map an error that has an HTTP status."""
    reason = _reason(error)
    if status in {401, 403}:
        return ModelAuthError(
            f"{_capitalized(endpoint.server)} rejected the key for '{endpoint.name}': {reason}. "
            f"Put a valid key into {endpoint.key_variable}."
        )
    if status == 404:
        return UnknownModelError(
            f"{_capitalized(endpoint.server)} does not have '{endpoint.name}': {reason}. Check the "
            "name given to --model, and the address if you gave one with --base-url."
        )
    if status == 413 or (status < 500 and _CONTEXT_SIGNS.search(f"{_code_of(error)} {reason}")):
        return ContextError(
            f"The text does not fit into the window of '{endpoint.name}': {reason}. Use a model "
            "with a larger window, or set BRIEFER_CONTEXT_TOKENS to the actual size."
        )
    if status == 429 or "insufficient_quota" in _code_of(error):
        return ModelUnavailableError(
            f"{_capitalized(endpoint.server)} accepts no more requests for '{endpoint.name}' now: "
            f"{reason}. Wait and try again, or use the embedded model with --model local."
        )
    if status in _TRANSIENT_STATUS or status >= 500:
        return ModelUnavailableError(
            f"{_capitalized(endpoint.server)} failed with status {status}: {reason}. Try again "
            "later, or use the embedded model with --model local."
        )
    return _rejected(error, endpoint)


def _rejected(error: BaseException, endpoint: Endpoint) -> ModelError:
    return ModelError(
        f"{_capitalized(endpoint.server)} rejected the request for '{endpoint.name}': "
        f"{_reason(error)}. Try another model with --model."
    )


def _code_of(error: BaseException) -> str:
    """Return the type and code of an OpenAI-like error, such as "insufficient_quota"."""
    return str(getattr(error, "type", None) or "") + " " + str(getattr(error, "code", None) or "")


def _reason(error: BaseException) -> str:
    """Return the server's own message, shortened to one line."""
    body = getattr(error, "body", None)
    message = body.get("message") if isinstance(body, dict) else None
    text = message if isinstance(message, str) else str(error.__cause__ or error)
    first = next(iter(text.strip().splitlines()), type(error).__name__)
    line = without_credentials(" ".join(first.split())).rstrip(".")
    return line if len(line) <= 300 else f"{line[:299]}…"


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
