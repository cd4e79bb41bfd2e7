"""Send a model several requests: at once or in turn, and all of them before waiting for answers.

A model whose answers are files lets every pass write its prompt before the run ends.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from typing import Protocol, TypeVar

from briefer.errors import WaitingForAnswersError
from briefer.progress import Progress, ProgressEvent
from briefer.usage import Usage


class Costly(Protocol):
    """The result of requests, with what they cost."""

    @property
    def step_usage(self) -> Usage:
        """Calls and tokens of this step alone."""
        ...


Result = TypeVar("Result", bound=Costly)


class Asking:
    """Runs the requests of one brief.

    Args:
        concurrent: whether the model is sent several requests at once.
        progress: called when a step begins and when it ends.
    """

    def __init__(self, *, concurrent: bool, progress: Progress) -> None:
        self._turn = nullcontext() if concurrent else asyncio.Lock()
        self._progress = progress
        self._waiting: list[WaitingForAnswersError] = []

    async def run(self, step: str, work: Callable[[], Awaitable[Result]]) -> Result | None:
        """Run one request, in turn if necessary; None if its answer is waited for.

        Args:
            step: its name for progress messages.
            work: makes the request when it is its turn.
        """
        async with self._turn:
            self._progress(ProgressEvent(step, "began"))
            try:
                result = await work()
            except WaitingForAnswersError as error:
                self._waiting.append(error)
                return None
            self._progress(ProgressEvent(step, "ended", usage=result.step_usage))
            return result

    def require_answers(self) -> None:
        """Raise if answers are waited for.

        Raises:
            WaitingForAnswersError: some are; it names all of their prompts.
        """
        if self._waiting:
            raise WaitingForAnswersError.joined(self._waiting)


def step_name(name: str, number: int, windows: int) -> str:
    """Return the name of a step for progress messages: "writing the gist, part 1 of 2"."""
    return name if windows == 1 else f"{name}, part {number + 1} of {windows}"
