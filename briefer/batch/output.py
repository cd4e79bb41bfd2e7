"""Write the output of a batch from its journal: one row for each input, in the order of the input.

A file replaces the one before it when it is complete, so no moment leaves half a line in it. Rows
are read from the journal and written one after another, so memory does not grow with them.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from briefer.batch.journal import Journal
from briefer.batch.rows import BatchRow
from briefer.errors import SettingsError
from briefer.extras import require_extra
from briefer.file_replacement import replacement_of

PARQUET: Final = ".parquet"
_ROWS_AT_ONCE: Final = 256


def write_output(journal: Journal, path: Path) -> None:
    """Write all finished rows as JSONL; as Parquet, if the name ends in ".parquet".

    Raises:
        SettingsError: the file cannot be written.
    """
    if path.suffix.lower() == PARQUET:
        _write_parquet(journal.rows(), path)
        return
    with replaced(path) as file:
        for row in journal.rows():
            file.write(json_line(row).encode("utf-8", "replace"))


def json_line(row: BatchRow) -> str:
    """Return a row as one line of JSON; "brief" has the brief as `briefer -f json` prints it."""
    fields = row.model_dump_json()
    return f'{fields[:-1]},"brief":{row.brief_json or "null"}}}\n'


def write_errors(journal: Journal, path: Path) -> int:
    """Write the inputs that are errors as JSONL that can be the input of another batch.

    Returns:
        How many they are.

    Raises:
        SettingsError: the file cannot be written.
    """
    count = 0
    with replaced(path) as file:
        for source, data in journal.failed_sources():
            row = BatchRow.model_validate_json(data)
            error = row.error.model_dump_json() if row.error else "null"
            comma = "" if source == "{}" else ","
            line = f'{source[:-1]}{comma}"row":{row.row},"error":{error}}}\n'
            file.write(line.encode("utf-8", "replace"))
            count += 1
    return count


@contextmanager
def replaced(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that replaces ``path`` when it is complete.

    Raises:
        SettingsError: it cannot be written.
    """
    try:
        target = path.resolve()  # a link stays a link
        with replacement_of(target) as temporary, temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise SettingsError(
            f"cannot write '{path}': {error.strerror}. Name another file with '-o'"
        ) from error


def _write_parquet(rows: Iterator[BatchRow], path: Path) -> None:
    """Write rows with the fields of a `BatchRow` as columns, and the brief as JSON text."""
    require_extra("batch", "pyarrow")
    import pyarrow as pa  # noqa: PLC0415 (an extra, and slow to import)

    text, whole, number = pa.string(), pa.int64(), pa.float64()
    schema = pa.schema(
        [
            ("row", whole), ("id", text), ("input_id", text), ("source", text), ("status", text),
            ("error_kind", text), ("error_message", text), ("http_status", whole),
            ("duplicate_of", text), ("similarity", number), ("url", text), ("title", text),
            ("language", text), ("calls", whole), ("input_tokens", whole),
            ("cached_tokens", whole), ("output_tokens", whole), ("cost", number),
            ("seconds_fetching", number), ("seconds_reading", number),
            ("seconds_analysis", number), ("seconds_writing", number), ("brief", text),
        ]
    )  # fmt: skip
    with parquet_file(path, schema) as add:
        for row in rows:
            add(flat(row))


def flat(row: BatchRow) -> dict[str, object]:
    """Return a row without nested values."""
    values = row.model_dump(exclude={"error", "timings"})
    error = row.error
    values |= {
        "error_kind": error and error.kind,
        "error_message": error and error.message,
        "http_status": error and error.http_status,
    }
    values |= {f"seconds_{stage}": spent for stage, spent in row.timings.model_dump().items()}
    return values | {"brief": row.brief_json}


@contextmanager
def parquet_file(path: Path, schema: object) -> Iterator[Callable[[dict[str, object]], None]]:
    """Open a Parquet file that replaces ``path`` when it is complete; yield what adds a row."""
    require_extra("batch", "pyarrow")
    import pyarrow as pa  # noqa: PLC0415 (an extra, and slow to import)
    import pyarrow.parquet as pq  # noqa: PLC0415

    waiting: list[dict[str, object]] = []
    with replaced(path) as file, pq.ParquetWriter(file, schema) as writer:

        def write() -> None:
            writer.write_table(pa.Table.from_pylist(waiting, schema=schema))
            waiting.clear()

        def add(row: dict[str, object]) -> None:
            waiting.append(row)
            if len(waiting) >= _ROWS_AT_ONCE:
                write()

        yield add
        if waiting:
            write()
