"""The parameters of a request, and which of them a model turns out to refuse."""

import re
from typing import NamedTuple

from briefer.model.client.error_mapping import status_of

Parameter = str | int | float

# Both names are in use for the same limit; a server that refuses one mostly takes the other.
_OTHER_LIMIT = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
_NAMES = re.compile(r"\b(temperature|seed|max_tokens|max_completion_tokens)\b")


class Limit(NamedTuple):
    """How the length of an answer is limited.

    Attributes:
        name: the parameter for it.
        thinking_tokens: room that the model needs for thoughts, on top of the answer.
    """

    name: str = "max_tokens"
    thinking_tokens: int = 0


class Parameters:
    """What goes with every request, less what the model has refused so far.

    Args:
        fixed: the same for all requests: the model's name on its server, sampling.
        limit: how the length of an answer is limited.
    """

    def __init__(self, fixed: dict[str, Parameter], *, limit: Limit) -> None:
        self._fixed = dict(fixed)
        self._limit = limit
        self._limit_name = limit.name

    def for_answer(self, max_tokens: int) -> dict[str, Parameter]:
        """Return the parameters of a request whose answer takes up to ``max_tokens``."""
        return {**self._fixed, self._limit_name: max_tokens + self._limit.thinking_tokens}

    def learn(self, error: BaseException) -> None:
        """Leave out from now on a parameter that ``error`` names as refused."""
        if not isinstance(error, TypeError) and status_of(error) not in {400, 422}:
            return
        found = _NAMES.search(str(error))
        named = getattr(error, "param", None) or (found.group() if found else "")
        if named == self._limit_name == self._limit.name:
            self._limit_name = _OTHER_LIMIT.get(named, named)
        elif named in {"temperature", "seed"}:
            self._fixed.pop(named, None)
