"""Progress: how long steps tell whoever waits for them what they are doing."""

from collections.abc import Callable
from typing import Literal, NamedTuple


class ProgressEvent(NamedTuple):
    """A step began, came further or ended.

    Attributes:
        step: what is being done, in the present participle ("reading the article").
        state: whether it began, came further or ended.
        done: how much of it is done, in ``unit``.
        total: how much there is, when that is known.
        unit: what ``done`` and ``total`` count.
    """

    step: str
    state: Literal["began", "advanced", "ended"]
    done: int = 0
    total: int | None = None
    unit: Literal["", "bytes"] = ""


Progress = Callable[[ProgressEvent], None]


def no_progress(_event: ProgressEvent) -> None:
    """Tell nobody."""
