"""Score: a number with its reason, or the reason why there is none."""

from typing import Annotated, Self

from pydantic import Field

from briefer.evidence import FrozenModel


class Score(FrozenModel):
    """What a scorer says about one brief.

    Attributes:
        value: the score; None when there is nothing to score, which is not zero.
        reason: what it rests on, in a few words.
        part: of a share, what was counted.
        whole: of a share, out of how many.
        details: the single faults and finds.
    """

    value: float | None
    reason: str
    part: float | None = None
    whole: Annotated[float, Field(gt=0)] | None = None
    details: tuple[str, ...] = ()

    @classmethod
    def share(cls, part: float, whole: float, *, of: str, details: tuple[str, ...] = ()) -> Self:
        """Score the share of ``part`` in ``whole``; there is none of nothing."""
        if not whole:
            return cls.none(f"no {of}")
        reason = f"{part:g} of {whole:g} {of}"
        return cls(value=part / whole, reason=reason, part=part, whole=whole, details=details)

    @classmethod
    def none(cls, reason: str) -> Self:
        """Say that there is nothing to score, and why."""
        return cls(value=None, reason=reason)


Scores = dict[str, Score]
"""Scores by the name of their measure (``"claims.precision"``)."""
