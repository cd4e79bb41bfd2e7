"""Look up values by their spans without scanning all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from briefer.analysis.annotations import Span

Value = TypeVar("Value")


class SpanIndex(Generic[Value]):
    """An index of values by span; a value may have several spans."""

    def __init__(self, entries: Iterable[tuple[Span, Value]]) -> None:
        self._entries = sorted(entries, key=lambda entry: entry[0])
        self._starts = [span.start for span, _ in self._entries]
        # up to which offset each entry or one before it reaches
        self._reach = list(accumulate((span.end for span, _ in self._entries), max))

    def __iter__(self) -> Iterator[tuple[Span, Value]]:
        """Yield all entries, in order."""
        return iter(self._entries)

    def add(self, span: Span, value: Value) -> None:
        """Add an entry."""
        index = bisect_right(self._entries, span, key=lambda entry: entry[0])
        reach = max(span.end, self._reach[index - 1] if index else span.end)
        self._entries.insert(index, (span, value))
        self._starts.insert(index, span.start)
        self._reach.insert(index, reach)
        for later in range(index + 1, len(self._reach)):
            if self._reach[later] >= reach:
                break
            self._reach[later] = reach

    def overlapping(self, span: Span) -> Iterator[tuple[Span, Value]]:
        """Yield the entries that share a character with ``span``, in order."""
        first = bisect_right(self._reach, span.start)
        for index in range(first, bisect_left(self._starts, span.end)):
            if self._entries[index][0].overlaps(span):
                yield self._entries[index]

    def at(self, offset: int) -> Value | None:
        """Return the first value whose span contains the character at ``offset``."""
        return next((value for _, value in self.overlapping(Span(offset, offset + 1))), None)

    def overlaps(self, span: Span) -> bool:
        """Return True if an entry shares a character with ``span``."""
        return any(True for _ in self.overlapping(span))

    def covers(self, span: Span) -> bool:
        """Return True if one entry contains all of ``span``."""
        return any(entry.contains(span) for entry, _ in self.overlapping(span))
