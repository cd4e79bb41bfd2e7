"""Progress messages of long steps, such as "analysing the article", for a progress display."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from briefer.usage import Usage


@dataclass(frozen=True, slots=True)
class ProgressEvent:
    """A step began, advanced or ended.

    Attributes:
        step: what is being done ("analysing the article").
        state: whether it began, advanced or ended.
        done: how much of it is done, in ``unit``.
        total: how much there is to do, if known.
        unit: the unit of ``done`` and ``total``.
        usage: calls and tokens of a step that has asked a model, when it has ended.
        kind: "step".
    """

    step: str
    state: Literal["began", "advanced", "ended"]
    done: int = 0
    total: int | None = None
    unit: Literal["", "bytes"] = ""
    usage: Usage | None = None
    kind: Literal["step"] = field(default="step", init=False)


Progress = Callable[[ProgressEvent], None]


def no_progress(_event: ProgressEvent) -> None:
    """Ignore the event."""
