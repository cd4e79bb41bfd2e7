"""Record the candidates that an attribution rule rejected, for ``briefer debug``.

Pass a list as ``trace`` and the rules append to it: in "Critics might say that it was unsafe" the
rule for reporting verbs rejects "might say" as ``hypothetical``. Without a list nothing is kept.
"""

from dataclasses import dataclass
from typing import Literal

from briefer.analysis.annotations import Span

RejectionReason = Literal[
    "no_content",
    "no_source",
    "no_cue",
    "negated",
    "hypothetical",
    "question",
    "refusal",
    "weak_verb",
    "continues_claim",
    "quotation_has_cue",
    "inside_quotation",
    "inside_another",
    "crosses_sentences",
    "too_short",
    "too_far",
    "title",
    "invented",
]

REJECTION_REASONS: dict[RejectionReason, str] = {
    "no_content": "the cue has no clause, quotation or object that could be reported",
    "no_source": "the cue has no subject, or one that cannot be a source",
    "no_cue": "no reporting words near the quotation",
    "negated": "what nobody said or thought, or what is said to be untrue",
    "hypothetical": "a condition, a purpose, a wish or a possibility, not a report",
    "question": "an open question, not a report",
    "refusal": "somebody is denied a thing; no statement is denied",
    "weak_verb": "the verb reports only with a quotation",
    "continues_claim": "a participle that is part of the claim of the verb above it",
    "quotation_has_cue": "the quotation has a reporting verb of its own",
    "inside_quotation": "the cue is part of a quotation",
    "inside_another": "only repeats a part of a longer claim of the same source",
    "crosses_sentences": "cue and content are in different sentences",
    "too_short": "too few words for a statement",
    "too_far": "too many sentences after the cue that it could continue",
    "title": "the title of a work, not a statement",
    "invented": "somebody in a film, a book or a play says it",
}
"""What each reason means, in one line."""


@dataclass(frozen=True, slots=True)
class RejectedCandidate:
    """A place where a rule found a cue, and no attribution.

    Attributes:
        rule: short id of the rule.
        span: the cue, or the quotation that has none.
        reason: why the rule rejected it.
    """

    rule: str
    span: Span
    reason: RejectionReason


AttributionTrace = list[RejectedCandidate]
