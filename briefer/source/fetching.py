"""Fetch a page over HTTP, with limits on time, size and redirects.

Private addresses are rejected unless the settings allow them, so that a link or a redirect cannot
reach a service on the user's own network.
"""

import asyncio
import time
from functools import partial
from typing import Final, NamedTuple, NoReturn
from urllib.parse import urljoin, urlsplit, urlunsplit

from trafilatura.downloads import DEFAULT_HEADERS, create_pool
from urllib3 import BaseHTTPResponse, PoolManager, Timeout, exceptions
from urllib3.exceptions import HTTPError

from briefer.addresses import is_loopback
from briefer.concurrency import in_thread
from briefer.errors import FetchError, NotAnArticleError
from briefer.settings import Settings
from briefer.source.rejections import too_large
from briefer.version import __version__

_HEADERS: Final = {
    # the encodings that urllib3 can decode with a limit on the size of the output
    "Accept-Encoding": DEFAULT_HEADERS["accept-encoding"],
    "Accept": "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.1",
    "User-Agent": f"briefer/{__version__}",
}
_MAX_REDIRECTS: Final = 10
_CHUNK_BYTES: Final = 65_536
_UNSUPPORTED_TYPES: Final = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "application/pdf",
    "application/zip",
)
_SAVE_PAGE: Final = "open it in a browser, save the page and brief the saved file"


class Page(NamedTuple):
    """The response of a web address.

    Attributes:
        data: the body, decompressed.
        url: the address after all redirects, without fragment and credentials.
        media_type: the content type in lower case, without parameters; empty if not declared.
        charset: the encoding that the server declares.
    """

    data: bytes
    url: str
    media_type: str
    charset: str | None


async def fetch(url: str, *, settings: Settings) -> Page:
    """Fetch the page at ``url`` within ``settings.fetch_timeout`` seconds in total.

    Raises:
        FetchError: the address cannot be reached, denies access, has no page, is too slow,
            redirects in circles, or is not allowed by the settings.
        NotAnArticleError: the response is too large, or its type is not text.
    """
    try:
        async with asyncio.timeout(settings.fetch_timeout):
            fetch_page = partial(_fetch, url, settings=settings)
            return await in_thread(fetch_page, name="briefer-fetch", daemon=True)
    except TimeoutError as error:
        raise _too_slow(url, settings=settings) from error


def _fetch(url: str, *, settings: Settings) -> Page:
    deadline = time.monotonic() + settings.fetch_timeout
    visited: list[str] = []
    with create_pool(ssrf_protection=not settings.allow_private) as pool:
        while True:
            _check_address(url, visited=visited, settings=settings)
            visited.append(url)
            try:
                with _request(pool, url, deadline=deadline) as response:
                    target = response.get_redirect_location()
                    if not target:
                        _check_status(response, url)
                        return _read_page(response, url, deadline=deadline, settings=settings)
                    url = urljoin(url, target)
            except (HTTPError, OSError) as error:
                _raise_fetch_error(error, url, settings=settings)


def _request(pool: PoolManager, url: str, *, deadline: float) -> BaseHTTPResponse:
    seconds_left = max(deadline - time.monotonic(), 0.001)
    return pool.request(
        "GET",
        url,
        headers=_HEADERS,
        # We follow redirects ourselves, to check each address and to skip the bodies.
        redirect=False,
        retries=False,
        timeout=Timeout(connect=seconds_left, read=seconds_left),
        preload_content=False,
    )


def _check_address(url: str, *, visited: list[str], settings: Settings) -> None:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise FetchError(f"{url!r} is not a web address: check the spelling") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchError(
            f"{url!r} is not a web address: give one that starts with https:// or http://"
        )
    if settings.offline and not is_loopback(url):
        raise FetchError(f"{url!r} was not fetched, because briefer is offline: omit --offline")
    if url in visited:
        raise FetchError(
            f"{visited[0]!r} redirects in circles, perhaps because it needs cookies: {_SAVE_PAGE}"
        )
    if len(visited) > _MAX_REDIRECTS:
        raise FetchError(f"{visited[0]!r} redirects more than {_MAX_REDIRECTS} times: {_SAVE_PAGE}")


def _check_status(response: BaseHTTPResponse, url: str) -> None:
    status = response.status
    if status in {404, 410}:
        raise FetchError(f"{url!r} does not exist (HTTP {status}): check the address")
    if status in {401, 402, 403, 407, 451}:
        raise FetchError(f"{url!r} does not allow access (HTTP {status}): {_SAVE_PAGE}")
    if status == 429:
        raise FetchError(f"{url!r} got too many requests (HTTP 429): wait a while and try again")
    if status >= 500:
        raise FetchError(f"the server of {url!r} failed (HTTP {status}): try again later")
    if status != 200:
        raise FetchError(f"{url!r} did not return a page (HTTP {status}): check the address")


def _read_page(
    response: BaseHTTPResponse, url: str, *, deadline: float, settings: Settings
) -> Page:
    media_type, _, parameters = response.headers.get("Content-Type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type.startswith(_UNSUPPORTED_TYPES):
        raise NotAnArticleError(
            "binary",
            f"{url!r} is {media_type!r} and not a page: brief the page that has the article",
        )
    length = response.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length) > settings.max_source_bytes:
        raise too_large(url, limit=settings.max_source_bytes)
    data = bytearray()
    # read1 returns the bytes received so far, so a slow server cannot exceed the deadline. Its
    # argument limits the decompressed bytes, so a small response cannot become a huge page.
    while chunk := response.read1(_CHUNK_BYTES, decode_content=True):
        data += chunk
        if len(data) > settings.max_source_bytes:
            raise too_large(url, limit=settings.max_source_bytes)
        if time.monotonic() > deadline:
            raise _too_slow(url, settings=settings)
    _, _, charset = parameters.lower().partition("charset=")
    parts = urlsplit(url)
    return Page(
        data=bytes(data),
        url=urlunsplit(
            (parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, "")
        ),
        media_type=media_type,
        charset=charset.partition(";")[0].strip("\"' ") or None,
    )


def _raise_fetch_error(error: HTTPError | OSError, url: str, *, settings: Settings) -> NoReturn:
    """Raise the error that tells the user why a request failed and what to do."""
    host = urlsplit(url).hostname
    cause = error.__cause__
    if isinstance(cause, OSError) and "non-public address" in str(cause):
        reason = f"{host!r} is a private address: add --allow-private if you trust it"
    elif isinstance(error, exceptions.NameResolutionError):
        reason = f"there is no host {host!r}, or no network: check the address and the connection"
    elif isinstance(error, exceptions.NewConnectionError):  # a subclass of TimeoutError
        reason = f"{host!r} cannot be reached: check the address, or try again later"
    elif isinstance(error, (exceptions.TimeoutError, TimeoutError)):
        raise _too_slow(url, settings=settings) from error
    elif isinstance(error, exceptions.SSLError):
        reason = f"the connection to {host!r} is not secure ({error}): {_SAVE_PAGE}"
    elif isinstance(error, exceptions.DecodeError):
        reason = f"{url!r} sent damaged data that cannot be decompressed: {_SAVE_PAGE}"
    elif isinstance(error, (exceptions.LocationParseError, exceptions.LocationValueError)):
        reason = f"{url!r} is not a web address: check the spelling"
    else:
        reason = f"the connection to {host!r} was lost ({error}): try again later"
    raise FetchError(reason) from error


def _too_slow(url: str, *, settings: Settings) -> FetchError:
    return FetchError(
        f"{url!r} did not answer within {settings.fetch_timeout:g} seconds: try again later, "
        "or increase BRIEFER_FETCH_TIMEOUT"
    )
