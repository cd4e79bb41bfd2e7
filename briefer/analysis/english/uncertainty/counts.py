"""A number of people or things with its source, and the finding that two of them differ."""

from collections.abc import Sequence
from typing import NamedTuple

from briefer.analysis.annotations import Attribution, Span, UncertaintyFinding, UncertaintySide
from briefer.analysis.span_index import SpanIndex
from briefer.schema.article import Article
from briefer.schema.vocabulary import UncertaintyCode


class Count(NamedTuple):
    """A number that the article or a source gives.

    Attributes:
        value: the number.
        span: the number with what is counted.
        source: the source of the number, or None for the article itself.
    """

    value: float
    span: Span
    source: str | None


def difference(
    code: UncertaintyCode, counts: tuple[Count, Count], article: Article
) -> UncertaintyFinding:
    """Return the finding that two sides give different counts."""
    params = {}
    for side, count in zip(("first", "second"), counts, strict=True):
        params[side] = count.span.text_in(article.text)
        if count.source is not None:
            params[f"{side}_source"] = count.source
    return UncertaintyFinding(
        code,
        params,
        spans=tuple(count.span for count in counts),
        sides=tuple(UncertaintySide(count.source, (count.span,)) for count in counts),
    )


def by_content(attributions: Sequence[Attribution]) -> SpanIndex[Attribution]:
    """Return an index of attributions by their content."""
    return SpanIndex((part, one) for one in attributions for part in one.content)


def source_around(span: Span, attributions: SpanIndex[Attribution]) -> str | None:
    """Return the source of the shortest content that contains a span; None if none does."""
    around = [one for part, one in attributions.overlapping(span) if part.contains(span)]
    shortest = min(around, key=lambda a: sum(map(_length, a.content)), default=None)
    return None if shortest is None else shortest.source.text


def _length(span: Span) -> int:
    return span.end - span.start
