"""Workers are real processes here, which are killed while they work."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from briefer import BatchOptions, BatchSource, Settings, brief_many
from tests.batch.stories import source, story


def workers() -> list[int]:
    """Return the processes that work for this one."""
    found = []
    for children in Path("/proc/self/task").glob("*/children"):
        for pid in children.read_text().split():
            with suppress(FileNotFoundError):
                if b"briefer.batch.worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    found.append(int(pid))
    return found


def gone(pid: int) -> bool:
    """Return True if a process ends within ten seconds."""
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.1)
    return False


def test_a_worker_that_dies_costs_one_article_and_is_replaced(settings: Settings) -> None:
    long = BatchSource(text="\n\n".join(story(n) for n in range(1500)), language="en")

    def sources() -> Iterator[BatchSource]:
        yield source(1)
        yield long  # keeps the only worker busy
        yield from (source(number) for number in range(2, 6))

    rows = []
    killed = False
    options = BatchOptions(workers=1)
    for row in brief_many(sources(), model="none", settings=settings, options=options):
        rows.append(row)
        if not killed:
            time.sleep(1.0)  # it now reads or analyses the long text
            [pid] = workers()
            os.kill(pid, signal.SIGKILL)
            killed = True
    assert len(rows) == 6
    errors = [row for row in rows if row.error]
    assert [(row.row, row.error.kind) for row in errors if row.error] == [(2, "worker")]
    assert errors[0].error is not None
    assert "ended unexpectedly (exit code -9)" in errors[0].error.message


def test_no_worker_is_left_when_the_loop_ends_or_is_left(settings: Settings) -> None:
    rows = brief_many([source(n) for n in range(4)], model="none", settings=settings)
    next(rows)
    found = workers()
    assert found
    rows.close()  # type: ignore[attr-defined]  # a generator
    assert all(gone(pid) for pid in found)


def test_the_rows_of_workers_are_those_of_this_process(settings: Settings) -> None:
    sources = [source(number) for number in range(3)]
    by_workers = sorted(
        brief_many(sources, model="none", settings=settings), key=lambda row: row.row
    )
    ids = [row.id for row in by_workers]
    again = brief_many(sources, model="none", settings=settings, options=BatchOptions(workers=1))
    assert ids == [row.id for row in sorted(again, key=lambda row: row.row)]
    assert all(row.brief and row.brief.claimed_by for row in by_workers)


def test_a_bug_costs_one_article(settings: Settings) -> None:

    broken = settings.model_copy(update={"processing_timeout": "soon"})  # no number: a bug
    rows = list(
        brief_many([source(1)], model="none", settings=broken, options=BatchOptions(workers=1))
    )
    assert [row.error.kind for row in rows if row.error] == ["bug"]
