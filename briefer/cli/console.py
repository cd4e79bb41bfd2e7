"""Telling the user on stderr what goes on: progress and notes. Results never pass here."""

import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from briefer.cli.options import cli_state
from briefer.progress import Progress, ProgressEvent, no_progress


def message(kind: str, message: str) -> None:
    """Write one line to stderr: ``briefer: error: …`` or ``briefer: note: …``."""
    line = " ".join(message.split())
    click.echo(f"briefer: {kind}: {line}", err=True)


@contextmanager
def progress() -> Iterator[Progress]:
    """Give something to report progress to: live lines on a terminal, plain ones elsewhere."""
    if cli_state().quiet:
        yield no_progress
    elif sys.stderr.isatty():
        from rich.console import Console

        from briefer.cli.live_progress import LiveProgress

        bars = LiveProgress(Console(stderr=True))
        with bars.screen:
            yield bars
    else:
        yield PlainProgress()


def configure_logging() -> None:
    """Show briefer's own warnings as notes, and keep what its dependencies log off the screen.

    With ``--debug`` everything that is logged is shown.
    """
    import logging

    class Notes(logging.Handler):
        """Says each record in one line."""

        def emit(self, record: logging.LogRecord) -> None:
            message("note", record.getMessage())

    if cli_state().debug:
        logging.basicConfig(stream=sys.stderr, level=logging.DEBUG)
        return
    warnings.simplefilter("ignore")
    # A handler of the root's own keeps Python from printing what no handler takes.
    logging.basicConfig(handlers=[logging.NullHandler()])
    own = logging.getLogger("briefer")
    own.handlers = [Notes()]
    own.setLevel(logging.WARNING)


class PlainProgress:
    """Progress in plain lines: one for each step that ended, one for each quarter of a pull."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began: dict[str, float] = {}
        self._quarters: dict[str, int] = {}

    def __call__(self, event: ProgressEvent) -> None:
        """Write the line of ``event``, if it has one."""
        now = self._clock()
        if event.state == "began":
            self._began[event.step] = now
        elif event.state == "ended":
            seconds = now - self._began.pop(event.step, now)
            click.echo(f"briefer: {event.step} … {seconds:.1f} s", err=True)
        elif event.unit == "bytes" and event.total:
            quarter = 4 * event.done // event.total
            if quarter > self._quarters.get(event.step, -1):
                self._quarters[event.step] = quarter
                part = f"{25 * quarter} % of {event.total / 1e6:,.0f} MB"
                click.echo(f"briefer: {event.step}: {part}", err=True)
