"""Count how much of the article a brief covers, and find what could not be analysed."""

from collections.abc import Sequence

from briefer.analysis.annotations import Analysis, Span
from briefer.rendering.notes import (
    injections_left_out,
    no_parser,
    no_publication_date,
    no_summary,
    one_case,
)
from briefer.schema.article import Article
from briefer.schema.brief import Claim, SummaryPoint
from briefer.schema.coverage import Coverage, RejectedItem


def coverage_of(
    article: Article,
    analysis: Analysis,
    *,
    unread: int,
    claims: Sequence[Claim],
    rejected: Sequence[RejectedItem],
    notes: Sequence[str],
) -> Coverage:
    """Count the sentences that were read, and the quotations and attributions that claims cover."""
    covered = [Span(e.start, e.end) for claim in claims for e in claim.evidence]
    return Coverage(
        sentences=len(article.sentences),
        sentences_read=len(article.sentences) - unread,
        quotations=len(analysis.quotations),
        quotations_covered=sum(_is_covered(q.inner, covered) for q in analysis.quotations),
        attributions=len(analysis.attributions),
        attributions_covered=sum(
            any(_is_covered(part, covered) for part in attribution.content)
            for attribution in analysis.attributions
        ),
        rejected=tuple(rejected),
        notes=tuple(notes),
    )


def limitation_notes(
    article: Article,
    analysis: Analysis,
    *,
    summary: Sequence[SummaryPoint],
    language: str,
    read_by_model: bool,
) -> list[str]:
    """Describe in plain sentences what could not be analysed in this article.

    Args:
        article: the article.
        analysis: its analysis.
        summary: the points of the summary.
        language: language of the sentences.
        read_by_model: whether a model was asked for the claims, which needs no parser.
    """
    notes = []
    if not summary:
        notes.append(no_summary(language))
    if analysis.parser == "syntax" and (article.text.isupper() or article.text.islower()):
        notes.append(one_case(language))
    if analysis.parser == "rules" and not read_by_model:
        notes.append(no_parser(article.language, language=language))
    if analysis.injections:
        notes.append(injections_left_out(len(analysis.injections), language=language))
    if article.published is None and any(time.value is None for time in analysis.times):
        notes.append(no_publication_date(language))
    return notes


def _is_covered(span: Span, covered: Sequence[Span]) -> bool:
    """Return True if more than half of a span lies within one of ``covered``."""
    shared = (min(span.end, other.end) - max(span.start, other.start) for other in covered)
    return max(shared, default=0) * 2 > span.end - span.start
