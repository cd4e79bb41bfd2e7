"""Fetching a page over HTTP: politely, bounded, and never from a private address unasked."""

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
    # the encodings that urllib3 can decode with a bound on the output
    "Accept-Encoding": DEFAULT_HEADERS["accept-encoding"],
    "Accept": "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.1",
    "User-Agent": f"briefer/{__version__}",
}
_MOST_REDIRECTS: Final = 10
_CHUNK: Final = 65_536
_UNREADABLE: Final = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")
_SAVE_IT: Final = "open it in a browser, save the page and brief the saved file"


class Page(NamedTuple):
    """What an address answered with.

    Attributes:
        data: the body, decompressed.
        url: the address after all redirects, without fragment and credentials.
        media_type: the content type in lower case, without parameters; empty when unsaid.
        charset: the encoding that the server declares.
    """

    data: bytes
    url: str
    media_type: str
    charset: str | None


async def fetch(url: str, *, settings: Settings) -> Page:
    """Fetch the page at ``url``, within ``settings.fetch_timeout`` seconds for all of it.

    Raises:
        FetchError: no page came: unreachable, refused, not found, too slow, going in circles,
            or an address that the settings do not allow.
        NotAnArticleError: what came is too large, or of a type that is not text.
    """
    try:
        async with asyncio.timeout(settings.fetch_timeout):
            work = partial(_fetch, url, settings=settings)
            return await in_thread(work, name="briefer-fetch", daemon=True)
    except TimeoutError as error:
        raise _too_slow(url, settings=settings) from error


def _fetch(url: str, *, settings: Settings) -> Page:
    deadline = time.monotonic() + settings.fetch_timeout
    seen: list[str] = []
    with create_pool(ssrf_protection=not settings.allow_private) as pool:
        while True:
            _check_address(url, seen=seen, settings=settings)
            seen.append(url)
            try:
                with _request(pool, url, deadline=deadline) as response:
                    onward = response.get_redirect_location()
                    if not onward:
                        _check_answer(response, url)
                        return _page(response, url, deadline=deadline, settings=settings)
                    url = urljoin(url, onward)
            except (HTTPError, OSError) as error:
                _explain(error, url, settings=settings)


def _request(pool: PoolManager, url: str, *, deadline: float) -> BaseHTTPResponse:
    left = max(deadline - time.monotonic(), 0.001)
    return pool.request(
        "GET",
        url,
        headers=_HEADERS,
        # Redirects are followed by hand: each is checked, and none has its body read.
        redirect=False,
        retries=False,
        timeout=Timeout(connect=left, read=left),
        preload_content=False,
    )


def _check_address(url: str, *, seen: list[str], settings: Settings) -> None:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise FetchError(f"{url!r} is no web address: check how it is written") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchError(
            f"{url!r} is no web address: give one that starts with https:// or http://"
        )
    if settings.offline and not is_loopback(url):
        raise FetchError(f"{url!r} was not fetched, since briefer is offline: leave out --offline")
    if url in seen:
        raise FetchError(f"{seen[0]!r} redirects in circles, it may want cookies: {_SAVE_IT}")
    if len(seen) > _MOST_REDIRECTS:
        raise FetchError(f"{seen[0]!r} redirects more than {_MOST_REDIRECTS} times: {_SAVE_IT}")


def _check_answer(response: BaseHTTPResponse, url: str) -> None:
    status = response.status
    if status in {404, 410}:
        raise FetchError(f"{url!r} does not exist (HTTP {status}): check the address")
    if status in {401, 402, 403, 407, 451}:
        raise FetchError(f"{url!r} refuses to be read (HTTP {status}): {_SAVE_IT}")
    if status == 429:
        raise FetchError(f"{url!r} asks for fewer requests (HTTP 429): wait a while and try again")
    if status >= 500:
        raise FetchError(f"the server of {url!r} failed (HTTP {status}): try again later")
    if status != 200:
        raise FetchError(f"{url!r} answered without a page (HTTP {status}): check the address")


def _page(response: BaseHTTPResponse, url: str, *, deadline: float, settings: Settings) -> Page:
    media_type, _, parameters = response.headers.get("Content-Type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type.startswith(_UNREADABLE):
        raise NotAnArticleError(
            "binary",
            f"{url!r} is not a page but {media_type!r}: brief the page that tells the story",
        )
    length = response.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length) > settings.max_source_bytes:
        raise too_large(url, limit=settings.max_source_bytes)
    data = bytearray()
    # read1 returns what has come, so that a server which drips cannot outlast the deadline; its
    # argument bounds the decompressed bytes, so that little sent cannot become much.
    while chunk := response.read1(_CHUNK, decode_content=True):
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


def _explain(error: HTTPError | OSError, url: str, *, settings: Settings) -> NoReturn:
    """Raise what a failed request means for the user."""
    host = urlsplit(url).hostname
    cause = error.__cause__
    if isinstance(cause, OSError) and "non-public address" in str(cause):
        reason = f"{host!r} is a private address: add --allow-private if you mean it"
    elif isinstance(error, exceptions.NameResolutionError):
        reason = f"there is no {host!r}, or no network: check the address and the connection"
    elif isinstance(error, exceptions.NewConnectionError):  # is a TimeoutError too, by its class
        reason = f"{host!r} cannot be reached: check the address, or try again later"
    elif isinstance(error, (exceptions.TimeoutError, TimeoutError)):
        raise _too_slow(url, settings=settings) from error
    elif isinstance(error, exceptions.SSLError):
        reason = f"{host!r} offers no connection that can be trusted ({error}): {_SAVE_IT}"
    elif isinstance(error, exceptions.DecodeError):
        reason = f"{url!r} came damaged, its compression cannot be undone: {_SAVE_IT}"
    elif isinstance(error, (exceptions.LocationParseError, exceptions.LocationValueError)):
        reason = f"{url!r} is no web address: check how it is written"
    else:
        reason = f"the connection to {host!r} broke off ({error}): try again later"
    raise FetchError(reason) from error


def _too_slow(url: str, *, settings: Settings) -> FetchError:
    return FetchError(
        f"{url!r} did not answer within {settings.fetch_timeout:g} seconds: try again later, "
        "or set BRIEFER_FETCH_TIMEOUT higher"
    )
