"""Load an article from a web address, a file or bytes, or reject the source and say why."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from briefer.addresses import address_in, parse_web_address, without_credentials
from briefer.concurrency import in_time
from briefer.errors import NotAnArticleError, SourceError
from briefer.schema.article import Article
from briefer.settings import Settings
from briefer.source.decoding import decode, looks_binary
from briefer.source.docx_file import read_docx
from briefer.source.email_file import read_email
from briefer.source.feed import Feed, read_feed
from briefer.source.fetching import Page, fetch
from briefer.source.file_formats import binary_kind, document_format, text_format
from briefer.source.html_page import read_page
from briefer.source.named_bytes import BYTES, NamedBytes
from briefer.source.pdf_file import read_pdf
from briefer.source.rejections import rejection, require_length, too_large
from briefer.source.saved_page import read_saved_page
from briefer.source.text_files import read_markdown, read_text

_SUFFIX_OF_TYPE: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
_DOCUMENT_READERS: Final = {
    "pdf": read_pdf,
    "docx": read_docx,
    "email": read_email,
    "saved_page": read_saved_page,
}

_Read = TypeVar("_Read")


async def open_source(source: str | Path | bytes | NamedBytes, *, settings: Settings) -> Article:
    """Load an article.

    Args:
        source: a web address; the path of a file with a page, a text or a document (HTML, plain
            text, Markdown, PDF, DOCX, an e-mail or a saved page); or the contents of such a file,
            for example from standard input, with a name or without.
        settings: the limits of a source, ``offline``, ``allow_private`` and ``language`` are used.

    Returns:
        The article: its main text and its metadata.

    Raises:
        FetchError: the address did not return a page.
        NotAnArticleError: the source has no article; ``verdict`` says what it is instead.
        SourceError: there is no such file, or it cannot be read.
    """
    if isinstance(source, str) and (address := address_in(source)):
        article = await _open_address(address, settings=settings)
    else:
        read = partial(_open_local, source, settings=settings)
        article = await _in_time(read, settings=settings)
    require_length(article.text, of="the article", settings=settings)
    return article


async def _open_address(url: str, *, settings: Settings) -> Article:
    return await open_page(await fetch(url, settings=settings), settings=settings)


async def open_page(page: Page, *, settings: Settings) -> Article:
    """Make an article of a page that was fetched.

    Raises:
        NotAnArticleError: the page has no article.
        SourceError: reading it took too long.
    """

    def read() -> Article:
        name = repr(page.url)
        suffix = _SUFFIX_OF_TYPE.get(page.media_type, "")
        article = _read_document(page.data, name=name, settings=settings)
        if article is None:
            text = _decode(page.data, name=name, charset=page.charset)
            article = _read(text, name=name, suffix=suffix, url=page.url, settings=settings)
        url = _believed(article.url, fetched=page.url)
        return article.model_copy(update={"url": url, "url_declared": False})

    return await _in_time(read, settings=settings)


async def open_feed(source: str | Path | bytes, *, settings: Settings) -> Feed:
    """Load the feed at a web address, in a file, or in bytes.

    Raises:
        FetchError: the address did not return a page.
        SourceError: there is no such file, it is not a feed, or the time was up.
    """
    if isinstance(source, str) and (address := address_in(source)):
        page = await fetch(address, settings=settings)
        read = partial(read_feed, page.data, name=repr(page.url), url=page.url)
    else:
        read = partial(_open_local_feed, source, settings=settings)
    return await _in_time(read, settings=settings)


async def _in_time(read: Callable[[], _Read], *, settings: Settings) -> _Read:
    seconds = settings.processing_timeout
    return await in_time(read, doing="reading the source", seconds=seconds)


def _believed(declared: str | None, *, fetched: str) -> str:
    """Return the address that a fetched page declares, if the same server could confirm it."""
    page, other = parse_web_address(fetched), parse_web_address(declared or "")
    if page is None or other is None:
        return fetched
    same_host = page.host.removeprefix("www.") == other.host.removeprefix("www.")
    return str(other) if same_host and page.server_port == other.server_port else fetched


def _open_local(source: str | Path | bytes | NamedBytes, *, settings: Settings) -> Article:
    name, data = _load(source, settings=settings)
    suffix = ""
    if not isinstance(source, bytes):
        suffix = source.suffix if isinstance(source, NamedBytes) else Path(source).suffix
    if article := _read_document(data, name=name, settings=settings):
        return article
    text = _decode(data, name=name, charset=None)
    return _read(text, name=name, suffix=suffix, url=None, settings=settings)


def _open_local_feed(source: str | Path | bytes, *, settings: Settings) -> Feed:
    name, data = _load(source, settings=settings)
    return read_feed(data, name=name, url=None)


def _load(source: str | Path | bytes | NamedBytes, *, settings: Settings) -> tuple[str, bytes]:
    """Return the name of a file or of other input, and its contents."""
    if isinstance(source, NamedBytes):
        name, data = source.name, source.data
    elif isinstance(source, bytes):
        name, data = BYTES, source
    else:
        name, data = repr(str(source)), _read_file(source, limit=settings.max_source_bytes)
    if len(data) > settings.max_source_bytes:
        raise too_large(name, limit=settings.max_source_bytes)
    return name, data


def _read_document(data: bytes, *, name: str, settings: Settings) -> Article | None:
    """Read a PDF, a DOCX document, an e-mail or a saved page; return None for other formats."""
    kind = document_format(data)
    return _DOCUMENT_READERS[kind](data, name=name, settings=settings) if kind else None


def _read_file(source: str | Path, *, limit: int) -> bytes:
    """Return the contents of a file; of a file over the limit, only one byte more than that."""
    try:
        with Path(source).open("rb") as file:
            return file.read(limit + 1)
    except IsADirectoryError as error:
        raise SourceError(f"{str(source)!r} is a directory: name one file in it") from error
    except PermissionError as error:
        raise SourceError(
            f"no permission to read {str(source)!r}: change its permissions, or copy it"
        ) from error
    except FileNotFoundError as error:
        if isinstance(source, Path):
            raise SourceError(f"there is no file {str(source)!r}: check the path") from error
        raise SourceError(_not_found_message(source)) from error
    except (OSError, ValueError) as error:  # the name is too long or has a NUL; a disk error
        raise SourceError(_not_found_message(str(source))) from error


def _not_found_message(source: str) -> str:
    source = without_credentials(source)
    shown = source if len(source) <= 80 else f"{source[:79]}…"
    return (
        f"{shown!r} is neither a web address nor a file: give an address that starts with "
        "https:// or http://, the path of a file, or - for standard input"
    )


def _decode(data: bytes, *, name: str, charset: str | None) -> str:
    if not data.strip():
        raise rejection("empty", name)
    kind = binary_kind(data) or ("a binary file" if looks_binary(data) else None)
    if kind:
        raise NotAnArticleError(
            "binary", f"{name} is {kind}, which briefer cannot read: give a page or a text file"
        )
    return decode(data, name=name, declared=charset)


def _read(text: str, *, name: str, suffix: str, url: str | None, settings: Settings) -> Article:
    kind = text_format(text, name=name, suffix=suffix)
    if kind == "html":
        return read_page(text, url=url, name=name, settings=settings)
    if kind == "markdown":
        return read_markdown(text, name=name, settings=settings)
    return read_text(text, name=name, settings=settings)
