"""Sections: the parts of a brief while they are being gathered."""

from dataclasses import dataclass, field

from briefer.schema import Claim, RejectedItem, SummaryPoint, Uncertainty, What, When, Where, Who


@dataclass(frozen=True, slots=True)
class BriefSections:
    """What passes yield; empty where a pass says nothing of a section.

    Attributes:
        headline: one line, or None.
        unread: number of the article's sentences that the model was not shown, or to which it gave
            no usable answer.
        rejected: what grounding refused.
        notes: what could not be done, in plain sentences.
    """

    headline: SummaryPoint | None = None
    summary: tuple[SummaryPoint, ...] = ()
    who: tuple[Who, ...] = ()
    what: tuple[What, ...] = ()
    where: tuple[Where, ...] = ()
    when: tuple[When, ...] = ()
    claimed_by: tuple[Claim, ...] = ()
    uncertainty: tuple[Uncertainty, ...] = ()
    unread: int = 0
    rejected: tuple[RejectedItem, ...] = field(default=())
    notes: tuple[str, ...] = field(default=())
