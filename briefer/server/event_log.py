"""The events of a running job, which any number of clients follow, each from where it is.

Events stay in one list; a slow client costs no memory, and a client that comes back continues after
the last event that it has seen.
"""

from collections.abc import AsyncGenerator
from typing import Final

from briefer.server.records import Logged
from briefer.server.signals import Signal
from briefer.server.wire_events import JobEvent, StepEvent

_ADVANCES_EVERY: Final = 0.5  # seconds, while weights are downloaded
_MOST: Final = 2_000  # events


class EventLog:
    """What has happened in one attempt of a job.

    Attributes:
        attempt: number of the attempt; 0 until it has begun.
        events: all events so far.
    """

    def __init__(self) -> None:
        self.attempt = 0
        self.events: list[Logged] = []
        self._ended = False
        self._left = False
        self._changed = Signal()

    def add(self, event: JobEvent) -> None:
        """Add an event; one that only says how far a download is may be left out."""
        if isinstance(event, StepEvent) and event.state == "advanced":
            last = self.events[-1].event if self.events else None
            too_soon = isinstance(last, StepEvent) and event.at - last.at < _ADVANCES_EVERY
            if too_soon or len(self.events) >= _MOST:
                return
        self.events.append(Logged(len(self.events) + 1, event))
        self._changed.notify()

    def with_last(self, event: JobEvent) -> list[Logged]:
        """Return all events and one more, which is not added yet."""
        return [*self.events, Logged(len(self.events) + 1, event)]

    def end(self) -> None:
        """Say that no more events come."""
        self._ended = True
        self._changed.notify()

    def leave(self) -> None:
        """Let all clients go, although more events may come."""
        self._left = True
        self._changed.notify()

    async def follow(self, *, after: int) -> AsyncGenerator[Logged, None]:
        """Yield all events with a higher number than ``after``, until the last one."""
        position = min(after, len(self.events))
        while True:
            while position < len(self.events):
                yield self.events[position]
                position += 1
            if self._ended or self._left:
                return
            await self._changed.wait()
