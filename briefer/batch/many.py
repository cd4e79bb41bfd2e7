"""The public functions of a batch: brief many articles, and get one row for each.

``abrief_many`` is an asynchronous generator; ``brief_many`` runs it for a plain ``for`` loop.
"""

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable, Iterator
from contextlib import aclosing, asynccontextmanager, closing, contextmanager
from dataclasses import replace
from pathlib import Path

from briefer.addresses import parse_web_address
from briefer.batch.failures import BatchStoppedError
from briefer.batch.fetching.hosts import PoliteFetcher
from briefer.batch.fetching.kept_pages import PAGES, KeptPages
from briefer.batch.journal import Journal
from briefer.batch.options import BatchOptions
from briefer.batch.pool import WorkerPool
from briefer.batch.recipe import Recipe
from briefer.batch.rows import BatchRow, BatchSource
from briefer.batch.run import Batch, Engine
from briefer.batch.stages import StageConfig, Stages
from briefer.batch.summary import read_price
from briefer.events import BriefEvent
from briefer.extras import require_extra
from briefer.model.known_names import NO_MODEL
from briefer.model.protocol import Model
from briefer.model.spec import LocalSpec, parse_model_spec, resolve_model_name
from briefer.progress import Progress, ProgressEvent, no_progress
from briefer.settings import Settings
from briefer.steps import with_model, with_profile

_RETRIES = 8  # of a request to a model, unless the settings say otherwise
_WAITING = 2  # articles in each worker that it reads, analyses or checks
_SPARE = 4  # one more article for so many requests, so that the model never waits

Source = str | Path | BatchSource


async def abrief_many(
    sources: Iterable[Source] | AsyncIterable[Source],
    *,
    model: str | Model | None = None,
    settings: Settings | None = None,
    options: BatchOptions | None = None,
    progress: Progress = no_progress,
) -> AsyncGenerator[BatchRow, None]:
    """Brief many articles, and yield a row for each of them as soon as it is finished.

    An article that cannot be briefed is a row with its error. The sources are read as they are
    needed, so there may be any number of them. Processes do the work, except for a model object,
    which is used in this process.

    Args:
        sources: web addresses, paths, or `BatchSource` objects.
        model: a model, a model's name, or ``"none"``; overrides ``settings.model``.
        settings: all other settings; None reads them from the environment and the config file.
        options: how much at once, and what counts as a copy. With a journal, rows that were
            finished by an earlier run are skipped.
        progress: is called while an embedded model is downloaded.

    Yields:
        One row for each source, in the order in which they are finished; ``row`` is the place of
        its source.

    Raises:
        BrieferError: no other article could be briefed; without a key, for example.
    """
    options = options or BatchOptions()
    async with (
        open_batch(model, settings=settings, options=options, progress=progress) as batch,
        aclosing(batch.run(_numbered(sources))) as rows,
    ):
        async for row in rows:
            yield row


def brief_many(
    sources: Iterable[Source],
    *,
    model: str | Model | None = None,
    settings: Settings | None = None,
    options: BatchOptions | None = None,
    progress: Progress = no_progress,
) -> Iterator[BatchRow]:
    """Brief many articles: the synchronous version of :func:`abrief_many`.

    The work goes on only while the loop waits for the next row.
    """
    rows = abrief_many(sources, model=model, settings=settings, options=options, progress=progress)
    with asyncio.Runner() as runner:
        try:
            while (row := runner.run(_next(rows))) is not None:
                yield row
        finally:
            runner.run(rows.aclose())


async def _next(rows: AsyncGenerator[BatchRow, None]) -> BatchRow | None:
    return await anext(rows, None)


@asynccontextmanager
async def open_batch(
    model: str | Model | None,
    *,
    settings: Settings | None,
    options: BatchOptions,
    progress: Progress = no_progress,
    prices: Path | None = None,
) -> AsyncIterator[Batch]:
    """Open everything that a batch needs: the model, the workers, the journal.

    Args:
        model: a model, a model's name, or ``"none"``.
        settings: all other settings.
        options: how the batch runs.
        progress: is called while an embedded model is downloaded.
        prices: a file with the price of the model, if ``options`` has none.

    Raises:
        BrieferError: there is no such model, or no key, or the journal is in use.
    """
    resolved, recipe = await prepare(model, settings=settings, options=options, progress=progress)
    if prices is not None and options.price is None:
        options = options.model_copy(update={"price": read_price(prices, recipe.model)})
    journal = None if options.journal is None else Journal(options.journal, recipe.digest)
    try:
        if journal is not None:
            journal.forget(errors=options.retry)
            journal.note("recipe", recipe.digest)
            journal.note("model", recipe.model)
        config = StageConfig(resolved, recipe, options)
        used = None if isinstance(model, str) else model
        with _fetcher(resolved, options) as fetcher:
            async with _engine(config, used) as engine:
                yield Batch(
                    engine, recipe=recipe, options=options, fetcher=fetcher, journal=journal
                )
    finally:
        if journal is not None:
            journal.close()


@contextmanager
def _fetcher(settings: Settings, options: BatchOptions) -> Iterator[PoliteFetcher]:
    """Open what fetches pages; for a hosted batch, each page is kept for its later rounds."""
    if options.requests is None:
        yield PoliteFetcher(settings, options)
        return
    with closing(KeptPages(settings, options, path=options.requests / PAGES)) as fetcher:
        yield fetcher


async def prepare(
    model: str | Model | None,
    *,
    settings: Settings | None,
    options: BatchOptions,
    progress: Progress = no_progress,
) -> tuple[Settings, Recipe]:
    """Return the settings with what is known about the model, and what the ids depend on."""

    def emit(event: BriefEvent) -> None:
        if isinstance(event, ProgressEvent):
            progress(event)

    settings = await with_profile(with_model(settings, model), model, emit)
    update: dict[str, object] = {"cache": False}  # the journal keeps the briefs
    if "transport_retries" not in settings.model_fields_set:
        update["transport_retries"] = _RETRIES
    settings = settings.model_copy(update=update)
    if model is not None and not isinstance(model, str):
        name = model.name
    elif settings.model == NO_MODEL:
        name = NO_MODEL
    else:
        name = await asyncio.to_thread(resolve_model_name, settings)
        await _download(settings, progress)
    return settings, Recipe.of(name, settings, options)


async def _download(settings: Settings, progress: Progress) -> None:
    """Download the weights of an embedded model here, where the progress can be shown."""
    spec = parse_model_spec(settings)
    if isinstance(spec, LocalSpec):
        from briefer.model.local import find_weights  # noqa: PLC0415 (imports the SDKs)

        await find_weights(spec, settings, progress=progress)


@asynccontextmanager
async def _engine(config: StageConfig, model: Model | None) -> AsyncIterator[Engine]:
    """Open the workers; or, for a model object, the stages in this process."""
    if model is not None:
        stages = Stages(config, model)
        failure = await stages.open()
        if failure is not None:
            raise BatchStoppedError(failure.error.message, failure.exit_code or 1)
        try:
            yield stages
        finally:
            await stages.aclose()
        return
    if config.options.ray is not None:
        # read when Ray is imported: a pipeline that is stopped must not start another cluster
        os.environ.setdefault("RAY_ENABLE_AUTO_CONNECT", "0")
        require_extra("ray", "ray.data")
        from briefer.batch.ray_engine import RayEngine  # noqa: PLC0415 (an extra, slow to import)

        ray = RayEngine(config, config.options.ray, is_remote=_is_remote(config.settings))
        try:
            await ray.open()
            yield ray
        finally:
            await ray.aclose()
        return
    workers, articles = _sizes(config)
    options = config.options.model_copy(update={"concurrency": articles})
    at_once = articles + articles // _SPARE + _WAITING * workers
    pool = WorkerPool(replace(config, options=options), workers=workers, articles=at_once)
    try:
        await pool.open()
        yield pool
    finally:
        await pool.aclose()


def _is_remote(settings: Settings) -> bool:
    """Return True if the model can be sent several requests at once."""
    return settings.model != NO_MODEL and not isinstance(parse_model_spec(settings), LocalSpec)


def _sizes(config: StageConfig) -> tuple[int, int]:
    """Return how many workers there are, and how many requests they may send at the same time.

    An embedded model uses all cores for one request.
    """
    workers = config.options.worker_count()
    if config.settings.model == NO_MODEL:
        return workers, workers
    if not _is_remote(config.settings):
        return 1, 1
    concurrency = config.options.concurrency
    return min(workers, concurrency), concurrency


async def _numbered(
    sources: Iterable[Source] | AsyncIterable[Source],
) -> AsyncIterator[BatchSource]:
    number = 0
    if isinstance(sources, AsyncIterable):
        async for source in sources:
            number += 1
            yield _source(source, number)
    else:
        for source in sources:
            number += 1
            yield _source(source, number)


def _source(source: Source, number: int) -> BatchSource:
    if isinstance(source, BatchSource):
        return replace(source, row=number)
    if isinstance(source, str) and parse_web_address(source) is not None:
        return BatchSource(url=source, row=number)
    return BatchSource(path=str(source), row=number)
