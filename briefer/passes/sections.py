"""Sections: the parts of a brief while they are being gathered."""

from dataclasses import dataclass, field

from briefer.schema import Claim, Point, Rejected, Uncertainty, What, When, Where, Who


@dataclass(frozen=True, slots=True)
class Sections:
    """What passes yield; empty where a pass says nothing of a section.

    Attributes:
        headline: one line, or None.
        rejected: what grounding refused.
        notes: what could not be done, in plain sentences.
    """

    headline: Point | None = None
    summary: tuple[Point, ...] = ()
    who: tuple[Who, ...] = ()
    what: tuple[What, ...] = ()
    where: tuple[Where, ...] = ()
    when: tuple[When, ...] = ()
    claimed_by: tuple[Claim, ...] = ()
    uncertainty: tuple[Uncertainty, ...] = ()
    rejected: tuple[Rejected, ...] = field(default=())
    notes: tuple[str, ...] = field(default=())
