"""``briefer serve`` under load: 500 briefs for 20 clients, by a scripted model that takes 1 s.

Everything is real but the model: a server process, HTTP, events, the pipeline, the store. A client
posts a text, follows the job to its end and fetches the brief, then begins again; when it is told
to wait (429), it waits. The overhead of a brief is what the server adds to it: what the client
waits, minus the time in the queue and in the pipeline (``remote_overhead.py`` measures what the
pipeline adds to the model). Then a server is killed (SIGKILL) while it makes briefs, and started
again.

The script fails on any answer other than the expected ones and 429, if memory grows by more than
``GROWTH`` after the first fifth, if the 95th percentile of the overhead exceeds ``LIMIT`` of the
model's time, or if a brief that was reported as finished is not there after the kill.
"""

import asyncio
import json
import re
import signal
import statistics
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import httpx2
from common.reports import write_report
from common.served import Running, environment_in, served

from tests.factories import SMALL_GIST, TEXT
from tests.model.server import Request, Scripted, ScriptedServer, completion

BRIEFS, CLIENTS, MODEL_SECONDS = 500, 20, 1.0
KILLED_AFTER, KILLED_OF = 12, 40
LIMIT, GROWTH = 0.05, 1.1
TIMEOUT = httpx2.Timeout(120.0)
_OPTIONS = ("--model", "scripted", "--profile", "small", "--no-cache", "--rate", "1000000")


class Brief(NamedTuple):
    """What one brief took, in seconds.

    Attributes:
        total: from the request to the last event.
        queued: in the queue.
        pipeline: from the beginning of the work to its end, as the server says.
    """

    total: float
    queued: float
    pipeline: float

    @property
    def overhead(self) -> float:
        """What is neither waiting nor the pipeline: HTTP, events, the store."""
        return self.total - self.queued - self.pipeline


class Counts:
    """What the clients have met."""

    def __init__(self) -> None:
        self.briefs: list[Brief] = []
        self.told_to_wait = 0
        self.errors: list[str] = []
        self.memory: list[float] = []


def answer(request: Request) -> Scripted:
    """Answer with a gist of the text after a second; what the server asks is always the same."""
    del request
    return completion(json.dumps(SMALL_GIST))._replace(delay=MODEL_SECONDS)


async def submit(http: httpx2.AsyncClient, text: str, counts: Counts) -> str:
    """Ask for a brief until the server takes it, and return the id of the job."""
    while True:
        reply = await http.post("/v1/briefs", json={"text": text})
        if reply.status_code != 429:
            reply.raise_for_status()
            return str(reply.json()["id"])
        counts.told_to_wait += 1
        await asyncio.sleep(float(reply.headers["Retry-After"]))


async def last_event(http: httpx2.AsyncClient, job: str) -> dict[str, object]:
    """Follow a job to its end, and return its last event."""
    last: dict[str, object] = {}
    async with http.stream("GET", f"/v1/briefs/{job}/events") as reply:
        reply.raise_for_status()
        async for line in reply.aiter_lines():
            if line.startswith("data: "):
                last = json.loads(line.removeprefix("data: "))
    return last


async def one_brief(http: httpx2.AsyncClient, text: str, counts: Counts) -> None:
    """Ask for a brief, wait for it, and fetch it."""
    job = await submit(http, text, counts)
    start = time.perf_counter()
    last = await last_event(http, job)
    total = time.perf_counter() - start
    status = (await http.get(f"/v1/briefs/{job}")).json()
    document = await http.get(f"/v1/briefs/{job}/formats/json")
    if last["kind"] != "done" or document.status_code != 200:
        counts.errors.append(f"{last} {document.status_code}")
        return
    created, started = (datetime.fromisoformat(status[name]) for name in ("created", "started"))
    queued = (started - created).total_seconds()
    counts.briefs.append(Brief(total, queued, float(str(last["at"]))))


async def load(server: Running) -> Counts:
    """Let the clients ask for all briefs, and look at the server's memory now and then."""
    counts = Counts()
    numbers = iter(range(BRIEFS))
    async with httpx2.AsyncClient(base_url=server.address, timeout=TIMEOUT) as http:

        async def client() -> None:
            for number in numbers:
                try:
                    await one_brief(http, f"{TEXT}\n\nNotice {number} was put up.\n", counts)
                except httpx2.HTTPError as error:
                    counts.errors.append(repr(error))
                if len(counts.briefs) % (BRIEFS // 10) == 0:
                    metrics = (await http.get("/metrics")).text
                    found = re.search(r"(?m)^process_resident_memory_bytes (\S+)", metrics)
                    counts.memory.append(float(found[1]) if found else 0.0)

        await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return counts


async def killed(options: list[str], folder: Path) -> int:
    """Kill a server in the middle, start it again, and return how many finished briefs are lost."""
    environment = environment_in(folder)
    counts = Counts()
    finished: set[str] = set()
    enough = asyncio.Event()
    with served(options, environment) as server:
        async with httpx2.AsyncClient(base_url=server.address, timeout=TIMEOUT) as http:
            texts = [f"{TEXT}\n\nNotice {number} was put up.\n" for number in range(KILLED_OF)]
            jobs = [await submit(http, text, counts) for text in texts]

            async def follow(job: str) -> None:
                try:
                    if (await last_event(http, job)).get("kind") == "done":
                        finished.add(job)
                    if len(finished) >= KILLED_AFTER:
                        enough.set()
                except httpx2.HTTPError:
                    return  # the server was killed

            following = [asyncio.create_task(follow(job)) for job in jobs]
            await enough.wait()
            server.process.send_signal(signal.SIGKILL)
            await asyncio.gather(*following)
    told = set(finished)
    with served(options, environment) as server:
        async with httpx2.AsyncClient(base_url=server.address, timeout=TIMEOUT) as http:
            lost = 0
            for job in told:
                reply = await http.get(f"/v1/briefs/{job}/formats/json")
                lost += reply.status_code != 200
            ends = [(await last_event(http, job)).get("kind") for job in jobs]
    print(
        f"killed after {len(told)} of {len(jobs)} briefs: {lost} lost; "
        f"{ends.count('done')} finished after the restart"
    )
    return lost + len(ends) - ends.count("done")


def main() -> int:
    """Measure, print, write the report, and return 1 if a limit is exceeded."""
    model = ScriptedServer(answer=answer, models=[{"id": "scripted"}])
    options = ["--base-url", model.address, *_OPTIONS]
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        with served([*options, "--queue", "12"], environment_in(Path(folder) / "load")) as server:
            counts = asyncio.run(load(server))
        seconds = time.perf_counter() - start
        lost = asyncio.run(killed(options, Path(folder) / "kill"))
    model.close()
    overheads = sorted(brief.overhead for brief in counts.briefs)
    p95 = statistics.quantiles(overheads, n=20)[-1]
    pipeline = [brief.pipeline for brief in counts.briefs]
    pipelines = {
        "median": statistics.median(pipeline), "p95": statistics.quantiles(pipeline, n=20)[-1]
    }  # fmt: skip
    memory = [round(each / 1e6) for each in counts.memory]
    early = max(memory[: len(memory) // 5 + 1])
    growth = max(memory) / early
    print(
        f"{len(counts.briefs)} briefs for {CLIENTS} clients in {seconds:.0f} s; "
        f"{len(counts.errors)} errors, told to wait {counts.told_to_wait} times"
    )
    print(
        f"overhead: median {1000 * statistics.median(overheads):.0f} ms, p95 {1000 * p95:.0f} ms "
        f"({100 * p95 / MODEL_SECONDS:.1f} % of the model, at most {100 * LIMIT:g} %); "
        f"the pipeline takes {pipelines['median']:.2f} s (median), {pipelines['p95']:.2f} s (p95)"
    )
    print(f"memory in MB: {memory} (at most {GROWTH:g} × {early})")
    for error in counts.errors[:5]:
        print(error)
    write_report(
        "server_load",
        briefs=len(counts.briefs),
        clients=CLIENTS,
        seconds=seconds,
        errors=counts.errors,
        told_to_wait=counts.told_to_wait,
        overhead_seconds={"median": statistics.median(overheads), "p95": p95},
        pipeline_seconds=pipelines,
        memory_mb=memory,
        lost_after_kill=lost,
    )
    too_slow = p95 > LIMIT * MODEL_SECONDS
    return int(bool(counts.errors) or too_slow or growth > GROWTH or lost > 0)


if __name__ == "__main__":
    sys.exit(main())
