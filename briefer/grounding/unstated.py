"""Whether the article states words, or only has them in an order, a question or a condition."""

from collections.abc import Iterable

from briefer.analysis.annotations import Analysis, Span


def is_ordered(span: Span, analysis: Analysis) -> bool:
    """Return True if words are part of an order or of a prompt injection."""
    return any(span.overlaps(one) for one in (*analysis.injections, *analysis.orders))


def is_asked(span: Span, analysis: Analysis) -> bool:
    """Return True if most of some words are asked, supposed, or quoted of nobody."""
    half = (span.end - span.start) / 2
    return any(
        min(clause.end, span.end) - max(clause.start, span.start) > half
        for clause in analysis.open_clauses
    )


def is_only_unstated(spans: Iterable[Span], analysis: Analysis) -> bool:
    """Return True if none of some words is stated; False without words."""
    found = list(spans)
    return bool(found) and all(
        is_ordered(span, analysis) or is_asked(span, analysis) for span in found
    )
