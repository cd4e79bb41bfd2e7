"""Write results to stdout, or to a file that is either complete or absent."""

import os
import sys
from pathlib import Path

import click

from briefer.errors import SettingsError
from briefer.file_replacement import replacement_of
from briefer.rendering.sanitize import sanitize_lines

BROKEN_PIPE = 141  # 128 + SIGPIPE: what a shell reports for a program that a closed pipe has ended


def to_stdout(content: str | bytes) -> None:
    """Write text (in UTF-8 whatever the locale, ending with a line break) or bytes to stdout.

    On a terminal, text cannot control it: a path or a saved brief may have escape sequences.
    """
    if isinstance(content, str) and sys.stdout.isatty():
        content = sanitize_lines(content)
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(_encoded(content))
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise close_pipe() from error


def close_pipe() -> click.exceptions.Exit:
    """Stop writing because the reader of stdout has gone, and return the exit to raise."""
    # Python flushes stdout once more at exit, and would report an error then.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return click.exceptions.Exit(BROKEN_PIPE)


def to_file(content: str | bytes, path: Path) -> None:
    """Write text or bytes to ``path`` through a temporary file that replaces it when complete.

    Raises:
        SettingsError: the file cannot be written.
    """
    try:
        if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
            path.write_bytes(_encoded(content))
            return
        path = path.resolve()  # a link stays a link
        with replacement_of(path) as temporary, temporary.open("xb") as file:
            file.write(_encoded(content))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise SettingsError(
            f"cannot write '{path}': {error.strerror}. Name another file with '-o'"
        ) from error


def reject_unwritable(path: Path) -> None:
    """Reject a file that cannot be written, before any work is done for it.

    Raises:
        SettingsError: the folder does not exist or is read-only.
    """
    folder = path.parent
    if not folder.is_dir():
        raise SettingsError(
            f"there is no folder '{folder}': create it, or name another one with '-o'"
        )
    if not os.access(folder, os.W_OK):
        raise SettingsError(f"the folder '{folder}' is read-only: name another one with '-o'")


def make_folder(folder: Path) -> None:
    """Create a folder for results if it does not exist.

    Raises:
        SettingsError: it cannot be created, or is read-only.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"cannot create the folder '{folder}': {error.strerror}. Name another one with '-o'"
        ) from error
    reject_unwritable(folder / "brief")


def _encoded(content: str | bytes) -> bytes:
    if isinstance(content, bytes):
        return content
    text = content if content.endswith("\n") else content + "\n"
    return text.encode("utf-8", "replace")
