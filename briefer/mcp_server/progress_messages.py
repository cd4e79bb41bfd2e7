"""Events of ``briefer.stream`` as progress notifications: one sentence for each change.

``Notifier`` sends "analysing the article", "analysing the article: done", and once a second how
much of a download there is.
"""

import time
from collections.abc import Awaitable, Callable
from typing import Final

from briefer.events import BriefEvent
from briefer.progress import ProgressEvent
from briefer.rendering.sanitize import sanitize

_DOWNLOAD_EVERY: Final = 1.0  # seconds

Send = Callable[[float, float | None, str], Awaitable[None]]
"""Sends progress, the total if it is known, and a message."""


class Notifier:
    """Sends a notification for each event that tells something new.

    The progress is the number of notifications: it grows with each, as the protocol requires, and
    nothing says in advance how many there will be.

    Args:
        send: sends a notification.
        clock: seconds.
    """

    def __init__(self, send: Send, clock: Callable[[], float] = time.monotonic) -> None:
        self._send = send
        self._clock = clock
        self._sent = 0
        self._last_download = float("-inf")

    async def __call__(self, event: BriefEvent) -> None:
        """Send a notification about the event."""
        if isinstance(event, ProgressEvent) and event.state == "advanced":
            now = self._clock()
            if now - self._last_download < _DOWNLOAD_EVERY:
                return
            self._last_download = now
        self._sent += 1
        await self._send(float(self._sent), None, sanitize(message_of(event)))


def message_of(event: BriefEvent) -> str:
    """Return in one line what the event says."""
    match event.kind:
        case "step":
            return _step(event)
        case "article":
            title = event.article.title or "without a title"
            return f"article: {title} ({_count(len(event.article.text), 'character')})"
        case "analysis":
            return (
                f"analysis: {_count(event.entities, 'name')}, "
                f"{_count(event.quotations, 'quotation')}, "
                f"{_count(event.attributions, 'attribution')}"
            )
        case "verification":
            return (
                f"verification: {event.verified} lines and claims, {event.corrected} corrected, "
                f"{event.refused} left out"
            )
        case "brief":
            return "brief: from the cache" if event.from_cache else "brief: ready"


def _step(event: ProgressEvent) -> str:
    if event.state == "began":
        return event.step
    if event.state == "ended":
        return f"{event.step}: done"
    if event.unit == "bytes":
        total = f" of {event.total / 1e6:,.0f}" if event.total else ""
        return f"{event.step}: {event.done / 1e6:,.0f}{total} MB"
    total = f" of {event.total:,}" if event.total else ""
    return f"{event.step}: {event.done:,}{total}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
