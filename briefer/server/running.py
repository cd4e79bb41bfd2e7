"""Run one job: make its brief, commit how it ended, then tell the clients that follow it."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import aclosing, suppress
from functools import partial

from briefer.errors import BrieferError
from briefer.events import BriefReady
from briefer.server.briefing import Models, Stream, brief_events, source_of
from briefer.server.event_log import EventLog
from briefer.server.metrics import Metrics
from briefer.server.problems import Problem, problem, problem_of
from briefer.server.records import Job, State, Work
from briefer.server.store import JobStore
from briefer.server.store_thread import StoreThread
from briefer.server.wire_events import (
    CancelledEvent,
    ErrorEvent,
    JobEvent,
    StartedEvent,
    wire_event,
)

_log = logging.getLogger("briefer")


class Run:
    """One attempt at a job.

    Attributes:
        identifier: id of the job.
        log: what has happened so far.
        is_cancelled: whether a client has cancelled it.
        task: what runs it.
    """

    def __init__(self, identifier: str) -> None:
        self.identifier = identifier
        self.log = EventLog()
        self.is_cancelled = False
        self.task: asyncio.Task[float | None] | None = None


class Runner:
    """Runs jobs.

    Args:
        store: where their ends are committed.
        models: the models that clients may choose.
        metrics: counts what happens.
        stream: makes a brief.
        keep: how many finished jobs are kept.
    """

    def __init__(
        self,
        store: StoreThread,
        models: Models,
        metrics: Metrics,
        *,
        stream: Stream,
        keep: int,
    ) -> None:
        self._store = store
        self._models = models
        self._metrics = metrics
        self._stream = stream
        self._keep = keep

    async def run(self, run: Run) -> float | None:
        """Run a job to its end, and return how many seconds its brief took; None without one.

        The task that runs this may be cancelled: then the job is cancelled, if the run says so, or
        waits for the next start of the server.
        """
        try:
            work = await self._store.call(JobStore.begin, run.identifier)
            if work is None:
                return None
            run.log.attempt = work.job.attempt
            return await self._attempt(work, run.log)
        except asyncio.CancelledError:
            await self._interrupted(run)
            return None
        finally:
            run.log.end()

    async def _attempt(self, work: Work, log: EventLog) -> float | None:
        start, seconds = time.monotonic(), None
        log.add(StartedEvent(at=0, attempt=work.job.attempt))

        def elapsed() -> float:
            return round(time.monotonic() - start, 3)

        try:
            settings = self._models.settings_for(work.job.options)
            async with aclosing(
                brief_events(source_of(work), settings, stream=self._stream)
            ) as events:
                async for event in events:
                    if isinstance(event, BriefReady):
                        seconds = elapsed()
                        await self._finish(work.job, event, log, at=seconds)
                    else:
                        log.add(wire_event(event, at=elapsed()))
        except BrieferError as error:
            await self._fail(work.job, problem_of(error), log, at=elapsed())
        except Exception:  # noqa: BLE001 (one job must not end the server)
            _log.exception("the brief of job %s failed", work.job.id)
            reason = problem(
                "internal",
                500,
                "briefer failed. Whoever runs the server finds the reason in its log",
            )
            await self._fail(work.job, reason, log, at=elapsed())
        return seconds

    async def _finish(self, job: Job, ready: BriefReady, log: EventLog, *, at: float) -> None:
        last = wire_event(ready, at=at)
        end = partial(
            JobStore.finish,
            identifier=job.id,
            brief=ready.brief,
            from_cache=ready.from_cache,
            events=log.with_last(last),
        )
        await self._end("done", last, log, end)
        self._metrics.seconds.observe(at)

    async def _fail(self, job: Job, reason: Problem, log: EventLog, *, at: float) -> None:
        last = ErrorEvent(at=at, error=reason)
        end = partial(JobStore.fail, identifier=job.id, reason=reason, events=log.with_last(last))
        await self._end("failed", last, log, end)

    async def _interrupted(self, run: Run) -> None:
        """Record that a job was cancelled, or let it wait for the next start of the server."""
        if not run.is_cancelled:
            await self._store.call(JobStore.requeue, run.identifier)
            return
        last = CancelledEvent(at=run.log.events[-1].event.at if run.log.events else 0)
        end = partial(JobStore.cancel, identifier=run.identifier, events=run.log.with_last(last))
        await self._end("cancelled", last, run.log, end)

    async def _end(
        self, state: State, last: JobEvent, log: EventLog, end: Callable[[JobStore], None]
    ) -> None:
        """Commit the end of a job, then tell it; a cancellation meanwhile comes too late."""
        ending = asyncio.ensure_future(self._commit(state, last, log, end))
        while not ending.done():
            with suppress(asyncio.CancelledError):
                await asyncio.shield(ending)
        ending.result()

    async def _commit(
        self, state: State, last: JobEvent, log: EventLog, end: Callable[[JobStore], None]
    ) -> None:
        await self._store.call(end)
        log.add(last)
        self._metrics.jobs.labels(state).inc()
        await self._store.call(JobStore.prune, self._keep)
