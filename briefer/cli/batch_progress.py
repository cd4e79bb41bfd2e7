"""Progress of a batch: how many rows are finished, how fast, what they cost, and how long it takes.

On a terminal it is one live line; elsewhere a line every half minute.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefer.cli.colour import can_redraw, wants_colour
from briefer.cli.estimate import time_left
from briefer.rendering.sanitize import sanitize

if TYPE_CHECKING:
    from briefer.batch.rows import BatchRow

_EVERY = 30.0  # seconds between two plain lines
_REDRAW = 0.2  # seconds


class BatchCounts:
    """What has been done since a batch began.

    Args:
        clock: seconds.

    Attributes:
        finished: rows that were finished by this run.
        errors: how many of them are errors, by kind.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.finished = 0
        self.errors: Counter[str] = Counter()
        self._tokens = 0
        self._cost: float | None = None
        self._clock = clock
        self._start = clock()

    def add(self, row: "BatchRow") -> None:
        """Count a row."""
        self.finished += 1
        if row.error is not None:
            self.errors[row.error.kind] += 1
        self._tokens += row.input_tokens + row.output_tokens
        if row.cost is not None:
            self._cost = (self._cost or 0.0) + row.cost

    @property
    def seconds(self) -> float:
        """How long the batch runs."""
        return self._clock() - self._start

    def line(self, *, skipped: int, total: float | None) -> str:
        """Return the state in one line.

        Args:
            skipped: rows that an earlier run has finished.
            total: how many rows there are, as far as that can be told.
        """
        rate = self.finished / self.seconds if self.seconds > 0 else 0.0
        done = self.finished + skipped
        parts = [f"{done:,} of about {total:,.0f} rows" if total else f"{done:,} rows"]
        parts.append(f"{rate:.1f}/s" if rate >= 1 else f"{60 * rate:.1f}/min")
        if total and rate and total > done:
            parts.append(time_left((total - done) / rate))
        if self._tokens:
            parts.append(f"{self._tokens:,} tokens")
        if self._cost is not None:
            parts.append(f"cost {self._cost:,.4f}")
        if self.errors:
            kinds = ", ".join(f"{count:,} {kind}" for kind, count in self.errors.most_common(4))
            parts.append(f"{self.errors.total():,} errors ({kinds})")
        return sanitize(" · ".join(parts))


Show = Callable[[str], None]


@contextmanager
def shown(write: Show, *, quiet: bool) -> Iterator[Show]:
    """Provide what shows the state: live on a terminal, now and then elsewhere.

    Args:
        write: writes a line to stderr.
        quiet: show nothing.
    """
    if quiet:
        yield lambda _line: None
    elif can_redraw(sys.stderr):
        from rich.console import Console
        from rich.live import Live
        from rich.text import Text

        console = Console(stderr=True, force_terminal=True, no_color=not wants_colour(sys.stderr))
        with Live(console=console, transient=True, auto_refresh=False) as live:
            yield _seldom(lambda line: live.update(Text(line), refresh=True), every=_REDRAW)
    else:
        yield _seldom(lambda line: write(f"briefer: {line}"), every=_EVERY)


def _seldom(show: Show, *, every: float) -> Show:
    """Return a function that shows at most one line in so many seconds."""
    last = time.monotonic()

    def show_seldom(line: str) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= every:
            last = now
            show(line)

    return show_seldom
