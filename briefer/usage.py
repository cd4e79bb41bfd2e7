"""Count the calls to a model, their tokens and their time, and the lines that it verified."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Usage:
    """Calls to a model, with their tokens and their time.

    Attributes:
        calls: requests that the model answered.
        reasks: how many of them repeated a question, after an answer that did not fit the schema.
        input_tokens: prompt tokens, including those from the server's cache.
        cached_tokens: prompt tokens that the server took from its cache.
        output_tokens: tokens that the model wrote.
        seconds: time spent waiting for the model, summed over the calls.
    """

    calls: int = 0
    reasks: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            calls=self.calls + other.calls,
            reasks=self.reasks + other.reasks,
            input_tokens=self.input_tokens + other.input_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            seconds=self.seconds + other.seconds,
        )


class LineCounts(NamedTuple):
    """Numbers of lines and claims that a model verified, corrected and refused."""

    verified: int = 0
    corrected: int = 0
    refused: int = 0
