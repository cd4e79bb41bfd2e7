"""Read JSONL files, and describe what is wrong with one of their rows."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from briefer.errors import SettingsError


def read_rows(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the number (from 1) and the text of each line of a file that is not blank.

    Raises:
        SettingsError: the file cannot be read.
    """
    try:
        rows = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsError(f"cannot read '{path}': {reason}. Name another file") from error
    for number, row in enumerate(rows, start=1):
        if row.strip():
            yield number, row


def describe(error: ValidationError) -> str:
    """Return the first problems and their paths, in one line."""
    problems = []
    for problem in error.errors(include_url=False)[:3]:
        path = ".".join(str(step) for step in problem["loc"] if not _is_union_branch(step))
        reason = problem["msg"].removeprefix("Value error, ")
        problems.append(f"{path}: {reason}" if path else reason)
    return "; ".join(problems)


def _is_union_branch(step: str | int) -> bool:
    """Return True if a step is pydantic's name for a branch of a union, not a key of the file."""
    return isinstance(step, str) and ("[" in step or step in {"str", "tuple"})
