"""The life of jobs: they wait, run, end, and survive clients and the server.

Jobs of the embedded model run one at a time, others a few at once. A job's end is committed to the
store before any client hears of it. When the server is stopped, what runs may finish for a while;
what does not, and what waits, is made when the server starts again. So is what ran when the server
was killed, once.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import nullcontext
from functools import partial
from typing import Final, Literal

from briefer.pipeline import stream as stream_brief
from briefer.server.briefing import Models, Stream
from briefer.server.configuration import ServerSettings
from briefer.server.metrics import Metrics
from briefer.server.records import FINISHED, Job, Logged, State, Submission
from briefer.server.running import Run, Runner
from briefer.server.signals import Signal
from briefer.server.store import JobStore
from briefer.server.store_thread import StoreThread
from briefer.server.wire_events import CancelledEvent

_DURATIONS: Final = 20  # finished jobs, from which a waiting time is estimated
_FIRST_GUESS: Final = 30.0  # seconds

Lane = Literal["embedded", "other"]

_EMBEDDED: Final[Lane] = "embedded"
_OTHER: Final[Lane] = "other"


class QueueFullError(Exception):
    """Too many jobs wait.

    Attributes:
        seconds: after how long it is worth trying again.
    """

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class ShuttingDownError(Exception):
    """The server is stopping and takes no new jobs."""


class JobQueue:
    """All jobs of a server.

    Args:
        server: the limits.
        models: the models that clients may choose.
        metrics: counts what happens.
        store: where jobs are kept; it is opened and closed with the queue.
        stream: makes a brief; tests pass one with a model object.

    Attributes:
        closing: is set when the server begins to stop.
        embedded_turn: is held by whoever uses the embedded model.
    """

    def __init__(
        self,
        server: ServerSettings,
        models: Models,
        metrics: Metrics,
        *,
        store: StoreThread,
        stream: Stream = stream_brief,
    ) -> None:
        self.closing = asyncio.Event()
        self.embedded_turn = asyncio.Lock()
        self._server = server
        self._models = models
        self._metrics = metrics
        self._waiting: dict[Lane, deque[str]] = {_EMBEDDED: deque(), _OTHER: deque()}
        self._running: dict[str, Run] = {}
        self._adding = 0
        self._changed = Signal()
        self._workers: list[asyncio.Task[None]] = []
        self._durations: dict[Lane, deque[float]] = {
            lane: deque(maxlen=_DURATIONS) for lane in (_EMBEDDED, _OTHER)
        }
        self._store = store
        self._runner = Runner(self._store, models, metrics, stream=stream, keep=server.keep)

    async def start(self) -> None:
        """Open the store, and continue with the jobs that wait in it.

        Raises:
            SettingsError: the store cannot be used.
        """
        await self._store.open()
        for job in await self._store.call(JobStore.recover):
            self._waiting[self._lane(job.options.model)].append(job.id)
        lanes = (_EMBEDDED, *(_OTHER for _ in range(self._server.concurrency)))
        self._workers = [asyncio.create_task(self._work(lane)) for lane in lanes]

    def stop_accepting(self) -> None:
        """Take no new jobs, start none, and let all clients that follow a job go."""
        self.closing.set()
        self._changed.notify()
        for run in self._running.values():
            run.log.leave()

    def interrupt(self) -> None:
        """Do not let running jobs finish; they wait for the next start of the server."""
        for run in self._running.values():
            if run.task is not None:
                run.task.cancel()

    async def close(self) -> None:
        """Let running jobs finish for a while, let the others wait, and close the store."""
        self.stop_accepting()
        tasks = [run.task for run in self._running.values() if run.task is not None]
        if tasks:
            await asyncio.wait(tasks, timeout=self._server.shutdown_seconds)
        for worker in self._workers:
            worker.cancel()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*self._workers, *tasks, return_exceptions=True)
        await self._store.close()

    async def submit(self, submission: Submission) -> tuple[Job, bool]:
        """Add a job; return it, and whether it is new.

        Raises:
            KeyUsedError: the idempotency key belongs to another request.
            QueueFullError: too many jobs wait.
            ShuttingDownError: the server is stopping.
        """
        if self.closing.is_set():
            raise ShuttingDownError
        lane = self._lane(submission.options.model)
        if self.queued + self._adding >= self._server.queue:
            repeated = await self._store.call(JobStore.repeated, submission)
            if repeated is not None:
                return self._with_position(repeated), False
            raise QueueFullError(self._seconds_until_free(lane))
        self._adding += 1  # others come meanwhile
        try:
            job, is_new = await self._store.call(JobStore.add, submission)
        finally:
            self._adding -= 1
        if is_new:
            self._metrics.jobs.labels("submitted").inc()
            self._waiting[lane].append(job.id)
            self._changed.notify()
        return self._with_position(job), is_new

    @property
    def queued(self) -> int:
        """How many jobs wait."""
        return sum(map(len, self._waiting.values()))

    @property
    def running(self) -> int:
        """How many jobs run."""
        return len(self._running)

    @property
    def is_open(self) -> bool:
        """Return True if new jobs are taken."""
        return bool(self._workers) and not self.closing.is_set()

    async def get(self, identifier: str) -> Job | None:
        """Return a job, or None."""
        job = await self._store.call(JobStore.get, identifier)
        return None if job is None else self._with_position(job)

    async def page(
        self, *, words: str, state: State | None, limit: int, before: int | None
    ) -> list[Job]:
        """Return jobs, the newest first; see `JobStore.page`."""
        found = await self._store.call(
            JobStore.page, words=words, state=state, limit=limit, before=before
        )
        return [self._with_position(job) for job in found]

    async def brief(self, identifier: str) -> str | None:
        """Return the brief of a job as JSON, or None."""
        return await self._store.call(JobStore.brief, identifier)

    async def events(self, identifier: str) -> list[Logged]:
        """Return what happened in the last attempt of a finished job."""
        return await self._store.call(JobStore.events, identifier)

    async def cancel(self, identifier: str) -> Job | None:
        """Cancel a job, and return it as it is then; None if there is none."""
        job = await self._store.call(JobStore.get, identifier)
        if job is None or job.state in FINISHED:
            return job
        run = self._running.get(identifier)
        if run is None or run.task is None:
            for lane in self._waiting.values():
                if identifier in lane:
                    lane.remove(identifier)
            await self._store.call(JobStore.cancel, identifier, [Logged(1, CancelledEvent(at=0))])
            self._metrics.jobs.labels("cancelled").inc()
            self._changed.notify()
        else:
            run.is_cancelled = True
            run.task.cancel()
            await asyncio.wait([run.task])
        return await self.get(identifier)

    async def delete(self, identifier: str) -> bool:
        """Cancel a job if it is not finished, and delete it; return whether there was one."""
        await self.cancel(identifier)
        return await self._store.call(JobStore.delete, identifier)

    async def follow(
        self, identifier: str, *, attempt: int, after: int
    ) -> AsyncGenerator[tuple[int, Logged]]:
        """Yield the attempt and the events of a job, from where the client is to the end.

        Args:
            identifier: a job that exists.
            attempt: the attempt that the client has seen; a later one starts from the beginning.
            after: number of the last event that it has seen.
        """
        while not self.closing.is_set():
            if (run := self._running.get(identifier)) is not None:
                log = run.log
                seen = after if log.attempt == attempt else 0
                async for logged in log.follow(after=seen):
                    yield log.attempt, logged
                    attempt, after = log.attempt, logged.number
            job = await self._store.call(JobStore.get, identifier)
            if job is None:
                return
            if job.state in FINISHED:
                seen = after if job.attempt == attempt else 0
                for logged in await self._store.call(JobStore.events, identifier):
                    if logged.number > seen:
                        yield job.attempt, logged
                return
            if identifier not in self._running and not self.closing.is_set():
                await self._changed.wait()

    async def _work(self, lane: Lane) -> None:
        """Run the jobs of a lane, one after the other."""
        waiting = self._waiting[lane]
        while True:
            while not waiting or self.closing.is_set():
                await self._changed.wait()
            async with self.embedded_turn if lane == _EMBEDDED else nullcontext():
                if waiting and not self.closing.is_set():  # while it waited for its turn
                    await self._run(waiting.popleft(), lane)

    async def _run(self, identifier: str, lane: Lane) -> None:
        self._running[identifier] = run = Run(identifier)
        run.task = asyncio.create_task(self._runner.run(run))
        run.task.add_done_callback(partial(self._ended, identifier, lane))
        self._changed.notify()
        await asyncio.wait([run.task])

    def _ended(self, identifier: str, lane: Lane, task: "asyncio.Task[float | None]") -> None:
        """Forget a run, and remember how long it took."""
        self._running.pop(identifier, None)
        if not task.cancelled() and (seconds := task.result()) is not None:
            self._durations[lane].append(seconds)

    def _lane(self, model: str | None) -> Lane:
        return _EMBEDDED if self._models.is_embedded(model) else _OTHER

    def _with_position(self, job: Job) -> Job:
        if job.state != "queued":
            return job
        lane = self._waiting[self._lane(job.options.model)]
        waiting = lane.index(job.id) if job.id in lane else 0
        return job.model_copy(update={"waiting": waiting})

    def _seconds_until_free(self, lane: Lane) -> int:
        """Estimate when the first of the waiting jobs will have its turn."""
        known = self._durations[lane]
        usual = sum(known) / len(known) if known else _FIRST_GUESS
        workers = 1 if lane == _EMBEDDED else self._server.concurrency
        return max(1, round(usual / workers))
