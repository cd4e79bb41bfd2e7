"""Coverage: how much of the article stands behind a brief."""

from collections.abc import Sequence

from briefer.article import Article
from briefer.reading.candidates import Reading, Span
from briefer.schema import Claim, Coverage, Rejected


def coverage_of(
    article: Article,
    reading: Reading,
    *,
    claims: Sequence[Claim],
    rejected: Sequence[Rejected],
    notes: Sequence[str],
) -> Coverage:
    """Count the quotations and attributions of the article that the brief's claims hold."""
    held = [Span(e.start, e.end) for claim in claims for e in claim.evidence]
    return Coverage(
        sentences=len(article.sentences),
        sentences_read=len(article.sentences),
        quotations=len(reading.quotations),
        quotations_covered=sum(_is_held(q.inner, held) for q in reading.quotations),
        attributions=len(reading.attributions),
        attributions_covered=sum(
            any(_is_held(part, held) for part in a.content) for a in reading.attributions
        ),
        rejected=tuple(rejected),
        notes=tuple(notes),
    )


def _is_held(span: Span, held: Sequence[Span]) -> bool:
    """Tell whether the larger half of a span lies within one of ``held``."""
    shared = (min(span.end, other.end) - max(span.start, other.start) for other in held)
    return max(shared, default=0) * 2 > span.end - span.start
