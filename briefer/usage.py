"""What calls to a model cost."""

from typing import NamedTuple


class Usage(NamedTuple):
    """What calls cost.

    Attributes:
        calls: requests that the model answered.
        reasks: how many of them asked again because the answer was not of the asked form.
        tokens_in: prompt tokens, those from the server's cache included.
        tokens_cached: prompt tokens that the server took from its cache.
        tokens_out: tokens that the model wrote.
        seconds: time spent waiting for the model, summed over the calls.
    """

    calls: int = 0
    reasks: int = 0
    tokens_in: int = 0
    tokens_cached: int = 0
    tokens_out: int = 0
    seconds: float = 0.0

    def plus(self, other: "Usage") -> "Usage":
        """Return the sum of both."""
        return Usage(
            calls=self.calls + other.calls,
            reasks=self.reasks + other.reasks,
            tokens_in=self.tokens_in + other.tokens_in,
            tokens_cached=self.tokens_cached + other.tokens_cached,
            tokens_out=self.tokens_out + other.tokens_out,
            seconds=self.seconds + other.seconds,
        )
