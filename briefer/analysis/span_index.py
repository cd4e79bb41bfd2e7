"""Look up values by their spans without scanning all of them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from briefer.analysis.annotations import Span

Value = TypeVar("Value")


class SpanIndex(Generic[Value]):
    """An index of values by span; a value may have several spans."""

    def __init__(self, entries: Iterable[tuple[Span, Value]]) -> None:
        self._entries = sorted(entries, key=lambda entry: entry[0])
        self._starts = [span.start for span, _ in self._entries]
        self._longest = max((span.end - span.start for span, _ in self._entries), default=0)

    def overlapping(self, span: Span) -> Iterator[tuple[Span, Value]]:
        """Yield the entries that share a character with ``span``, in order."""
        first = bisect_left(self._starts, span.start - self._longest)
        for index in range(first, bisect_left(self._starts, span.end)):
            if self._entries[index][0].overlaps(span):
                yield self._entries[index]

    def at(self, offset: int) -> Value | None:
        """Return the first value whose span contains the character at ``offset``."""
        return next((value for _, value in self.overlapping(Span(offset, offset + 1))), None)

    def covers(self, span: Span) -> bool:
        """Return True if one entry contains all of ``span``."""
        return any(entry.contains(span) for entry, _ in self.overlapping(span))
