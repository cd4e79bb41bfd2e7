"""Placed: things that stand somewhere in the text, found by place without looking at them all."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from briefer.analysis.annotations import Span

Thing = TypeVar("Thing")


class SpanIndex(Generic[Thing]):
    """Things with their spans, by place; a thing may stand at several places."""

    def __init__(self, things: Iterable[tuple[Span, Thing]]) -> None:
        self._entries = sorted(things, key=lambda entry: entry[0])
        self._starts = [span.start for span, _ in self._entries]
        self._longest = max((span.end - span.start for span, _ in self._entries), default=0)

    def overlapping(self, span: Span) -> Iterator[tuple[Span, Thing]]:
        """Yield what shares a character with ``span``, in order."""
        first = bisect_left(self._starts, span.start - self._longest)
        for index in range(first, bisect_left(self._starts, span.end)):
            if self._entries[index][0].overlaps(span):
                yield self._entries[index]

    def at(self, offset: int) -> Thing | None:
        """Return the first thing that holds the character at ``offset``."""
        return next((thing for _, thing in self.overlapping(Span(offset, offset + 1))), None)

    def covers(self, span: Span) -> bool:
        """Tell whether one of the things holds all of ``span``."""
        return any(place.contains(span) for place, _ in self.overlapping(span))
