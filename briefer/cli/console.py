"""Messages and progress for the user on stderr. Results go to stdout, through ``cli.output``.

An error may quote a file name, what a server answered, or an address with a password. So whatever
goes to stderr passes ``_write``, which makes it safe to show.
"""

import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from briefer.addresses import without_credentials
from briefer.cli.options import cli_state
from briefer.progress import Progress, ProgressEvent, no_progress
from briefer.rendering.sanitize import sanitize, sanitize_lines


def message(kind: str, text: str) -> None:
    """Write one line to stderr: ``briefer: error: …`` or ``briefer: note: …``."""
    _write(f"briefer: {kind}: {sanitize(text)}")


def several_lines(text: str) -> None:
    """Write text of several lines, such as a traceback, to stderr."""
    _write(text)


def _write(text: str) -> None:
    """Write text to stderr, without what controls a terminal and without credentials."""
    click.echo(sanitize_lines(without_credentials(text)), err=True)


@contextmanager
def progress() -> Iterator[Progress]:
    """Provide a progress display: live lines on a terminal, plain lines elsewhere."""
    if cli_state().quiet:
        yield no_progress
    elif sys.stderr.isatty():
        from rich.console import Console

        from briefer.cli.live_progress import LiveProgress

        display = LiveProgress(Console(stderr=True))
        with display.screen:
            yield display
    else:
        yield PlainProgress()


def configure_logging() -> None:
    """Show briefer's own warnings as notes, and hide what its dependencies log.

    With ``--debug`` all log messages are shown.
    """
    import logging

    class NoteHandler(logging.Handler):
        """Shows each log record in one line."""

        def emit(self, record: logging.LogRecord) -> None:
            message("note", record.getMessage())

    class LinesHandler(logging.Handler):
        """Shows each log record as it is formatted, which may take several lines."""

        def emit(self, record: logging.LogRecord) -> None:
            several_lines(self.format(record))

    if cli_state().debug:
        logging.basicConfig(
            handlers=[LinesHandler()], level=logging.DEBUG, format=logging.BASIC_FORMAT
        )
        return
    warnings.simplefilter("ignore")
    # Without a root handler Python would print the records that no other handler takes.
    logging.basicConfig(handlers=[logging.NullHandler()])
    own = logging.getLogger("briefer")
    own.handlers = [NoteHandler()]
    own.setLevel(logging.WARNING)


class PlainProgress:
    """Progress in plain lines: one for each finished step, one for each quarter of a download."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start_times: dict[str, float] = {}
        self._quarters: dict[str, int] = {}

    def __call__(self, event: ProgressEvent) -> None:
        """Write a line if the event ends a step or reaches a new quarter of a download."""
        now = self._clock()
        step = sanitize(event.step)  # one line
        if event.state == "began":
            self._start_times[event.step] = now
        elif event.state == "ended":
            seconds = now - self._start_times.pop(event.step, now)
            _write(f"briefer: {step} … {seconds:.1f} s")
        elif event.unit == "bytes" and event.total:
            quarter = 4 * event.done // event.total
            if quarter > self._quarters.get(event.step, -1):
                self._quarters[event.step] = quarter
                part = f"{25 * quarter} % of {event.total / 1e6:,.0f} MB"
                _write(f"briefer: {step}: {part}")
