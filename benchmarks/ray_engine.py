"""Compare a batch on Ray with the same batch without it, row by row, also when a worker is killed.

    .venv/bin/python benchmarks/ray_engine.py --articles 200 --latency 0.5

The model is a script behind a real server on loopback. Three runs over the same articles: without
Ray, on Ray with two actors, and on Ray while the process of an actor is killed with signal 9.
"""

import argparse
import json
import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path

from briefer import brief_many
from briefer.batch.options import BatchOptions, RayOptions
from briefer.batch.rows import BatchRow, BatchSource
from briefer.settings import Settings
from tests.batch.scripted_model import invented_articles, scripted_model

_ACTOR = b"ray::MapWorker(MapBatches(RayStage)"


def main() -> int:
    """Run the comparison; return 1 if a row differs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--latency", type=float, default=0.5)
    parser.add_argument("--concurrency", type=int, default=16)
    parser.add_argument("--actors", type=int, default=2)
    chosen = parser.parse_args()
    sources = [
        BatchSource(row=row, **one)
        for row, one in enumerate(invented_articles(chosen.articles), start=1)
    ]
    options = BatchOptions(workers=chosen.actors, concurrency=chosen.concurrency)
    on_ray = options.model_copy(update={"ray": RayOptions(actors=chosen.actors)})
    with scripted_model(latency=chosen.latency) as model:
        settings = Settings(base_url=model.address, model="scripted", cache=False)
        plain = _run("without Ray", sources, settings, options)
        print(f"{'':14} processor seconds in children: {_children():.1f}")
        ray = _run("on Ray", sources, settings, on_ray)
        killer = threading.Thread(target=_kill_an_actor, args=(chosen.articles,), daemon=True)
        _seen.clear()
        killer.start()
        killed = _run("actor killed", sources, settings, on_ray)
    different = sum(one != other for one, other in zip(plain, ray, strict=True))
    after_kill = sum(one != other for one, other in zip(plain, killed, strict=True))
    print(f"rows that differ: {different} on Ray, {after_kill} with a killed actor")
    return int(bool(different or after_kill))


_seen: list[int] = []


def _run(
    name: str, sources: list[BatchSource], settings: Settings, options: BatchOptions
) -> list[dict[str, object]]:
    start = time.monotonic()
    rows = []
    for row in brief_many(sources, settings=settings, options=options):
        rows.append(row)
        _seen.append(row.row)
    seconds = time.monotonic() - start
    done = sum(row.status == "done" for row in rows)
    rate = done / seconds
    print(f"{name:14} {len(rows)} rows, {done} done, {seconds:.1f} s, {rate:.1f} articles/s")
    return [_without_times(row) for row in sorted(rows, key=lambda one: one.row)]


def _without_times(row: BatchRow) -> dict[str, object]:
    brief = json.loads(row.brief_json or '{"provenance": {}}')
    for name in ("created", "seconds"):
        brief["provenance"].pop(name, None)
    return {**row.model_dump(exclude={"timings"}), "brief": brief}


def _kill_an_actor(articles: int) -> None:
    """Kill the process of an actor once a tenth of the articles is done."""
    while len(_seen) < articles // 10:
        time.sleep(0.05)
    for folder in Path("/proc").iterdir():
        try:
            command = (folder / "cmdline").read_bytes() if folder.name.isdigit() else b""
            owned = command.startswith(_ACTOR) and folder.stat().st_uid == os.getuid()
        except OSError:
            continue
        if owned:
            os.kill(int(folder.name), signal.SIGKILL)
            print(f"{'':14} killed an actor after {len(_seen)} rows")
            return
    print(f"{'':14} no actor found")


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    sys.exit(main())
