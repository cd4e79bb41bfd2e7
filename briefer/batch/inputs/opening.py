"""Open the input of a batch, whatever it is, and yield its articles one by one.

What it is follows from its name ("articles.csv"), or else from its first bytes.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import Final, Literal, get_args

from briefer.addresses import parse_web_address
from briefer.batch.fetching.hosts import PoliteFetcher
from briefer.batch.inputs.columns import Columns
from briefer.batch.inputs.documents import (
    feed_sources,
    folder_sources,
    is_sitemap,
    read_sitemap,
)
from briefer.batch.inputs.lines import read_jsonl, read_list, require_text
from briefer.batch.inputs.parquet import read_parquet
from briefer.batch.inputs.tables import read_csv
from briefer.batch.rows import BatchSource
from briefer.concurrency import in_thread
from briefer.errors import SourceError
from briefer.settings import Settings

InputFormat = Literal["list", "jsonl", "csv", "parquet", "feed", "sitemap", "folder"]
FORMATS: Final = get_args(InputFormat)

_STDIN: Final = "-"
_FORMAT_OF_SUFFIX: Final[dict[str, InputFormat]] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
    ".rss": "feed", ".atom": "feed",
}  # fmt: skip
_HEAD: Final = 65_536  # bytes from which the format is guessed
_MAX_SITEMAPS: Final = 1_000


class BatchInput:
    """The input of a batch.

    Args:
        source: a path, a web address, or "-" for standard input.
        form: what it is; None finds out.
        columns: where the fields of an article are.
        settings: the limits of a source.
    """

    def __init__(
        self, source: str, *, form: InputFormat | None, columns: Columns, settings: Settings
    ) -> None:
        self._source = source
        self._form = form
        self._columns = columns
        self._settings = settings
        self._size: int | None = None
        self._opened: BufferedReader | None = None

    @property
    def share_read(self) -> float | None:
        """How much of the input was read, from 0 to 1; None if its size is not known."""
        if not self._size or self._opened is None:
            return None
        return 1.0 if self._opened.closed else min(1.0, self._opened.tell() / self._size)

    async def sources(self, fetcher: PoliteFetcher) -> AsyncIterator[BatchSource]:
        """Yield the articles.

        Raises:
            SourceError: the input cannot be read, or not from here on.
        """
        if parse_web_address(self._source) is not None:
            async for source in self._remote(fetcher):
                yield source
            return
        if self._source != _STDIN and await asyncio.to_thread(Path(self._source).is_dir):
            for source in folder_sources(Path(self._source)):
                yield source
            return
        with self._file() as file:
            head = await in_thread(partial(_head, file), name="briefer-input", daemon=True)
            form = self._form or self._guess(head)
            if form in {"feed", "sitemap"}:
                data = file.read(self._settings.max_source_bytes + 1)
                async for source in self._document(data, None, fetcher, form):
                    yield source
                return
            if self._source != _STDIN and form != "parquet":
                self._opened, self._size = file, Path(self._source).stat().st_size  # noqa: ASYNC240
            rows = self._rows(file, form, head)
            # standard input may wait; a daemon does not keep the program from ending
            following = partial(next, rows, None)
            while source := await in_thread(following, name="briefer-input", daemon=True):
                yield source

    def _rows(self, file: BufferedReader, form: InputFormat, head: bytes) -> Iterator[BatchSource]:
        name, limit = self._name, self._settings.max_source_bytes
        if form == "parquet":
            if self._source == _STDIN:
                raise SourceError("Parquet cannot be read from standard input: name its file")
            path = Path(self._source)
            return read_parquet(path, name=name, limit=limit, columns=self._columns)
        require_text(head, name=name)
        if form == "csv":
            return read_csv(file, name=name, limit=limit, columns=self._columns)
        if form == "jsonl":
            return read_jsonl(file, name=name, limit=limit, columns=self._columns)
        return read_list(file, name=name, limit=limit)

    async def _remote(self, fetcher: PoliteFetcher) -> AsyncIterator[BatchSource]:
        page = await fetcher.fetch(self._source)
        async for source in self._document(page.data, page.url, fetcher, self._form):
            yield source

    async def _document(
        self, data: bytes, url: str | None, fetcher: PoliteFetcher, form: InputFormat | None
    ) -> AsyncIterator[BatchSource]:
        """Yield the articles of a feed or a sitemap, with the sitemaps that it names."""
        name = repr(url) if url else self._name
        if form == "feed" or (form is None and not is_sitemap(data)):
            for source in feed_sources(data, name=name, url=url):
                yield source
            return
        row = 0
        waiting, seen = [data], 0
        addresses: list[str] = []
        while waiting or addresses:
            if not waiting:
                address = addresses.pop(0)
                waiting.append((await fetcher.fetch(address)).data)
                name = repr(address)
            found = read_sitemap(waiting.pop(), name=name)
            seen += len(found.sitemaps)
            if seen > _MAX_SITEMAPS:
                raise SourceError(
                    f"{self._name} names more than {_MAX_SITEMAPS:,} sitemaps: name one"
                )
            addresses += found.sitemaps
            for page in found.pages:
                row += 1
                yield BatchSource(row=row, url=page)
        if row == 0:
            raise SourceError(f"the sitemap {self._name} has no pages: check the address")

    @contextmanager
    def _file(self) -> Iterator[BufferedReader]:
        if self._source == _STDIN:
            # a thread may wait for it when the program ends, which must not close it then
            yield os.fdopen(os.dup(sys.stdin.fileno()), "rb")
            return
        try:
            file = Path(self._source).open("rb")  # noqa: SIM115 (closed below)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise SourceError(
                f"cannot read {self._source!r} ({reason}): give a file, a folder, the address of a "
                "feed or a sitemap, or - for standard input"
            ) from error
        with file:
            yield file

    def _guess(self, head: bytes) -> InputFormat:
        suffix = Path(self._source).suffix.lower()
        if suffix in _FORMAT_OF_SUFFIX:
            return _FORMAT_OF_SUFFIX[suffix]
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if start.startswith(b"PAR1"):
            return "parquet"
        if start.startswith((b"<", b"\x1f\x8b")):
            return "sitemap" if is_sitemap(head) else "feed"
        return "jsonl" if start.startswith(b"{") else "list"

    @property
    def _name(self) -> str:
        return "standard input" if self._source == _STDIN else repr(self._source)


def _head(file: BufferedReader) -> bytes:
    """Return the first bytes of a file, or those that are there, without taking them."""
    return file.peek(_HEAD)[:_HEAD]
