"""Read lines of a file or of standard input, each of a bounded length, as lists or as JSONL.

A line that cannot be used is a `BatchSource` with its problem, and the lines after it are read.
"""

import json
from collections.abc import Iterator
from typing import BinaryIO, Final

from briefer.addresses import parse_web_address
from briefer.batch.inputs.columns import Columns
from briefer.batch.rows import BatchSource
from briefer.errors import SourceError

_CHUNK: Final = 65_536


def read_lines(file: BinaryIO, *, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield number and bytes of each line that is not empty; None for one over the limit.

    Never keeps more than ``limit`` bytes of a line.
    """
    number = 0
    while line := file.readline(limit + 2):  # with its line break
        number += 1
        if len(line.rstrip(b"\r\n")) > limit:
            while not line.endswith(b"\n") and line:
                line = file.readline(_CHUNK)
            yield number, None
        elif text := line.strip():
            yield number, text.removeprefix(b"\xef\xbb\xbf") if number == 1 else text


def read_list(file: BinaryIO, *, name: str, limit: int) -> Iterator[BatchSource]:
    """Yield the web address or path in each line; lines that begin with "#" are comments."""
    row = 0
    for number, line in read_lines(file, limit=limit):
        if line is not None and line.startswith(b"#"):
            continue
        row += 1
        text, problem = _decoded(line, name=name, number=number, limit=limit)
        if problem:
            yield BatchSource(row=row, problem=problem)
        elif parse_web_address(text) is not None:
            yield BatchSource(row=row, url=text)
        else:
            yield BatchSource(row=row, path=text)


def read_jsonl(file: BinaryIO, *, name: str, limit: int, columns: Columns) -> Iterator[BatchSource]:
    """Yield the article of each line.

    Raises:
        SourceError: the first object has none of the columns, so the names are others.
    """
    is_first = True
    for row, (number, line) in enumerate(read_lines(file, limit=limit), start=1):
        text, problem = _decoded(line, name=name, number=number, limit=limit)
        if problem:
            yield BatchSource(row=row, problem=problem)
            continue
        try:
            values = json.loads(text)
        except ValueError as error:
            column = f", column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
            reason = (
                error.msg if isinstance(error, json.JSONDecodeError) else "a number is too long"
            )
            problem = f"line {number}{column} of {name} is not JSON ({reason}): correct it"
            yield BatchSource(row=row, problem=problem)
            continue
        except RecursionError:
            problem = f"line {number} of {name} is nested too deeply: give one flat object"
            yield BatchSource(row=row, problem=problem)
            continue
        if not isinstance(values, dict):
            problem = f'line {number} of {name} is not an object: give {{"url": …}}'
            yield BatchSource(row=row, problem=problem)
            continue
        if is_first:
            columns.require(values, name=name)
            is_first = False
        yield columns.source(values, row=row, name=name)


def require_text(head: bytes, *, name: str) -> None:
    """Reject input that is not text.

    Raises:
        SourceError: it is not.
    """
    if b"\0" in head:
        raise SourceError(
            f"{name} is not text in UTF-8: convert it, or say what it is with --input-format"
        )


def _decoded(line: bytes | None, *, name: str, number: int, limit: int) -> tuple[str, str | None]:
    """Return the text of a line, or what is wrong with it."""
    if line is None:
        return "", (
            f"line {number} of {name} has more than {limit:,} bytes: give the article in a file, "
            "or increase BRIEFER_MAX_SOURCE_BYTES"
        )
    try:
        return line.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return "", (
            f"line {number}, byte {error.start + 1} of {name} is not UTF-8 "
            f"(0x{line[error.start]:02x}): convert the file to UTF-8"
        )
