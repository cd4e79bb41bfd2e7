"""Messages and progress for the user on stderr. Results go to stdout, through ``cli.output``.

An error may quote a file name, what a server answered, or an address with a password. So whatever
goes to stderr passes ``_write``, which makes it safe to show.
"""

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from briefer.addresses import without_credentials
from briefer.cli.colour import can_redraw, wants_colour
from briefer.cli.estimate import Durations
from briefer.cli.options import cli_state
from briefer.rendering.sanitize import sanitize, sanitize_lines

if TYPE_CHECKING:
    from briefer.events import Emit


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
def progress(durations: Durations | None = None) -> "Iterator[Emit]":
    """Provide a progress display: live lines on a terminal, plain lines elsewhere.

    Args:
        durations: how long earlier briefs took, to show how much time is left; None for other
            work than a brief.
    """
    from briefer.cli.plain_progress import PlainProgress, VerboseProgress

    state = cli_state()
    if state.quiet:
        yield lambda _event: None
    elif state.verbose:
        yield VerboseProgress(_write)
    elif can_redraw(sys.stderr):
        from rich.console import Console

        from briefer.cli.live_progress import LiveProgress

        console = Console(stderr=True, force_terminal=True, no_color=not wants_colour(sys.stderr))
        display = LiveProgress(console, durations)
        with display.screen:
            yield display
    else:
        yield PlainProgress(_write)


def configure_logging() -> None:
    """Show briefer's own warnings as notes, and hide what its dependencies log.

    With ``--verbose`` its other messages are shown, too, such as requests that are sent again; with
    ``--debug`` all log messages are.
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
    own.setLevel(logging.INFO if cli_state().verbose else logging.WARNING)
