"""Fetch a page over HTTP, with limits on time, size and redirects.

Private addresses are rejected unless the settings allow them, so that a link or a redirect cannot
reach a service on the user's own network.
"""

import asyncio
import logging
import os
import time
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPException
from typing import Final, NamedTuple, NoReturn
from urllib.parse import urljoin

from trafilatura.downloads import DEFAULT_HEADERS
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, Timeout, exceptions
from urllib3.exceptions import HTTPError
from urllib3.util import parse_url

from briefer.addresses import (
    IPAddress,
    WebAddress,
    is_loopback,
    is_public,
    parse_web_address,
    without_credentials,
)
from briefer.concurrency import in_thread
from briefer.errors import FetchError, NotAnArticleError
from briefer.retry_after import retry_after
from briefer.settings import Settings
from briefer.source.connections import ForbiddenPeerError, Network
from briefer.source.rejections import too_large
from briefer.version import __version__

_log = logging.getLogger("briefer")

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
    "application/zip",
)
_PROXIES: Final = ("http_proxy", "https_proxy", "all_proxy")
_SAVE_PAGE: Final = "open it in a browser, save the page and brief the saved file"


class Validators(NamedTuple):
    """What a server said about the version of a page, to ask later whether there is a newer one.

    Attributes:
        etag: the header ``ETag``, or None.
        modified: the header ``Last-Modified``, or None.
    """

    etag: str | None = None
    modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers that ask for a newer version only."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in found.items() if value}


class Page(NamedTuple):
    """The response of a web address.

    Attributes:
        data: the body, decompressed.
        url: the address after all redirects, without fragment and credentials.
        media_type: the content type in lower case, without parameters; empty if not declared.
        charset: the encoding that the server declares.
        validators: what the server said about the version of the page.
    """

    data: bytes
    url: str
    media_type: str
    charset: str | None
    validators: Validators = Validators()


async def fetch(url: str, *, settings: Settings, known: Validators | None = None) -> Page:
    """Fetch the page at ``url`` within ``settings.fetch_timeout`` seconds in total.

    Args:
        url: the web address.
        settings: the limits, ``offline`` and ``allow_private`` are used.
        known: the version that the caller has; if the server has no newer one, the error has the
            status 304.

    Raises:
        FetchError: the address cannot be reached, denies access, has no page, is too slow,
            redirects in circles, or is not allowed by the settings.
        NotAnArticleError: the response is too large, or its type is not text.
    """
    network = Network(partial(_is_allowed, settings=settings))
    try:
        async with asyncio.timeout(settings.fetch_timeout):
            fetch_page = partial(
                _fetch, url, known or Validators(), network=network, settings=settings
            )
            return await in_thread(fetch_page, name="briefer-fetch", daemon=True)
    except TimeoutError as error:
        raise _too_slow(without_credentials(url), settings=settings) from error
    finally:
        network.close()  # the thread ends, too, whatever the server does


def _is_allowed(peer: IPAddress, *, settings: Settings) -> bool:
    return settings.allow_private or is_public(peer)


def _fetch(url: str, known: Validators, *, network: Network, settings: Settings) -> Page:
    try:
        return _follow(url, known, network=network, settings=settings)
    finally:
        network.release()


def _follow(url: str, known: Validators, *, network: Network, settings: Settings) -> Page:
    """Request the page and, if the server redirects, the next address."""
    deadline = time.monotonic() + settings.fetch_timeout
    address = _parse(url)
    visited: list[WebAddress] = []
    while True:
        _check_address(address, visited=visited, settings=settings)
        visited.append(address)
        try:
            with (
                network.pool(address) as pool,
                _request(pool, address, known, deadline=deadline) as response,
            ):
                target = response.get_redirect_location()
                if not target:
                    _check_status(response, str(address))
                    return _read_page(response, address, deadline=deadline, settings=settings)
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            _raise_fetch_error(error, address, settings=settings)
        address = _redirected(address, target)


def _request(
    pool: HTTPConnectionPool, address: WebAddress, known: Validators, *, deadline: float
) -> BaseHTTPResponse:
    seconds_left = max(deadline - time.monotonic(), 0.001)
    return pool.urlopen(
        "GET",
        address.path,
        headers=_HEADERS | known.headers,
        # We follow redirects ourselves, to check each address and to skip the bodies.
        redirect=False,
        retries=False,
        timeout=Timeout(connect=seconds_left, read=seconds_left),
        preload_content=False,
    )


def _parse(url: str) -> WebAddress:
    """Parse an address; its path and an international host are encoded as in the request."""
    address = parse_web_address(url)
    try:
        encoded = address and parse_web_address(parse_url(str(address)).url)
    except exceptions.LocationParseError:
        encoded = None
    if encoded is None:
        raise FetchError(
            f"{without_credentials(url)!r} is not a web address: give one that starts with "
            "https:// or http://, and check its spelling"
        )
    return encoded


def _redirected(address: WebAddress, target: str) -> WebAddress:
    """Return the address that the server of ``address`` redirects to."""
    try:
        redirected = _parse(urljoin(str(address), target))
    except ValueError as error:
        raise FetchError(
            f"{str(address)!r} redirects to something that is not a web address: {_SAVE_PAGE}"
        ) from error
    if (address.scheme, redirected.scheme) == ("https", "http"):
        _log.warning(
            "'%s' redirects to '%s', which is not encrypted: others may have changed the page",
            address,
            redirected,
        )
    return redirected


def _check_address(address: WebAddress, *, visited: list[WebAddress], settings: Settings) -> None:
    if settings.offline and not is_loopback(str(address)):
        raise FetchError(
            f"{str(address)!r} was not fetched, because briefer is offline: omit --offline"
        )
    if address in visited:
        raise FetchError(
            f"{str(visited[0])!r} redirects in circles, perhaps because it needs cookies: "
            f"{_SAVE_PAGE}"
        )
    if len(visited) > _MAX_REDIRECTS:
        raise FetchError(
            f"{str(visited[0])!r} redirects more than {_MAX_REDIRECTS} times: {_SAVE_PAGE}"
        )


def _check_status(response: BaseHTTPResponse, url: str) -> None:
    status = response.status
    if status == 200:
        return
    if status in {404, 410}:
        reason = f"{url!r} does not exist (HTTP {status}): check the address"
    elif status in {401, 402, 403, 407, 451}:
        reason = f"{url!r} does not allow access (HTTP {status}): {_SAVE_PAGE}"
    elif status == 429:
        reason = f"{url!r} got too many requests (HTTP 429): wait a while and try again"
    elif status >= 500:
        reason = f"the server of {url!r} failed (HTTP {status}): try again later"
    else:
        reason = f"{url!r} did not return a page (HTTP {status}): check the address"
    asked = retry_after(response.headers.get("Retry-After"), now=datetime.now(UTC))
    raise FetchError(reason, status=status, retry_after=asked)


def _read_page(
    response: BaseHTTPResponse, address: WebAddress, *, deadline: float, settings: Settings
) -> Page:
    name = repr(str(address))
    media_type, _, parameters = response.headers.get("Content-Type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type.startswith(_UNSUPPORTED_TYPES):
        raise NotAnArticleError(
            "binary",
            f"{name} is {media_type!r} and not a page: brief the page that has the article",
        )
    if _declares_more_than(settings.max_source_bytes, response.headers.get("Content-Length", "")):
        raise too_large(name, limit=settings.max_source_bytes)
    data = bytearray()
    # read1 returns the bytes received so far, so a slow server cannot exceed the deadline. Its
    # argument limits the decompressed bytes, so a small response cannot become a huge page.
    while chunk := response.read1(_CHUNK_BYTES, decode_content=True):
        data += chunk
        if len(data) > settings.max_source_bytes:
            raise too_large(name, limit=settings.max_source_bytes)
        if time.monotonic() > deadline:
            raise _too_slow(str(address), settings=settings)
    _, _, charset = parameters.lower().partition("charset=")
    return Page(
        data=bytes(data),
        url=str(address),
        media_type=media_type,
        charset=charset.partition(";")[0].strip("\"' ") or None,
        validators=Validators(response.headers.get("ETag"), response.headers.get("Last-Modified")),
    )


def _declares_more_than(limit: int, content_length: str) -> bool:
    """Compare a declared length with a limit; Python refuses to parse very long numbers."""
    digits = content_length.strip().lstrip("0")
    if not (digits.isascii() and digits.isdigit()):
        return False
    return len(digits) > len(str(limit)) or int(digits) > limit


def _raise_fetch_error(
    error: HTTPError | HTTPException | OSError | ValueError,
    address: WebAddress,
    *,
    settings: Settings,
) -> NoReturn:
    """Raise the error that tells the user why a request failed and what to do."""
    name, host = repr(str(address)), repr(address.host)
    direct = _direct_connection()
    if isinstance(error, ForbiddenPeerError):
        reason = f"{host} is a private address: add --allow-private if you trust it"
    elif isinstance(error, exceptions.NameResolutionError):
        reason = (
            f"there is no host {host}, or no network{direct}: check the address and the connection"
        )
    elif isinstance(error, exceptions.NewConnectionError):  # a subclass of TimeoutError
        reason = f"{host} cannot be reached{direct}: check the address, or try again later"
    elif isinstance(error, (exceptions.TimeoutError, TimeoutError)):
        raise _too_slow(str(address), settings=settings) from error
    elif isinstance(error, exceptions.SSLError):
        reason = f"the connection to {host} is not secure ({error}): {_SAVE_PAGE}"
    elif isinstance(error, exceptions.DecodeError):
        reason = f"{name} sent damaged data that cannot be decompressed: {_SAVE_PAGE}"
    else:
        reason = f"the connection to {host} was lost ({error}): try again later"
    raise FetchError(reason) from error


def _direct_connection() -> str:
    """Return a remark if the environment names a proxy, which is not used."""
    names = [name for name in _PROXIES if os.environ.get(name) or os.environ.get(name.upper())]
    return f" (briefer does not use the proxy of {names[0]} for pages)" if names else ""


def _too_slow(url: str, *, settings: Settings) -> FetchError:
    return FetchError(
        f"{url!r} did not answer within {settings.fetch_timeout:g} seconds{_direct_connection()}: "
        "try again later, or increase BRIEFER_FETCH_TIMEOUT"
    )
