"""The events of ``briefer.stream`` as JSON and back, with article and brief, and its errors.

The server sends them to a command of the same user, which then does what it does with its own.
"""

from typing import Final

from pydantic import TypeAdapter, ValidationError

from briefer import errors
from briefer.errors import BrieferError, NotAnArticleError
from briefer.events import ArticleAnalysed, ArticleLoaded, BriefEvent, BriefReady, LinesVerified
from briefer.progress import ProgressEvent
from briefer.schema.evidence import FrozenModel

_ADAPTERS: Final[dict[str, TypeAdapter[BriefEvent]]] = {
    "article": TypeAdapter(ArticleLoaded),
    "step": TypeAdapter(ProgressEvent),
    "analysis": TypeAdapter(ArticleAnalysed),
    "verification": TypeAdapter(LinesVerified),
    "brief": TypeAdapter(BriefReady),
}
_ERROR: Final = "error"


class _Line(FrozenModel):
    kind: str
    data: dict[str, object]


class UnreadableEventError(Exception):
    """The server has sent something that this version does not know."""


def event_line(event: BriefEvent) -> bytes:
    """Return an event as one line."""
    data = _ADAPTERS[event.kind].dump_python(event, mode="json")
    data.pop("kind")
    return _line(event.kind, data)


def error_line(error: BrieferError | None) -> bytes:
    """Return an error as one line; None is a bug, whose words stay in the server's log."""
    verdict = error.verdict if isinstance(error, NotAnArticleError) else None
    name = type(error).__name__ if error is not None else ""
    return _line(_ERROR, {"class": name, "message": str(error or ""), "verdict": verdict})


def event_of(line: bytes) -> BriefEvent:
    """Return the event in a line.

    Raises:
        BrieferError: the line is an error of the brief.
        UnreadableEventError: it is neither.
    """
    try:
        found = _Line.model_validate_json(line)
        if found.kind != _ERROR:
            return _ADAPTERS[found.kind].validate_python(found.data)
    except (ValidationError, KeyError) as error:
        raise UnreadableEventError(str(error)) from error
    raise _error_of(found.data)


def _line(kind: str, data: dict[str, object]) -> bytes:
    return _Line(kind=kind, data=data).model_dump_json().encode() + b"\n"


def _error_of(data: dict[str, object]) -> Exception:
    name, message = str(data.get("class")), str(data.get("message"))
    if name == NotAnArticleError.__name__:
        return NotAnArticleError(str(data.get("verdict")), message)
    found = getattr(errors, name, None)
    if isinstance(found, type) and issubclass(found, BrieferError):
        return found(message)
    return UnreadableEventError(f"the error '{name}'")
