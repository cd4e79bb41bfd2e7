"""A process that reads and briefs articles for a batch; see ``pool.py``.

It gets its tasks through a socket and sends each result back. It ends when the socket is closed, so
none is left when the process that has started it is killed.
"""

import asyncio
import contextlib
import logging
import signal
import sys
import threading
import warnings
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Literal

from briefer.batch.failures import Failure, failed
from briefer.batch.stages import Briefed, Loaded, ReadArticle, StageConfig, Stages
from briefer.schema.article import Article

Result = ReadArticle | Briefed | Failure


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work: a source is read, an article is briefed."""

    number: int
    work: Loaded | Article


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker sends.

    Attributes:
        number: the number of a task; 0 is about the worker itself.
        kind: "ready" when it can work, "result" with the result of a task, "began" and "ended"
            around computing for one, and "log" with a message.
        result: of a task, or why the worker cannot work.
        text: of a log message.
        level: of a log message.
    """

    number: int
    kind: Literal["ready", "result", "began", "ended", "log"]
    result: Result | None = None
    text: str = ""
    level: int = 0


async def result_of(work: Loaded | Article, stages: Stages) -> Result:
    """Read a source, or brief an article. A bug costs this article alone."""
    try:
        if isinstance(work, Article):
            return await stages.brief(work)
        return await stages.read(work)
    except Exception as error:  # noqa: BLE001 (it is told in the row)
        reason = f"briefer failed ({type(error).__name__}: {error})"
        return failed("bug", f"{reason}: report it, or leave this article out")


class _Worker:
    def __init__(self, connection: Connection, config: StageConfig) -> None:
        self._connection = connection
        self._sending = threading.Lock()
        self._numbers: dict[asyncio.Task[None], int] = {}
        self._stages = Stages(config, report=self._report)

    async def run(self) -> None:
        """Work until the socket is closed."""
        failure = await self._stages.open()
        self.send(Answer(0, "ready", failure))
        tasks: asyncio.Queue[Task | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def receive() -> None:
            while True:
                try:
                    task = self._connection.recv()
                except (EOFError, OSError):
                    task = None
                loop.call_soon_threadsafe(tasks.put_nowait, task)
                if task is None:
                    return

        threading.Thread(target=receive, daemon=True).start()
        while (task := await tasks.get()) is not None:
            running = loop.create_task(self._work(task))
            self._numbers[running] = task.number
            running.add_done_callback(self._numbers.pop)
        for running in list(self._numbers):
            running.cancel()
        await asyncio.gather(*self._numbers, return_exceptions=True)
        await self._stages.aclose()

    async def _work(self, task: Task) -> None:
        self.send(Answer(task.number, "result", await result_of(task.work, self._stages)))

    def _report(self, state: Literal["began", "ended"]) -> None:
        running = asyncio.current_task()
        self.send(Answer(self._numbers.get(running, 0) if running else 0, state))

    def send(self, answer: Answer) -> None:
        """Send an answer. If the other side is gone, the receiving thread ends the work."""
        with self._sending, contextlib.suppress(OSError):
            self._connection.send(answer)


class _Forward(logging.Handler):
    def __init__(self, worker: _Worker) -> None:
        super().__init__(logging.INFO)
        self._worker = worker

    def emit(self, record: logging.LogRecord) -> None:
        """Send the message of a log record to the process that shows it."""
        self._worker.send(Answer(0, "log", text=record.getMessage(), level=record.levelno))


def main() -> None:
    """Work for the process at the other end of the socket."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that has started this
    connection = Connection(int(sys.argv[1]))
    try:
        config: StageConfig = connection.recv()
    except EOFError:
        return
    warnings.simplefilter("ignore")
    logging.basicConfig(handlers=[logging.NullHandler()])
    worker = _Worker(connection, config)
    own = logging.getLogger("briefer")
    own.addHandler(_Forward(worker))
    own.setLevel(logging.INFO)
    asyncio.run(worker.run())
