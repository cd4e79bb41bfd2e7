"""Poll feeds, brief what is new, and deliver it, until the user stops it.

A feed is asked whether it has changed (ETag, Last-Modified). One that fails is left alone longer
each time, and at least as long as it asks for.
"""

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Final, NamedTuple

from briefer.addresses import parse_web_address
from briefer.batch.fetching.hosts import PoliteFetcher
from briefer.batch.rows import BatchSource
from briefer.batch.run import Batch
from briefer.batch.watching.delivery import DeliveryError, Target
from briefer.batch.watching.state import FeedState, WatchState
from briefer.errors import BrieferError, FetchError
from briefer.source.feed import read_feed

_log = logging.getLogger("briefer.batch.watch")

_MAX_PAUSE: Final = 86_400.0  # seconds; a feed that fails is tried once a day at least
_FIRST_RETRY: Final = 5.0  # seconds to the second try of a delivery; doubled each time
_MAX_RETRY: Final = 3_600.0
_MAX_TRIES: Final = 5  # polls in which an item may fail for a reason that may pass
_MAY_PASS: Final = frozenset(
    {"fetch", "server_error", "rate_limited", "model_unavailable", "worker", "model_answer"}
)
_SPREAD: Final = 0.1  # of the interval, so that many feeds are not fetched at one moment


class Pace(NamedTuple):
    """How often feeds are polled.

    Attributes:
        interval: seconds between two polls of a feed.
        only_new: do not brief what a feed has when it is polled for the first time.
        once: end after one poll of each feed, and one try of each delivery.
    """

    interval: float = 900.0
    only_new: bool = False
    once: bool = False


class Watcher:
    """Watches feeds.

    Args:
        feeds: their addresses.
        batch: briefs articles.
        state: what is remembered.
        target: where rows go.
        pace: how often feeds are polled.

    Attributes:
        delivered: how many rows were delivered.
    """

    def __init__(
        self,
        feeds: tuple[str, ...],
        *,
        batch: Batch,
        state: WatchState,
        target: Target,
        pace: Pace,
    ) -> None:
        self.delivered = 0
        self._feeds = feeds
        self._batch = batch
        self._fetcher: PoliteFetcher = batch.fetcher
        self._state = state
        self._target = target
        self._pace = pace

    async def run(self) -> None:
        """Watch until the task is cancelled, or once.

        Raises:
            BatchStoppedError: no article could be briefed, for example without a key.
        """
        while True:
            await asyncio.gather(*map(self._poll, self._feeds))
            await self._brief()
            await self._deliver()
            if self._pace.once:
                return
            await asyncio.sleep(self._seconds_to_wait())

    async def _poll(self, url: str) -> None:
        """Fetch a feed if it is due, and note its new items."""
        known = self._state.feed(url)
        now = time.time()
        if known.due > now and not self._pace.once:
            return
        try:
            page = await self._fetcher.fetch(url, known.validators)
            feed = read_feed(page.data, name=repr(page.url), url=page.url)
        except BrieferError as error:
            self._note_failure(url, known, error)
            return
        is_first = known == FeedState()
        addresses = [item.url for item in feed.items if item.url is not None]
        self._state.add_items(url, addresses, as_done=is_first and self._pace.only_new)
        self._state.put_feed(url, FeedState(page.validators, self._due(1.0), 0))

    def _note_failure(self, url: str, known: FeedState, error: BrieferError) -> None:
        if isinstance(error, FetchError) and error.status == 304:
            self._state.put_feed(url, known._replace(due=self._due(1.0), failures=0))
            return
        failures = known.failures + 1
        asked = error.retry_after if isinstance(error, FetchError) else None
        due = max(self._due(2.0**failures), time.time() + (asked or 0.0))
        due = min(due, time.time() + _MAX_PAUSE)
        self._state.put_feed(url, known._replace(due=due, failures=failures))
        minutes = max(0.0, due - time.time()) / 60
        _log.warning("%s (asked again in %.0f minutes)", error, minutes)

    def _due(self, factor: float) -> float:
        spread = random.uniform(1 - _SPREAD, 1 + _SPREAD)  # noqa: S311 (no secret)
        return time.time() + min(self._pace.interval * factor * spread, _MAX_PAUSE)

    async def _brief(self) -> None:
        """Brief the items that wait, and note their rows to be delivered."""
        waiting = self._state.waiting_items()

        async def sources() -> AsyncIterator[BatchSource]:
            for number, address in enumerate(waiting, start=1):
                yield BatchSource(url=address, row=number)

        async with aclosing(self._batch.run(sources())) as rows:
            async for row in rows:
                address = waiting[row.row - 1]
                may_pass = row.error is not None and row.error.kind in _MAY_PASS
                if may_pass and self._state.try_again(address, most=_MAX_TRIES):
                    continue
                self._state.finish(address, row, now=time.time())

    async def _deliver(self) -> None:
        """Deliver the rows that are due; one that fails is tried again later."""
        for delivery in self._state.due_deliveries(time.time()):
            try:
                await self._target.deliver(delivery.row)
            except DeliveryError as error:
                pause = min(_FIRST_RETRY * 2.0**delivery.tries, _MAX_RETRY)
                self._state.postpone(delivery.number, until=time.time() + pause)
                _log.warning("%s: %s (tried again in %.0f s)", delivery.row.source, error, pause)
            else:
                self._state.delivered(delivery.number)
                self.delivered += 1

    def _seconds_to_wait(self) -> float:
        """Return how long there is nothing to do."""
        moments = [self._state.feed(url).due for url in self._feeds]
        if (due := self._state.next_due()) is not None:
            moments.append(due)
        return max(0.1, min(moments) - time.time())


def require_addresses(feeds: tuple[str, ...]) -> None:
    """Reject a feed that is not a web address.

    Raises:
        FetchError: it is not.
    """
    for feed in feeds:
        if parse_web_address(feed) is None:
            raise FetchError(f"{feed!r} is not the web address of a feed: give one with https://")
