"""Coverage: how much of the article stands behind a brief, and what could not be read in it."""

from collections.abc import Sequence

from briefer.analysis.annotations import Analysis, Span
from briefer.article import Article
from briefer.schema import Claim, Coverage, RejectedItem, SummaryPoint

ORDERS_LEFT_OUT = (
    "The article gives orders to a machine ({number} of its sentences); no model was shown them."
)


def coverage_of(
    article: Article,
    reading: Analysis,
    *,
    unread: int,
    claims: Sequence[Claim],
    rejected: Sequence[RejectedItem],
    notes: Sequence[str],
) -> Coverage:
    """Count the sentences that were read, and what of the article the brief's claims hold."""
    held = [Span(e.start, e.end) for claim in claims for e in claim.evidence]
    return Coverage(
        sentences=len(article.sentences),
        sentences_read=len(article.sentences) - unread,
        quotations=len(reading.quotations),
        quotations_covered=sum(_is_held(q.inner, held) for q in reading.quotations),
        attributions=len(reading.attributions),
        attributions_covered=sum(
            any(_is_held(part, held) for part in a.content) for a in reading.attributions
        ),
        rejected=tuple(rejected),
        notes=tuple(notes),
    )


def limitation_notes(
    article: Article, reading: Analysis, *, summary: Sequence[SummaryPoint]
) -> list[str]:
    """Say in plain sentences what could not be read in this article."""
    notes = []
    if not summary:
        notes.append("Nothing was found beside the headline that a summary could tell.")
    if reading.parser == "syntax" and (article.text.isupper() or article.text.islower()):
        notes.append(
            "The article does not tell capitals from small letters, so names, places and times may "
            "be missing or wrong."
        )
    if reading.parser == "rules":
        notes.append(
            f"There is no parser for the language {article.language!r}: claims, names and times "
            "were found by patterns, and many will be missing."
        )
    if reading.injections:
        notes.append(ORDERS_LEFT_OUT.format(number=len(reading.injections)))
    if article.published is None and any(time.value is None for time in reading.times):
        notes.append("The date of publication is not known, so times like “Friday” have no value.")
    return notes


def _is_held(span: Span, held: Sequence[Span]) -> bool:
    """Tell whether the larger half of a span lies within one of ``held``."""
    shared = (min(span.end, other.end) - max(span.start, other.start) for other in held)
    return max(shared, default=0) * 2 > span.end - span.start
