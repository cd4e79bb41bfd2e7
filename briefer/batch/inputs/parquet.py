"""Read the rows of a Parquet file as articles, one at a time, in bounded memory.

Of a file only the page of the next row is unpacked, column by column. A page cannot be read in
pieces: one that unpacks to too much, as of a file that was made to fill the memory, ends the input.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefer.batch.inputs.columns import Columns
from briefer.batch.inputs.parquet_pages import page_sizes
from briefer.batch.rows import BatchSource
from briefer.errors import SourceError
from briefer.extras import require_extra

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_BUFFER: Final = 1 << 20  # bytes that are read from the file at once
_PAGE: Final = 16  # times the largest source; some programs write pages of 100 MiB


def read_parquet(path: Path, *, name: str, limit: int, columns: Columns) -> Iterator[BatchSource]:
    """Yield the article of each row of a Parquet file; a row over the limit has a problem.

    Args:
        path: the file.
        name: its name in errors.
        limit: most bytes of a row; a page may have 16 times as many.
        columns: where the fields of an article are.

    Raises:
        SourceError: it cannot be read, has none of the columns, has lists in one of them, or a page
            that is too large.
    """
    require_extra("batch", "pyarrow")
    import pyarrow as pa  # noqa: PLC0415 (an extra, and slow to import)
    import pyarrow.parquet as pq  # noqa: PLC0415

    row = 0
    try:
        # with a buffer, a column is read page by page and not as a whole
        with pq.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
            found = file.schema_arrow.names
            columns.require(found, name=name)
            wanted = columns.wanted(found)
            for group in range(file.num_row_groups):
                _require_small_pages(path, file, group, wanted=wanted, name=name, limit=limit)
                for batch in file.iter_batches(1, row_groups=[group], columns=wanted):
                    row += 1
                    if batch.nbytes > limit:
                        problem = (
                            f"row {row} of {name} has {batch.nbytes:,} bytes, more than {limit:,}: "
                            "give the article alone, or increase BRIEFER_MAX_SOURCE_BYTES"
                        )
                        yield BatchSource(row=row, problem=problem)
                        continue
                    [values] = batch.to_pylist()
                    yield columns.source(values, row=row, name=name)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        reason = " ".join(str(error).split())[:200]
        place = f"after row {row}" if row else "at its beginning"
        raise SourceError(
            f"{name} cannot be read as Parquet {place} ({reason}): write it again"
        ) from error


def _require_small_pages(
    path: Path, file: "ParquetFile", group: int, *, wanted: list[str], name: str, limit: int
) -> None:
    """Reject a row group of which one page, or one row, would take too much memory."""
    chunks = file.metadata.row_group(group)
    with path.open("rb") as opened:
        for index in range(chunks.num_columns):
            chunk = chunks.column(index)
            field = next((one for one in wanted if _is_of(chunk.path_in_schema, one)), None)
            if field is None:
                continue
            if file.schema.column(index).max_repetition_level:
                raise SourceError(
                    f"the column {field!r} of {name} has lists, not text: name another one with "
                    "--column"
                )
            first = chunk.data_page_offset
            if chunk.has_dictionary_page and 0 < chunk.dictionary_page_offset < first:
                first = chunk.dictionary_page_offset
            sizes = page_sizes(opened, start=first, end=first + chunk.total_compressed_size)
            largest = max(sizes, default=0)
            if largest > _PAGE * limit:
                raise SourceError(
                    f"a page of {name} (row group {group + 1}, column {field!r}) takes {largest:,} "
                    f"bytes, more than {_PAGE * limit:,}: write the file with smaller pages, or "
                    f"increase BRIEFER_MAX_SOURCE_BYTES, of which a page may have {_PAGE} times as "
                    "many"
                )


def _is_of(path: str, field: str) -> bool:
    """Return True if a column of the file is a field of a row, or a part of it ("text.list")."""
    return path == field or path.startswith(f"{field}.")
