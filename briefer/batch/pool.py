"""Worker processes that read and brief articles; one that dies costs at most the article it killed.

A worker computes for one article at a time, and says for which. So when it dies, that article gets
the error; what else was in the worker is given to another one, once.
"""

import asyncio
import contextlib
import logging
import os
import pickle
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from typing import Final

from briefer.batch.failures import BatchStoppedError, Failure, failed
from briefer.batch.stages import Briefed, Loaded, ReadArticle, StageConfig
from briefer.batch.worker import Answer, Result, Task
from briefer.schema.article import Article

_log = logging.getLogger("briefer.batch")

_WORKER: Final = "from briefer.batch.worker import main; main()"
_READS: Final = 2  # sources that a worker holds to read next
_CHECKS_EVERY: Final = 1.0  # seconds between two looks for a worker that hangs
_ENDS_IN: Final = 5.0  # seconds for a worker to end by itself
_TRIES: Final = 2  # workers that may die with an article in them before it counts as an error


@dataclass(eq=False)
class _Job:
    task: Task
    done: "asyncio.Future[Result]"
    tries: int = 1


@dataclass(eq=False)
class _Worker:
    process: "subprocess.Popen[bytes]"
    link: socket.socket
    connection: Connection
    ready: "asyncio.Future[Failure | None]"
    sender: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    jobs: dict[int, _Job] = field(default_factory=dict)
    computing: tuple[int, float] | None = None
    is_gone: bool = False

    def end(self) -> None:
        """End the connection, also for the thread that waits for messages: the worker then ends."""
        with contextlib.suppress(OSError):  # it is gone
            self.link.shutdown(socket.SHUT_RDWR)
        self.link.close()
        self.sender.shutdown(wait=False)

    def count(self, kind: type[Loaded | Article]) -> int:
        return sum(isinstance(job.task.work, kind) for job in self.jobs.values())


class WorkerPool:
    """Workers, and the tasks that they have.

    Args:
        config: what the stages need; ``share`` is set for each worker.
        workers: how many processes.
        articles: how many articles all of them brief at the same time.
    """

    def __init__(self, config: StageConfig, *, workers: int, articles: int) -> None:
        self.articles = articles
        self._config = replace(config, share=1 / workers)
        self._count = workers
        self._most = max(1, -(-articles // workers))  # of one worker, rounded up
        self._workers: list[_Worker] = []
        self._free = asyncio.Condition()
        self._last = 0
        self._is_closing = False
        self._watching: asyncio.Task[None] | None = None
        self.deaths = 0

    async def open(self) -> None:
        """Start the workers, and wait until all are ready.

        Raises:
            BatchStoppedError: they cannot work: there is no such model, for example.
        """
        self._workers = [self._start() for _ in range(self._count)]
        self._watching = asyncio.create_task(self._watch())
        for worker in list(self._workers):
            failure = await worker.ready
            if failure is not None:
                raise BatchStoppedError(failure.error.message, failure.exit_code or 1)

    async def aclose(self) -> None:
        """End the workers."""
        self._is_closing = True
        if self._watching is not None:
            self._watching.cancel()
        for worker in self._workers:
            worker.end()
        deadline = time.monotonic() + _ENDS_IN
        for worker in self._workers:
            left = max(0.0, deadline - time.monotonic())
            try:
                await asyncio.to_thread(worker.process.wait, left)
            except subprocess.TimeoutExpired:
                worker.process.kill()
                await asyncio.to_thread(worker.process.wait)

    async def read(self, loaded: Loaded) -> ReadArticle | Failure:
        """Make an article of a source, in one of the workers."""
        result = await self._run(loaded)
        assert not isinstance(result, Briefed)  # noqa: S101 (by the kind of the task)
        return result

    async def brief(self, article: Article) -> Briefed | Failure:
        """Brief an article, in one of the workers."""
        result = await self._run(article)
        assert not isinstance(result, ReadArticle)  # noqa: S101 (by the kind of the task)
        return result

    async def _run(self, work: Loaded | Article) -> Result:
        self._last += 1
        job = _Job(Task(self._last, work), asyncio.get_running_loop().create_future())
        await self._give(job)
        try:
            return await job.done
        finally:
            async with self._free:
                self._free.notify_all()

    async def _give(self, job: _Job) -> None:
        """Give a job to the worker that has the fewest, as soon as one has room."""
        kind = Article if isinstance(job.task.work, Article) else Loaded
        most = self._most if kind is Article else _READS

        def roomy() -> list[_Worker]:
            return [one for one in self._workers if not one.is_gone and one.count(kind) < most]

        async with self._free:
            await self._free.wait_for(roomy)
            worker = min(roomy(), key=lambda one: one.count(kind))
            worker.jobs[job.task.number] = job
        loop = asyncio.get_running_loop()
        with contextlib.suppress(OSError, RuntimeError):  # it died: its jobs are given to another
            await loop.run_in_executor(worker.sender, worker.connection.send, job.task)

    def _start(self) -> _Worker:
        ours, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            process = subprocess.Popen(  # noqa: S603 (this interpreter, with briefer's own module)
                [sys.executable, "-P", "-c", _WORKER, str(number)],
                pass_fds=(number,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        loop = asyncio.get_running_loop()
        connection = Connection(os.dup(ours.fileno()))
        worker = _Worker(process, ours, connection, loop.create_future())
        worker.sender.submit(connection.send, self._config)
        threading.Thread(target=_receive, args=(worker, loop, self._take), daemon=True).start()
        return worker

    def _take(self, worker: _Worker, answer: Answer | None) -> None:
        """Act on what a worker has sent; None is that it is gone."""
        if answer is None:
            self._bury(worker)
        elif answer.kind == "ready":
            failure = answer.result if isinstance(answer.result, Failure) else None
            if not worker.ready.done():
                worker.ready.set_result(failure)
        elif answer.kind == "result":
            job = worker.jobs.pop(answer.number, None)
            if job is not None and not job.done.done() and answer.result is not None:
                job.done.set_result(answer.result)
        elif answer.kind == "log":
            _log.log(min(answer.level, logging.INFO), "%s", answer.text)
        else:
            began = answer.kind == "began"
            worker.computing = (answer.number, time.monotonic()) if began else None

    def _bury(self, worker: _Worker) -> None:
        """Replace a worker that has died, and decide what becomes of its articles."""
        if worker.is_gone or self._is_closing:
            return
        worker.is_gone = True
        self.deaths += 1
        worker.end()
        self._workers.remove(worker)
        code = worker.process.wait()
        if not worker.ready.done():
            reason = f"a worker process ended before it could work (exit code {code})"
            worker.ready.set_result(failed("worker", f"{reason}: see its messages above"))
            return
        _log.warning("a worker process ended unexpectedly (exit code %d); starting another", code)
        self._workers.append(self._start())
        guilty = worker.computing[0] if worker.computing else None
        for number, job in worker.jobs.items():
            if job.done.done():
                continue
            if number == guilty or job.tries >= _TRIES:
                message = (
                    f"the process that worked on it ended unexpectedly (exit code {code}): run the "
                    "batch again with --retry, or leave it out"
                )
                job.done.set_result(failed("worker", message))
            else:
                job.tries += 1
                asyncio.ensure_future(self._give(job)).add_done_callback(_raise)

    async def _watch(self) -> None:
        """Kill a worker that computes for one article far longer than the time limit."""
        limit = 2 * self._config.settings.processing_timeout + _ENDS_IN
        while True:
            await asyncio.sleep(_CHECKS_EVERY)
            for worker in self._workers:
                if worker.computing and time.monotonic() - worker.computing[1] > limit:
                    worker.process.kill()


def _receive(
    worker: _Worker,
    loop: asyncio.AbstractEventLoop,
    take: Callable[[_Worker, Answer | None], None],
) -> None:
    """Pass what a worker sends to the event loop, until the worker is gone."""
    with worker.connection:
        while True:
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError, pickle.UnpicklingError):
                answer = None
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits
                loop.call_soon_threadsafe(take, worker, answer)
            if answer is None:
                return


def _raise(task: "asyncio.Future[None]") -> None:
    task.result()
