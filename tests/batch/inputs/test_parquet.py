import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from briefer import BatchSource, Settings, SourceError
from briefer.batch.inputs.columns import Columns
from briefer.batch.inputs.parquet import read_parquet
from briefer.batch.inputs.parquet_pages import page_sizes
from tests.batch.inputs.test_inputs import sources

LIMIT = 10_000


@pytest.fixture
def pool() -> Iterator[pa.MemoryPool]:
    """What Arrow allocates during the test."""
    before = pa.default_memory_pool()
    counting = pa.proxy_memory_pool(before)
    pa.set_memory_pool(counting)
    yield counting
    pa.set_memory_pool(before)


def rows_of(path: Path, **columns: str) -> list[BatchSource]:
    return list(read_parquet(path, name="in", limit=LIMIT, columns=Columns(columns)))


def test_parquet_is_read_with_numbers_and_dates(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    when = pa.array([18_000, None], pa.date32())
    pq.write_table(
        pa.table({"url": ["https://a.example/1", None], "id": [1, 2], "published": when}), path
    )
    found = sources(path)
    assert (found[0].id, found[0].published) == ("1", "2019-04-14")
    assert "row 2" in str(found[1].problem)


def test_what_cannot_be_read_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    far = pa.array([2**60], pa.timestamp("us"))
    pq.write_table(pa.table({"url": ["https://a.example/1"], "published": far}), path)
    with pytest.raises(SourceError, match="cannot be read as Parquet"):
        sources(path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(SourceError, match="cannot be read as Parquet at its beginning"):
        sources(path)


def test_rows_of_all_row_groups_are_read_in_order(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    texts = [f"Article {number}." for number in range(10)]
    pq.write_table(pa.table({"the.text": texts, "x": [[1]] * 10}), path, row_group_size=3)
    found = rows_of(path, text="the.text")
    assert [(one.row, one.text) for one in found] == list(enumerate(texts, start=1))


def test_a_row_over_the_limit_is_named_and_the_next_one_is_read(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    pq.write_table(pa.table({"text": ["a", "b" * 2 * LIMIT, "c"]}), path)
    found = sources(path, settings=Settings(max_source_bytes=LIMIT))
    assert [one.text for one in found] == ["a", None, "c"]
    assert "row 2 of " in str(found[1].problem)
    assert "more than 10,000: " in str(found[1].problem)
    assert "BRIEFER_MAX_SOURCE_BYTES" in str(found[1].problem)


@pytest.mark.parametrize("use_dictionary", [True, False])
def test_a_page_that_unpacks_to_too_much_is_an_error_before_it_is_read(
    tmp_path: Path, pool: pa.MemoryPool, *, use_dictionary: bool
) -> None:
    path = tmp_path / "in.parquet"
    table = pa.table({"id": ["1", "2"], "text": ["a", "b" * 5_000_000]})
    pq.write_table(table, path, compression="zstd", use_dictionary=use_dictionary)
    del table
    before = pool.max_memory()
    expected = (
        r"a page of in \(row group 1, column 'text'\) takes 5,000,0\d\d bytes, more than 160,000: "
        r".*BRIEFER_MAX_SOURCE_BYTES"
    )
    with pytest.raises(SourceError, match=expected):
        rows_of(path)
    assert pool.max_memory() == before
    assert [one.text for one in rows_of(path, text="id")] == ["1", "2"], "not of other columns"


def test_a_large_row_group_is_read_page_by_page(tmp_path: Path, pool: pa.MemoryPool) -> None:
    path = tmp_path / "in.parquet"
    texts = [f"{number} " * 500 for number in range(10_000)]
    options: dict[str, Any] = {
        "compression": "none",
        "use_dictionary": False,
        "write_batch_size": 20,
    }
    pq.write_table(pa.table({"text": texts}), path, data_page_size=50_000, **options)
    size = path.stat().st_size
    assert size > 20_000_000
    fresh = pa.proxy_memory_pool(pool)
    pa.set_memory_pool(fresh)
    assert [one.text.split()[0] for one in rows_of(path) if one.text] == [
        str(number) for number in range(10_000)
    ]
    assert fresh.max_memory() < size / 5


def test_a_column_of_lists_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    pq.write_table(pa.table({"text": [["a", "b"]]}), path)
    with pytest.raises(SourceError, match="the column 'text' of in has lists, not text"):
        rows_of(path)


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("compression", ["none", "snappy", "zstd"])
@pytest.mark.parametrize("use_dictionary", [True, False])
def test_the_pages_of_a_column_are_found(
    version: str, compression: str, *, use_dictionary: bool
) -> None:
    written = io.BytesIO()
    table = pa.table({"text": [f"{number % 700} " * 90 for number in range(3_000)]})
    options: dict[str, Any] = {"data_page_version": version, "compression": compression}
    pq.write_table(table, written, use_dictionary=use_dictionary, data_page_size=9_000, **options)
    chunk = pq.ParquetFile(written).metadata.row_group(0).column(0)
    start = chunk.dictionary_page_offset if use_dictionary else chunk.data_page_offset
    sizes = list(page_sizes(written, start=start, end=start + chunk.total_compressed_size))
    assert len(sizes) > 1
    headers = chunk.total_uncompressed_size - sum(sizes)
    assert 0 < headers < 2_000 * len(sizes), "with the least and the largest value"


@pytest.mark.parametrize(
    "damaged",
    [
        b"", b"\x15", b"\x15\x00", b"\x15" + b"\xff" * 20, b"\x00" * 9, b"\x1c" * 99,
        b"\x19\x00", b"\x18\xff\xff\xff\xff\x0f\x00", b"\x15\x00\x15\x01\x15\x01\x00",
    ],
)  # fmt: skip
def test_what_is_not_a_page_is_an_error(damaged: bytes) -> None:
    with pytest.raises(ValueError, match="page"):
        list(page_sizes(io.BytesIO(damaged), start=0, end=50))
