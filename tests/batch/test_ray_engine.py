"""The stages on Ray: the same rows as without it, also when an actor dies."""

import asyncio
import json
import os
import threading
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefer.batch.failures import BatchStoppedError, Failure
from briefer.batch.fetching.hosts import PoliteFetcher
from briefer.batch.many import abrief_many, prepare
from briefer.batch.options import BatchOptions, RayOptions
from briefer.batch.rows import BatchRow, BatchSource
from briefer.batch.run import Batch
from briefer.batch.stages import Loaded, ReadArticle, StageConfig, Stages
from briefer.settings import Settings
from tests.batch.stories import source, story

pytest.importorskip("ray", reason="the extra 'ray' is not installed")
pytestmark = pytest.mark.filterwarnings("default")  # Ray's own

OPTIONS = BatchOptions(workers=2)
RAY = RayOptions(actors=2, chunk=200)


def _end_process(marker: str) -> BatchSource:
    """End the process that unpickles a source; with a marker, only the first one."""
    if marker and Path(marker).exists():
        return source(7)
    if marker:
        Path(marker).touch()
    os._exit(9)


class Deadly(BatchSource):
    """A source that ends the process which gets it."""

    __slots__ = ("marker",)

    def __init__(self, marker: str = "") -> None:
        super().__init__(text=story(7), language="en")
        object.__setattr__(self, "marker", marker)

    def __reduce__(self) -> Any:  # noqa: ANN401 (of the protocol of pickle)
        return _end_process, (self.marker,)  # type: ignore[attr-defined]


async def rows_here(sources: list[BatchSource]) -> list[dict[str, object]]:
    """Run the stages in this process, without any worker."""
    settings, recipe = await prepare("none", settings=Settings(cache=False), options=OPTIONS)
    stages = Stages(StageConfig(settings, recipe, OPTIONS))
    assert await stages.open() is None
    batch = Batch(
        stages,
        recipe=recipe,
        options=OPTIONS,
        fetcher=PoliteFetcher(settings, OPTIONS),
        journal=None,
    )

    async def numbered() -> AsyncIterator[BatchSource]:
        for row, one in enumerate(sources, start=1):
            yield replace(one, row=row)

    rows = [row async for row in batch.run(numbered())]
    return [_without_times(row) for row in sorted(rows, key=lambda one: one.row)]


async def rows_of(sources: list[BatchSource], options: BatchOptions) -> list[dict[str, object]]:
    settings = Settings(cache=False)
    rows = [
        row async for row in abrief_many(sources, model="none", settings=settings, options=options)
    ]
    return [_without_times(row) for row in sorted(rows, key=lambda one: one.row)]


def _without_times(row: BatchRow) -> dict[str, object]:
    brief = json.loads(row.brief_json or '{"provenance": {}}')
    for name in ("created", "seconds"):
        brief["provenance"].pop(name, None)
    return {**row.model_dump(exclude={"timings"}), "brief": brief}


async def test_two_workers_give_the_rows_of_a_single_process() -> None:
    sources = [source(number % 9, name=str(number)) for number in range(10)]
    sources += [BatchSource(path="missing.txt"), BatchSource(text="Too short.")]
    on_ray = await rows_of(sources, OPTIONS.model_copy(update={"ray": RAY}))
    assert [row["status"] for row in on_ray] == ["done"] * 9 + ["duplicate", "error", "error"]
    assert on_ray == await rows_here(sources)


@pytest.fixture
async def engine() -> AsyncIterator[Any]:
    from briefer.batch.ray_engine import RayEngine  # noqa: PLC0415 (an extra)

    settings, recipe = await prepare("none", settings=Settings(cache=False), options=OPTIONS)
    opened = RayEngine(StageConfig(settings, recipe, OPTIONS), RAY, is_remote=False)
    await opened.open()
    yield opened
    await opened.aclose()


@pytest.mark.xfail(
    raises=BatchStoppedError,
    strict=False,
    reason="now and then Ray itself fails when an actor is killed; the batch stops and can go on",
)
async def test_an_actor_that_dies_costs_no_other_article(engine: Any, tmp_path: Path) -> None:  # noqa: ANN401 (its module needs an extra)
    once = Deadly(str(tmp_path / "died"))
    sources = [source(1), Deadly(), source(2), once, *map(source, range(3, 7))]
    results = await asyncio.gather(*(engine.read(Loaded(one)) for one in sources))
    assert (tmp_path / "died").exists()
    assert isinstance(results[1], Failure)
    assert results[1].error.kind == "worker"
    read = [one for number, one in enumerate(results) if number != 1]
    assert all(isinstance(one, ReadArticle) for one in read)
    assert len({one.id for one in read}) == 7


async def test_closing_waits_for_the_thread_that_uses_ray(
    engine: Any,  # noqa: ANN401 (its module needs an extra)
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from briefer.batch import ray_engine  # noqa: PLC0415 (an extra)

    ended = threading.Event()

    def results(*_: object) -> Iterator[tuple[int, object]]:
        yield 0, "read"
        time.sleep(0.3)  # Ray has given the last result, and tidies up
        ended.set()

    monkeypatch.setattr(ray_engine, "_results", results)
    assert await engine.read(Loaded(source(1))) == "read"
    await engine.aclose()
    assert ended.is_set()
