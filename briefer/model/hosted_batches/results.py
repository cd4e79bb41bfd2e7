"""Read the result files of a batch API: answers, rejected requests, and requests to send again.

Each line is ``{"custom_id": …, "response": {"status_code": …, "body": …}, "error": …}``. A request
that has expired, or that the server could not process, is sent again; one that was rejected is not.
"""

import json
import logging
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from briefer.errors import SettingsError
from briefer.model.client.responses import encodable
from briefer.model.hosted_batches.store import RequestStore

_log = logging.getLogger("briefer.batch")

_LINES_AT_ONCE: Final = 100
_MAX_LINE: Final = 4_000_000  # bytes; the pieces of a longer line are no results
_BYTES_OF_REQUEST: Final = 64_000  # on average; an answer of 2,000 tokens takes about 10,000
_OK: Final = 200
_TRANSIENT: Final = frozenset({408, 409, 425, 429})
_LONGEST: Final = 200  # characters of a message of the API


Kind = Literal["answer", "failed", "returned"]


class Result(NamedTuple):
    """What became of one request.

    Attributes:
        request_id: its id.
        kind: "answer", "failed" (sending it again is of no use) or "returned".
        text: the body of the response as JSON, or why there is none.
    """

    request_id: str
    kind: Kind
    text: str


class Taken(NamedTuple):
    """What was in a result file.

    Attributes:
        answers: answers that are new.
        failed: requests that were rejected.
        returned: requests that are sent again.
        unreadable: lines that are not results.
    """

    answers: int = 0
    failed: int = 0
    returned: int = 0
    unreadable: int = 0

    def plus(self, other: "Taken") -> "Taken":
        """Return the sum of both."""
        return Taken(*(one + two for one, two in zip(self, other, strict=True)))


def max_result_bytes(requests: int) -> int:
    """Return how large a file with the results of so many requests may be."""
    return _MAX_LINE + requests * _BYTES_OF_REQUEST


def take_file(store: RequestStore, path: Path) -> Taken:
    """Take the results in a file, which may be taken again; its size does not matter.

    Raises:
        SettingsError: it cannot be read.
    """
    taken = Taken()
    try:
        with path.open("rb") as file:
            pieces = iter(partial(file.readline, _MAX_LINE), b"")
            while lines := list(islice(pieces, _LINES_AT_ONCE)):
                results = [result_of(line) for line in lines if line.strip()]
                known = [result for result in results if result is not None]
                groups = {
                    kind: [(one.request_id, one.text) for one in known if one.kind == kind]
                    for kind in ("answer", "failed", "returned")
                }
                answers = store.take(
                    groups["answer"], failed=groups["failed"], returned=groups["returned"]
                )
                taken = taken.plus(
                    Taken(
                        answers,
                        len(groups["failed"]),
                        len(groups["returned"]),
                        len(results) - len(known),
                    )
                )
    except OSError as error:
        raise SettingsError(
            f"cannot read the results in '{path}': {error.strerror}. Check the path"
        ) from error
    if taken.unreadable:
        _log.warning(
            "%d lines of '%s' are not results of a batch, and are left out",
            taken.unreadable,
            path.name,
        )
    return taken


def result_of(line: bytes) -> Result | None:
    """Return what became of a request; None if the line does not say it."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    request_id = found.get("custom_id") if isinstance(found, dict) else None
    if not isinstance(request_id, str):
        return None
    response = found.get("response")
    status = response.get("status_code") if isinstance(response, dict) else None
    body = response.get("body") if isinstance(response, dict) else None
    if status == _OK and isinstance(body, dict) and body.get("choices"):
        return _result(request_id, "answer", json.dumps(body, ensure_ascii=False))
    reason = "; ".join(_reasons(found.get("error"), body)) or f"status {status}, without an answer"
    rejected = isinstance(status, int) and 400 <= status < 500 and status not in _TRANSIENT
    return _result(request_id, "failed" if rejected else "returned", reason[:_LONGEST])


def _result(request_id: str, kind: Kind, text: str) -> Result:
    """Return a result without lone surrogates, which JSON may escape and no file can have."""
    return Result(encodable(request_id), kind, encodable(text))


def _reasons(*places: Any) -> Iterator[str]:  # noqa: ANN401 (whatever the API has written)
    """Yield the codes and messages of errors."""
    for place in places:
        error = place.get("error", place) if isinstance(place, dict) else None
        if isinstance(error, dict):
            parts = (error.get("code"), error.get("message"))
            if text := ": ".join(part for part in parts if isinstance(part, str) and part):
                yield text
