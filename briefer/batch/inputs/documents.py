"""Read addresses from a feed or a sitemap, and paths from a folder."""

import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from lxml import etree

from briefer.addresses import parse_web_address
from briefer.batch.rows import BatchSource
from briefer.errors import SourceError
from briefer.source.feed import read_feed

_MAX_SITEMAP_BYTES: Final = 50_000_000  # sitemaps.org allows as much
_SUFFIXES: Final = frozenset(
    ".htm .html .xhtml .txt .md .markdown .pdf .docx .eml .mht .mhtml".split()
)


class Sitemap(NamedTuple):
    """The addresses of pages, and those of other sitemaps."""

    pages: tuple[str, ...]
    sitemaps: tuple[str, ...]


def feed_sources(data: bytes, *, name: str, url: str | None) -> Iterator[BatchSource]:
    """Yield the article of each item of a feed.

    Raises:
        SourceError: it is not a feed.
    """
    for row, item in enumerate(read_feed(data, name=name, url=url).items, start=1):
        if item.url is None:
            problem = f"item {row} of the feed {name} has no web address: leave it out"
            yield BatchSource(row=row, problem=problem)
        else:
            yield BatchSource(row=row, url=item.url)


def is_sitemap(data: bytes) -> bool:
    """Return True if the first element of a document is that of a sitemap."""
    return _root(data, _MAX_SITEMAP_BYTES) in {"urlset", "sitemapindex"}


def read_sitemap(data: bytes, *, name: str) -> Sitemap:
    """Read a sitemap, which may be compressed, or an index of sitemaps.

    Raises:
        SourceError: it is damaged.
    """
    data = _decompressed(data, name)
    pages: list[str] = []
    sitemaps: list[str] = []
    try:
        for _, element in etree.iterparse(
            io.BytesIO(data), events=("end",), resolve_entities=False, no_network=True,
            load_dtd=False, recover=True,
        ):  # fmt: skip
            tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if tag not in {"url", "sitemap"}:
                continue
            for child in element:
                words = (child.text or "").strip()
                is_loc = isinstance(child.tag, str) and etree.QName(child).localname == "loc"
                if is_loc and parse_web_address(words) is not None:
                    (pages if tag == "url" else sitemaps).append(words)
            element.clear()
    except etree.XMLSyntaxError as error:
        raise SourceError(f"the sitemap {name} is damaged ({error}): check the address") from error
    return Sitemap(tuple(pages), tuple(sitemaps))


def folder_sources(folder: Path) -> Iterator[BatchSource]:
    """Yield the files of a folder and of the folders in it that may be articles, by name.

    Raises:
        SourceError: there is none.
    """
    row = 0
    for path in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in _SUFFIXES and not is_hidden and path.is_file():
            row += 1
            yield BatchSource(row=row, path=str(path))
    if row == 0:
        kinds = ", ".join(sorted(_SUFFIXES))
        raise SourceError(
            f"the folder '{folder}' has no file that ends in {kinds}: name another one"
        )


def _root(data: bytes, limit: int) -> str:
    try:
        data = _decompressed(data[:limit], "")
        for _, element in etree.iterparse(
            io.BytesIO(data), events=("start",), resolve_entities=False, no_network=True,
            load_dtd=False, recover=True,
        ):  # fmt: skip
            return etree.QName(element).localname if isinstance(element.tag, str) else ""
    except (etree.XMLSyntaxError, SourceError, ValueError):
        return ""
    return ""


def _decompressed(data: bytes, name: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            found = file.read(_MAX_SITEMAP_BYTES + 1)
    except (OSError, EOFError) as error:
        raise SourceError(f"the sitemap {name} is damaged ({error}): check the address") from error
    if len(found) > _MAX_SITEMAP_BYTES:
        raise SourceError(
            f"the sitemap {name} has more than {_MAX_SITEMAP_BYTES:,} bytes: split it"
        )
    return found
