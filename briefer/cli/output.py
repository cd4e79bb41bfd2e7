"""Writing results: to stdout, or to a file that is whole or not there at all."""

import os
import sys
from pathlib import Path

import click

from briefer.errors import SettingsError

BROKEN_PIPE = 141  # 128 + SIGPIPE, as a shell reports a program that a closed pipe has ended


def to_stdout(text: str) -> None:
    """Write ``text`` to stdout in UTF-8, whatever the locale, and end it with a line break."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(_ended(text).encode("utf-8", "replace"))
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise close_pipe() from error


def close_pipe() -> click.exceptions.Exit:
    """Stop writing to a reader that has gone, without a word, and return the exit."""
    # Python flushes stdout once more when it ends, and would complain then.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return click.exceptions.Exit(BROKEN_PIPE)


def to_file(text: str, path: Path) -> None:
    """Write ``text`` to ``path`` through a file beside it that takes its place when whole.

    Raises:
        SettingsError: the file cannot be written.
    """
    try:
        if path.exists() and not path.is_file():  # a device or a pipe, which must stay what it is
            path.write_text(_ended(text), encoding="utf-8", errors="replace")
            return
        path = path.resolve()  # a link stays a link
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with beside.open("x", encoding="utf-8", errors="replace", newline="\n") as file:
                file.write(_ended(text))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise SettingsError(
            f"cannot write '{path}': {error.strerror}. Name another file with '-o'"
        ) from error


def refuse_unwritable(path: Path) -> None:
    """Refuse a file that could not be written, before anything is spent on what goes there.

    Raises:
        SettingsError: the folder is missing or may not be written to.
    """
    folder = path.parent
    if not folder.is_dir():
        raise SettingsError(f"there is no folder '{folder}': make it, or name another with '-o'")
    if not os.access(folder, os.W_OK):
        raise SettingsError(f"the folder '{folder}' is read-only: name another with '-o'")


def make_folder(folder: Path) -> None:
    """Make a folder for results, if it is not there yet.

    Raises:
        SettingsError: it cannot be made, or may not be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"cannot make the folder '{folder}': {error.strerror}. Name another with '-o'"
        ) from error
    refuse_unwritable(folder / "brief")


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"
