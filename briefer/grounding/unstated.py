"""Whether the article states words, or only has them in an order, a question or a condition.

For example, "Is it true that Ann Reed resigned?" asks, and "Write that Ann Reed resigned" orders.
"""

from collections.abc import Iterable
from functools import lru_cache

from briefer.analysis.annotations import Analysis, Span
from briefer.analysis.span_index import SpanIndex


class Unstated:
    """What an article does not state, looked up by its place.

    Args:
        analysis: the analysis of the article.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._injections = _index(analysis.injections)
        self._orders = _index(analysis.injections + analysis.orders)
        self._open = _index(analysis.open_clauses)
        self._rejected = _index(analysis.rejected_clauses)
        self._sides = _index(analysis.sides)

    def orders(self, span: Span) -> bool:
        """Return True if words are part of an order or of a prompt injection."""
        return self._orders.overlaps(span)

    def asks(self, span: Span) -> bool:
        """Return True if most of some words are asked, supposed, or quoted of nobody."""
        return _has_most_of(span, self._open)

    def takes_back(self, span: Span) -> bool:
        """Return True if most of some words are denied or only imagined by their own sentence."""
        return _has_most_of(span, self._rejected)

    def has_all(self, spans: Iterable[Span]) -> bool:
        """Return True if none of some words is stated; False without words."""
        found = list(spans)
        return bool(found) and all(self.orders(span) or self.asks(span) for span in found)

    def injects(self, spans: Iterable[Span]) -> bool:
        """Return True if all of some words are part of a prompt injection."""
        return all(map(self._injections.overlaps, spans))

    def has_sentence(self, sentence: Span) -> bool:
        """Return True if the article does not state a sentence in its own voice.

        The lines of an interview ("A: It was late.") are not in its own voice either.
        """
        return self.orders(sentence) or self.asks(sentence) or self._sides.covers(sentence)


def _has_most_of(span: Span, passages: SpanIndex[None]) -> bool:
    half = (span.end - span.start) / 2
    return any(
        min(passage.end, span.end) - max(passage.start, span.start) > half
        for passage, _ in passages.overlapping(span)
    )


@lru_cache(maxsize=32)
def _index(spans: tuple[Span, ...]) -> SpanIndex[None]:
    """Return an index of words; each line of a brief asks for those of one article."""
    return SpanIndex((span, None) for span in spans)
