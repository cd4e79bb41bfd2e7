"""A score: a number with its reason, or the reason why there is none."""

from typing import Annotated, Self

from pydantic import Field

from briefer.schema.evidence import FrozenModel


class Score(FrozenModel):
    """The result of one metric on one brief.

    Attributes:
        value: the score; None if there was nothing to score, which is not zero.
        reason: how the value came about, in a few words ("3 of 4 claims").
        part: if the score is a share, its numerator.
        whole: if the score is a share, its denominator.
        details: the single faults, one line each.
    """

    value: float | None
    reason: str
    part: float | None = None
    whole: Annotated[float, Field(gt=0)] | None = None
    details: tuple[str, ...] = ()

    @classmethod
    def share(cls, part: float, whole: float, *, of: str, details: tuple[str, ...] = ()) -> Self:
        """Return ``part / whole`` as a score; no score if ``whole`` is zero."""
        if not whole:
            return cls.none(f"no {of}")
        reason = f"{part:g} of {whole:g} {of}"
        return cls(value=part / whole, reason=reason, part=part, whole=whole, details=details)

    @classmethod
    def none(cls, reason: str) -> Self:
        """Return a score without a value: there was nothing to score."""
        return cls(value=None, reason=reason)


Scores = dict[str, Score]
"""Scores by the name of their metric (``"claims.precision"``)."""
