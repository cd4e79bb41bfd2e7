"""How fast a batch is, how busy it keeps the cores, and that its memory does not grow.

A server in a process of its own answers as a capable model after a fixed latency. Everything else
is real: HTTP, workers, analysis, checks, the journal.

- ``latency``: 64 requests at once and an answer after 8 seconds, so that the cores are not the
  limit. The ideal throughput has 64 unanswered requests at every moment; the server measures how
  many there are on average, from the first to the last moment with 64. On a machine that does
  other work, ``--latency 20`` needs less of the cores.
- ``cores``: an answer after 0.2 seconds, so that the cores are the limit: the share of their time
  that the workers used, and the memory, for 100, 1,000 and 10,000 articles. On a machine that does
  other work, too, the time in which a worker could run but another program did counts as used
  (``ready``); what they got is ``busy``.
- ``faults``: 10 % of the requests get 429, 5 % get 500, 2 % no answer, 1 % garbage.

    python benchmarks/batch.py --part latency --part cores --articles 100 --articles 1000
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from contextlib import aclosing
from pathlib import Path
from typing import NamedTuple

from common.reports import write_report

from briefer import BatchOptions, BatchRow, Settings, abrief_many
from briefer.batch.journal import read_status
from tests.batch.scripted_model import Faults, ScriptedModel, invented_sources, scripted_model

CONCURRENCY = 64
LATENCY = {"latency": 8.0, "cores": 0.2, "faults": 0.5}
ARTICLES = {"latency": (400,), "cores": (100, 1_000, 10_000), "faults": (1_000,)}
FAULTS = Faults(too_many=0.10, server_error=0.05, no_answer=0.02, garbage=0.01)
TIMEOUT = 5.0  # seconds for an answer, where some never come
IDEAL_LIMIT, BUSY_LIMIT = 0.95, 0.85
GROWTH_LIMIT = 1.1  # of the memory, from a tenth of the articles to all
WARM = 500  # articles after which the caches of the parser are full
CORES = len(os.sched_getaffinity(0))
_TICKS = os.sysconf("SC_CLK_TCK")


class Sample(NamedTuple):
    """What the processes of the batch use when so many rows are finished."""

    rows: int
    seconds: float
    worker_cpu: float
    worker_ready: float
    own_mib: float
    worker_mib: float


def sample(rows: int) -> Sample:
    """Measure this process and its workers."""
    cpu = ready = memory = 0.0
    for child in Path("/proc/self/task").glob("*/children"):
        for pid in child.read_text().split():
            folder = Path("/proc") / pid
            try:
                if b"briefer.batch.worker" not in (folder / "cmdline").read_bytes():
                    continue
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                memory += resident(folder)
                cpu += (int(fields[11]) + int(fields[12])) / _TICKS
                ready += sum(waited(thread) for thread in folder.glob("task/*/schedstat"))
            except FileNotFoundError:
                continue  # it has ended meanwhile
    own = resident(Path("/proc/self"))
    return Sample(rows, time.monotonic(), cpu, cpu + ready, own, memory)


def waited(thread: Path) -> float:
    """Return the seconds in which a thread could run, but no core was free."""
    try:
        return int(thread.read_text().split()[1]) / 1e9
    except (FileNotFoundError, ProcessLookupError):
        return 0.0


def resident(process: Path) -> float:
    """Return the memory of a process in MiB, without pages that it shares with others."""
    _, all_pages, shared, *_ = map(int, (process / "statm").read_text().split())
    return (all_pages - shared) * os.sysconf("SC_PAGE_SIZE") / 2**20


async def run(
    count: int, model: ScriptedModel, journal: Path, answer_within: float
) -> tuple[list[Sample], Counter[str]]:
    """Brief invented articles; return samples on the way, and the rows by status or kind."""
    settings = Settings(
        base_url=model.address, model="scripted", context_tokens=64_000, model_timeout=answer_within
    )
    sources = invented_sources(count)
    options = BatchOptions(concurrency=CONCURRENCY, journal=journal)
    samples: list[Sample] = []
    found: Counter[str] = Counter()
    ids: set[str] = set()
    rows = 0
    async with aclosing(abrief_many(sources, settings=settings, options=options)) as finished:
        async for row in finished:
            rows += 1
            found[kind_of(row)] += 1
            if row.id in ids:
                raise SystemExit(f"{row.id} was briefed twice")
            ids.add(row.id)
            if rows % max(1, count // 20) == 0:
                samples.append(sample(rows))
                print(f"  {rows:,} of {count:,}: {samples[-1]}", file=sys.stderr, flush=True)
    if found.total() != count or read_status(journal).totals.rows != count:
        raise SystemExit(f"{count - found.total()} rows are missing")
    return samples, found


def kind_of(row: BatchRow) -> str:
    """Return the status of a row, or the kind of its error."""
    return row.error.kind if row.error else row.status


class Measured(NamedTuple):
    """The figures of one run: those of its middle, without the start and the end.

    Attributes:
        part: "latency", "cores" or "faults".
        articles: how many there were.
        per_second: articles finished in a second.
        of_ideal: the share of the ideal throughput, by the server's count of unanswered requests.
        busy: the share of all cores' time that the workers had.
        ready: that share with the time in which they could run but other programs did.
        cpu_per_article: seconds of the workers.
        own_mib: memory of this process when it is warm, and at the end.
        workers_mib: memory of all workers at these moments.
        rows: rows by status, or kind of error.
        busiest: most requests that were unanswered at one time.
        asked_twice: articles that the model was asked about again.
    """

    part: str
    articles: int
    per_second: float
    of_ideal: float
    busy: float
    ready: float
    cpu_per_article: float
    own_mib: tuple[int, int]
    workers_mib: tuple[int, int]
    rows: dict[str, int]
    busiest: int
    asked_twice: int

    @property
    def is_within_limits(self) -> bool:
        """True if the run keeps the limits of its part."""
        if self.part == "latency":
            return self.of_ideal >= IDEAL_LIMIT
        if self.part != "cores" or self.articles < 2 * WARM:
            return True  # too short to say
        grown = (end / warm for warm, end in (self.own_mib, self.workers_mib))
        return self.ready >= BUSY_LIMIT and max(grown) <= GROWTH_LIMIT


def measure(part: str, count: int, latency: float) -> Measured:
    """Run one batch with a new server and a new journal."""
    faults = FAULTS if part == "faults" else Faults()
    with (
        tempfile.TemporaryDirectory() as folder,
        scripted_model(latency=latency, faults=faults) as model,
    ):
        within = TIMEOUT if part == "faults" else 10 * TIMEOUT
        samples, found = asyncio.run(run(count, model, Path(folder) / "journal", within))
        (busiest, mean), asked = model.load(), model.articles_asked()
    first, last = samples[len(samples) // 5], samples[-1 - len(samples) // 5]
    warm = next((one for one in samples if one.rows >= min(WARM, count // 2)), samples[0])
    seconds, rows = last.seconds - first.seconds, last.rows - first.rows
    used = last.worker_cpu - first.worker_cpu
    measured = Measured(
        part=part,
        articles=count,
        per_second=round(rows / seconds, 3),
        of_ideal=round(mean / CONCURRENCY, 3),
        busy=round(used / seconds / CORES, 3),
        ready=round((last.worker_ready - first.worker_ready) / seconds / CORES, 3),
        cpu_per_article=round(used / rows, 3),
        own_mib=(round(warm.own_mib), round(samples[-1].own_mib)),
        workers_mib=(round(warm.worker_mib), round(samples[-1].worker_mib)),
        rows=dict(found),
        busiest=busiest,
        asked_twice=sum(times > 1 for times in asked.values()),
    )
    print(measured, flush=True)
    return measured


def main() -> int:
    """Measure, print, write the report, and return 1 if a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", action="append", choices=list(LATENCY))
    parser.add_argument("--articles", action="append", type=int)
    parser.add_argument("--latency", type=float, help="seconds; longer ones need less of the cores")
    arguments = parser.parse_args()
    rows = [
        measure(part, count, arguments.latency or LATENCY[part])
        for part in arguments.part or list(LATENCY)
        for count in arguments.articles or ARTICLES[part]
    ]
    found = [row._asdict() for row in rows]
    write_report("batch", concurrency=CONCURRENCY, latency=arguments.latency or LATENCY, rows=found)
    return int(not all(row.is_within_limits for row in rows))


if __name__ == "__main__":
    sys.exit(main())
