"""The text of an article together with its quotations, to cut and trim the content of claims."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from briefer.analysis.annotations import Quotation, Span
from briefer.analysis.span_index import SpanIndex
from briefer.schema.vocabulary import QuoteKind

_SHORTEST_STATEMENT = 3  # words; a shorter quotation is a scare quote
# In lower case only: "That" at the start of a sentence is a pronoun.
_CONJUNCTION = re.compile(r"(?:(?:only|simply|just|merely)\s+)?that\s")
_LINE_BREAK = re.compile("\n")
_EDGE_MARKS = ",;:—–-"


class QuotedText:
    """The text of an article with an index of its quotations.

    Attributes:
        text: the article's text.
        quotations: its quotations, in order.
    """

    def __init__(self, text: str, quotations: Sequence[Quotation]) -> None:
        self.text = text
        self.quotations = quotations
        self._index = SpanIndex((quotation.span, quotation) for quotation in quotations)
        self._breaks = [match.start() for match in _LINE_BREAK.finditer(text)]

    def quotations_in(self, span: Span) -> list[Quotation]:
        """Return the quotations that overlap a span, in order."""
        return [quotation for _, quotation in self._index.overlapping(span)]

    def unquoted(self, span: Span) -> str:
        """Return the text of a span with blanks in the place of what it quotes."""
        text = span.text_in(self.text)
        for quotation in self.quotations_in(span):
            start = max(0, quotation.span.start - span.start)
            end = min(len(text), quotation.span.end - span.start)
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        return text

    def last_before(self, offset: int) -> Quotation | None:
        """Return the last quotation that ends at an offset or before it."""
        index = bisect_right(self.quotations, offset, key=lambda quotation: quotation.span.end)
        return self.quotations[index - 1] if index else None

    def first_after(self, offset: int) -> Quotation | None:
        """Return the first quotation that starts after an offset."""
        index = bisect_right(self.quotations, offset, key=lambda quotation: quotation.span.start)
        return self.quotations[index] if index < len(self.quotations) else None

    def trimmed(self, span: Span) -> Span | None:
        """Trim white space, marks and a leading "that" or "only that"; None if nothing is left."""
        start, end = span
        while start < end and (self.text[start].isspace() or self.text[start] in _EDGE_MARKS):
            start += 1
        conjunction = _CONJUNCTION.match(self.text, start, end)
        start = start if conjunction is None else conjunction.end()
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in _EDGE_MARKS):
            end -= 1
        return self.with_whole_quotations(Span(start, end)) if end > start else None

    def with_whole_quotations(self, span: Span) -> Span:
        """Extend a span to the whole of each quotation that it cuts."""
        for quoted, _ in self._index.overlapping(span):
            span = Span(min(span.start, quoted.start), max(span.end, quoted.end))
        return span

    def without_open_mark(self, span: Span) -> Span:
        """Drop the opening mark of a quotation that is closed only in a later paragraph."""
        quotation = self.quotation_at(span.start)
        if quotation is None or quotation.span.start != span.start:
            return span
        is_open = quotation.inner.end == quotation.span.end
        return Span(quotation.inner.start, span.end) if is_open else span

    def quotation_at(self, offset: int) -> Quotation | None:
        """Return the quotation that contains an offset; None if there is none."""
        return self._index.at(offset)

    def is_quoted(self, spans: Sequence[Span]) -> bool:
        """Return True if all of the spans are inside quotation marks."""
        return bool(spans) and all(
            self._index.covers(self._without_end_mark(span)) for span in spans
        )

    def quote_kind(self, spans: Sequence[Span]) -> QuoteKind:
        """Return "direct", "mixed" or "indirect": how much of the spans is in quotation marks."""
        if self.is_quoted(spans):
            return "direct"
        return "mixed" if any(map(self.quotations_in, spans)) else "indirect"

    def is_statement(self, quotation: Quotation) -> bool:
        """Return True if a quotation can be a statement of its own; a scare quote cannot."""
        words = quotation.inner.text_in(self.text)
        return len(words.split()) >= _SHORTEST_STATEMENT or words.rstrip()[-1:] in set(",.!?")

    def begins_quoted(self, span: Span) -> bool:
        """Return True if a span begins in a quotation or right before one."""
        return bool(self.quotations_in(Span(span.start, span.start + 2)))

    def adjacent(self, end: int, start: int) -> bool:
        """Return True if there is no letter or digit between two offsets, in this order."""
        return end <= start and not any(mark.isalnum() for mark in self.text[end:start])

    def words(self, span: Span) -> int:
        """Count the words of a span."""
        return len(span.text_in(self.text).split())

    def line_at(self, offset: int) -> Span:
        """Return the line (which is a paragraph) around an offset."""
        index = bisect_left(self._breaks, offset)
        start = self._breaks[index - 1] + 1 if index else 0
        return Span(start, self._breaks[index] if index < len(self._breaks) else len(self.text))

    def _without_end_mark(self, span: Span) -> Span:
        end = span.end
        while end > span.start and self.text[end - 1] in " ,.\n":
            end -= 1
        return Span(span.start, end)
