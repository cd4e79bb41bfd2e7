"""Read the rows of a CSV file as articles, one at a time.

An error in such a file ends the input: what comes after it cannot be trusted. The error names the
row and, where it is known, the column.
"""

import csv
from collections.abc import Iterator
from typing import BinaryIO, Final

from briefer.batch.inputs.columns import Columns
from briefer.batch.rows import BatchSource
from briefer.errors import SourceError

_SNIFFED: Final = 4_096  # characters from which the separator is guessed
_SEPARATORS: Final = ",;\t|"


def read_csv(file: BinaryIO, *, name: str, limit: int, columns: Columns) -> Iterator[BatchSource]:
    """Yield the article of each row of a CSV file in UTF-8, whose first row has the names.

    Raises:
        SourceError: a row has more or fewer values than there are names, is not UTF-8, is over the
            limit, or ends in the middle of a quotation.
    """
    lines = _CsvLines(file, name=name, limit=limit)
    csv.field_size_limit(max(limit, 131_072))
    first = next(lines, "")
    if not first.strip():
        raise SourceError(f"{name} is empty: its first row must have the names of the columns")
    separator = max(_SEPARATORS, key=first[:_SNIFFED].count)
    try:
        [header] = csv.reader([first], delimiter=separator)
    except csv.Error as error:
        raise SourceError(
            f"the first row of {name} is not CSV ({error}): correct its line breaks or quotation "
            "marks"
        ) from error
    header = [one.strip() for one in header]
    columns.require(header, name=name)
    rows = csv.reader(lines, delimiter=separator, strict=True)
    row = 0
    while True:
        lines.begin()
        try:
            values = next(rows, None)
        except csv.Error as error:
            raise SourceError(
                f"row {row + 1} of {name} (line {lines.began}) is not CSV ({error}): correct the "
                "quotation marks there"
            ) from error
        if values is None:
            return
        if not values:
            continue
        row += 1
        if len(values) != len(header):
            last = min(len(values), len(header))
            column = (
                f"column {header[last]!r} is missing"
                if last < len(header)
                else (f"column {last + 1} has no name")
            )
            raise SourceError(
                f"row {row} of {name} (line {lines.began}) has {len(values)} values for "
                f"{len(header)} columns ({column}): correct its separators or quotation marks"
            )
        yield columns.source(dict(zip(header, values, strict=True)), row=row, name=name)


class _CsvLines(Iterator[str]):
    """Decoded lines, with their breaks; a row of a CSV file may have several."""

    def __init__(self, file: BinaryIO, *, name: str, limit: int) -> None:
        self.began = 1
        self._file = file
        self._name = name
        self._limit = limit
        self._line = 0
        self._size = 0

    def begin(self) -> None:
        """Note that a row begins with the next line."""
        self.began = self._line + 1
        self._size = 0

    def __next__(self) -> str:
        line = self._file.readline(self._limit + 2)
        if not line:
            raise StopIteration
        self._line += 1
        self._size += len(line)
        if self._size > self._limit + 1:
            raise SourceError(
                f"the row in line {self.began} of {self._name} has more than {self._limit:,} "
                "bytes: is a quotation mark missing? Correct it, or increase "
                "BRIEFER_MAX_SOURCE_BYTES"
            )
        if self._line == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise SourceError(
                f"line {self._line}, byte {error.start + 1} of {self._name} is not UTF-8 "
                f"(0x{line[error.start]:02x}): convert the file to UTF-8"
            ) from error
