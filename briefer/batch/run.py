"""Run a batch: fetch, read and brief many articles at once, each once, and note each result.

The input is read only as far as there is room, so memory does not grow with it. The stages overlap:
while the model works on some articles, others are fetched, read and analysed.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Protocol

from briefer.batch.claims import Claims, Copy
from briefer.batch.failures import BatchStoppedError, Failure, failed, failure_of
from briefer.batch.fetching.hosts import PoliteFetcher
from briefer.batch.journal import Finished, Journal
from briefer.batch.options import BatchOptions
from briefer.batch.recipe import Recipe
from briefer.batch.rows import BatchRow, BatchSource, Timings
from briefer.batch.stages import Briefed, Loaded, ReadArticle
from briefer.concurrency import task_group
from briefer.errors import BrieferError
from briefer.schema.article import Article

_AHEAD = 4  # inputs in work for each article that is briefed: pages to fetch, articles that wait
_FEWEST_AHEAD = 64
_OUTAGE = 20  # articles without any answer of the model after which it counts as down


class Engine(Protocol):
    """Where the stages run.

    Attributes:
        articles: how many articles it briefs at the same time.
    """

    @property
    def articles(self) -> int: ...  # noqa: D102 (see above)

    async def read(self, loaded: Loaded) -> ReadArticle | Failure:
        """Make an article of a source."""
        ...

    async def brief(self, article: Article) -> Briefed | Failure:
        """Brief an article."""
        ...


class Batch:
    """One run over an input.

    Args:
        engine: where the stages run.
        recipe: what the ids depend on.
        options: how it runs.
        fetcher: fetches pages.
        journal: keeps what is finished; None keeps nothing.

    Attributes:
        taken: how many inputs were read so far.
        skipped: how many of them were finished by an earlier run.
        journal: what is finished, or None.
        fetcher: fetches pages.
        model: full name of the model.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        recipe: Recipe,
        options: BatchOptions,
        fetcher: PoliteFetcher,
        journal: Journal | None,
    ) -> None:
        self.taken = 0
        self.skipped = 0
        self._engine = engine
        self._recipe = recipe
        self._options = options
        self.fetcher = fetcher
        self.journal = journal
        self.model = recipe.model
        self._claims = Claims(journal, options.near_duplicates)
        self._briefing = asyncio.Semaphore(engine.articles)
        ahead = max(_FEWEST_AHEAD, _AHEAD * options.concurrency, engine.articles)
        self._window = asyncio.Semaphore(ahead)
        self._unanswered: list[int] = []  # rows since the model has last answered

    async def run(self, inputs: AsyncIterator[BatchSource]) -> AsyncGenerator[BatchRow, None]:
        """Yield each row that was not finished before, as soon as it is.

        May be called again with other input, once the rows of the first are all there.

        Raises:
            BatchStoppedError: no other article could be briefed, for example without a key.
            SourceError: the rest of the input cannot be read; raised after what was read is done.
        """
        self.taken = self.skipped = 0
        self._claims = Claims(self.journal, self._options.near_duplicates)
        rows: asyncio.Queue[BatchRow | None] = asyncio.Queue(_FEWEST_AHEAD)
        work = asyncio.create_task(self._work(inputs, rows))
        ended = asyncio.create_task(_end(work, rows))
        try:
            while (row := await rows.get()) is not None:
                yield row
            work.result()  # raises the error
        finally:
            for task in (work, ended):
                task.cancel()
            await asyncio.wait([work, ended])
            if not work.cancelled():
                work.exception()  # it has been raised, or the caller has left the loop

    async def _work(
        self, inputs: AsyncIterator[BatchSource], rows: asyncio.Queue[BatchRow | None]
    ) -> None:
        problem: BrieferError | None = None
        previous = asyncio.get_running_loop().create_future()
        previous.set_result(None)
        async with task_group() as group:
            try:
                async for source in inputs:
                    self.taken += 1
                    key = source.key()
                    known = self.journal and self.journal.finished(source.row, key)
                    if known:
                        self.skipped += 1
                        self._claims.remember(source.row, known)
                        continue
                    await self._window.acquire()
                    mine = asyncio.get_running_loop().create_future()
                    group.create_task(self._one(source, key, (previous, mine), rows))
                    previous = mine
            except BrieferError as error:
                problem = error  # what was read before it is finished first
        if problem is not None:
            raise problem
        if self.journal is not None:
            self.journal.end(self.taken)

    async def _one(
        self,
        source: BatchSource,
        key: str,
        turns: tuple["asyncio.Future[None]", "asyncio.Future[None]"],
        rows: asyncio.Queue[BatchRow | None],
    ) -> None:
        previous, mine = turns
        copy: Copy | None = None
        try:
            read, fetching = await self._load(source)
            await asyncio.wait([previous])  # copies are found in the order of the input
            if isinstance(read, ReadArticle):
                copy = self._claims.claim(source.row, read)
        finally:
            mine.set_result(None)
        if isinstance(read, Failure):
            finished = Finished(self._error(source, key, read, fetching), key, source.to_json())
        else:
            row = await self._row(source, read, copy, fetching)
            finished = Finished(row, key, source.to_json(), read.content, read.signature)
        if self.journal is not None:
            self.journal.put(finished)
        if isinstance(read, ReadArticle) and copy is None:
            self._claims.finished(read.content)
        self._watch_model(finished.row)
        self._window.release()
        await rows.put(finished.row)

    async def _load(self, source: BatchSource) -> tuple[ReadArticle | Failure, float]:
        """Fetch and read a source; return also how long fetching took."""
        if source.problem is not None:
            return failed("input", source.problem), 0.0
        start = time.monotonic()
        page = None
        if source.is_remote and source.url is not None:
            try:
                page = await self.fetcher.fetch(source.url)
            except BrieferError as error:
                return failure_of(error), time.monotonic() - start
        fetching = time.monotonic() - start if page else 0.0
        return await self._engine.read(Loaded(source, page)), fetching

    async def _row(
        self, source: BatchSource, read: ReadArticle, copy: Copy | None, fetching: float
    ) -> BatchRow:
        article = read.article
        timings = Timings(fetching=fetching, reading=read.seconds)
        row = BatchRow(
            row=source.row, id=read.id, input_id=source.id, source=source.name, status="duplicate",
            url=article.url, title=article.title, language=article.language, timings=timings,
        )  # fmt: skip
        if copy is not None:
            return row.model_copy(
                update={"duplicate_of": copy.original, "similarity": copy.similarity}
            )
        if self.journal is not None and (before := self.journal.briefed(read.id)) is not None:
            spent = before.model_dump(
                include={"calls", "input_tokens", "cached_tokens", "output_tokens", "cost"}
            )
            update = {**spent, "status": "done", "brief_json": before.brief_json}
            return row.model_copy(update=update)
        async with self._briefing:
            result = await self._engine.brief(article)
        if isinstance(result, Failure):
            self._require_going_on(result)
            usage = _tokens(result)
            spent = {"status": "error", "error": result.error}
        else:
            usage = result.usage
            together = timings.model_copy(
                update={"analysis": result.timings.analysis, "writing": result.timings.writing}
            )
            spent = {"status": "done", "brief_json": result.brief_json, "timings": together}
        return row.model_copy(update={**spent, **usage, "cost": self._cost(usage)})

    def _error(self, source: BatchSource, key: str, failure: Failure, fetching: float) -> BatchRow:
        self._require_going_on(failure)
        return BatchRow(
            row=source.row,
            id=self._recipe.source_id(key),
            input_id=source.id,
            source=source.name,
            status="error",
            error=failure.error,
            timings=Timings(fetching=fetching),
        )

    def _cost(self, usage: dict[str, int]) -> float | None:
        price = self._options.price
        if price is None:
            return None
        return price.of(
            input_tokens=usage["input_tokens"],
            cached_tokens=usage["cached_tokens"],
            output_tokens=usage["output_tokens"],
        )

    def _require_going_on(self, failure: Failure) -> None:
        """Stop the batch at an error that all other articles would have, too."""
        if failure.exit_code is not None:
            raise BatchStoppedError(failure.error.message, failure.exit_code)

    def _watch_model(self, row: BatchRow) -> None:
        """Stop the batch if the model no longer answers; its articles are not errors then."""
        if row.status == "done":
            self._unanswered.clear()
        if row.error is None or row.error.kind != "model_unavailable":
            return
        self._unanswered.append(row.row)
        if len(self._unanswered) >= max(_OUTAGE, 2 * self._options.concurrency):
            if self.journal is not None:
                self.journal.remove(self._unanswered)
            raise BatchStoppedError(
                f"the model has not answered for {len(self._unanswered)} articles in a row, so the "
                f"batch has stopped ({row.error.message})",
                4,
            )


async def _end(work: "asyncio.Task[None]", rows: asyncio.Queue[BatchRow | None]) -> None:
    """Say that there are no more rows, when there is room to say it."""
    await asyncio.wait([work])
    await rows.put(None)


def _tokens(failure: Failure) -> dict[str, int]:
    usage = failure.usage
    return {
        "calls": usage.calls,
        "input_tokens": usage.input_tokens,
        "cached_tokens": usage.cached_tokens,
        "output_tokens": usage.output_tokens,
    }
