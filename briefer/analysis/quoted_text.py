"""Passages: an article's text with its quotations, measured and trimmed."""

import re
from collections.abc import Sequence

from briefer.analysis.annotations import Quotation, Span
from briefer.analysis.span_index import SpanIndex
from briefer.vocabulary import QuoteKind

_SCARE_WORDS = 3  # a quotation of fewer words, on its own, is no statement
# In small letters: "That" at the start of a sentence is a pronoun.
_INTRODUCED = re.compile(r"(?:(?:only|simply|just|merely)\s+)?that\s")
_EDGES = ",;:—–-"


class QuotedText:
    """The text of an article, for whoever cuts contents out of it."""

    def __init__(self, text: str, quotations: Sequence[Quotation]) -> None:
        self.text = text
        self.quotations = quotations
        self._placed = SpanIndex((quotation.span, quotation) for quotation in quotations)

    def quotations_in(self, span: Span) -> list[Quotation]:
        """Return the quotations that share a character with a span, in order."""
        return [quotation for _, quotation in self._placed.overlapping(span)]

    def trimmed(self, span: Span) -> Span | None:
        """Trim white space, marks, a leading "that" or "only that"; None when nothing is left."""
        start, end = span
        while start < end and (self.text[start].isspace() or self.text[start] in _EDGES):
            start += 1
        introduced = _INTRODUCED.match(self.text, start, end)
        start = start if introduced is None else introduced.end()
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in _EDGES):
            end -= 1
        return self.with_whole_quotations(Span(start, end)) if end > start else None

    def with_whole_quotations(self, span: Span) -> Span:
        """Widen a span to the quotations that it cuts."""
        for place, _ in self._placed.overlapping(span):
            span = Span(min(span.start, place.start), max(span.end, place.end))
        return span

    def without_open_mark(self, span: Span) -> Span:
        """Leave out the opening mark of a quotation that closes in a later paragraph."""
        place = self.quotation_at(span.start)
        is_open = place is not None and place.inner.end == place.span.end
        if place is not None and is_open and place.span.start == span.start:
            return Span(place.inner.start, span.end)
        return span

    def quotation_at(self, offset: int) -> Quotation | None:
        """Return the quotation that holds an offset."""
        return self._placed.at(offset)

    def is_quoted(self, spans: Sequence[Span]) -> bool:
        """Tell whether all of the spans stands in quotation marks."""
        return bool(spans) and all(self._placed.covers(self._bare(span)) for span in spans)

    def quote_kind(self, spans: Sequence[Span]) -> QuoteKind:
        """Tell how much of the spans stands in quotation marks."""
        if self.is_quoted(spans):
            return "direct"
        return "mixed" if any(map(self.quotations_in, spans)) else "indirect"

    def is_statement(self, quotation: Quotation) -> bool:
        """Tell whether a quotation can stand on its own; scare quotes cannot."""
        words = quotation.inner.text_in(self.text)
        return len(words.split()) >= _SCARE_WORDS or words.rstrip()[-1:] in set(",.!?")

    def begins_quoted(self, span: Span) -> bool:
        """Tell whether a span begins in a quotation, or right before one."""
        return bool(self.quotations_in(Span(span.start, span.start + 2)))

    def adjacent(self, end: int, start: int) -> bool:
        """Tell whether nothing but marks stands between two offsets."""
        return end <= start and not any(mark.isalnum() for mark in self.text[end:start])

    def words(self, span: Span) -> int:
        """Count the words of a span."""
        return len(span.text_in(self.text).split())

    def line_at(self, offset: int) -> Span:
        """Return the line, which is the paragraph, around an offset."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return Span(start, end if end >= 0 else len(self.text))

    def _bare(self, span: Span) -> Span:
        end = span.end
        while end > span.start and self.text[end - 1] in " ,.\n":
            end -= 1
        return Span(span.start, end)
