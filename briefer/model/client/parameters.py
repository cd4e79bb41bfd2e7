"""The parameters of a request, without those that the model has rejected before.

For example, once a model has rejected ``temperature``, later requests do not contain it.
"""

import re
from typing import NamedTuple

from briefer.model.client.error_mapping import status_of

Parameter = str | int | float

# Two names for the same limit; a server that rejects one usually accepts the other.
_OTHER_LIMIT = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
_NAMES = re.compile(r"\b(temperature|seed|max_tokens|max_completion_tokens)\b")


class Limit(NamedTuple):
    """How the length of an answer is limited.

    Attributes:
        name: the parameter that limits it.
        reasoning_tokens: tokens that the model needs for its reasoning, on top of the answer.
    """

    name: str = "max_tokens"
    reasoning_tokens: int = 0


class Parameters:
    """The parameters of every request, without those that the model has rejected so far.

    Args:
        fixed: parameters that are equal for all requests: the model's name, sampling.
        limit: how the length of an answer is limited.
    """

    def __init__(self, fixed: dict[str, Parameter], *, limit: Limit) -> None:
        self._fixed = dict(fixed)
        self._limit = limit
        self._limit_name = limit.name

    def for_answer(self, max_tokens: int) -> dict[str, Parameter]:
        """Return the parameters of a request whose answer may take up to ``max_tokens``."""
        return {**self._fixed, self._limit_name: max_tokens + self._limit.reasoning_tokens}

    def learn(self, error: BaseException) -> None:
        """If ``error`` names a rejected parameter, do not send that parameter again."""
        if not isinstance(error, TypeError) and status_of(error) not in {400, 422}:
            return
        found = _NAMES.search(str(error))
        rejected = getattr(error, "param", None) or (found.group() if found else "")
        if rejected == self._limit_name == self._limit.name:
            self._limit_name = _OTHER_LIMIT.get(rejected, rejected)
        elif rejected in {"temperature", "seed"}:
            self._fixed.pop(rejected, None)
