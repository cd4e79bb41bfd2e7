"""Progress in plain lines, for logs and pipes; with ``--verbose`` it says what was done, too."""

import time
from collections.abc import Callable

from briefer.events import BriefEvent
from briefer.progress import ProgressEvent
from briefer.rendering.sanitize import sanitize
from briefer.usage import Usage

Write = Callable[[str], None]


class PlainProgress:
    """One line for each finished step, one for each quarter of a download.

    Args:
        write: writes a line.
        clock: seconds.
    """

    def __init__(self, write: Write, clock: Callable[[], float] = time.monotonic) -> None:
        self._write = write
        self._clock = clock
        self._start_times: dict[str, float] = {}
        self._quarters: dict[str, int] = {}

    def __call__(self, event: BriefEvent) -> None:
        """Write a line if the event ends a step or reaches a new quarter of a download."""
        if not isinstance(event, ProgressEvent):
            return
        now = self._clock()
        step = sanitize(event.step)  # one line
        if event.state == "began":
            self._start_times[event.step] = now
        elif event.state == "ended":
            seconds = now - self._start_times.pop(event.step, now)
            self._write(f"briefer: {step} … {self._details(event, seconds)}")
        elif event.unit == "bytes" and event.total:
            quarter = 4 * event.done // event.total
            if quarter > self._quarters.get(event.step, -1):
                self._quarters[event.step] = quarter
                part = f"{25 * quarter} % of {event.total / 1e6:,.0f} MB"
                self._write(f"briefer: {step}: {part}")

    def _details(self, _event: ProgressEvent, seconds: float) -> str:
        return f"{seconds:.1f} s"


class VerboseProgress(PlainProgress):
    """One more line for each beginning, for tokens, and for what was found."""

    def __call__(self, event: BriefEvent) -> None:
        """Write a line about any event."""
        super().__call__(event)
        if isinstance(event, ProgressEvent):
            if event.state == "began":
                self._write(f"briefer: {sanitize(event.step)} …")
        else:
            self._write(f"briefer: {_found(event)}")

    def _details(self, event: ProgressEvent, seconds: float) -> str:
        cost = "" if event.usage is None else f", {_tokens(event.usage)}"
        return f"{super()._details(event, seconds)}{cost}"


def _found(event: BriefEvent) -> str:
    if event.kind == "article":
        article = event.article
        size = f"{len(article.text):,} characters, {len(article.sentences):,} sentences"
        return f"article: {size}, language {article.language}"
    if event.kind == "analysis":
        found = f"{event.entities} names, {event.quotations} quotations"
        return f"analysis: {found}, {event.attributions} attributions, by {event.parser}"
    if event.kind == "verification":
        done = f"{event.verified} lines and claims verified, {event.corrected} corrected"
        return f"verification: {done}, {event.refused} left out"
    if event.kind == "brief":
        if event.from_cache:
            return "brief: from the cache"
        made = event.brief.provenance
        return f"brief: {made.model}, {made.seconds:.1f} s, {_calls(made.calls, made.reasks)}"
    return event.kind


def _tokens(usage: Usage) -> str:
    cached = f" ({usage.cached_tokens:,} cached)" if usage.cached_tokens else ""
    tokens = f"{usage.input_tokens:,} tokens in{cached}, {usage.output_tokens:,} out"
    return f"{_calls(usage.calls, usage.reasks)}, {tokens}"


def _calls(calls: int, reasks: int) -> str:
    again = f" ({reasks} asked again)" if reasks else ""
    return f"{calls} {'call' if calls == 1 else 'calls'}{again}"
