"""Fetch pages politely: few at a time from one host, with a pause, and only what it allows.

A host that answers 429 or 503 is left alone for as long as it asks for, and asked again.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from briefer.addresses import WebAddress, parse_web_address
from briefer.batch.failures import RobotsError
from briefer.batch.fetching.robots import ALLOW_ALL, FORBID_ALL, Robots, read_robots
from briefer.batch.options import BatchOptions
from briefer.errors import FetchError, NotAnArticleError
from briefer.settings import Settings
from briefer.source.fetching import Page, Validators, fetch

_AGENT: Final = "briefer"
_BUSY: Final = frozenset({429, 503})
_TRIES: Final = 3
_FIRST_PAUSE: Final = 2.0  # seconds; doubled with each try
_MAX_PAUSE: Final = 120.0
_MAX_ROBOTS_BYTES: Final = 512_000  # RFC 9309 asks for at least 500 kibibytes
_HOSTS: Final = 2_000  # that are remembered


@dataclass(eq=False)
class _Host:
    places: asyncio.Semaphore
    next_at: float = 0.0
    robots: "asyncio.Task[Robots] | None" = None
    waiting: int = 0


class PoliteFetcher:
    """Fetches pages; used by one event loop.

    Args:
        settings: the limits of a fetch.
        options: how many at once, the pause for each host, and whether robots.txt counts.
    """

    def __init__(self, settings: Settings, options: BatchOptions) -> None:
        self._settings = settings
        self._options = options
        self._places = asyncio.Semaphore(options.fetches)
        self._hosts: OrderedDict[str, _Host] = OrderedDict()

    async def fetch(self, url: str, known: Validators | None = None) -> Page:
        """Fetch a page, when it is its host's turn.

        Args:
            url: the web address.
            known: the version that the caller has; see ``source.fetching.fetch``.

        Raises:
            RobotsError: the host's robots.txt forbids it.
            FetchError: as ``source.fetching.fetch``; 429 and 503 after three tries.
            NotAnArticleError: the response is too large, or its type is not text.
        """
        address = parse_web_address(url)
        if address is None:
            return await fetch(url, settings=self._settings)  # raises the error
        async with self._turn(address) as host:
            robots = await self._robots(host, address)
            if not robots.allows(address.path):
                raise RobotsError(
                    f"the robots.txt of {address.host!r} does not allow programs to fetch "
                    f"{str(address)!r}: open it in a browser, save the page and brief the saved "
                    "file, or add --ignore-robots if its owner allows it"
                )
            for number in range(1, _TRIES + 1):
                await self._pause(host, robots)
                try:
                    async with self._places:
                        return await fetch(url, settings=self._settings, known=known)
                except FetchError as error:
                    if error.status not in _BUSY or number == _TRIES:
                        raise
                    asked = error.retry_after
                    pause = _FIRST_PAUSE * 2 ** (number - 1) if asked is None else asked
                    host.next_at = time.monotonic() + min(pause, _MAX_PAUSE)
        raise AssertionError("unreachable: the last try returns or raises")

    @asynccontextmanager
    async def _turn(self, address: WebAddress) -> AsyncIterator[_Host]:
        """Hold one of the places of a host."""
        name = f"{address.scheme}://{address.host}:{address.port}"
        host = self._hosts.setdefault(name, _Host(asyncio.Semaphore(self._options.host_fetches)))
        self._hosts.move_to_end(name)
        host.waiting += 1
        try:
            async with host.places:
                yield host
        finally:
            host.waiting -= 1
            self._forget()

    def _forget(self) -> None:
        """Forget the hosts that were used longest ago, unless they are in use."""
        for name in list(self._hosts)[: max(0, len(self._hosts) - _HOSTS)]:
            host = self._hosts[name]
            if not host.waiting and host.next_at < time.monotonic():
                del self._hosts[name]

    async def _pause(self, host: _Host, robots: Robots) -> None:
        """Wait until the next request to a host may be sent, and reserve that moment."""
        delay = max(self._options.host_delay, robots.delay or 0.0)
        while (wait := host.next_at - time.monotonic()) > 0:  # noqa: ASYNC110 (it may move)
            await asyncio.sleep(wait)
        host.next_at = time.monotonic() + delay

    async def _robots(self, host: _Host, address: WebAddress) -> Robots:
        if not self._options.robots:
            return ALLOW_ALL
        if host.robots is None:
            host.robots = asyncio.create_task(self._fetched_robots(address))
        return await asyncio.shield(host.robots)

    async def _fetched_robots(self, address: WebAddress) -> Robots:
        """Fetch a robots.txt. Without one, all is allowed; from a server that fails, nothing is."""
        port = "" if address.port is None else f":{address.port}"
        host = f"[{address.host}]" if ":" in address.host else address.host
        limited = self._settings.model_copy(update={"max_source_bytes": _MAX_ROBOTS_BYTES})
        try:
            page = await fetch(f"{address.scheme}://{host}{port}/robots.txt", settings=limited)
        except NotAnArticleError:
            return ALLOW_ALL  # too large or a picture, so not a robots.txt
        except FetchError as error:
            # without a response, fetching the page says what is wrong with the host
            is_failing = error.status is not None and (error.status >= 500 or error.status == 429)
            return FORBID_ALL if is_failing else ALLOW_ALL
        return read_robots(page.data.decode("utf-8", "replace"), _AGENT)
