"""The sections of a brief while they are being collected, before they become a Brief."""

from dataclasses import dataclass, field

from briefer.schema.brief import Claim, SummaryPoint, Uncertainty, What, When, Where, Who
from briefer.schema.coverage import RejectedItem


@dataclass(frozen=True, slots=True)
class BriefSections:
    """What a pass or the analysis yields; empty where it has nothing for a section.

    Attributes:
        headline: one line, or None.
        unread: number of the article's sentences that the model was not shown, or for which it gave
            no usable answer.
        rejected: what the checks rejected.
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
