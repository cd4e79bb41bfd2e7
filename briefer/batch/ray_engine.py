"""Run the stages of a batch as Ray Data pipelines, on this machine or on a cluster (extra ``ray``).

The driver reads the input, fetches pages politely, finds copies and keeps the journal, as without
Ray. Reading and briefing go through Ray Data in chunks: `RayStage` is a class that Ray Data runs in
actors, each of which holds the parser and the client of the model, or the embedded model.

An actor that dies is started again, and its articles are given to another one. An article with
which it dies every time is tried alone at the end, and then it is an error of the kind "worker".
"""

import asyncio
import logging
import os
import pickle
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar, cast

import pyarrow as pa
import ray
import ray.data

from briefer.batch.failures import BatchStoppedError, Failure, failed
from briefer.batch.options import RayOptions
from briefer.batch.stages import Briefed, Loaded, ReadArticle, StageConfig, Stages
from briefer.batch.worker import Result as Outcome
from briefer.batch.worker import result_of
from briefer.errors import SettingsError
from briefer.schema.article import Article
from briefer.telemetry import flush

_log = logging.getLogger("briefer.batch")

_READ_ROWS: Final = 64  # sources in one task
_ROWS_FOR_EACH: Final = 8  # articles in one task, for each request that an actor may send at once
_MOST_ROWS: Final = 512
_TASKS: Final = 4  # tasks for each actor, at least, if there is enough work
_IDLE: Final = 0.5  # seconds without a new article after which a chunk that is not full begins
_ALONE: Final = 2  # times that an article is tried alone: another one may have ended its actor
_TASK_RETRIES: Final = 1  # of a task whose actor died, in the same pipeline

Work = TypeVar("Work", Loaded, Article)
Result = TypeVar("Result", ReadArticle, Briefed)


class RayStage:
    """One actor: the stages with their model, for one table of work after another.

    Args:
        config: what the stages need.
        briefs: whether it gets articles to brief; reading needs neither the model nor the parser.
    """

    def __init__(self, config: StageConfig, briefs: bool) -> None:  # noqa: FBT001 (Ray's call)
        logging.getLogger("briefer").setLevel(logging.WARNING)
        self._runner = asyncio.Runner()
        self._stages = Stages(config)
        self._failure = self._runner.run(self._stages.open()) if briefs else None

    def __call__(self, table: pa.Table) -> pa.Table:
        """Return the result of each row; columns are ``number`` and a pickled ``work``."""
        works = [pickle.loads(one) for one in table["work"].to_pylist()]  # noqa: S301 (the driver's)
        results = self._runner.run(self._all(works))
        flush()  # Ray may end the actor at any time
        return pa.table(
            {"number": table["number"], "result": [pickle.dumps(one) for one in results]}
        )

    async def _all(self, works: Sequence[Loaded | Article]) -> list[Outcome]:
        if self._failure is not None:
            return [self._failure for _ in works]
        return await asyncio.gather(*(result_of(work, self._stages) for work in works))


@dataclass(frozen=True)
class _Actors:
    """How many actors a pipeline has, what each of them needs, and how much is one task.

    Attributes:
        count: how many.
        cpus: processors of each.
        gpus: graphics processors of each.
        rows: most rows of one task.
        briefs: whether they brief articles, or only read sources.
        is_alone: whether an actor has one task at a time, which is not repeated if it dies.
    """

    count: int
    cpus: float
    gpus: float
    rows: int
    briefs: bool
    is_alone: bool = False


class RayEngine:
    """Reads and briefs articles through Ray Data.

    Args:
        config: what the stages need.
        options: the cluster, and the actors.
        is_remote: whether an actor may send several requests at once; one that has an embedded
            model, or none, works on one article at a time.

    Attributes:
        articles: how many articles are in work at the same time: one chunk, and the next one.
    """

    def __init__(self, config: StageConfig, options: RayOptions, *, is_remote: bool) -> None:
        self.articles = 2 * options.chunk
        self._config = config
        self._options = options
        self._is_remote = is_remote
        self._reading: _Chunks[Loaded, ReadArticle] | None = None
        self._briefing: _Chunks[Article, Briefed] | None = None

    async def open(self) -> None:
        """Connect to the cluster, or start one on this machine.

        Raises:
            SettingsError: the cluster cannot be reached.
        """
        await asyncio.to_thread(self._connect)
        options = self._options
        actors = options.actors or max(
            1, int(cast("Any", ray).cluster_resources().get("CPU", 1) / options.cpus)
        )
        each = 1
        if self._is_remote:
            concurrency = self._config.options.concurrency
            actors = min(actors, concurrency)
            each = -(-concurrency // actors)
        rows = min(_MOST_ROWS, _ROWS_FOR_EACH * each)
        read = _Actors(actors, 1.0, 0.0, _READ_ROWS, briefs=False)
        brief = _Actors(actors, options.cpus, options.gpus, rows, briefs=True)
        config = replace(self._config, share=1 / actors)
        self._reading = _Chunks(config, read, most=options.chunk)
        self._briefing = _Chunks(config, brief, most=options.chunk)

    async def aclose(self) -> None:
        """Leave the cluster; one that was started on this machine ends."""
        for chunks in (self._reading, self._briefing):
            if chunks is not None:
                await chunks.aclose()
        await asyncio.to_thread(ray.shutdown)

    async def read(self, loaded: Loaded) -> ReadArticle | Failure:
        """Make an article of a source."""
        assert self._reading is not None  # noqa: S101 (it is open)
        return await self._reading.result_of(loaded)

    async def brief(self, article: Article) -> Briefed | Failure:
        """Brief an article."""
        assert self._briefing is not None  # noqa: S101 (it is open)
        return await self._briefing.result_of(article)

    def _connect(self) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # briefer reports to nobody
        local = self._options.address is None
        try:
            ray.init(
                address=self._options.address,
                num_cpus=self._config.options.worker_count() if local else None,
                include_dashboard=False if local else None,
                log_to_driver=False,
                logging_level=logging.ERROR,
            )
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise SettingsError(
                f"the Ray cluster '{self._options.address or 'on this machine'}' cannot be used "
                f"({error}): check --address, or leave it out to use this machine"
            ) from error
        # its successor, which Ray 2.64 is to bring, is not there yet
        warnings.filterwarnings("ignore", message="`ray_remote_args` is deprecated")
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.max_errored_blocks = -1  # what is missing at the end is tried again alone
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)


class _Chunks(Generic[Work, Result]):
    """Collects work into chunks, and runs a pipeline for each of them.

    Args:
        config: what the stages need.
        actors: the actors of a pipeline.
        most: how many rows a chunk has.
    """

    def __init__(self, config: StageConfig, actors: _Actors, *, most: int) -> None:
        self._config = config
        self._actors = actors
        self._most = most
        self._queue: asyncio.Queue[tuple[Work, asyncio.Future[Result | Failure]]] = asyncio.Queue()
        self._running = asyncio.create_task(self._run())

    async def result_of(self, work: Work) -> Result | Failure:
        """Return the result of some work, once its chunk is done so far.

        Raises:
            BatchStoppedError: the pipeline has failed, not only one of its actors.
        """
        done: asyncio.Future[Result | Failure] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((work, done))
        return await done

    async def aclose(self) -> None:
        """Stop after the pipeline that runs."""
        self._running.cancel()
        await asyncio.wait([self._running])

    async def _run(self) -> None:
        while True:
            chunk = [await self._queue.get()]
            with suppress(TimeoutError):
                while len(chunk) < self._most:
                    chunk.append(await asyncio.wait_for(self._queue.get(), _IDLE))
            works = {number: work for number, (work, _) in enumerate(chunk)}
            done = {number: future for number, (_, future) in enumerate(chunk)}
            try:
                await self._one_chunk(works, done)
            except Exception as error:  # noqa: BLE001 (whatever Ray raises: nobody else awaits it)
                reason = str(error).strip().partition("\n")[0]
                stopped = f"Ray has failed ({reason}): the same command again goes on from here"
                for future in done.values():
                    if not future.done():
                        future.set_exception(BatchStoppedError(stopped, 1))

    async def _one_chunk(
        self, works: dict[int, Work], done: "dict[int, asyncio.Future[Result | Failure]]"
    ) -> None:
        """Run a pipeline, and try alone what it has lost with an actor."""
        await self._pipeline(works, done, self._actors)
        left = {number: works[number] for number in done if not done[number].done()}
        for _ in range(_ALONE):
            if not left:
                break
            _log.warning("%d articles are tried again, each alone", len(left))
            await self._pipeline(left, done, replace(self._actors, rows=1, is_alone=True))
            left = {number: works[number] for number in left if not done[number].done()}
        for number in left:
            done[number].set_result(failed("worker", _DIED))

    async def _pipeline(
        self,
        works: dict[int, Work],
        done: "dict[int, asyncio.Future[Result | Failure]]",
        actors: _Actors,
    ) -> None:
        """Run some work through Ray Data, and set each result as soon as it is there."""
        loop = asyncio.get_running_loop()

        def take(number: int, result: Result | Failure) -> None:
            if not done[number].done():
                done[number].set_result(result)

        def run() -> None:
            for number, result in _results(works, self._config, actors):
                with suppress(RuntimeError):  # the loop is closed: nobody waits
                    loop.call_soon_threadsafe(take, number, cast("Result | Failure", result))

        thread = asyncio.ensure_future(asyncio.to_thread(run))
        try:
            await asyncio.shield(thread)
        except asyncio.CancelledError:
            # Ray ends the whole process if it is shut down while a thread uses it
            await asyncio.wait([thread])
            raise
        await asyncio.sleep(0)  # the results that came last are set


_DIED: Final = (
    "the actor that worked on it died each time: run the batch again with --retry, or leave it out"
)


def _results(
    works: "dict[int, Work]", config: StageConfig, actors: _Actors
) -> Iterator[tuple[int, object]]:
    """Yield number and result of each row that a pipeline finishes."""
    stage = cast("Callable[[pa.Table], pa.Table]", RayStage)
    # each actor gets several tasks, so that all end at about the same time
    share = -(-len(works) // actors.count)
    rows: int = min(actors.rows, share, max(1, actors.rows // _ROWS_FOR_EACH, share // _TASKS))
    data = ray.data.from_arrow([*_tables(works, rows)]).map_batches(
        stage,
        batch_size=None,  # one table is one task
        batch_format="pyarrow",
        fn_constructor_args=(config, actors.briefs),
        compute=ray.data.ActorPoolStrategy(
            size=min(actors.count, -(-len(works) // rows)),
            max_tasks_in_flight_per_actor=1 if actors.is_alone else None,
        ),
        num_cpus=actors.cpus,
        num_gpus=actors.gpus or None,
        max_task_retries=0 if actors.is_alone else _TASK_RETRIES,
    )
    for table in data.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
        for row in cast("Any", table).to_pylist():
            yield row["number"], pickle.loads(row["result"])  # noqa: S301 (the stage's)


def _tables(works: "dict[int, Work]", rows: int) -> Iterator[pa.Table]:
    """Yield the work as tables, each of them for one task."""
    numbers = list(works)
    for start in range(0, len(numbers), rows):
        chosen = numbers[start : start + rows]
        yield pa.table(
            {"number": chosen, "work": [pickle.dumps(works[number]) for number in chosen]}
        )
