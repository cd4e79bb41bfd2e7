"""All checks of a line, in the order in which their findings are listed.

Each says which languages it reads. In another one it does not run, or sees less; either way, a line
has not passed it (``CheckedLine.unread``).
"""

from typing import Final

from briefer.grounding.checks.absent import ABSENT
from briefer.grounding.checks.arguments import ARGUMENTS
from briefer.grounding.checks.assertion import ASSERTION
from briefer.grounding.checks.attribution import ATTRIBUTION
from briefer.grounding.checks.certainty import CERTAINTY
from briefer.grounding.checks.integrity import INTEGRITY
from briefer.grounding.checks.joining import JOINING
from briefer.grounding.checks.negation import NEGATION
from briefer.grounding.checks.scores import SCORES
from briefer.grounding.checks.slots import SLOTS
from briefer.grounding.checks.wording import WORDING
from briefer.grounding.findings import Check
from briefer.grounding.line_context import LineContext

CHECKS: Final[tuple[Check[LineContext], ...]] = (
    *INTEGRITY,
    ASSERTION,
    *ABSENT,
    SCORES,
    SLOTS,
    ATTRIBUTION,
    NEGATION,
    *CERTAINTY,
    ARGUMENTS,
    WORDING,
    JOINING,
)
