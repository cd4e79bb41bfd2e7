"""The life of jobs: they wait, run, end, are cancelled, and survive the server."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from briefer import Brief, ModelUnavailableError
from briefer.server.jobs import JobQueue, QueueFullError, ShuttingDownError
from briefer.server.records import EndedSession, SourceName, State
from briefer.server.store import FILE, MAX_ATTEMPTS, JobStore, KeyUsedError
from tests.factories import HEADLINE, TEXT, capable_model
from tests.server.factories import (
    Slow,
    answered_by,
    finished,
    queue_in,
    server_in,
    submission,
)


@asynccontextmanager
async def started(queue: JobQueue) -> AsyncIterator[JobQueue]:
    """Run a queue, and stop it at the end."""
    await queue.start()
    try:
        yield queue
    finally:
        await queue.close()


async def kinds(queue: JobQueue, identifier: str, *, attempt: int = 0, after: int = 0) -> list[str]:
    """Return the kinds of the events that a client sees."""
    following = queue.follow(identifier, attempt=attempt, after=after)
    return [logged.event.kind async for _, logged in following]


async def test_a_job_ends_with_its_brief_in_the_store(tmp_path: Path) -> None:
    async with started(queue_in(tmp_path)) as queue:
        job, is_new = await queue.submit(submission())
        assert (job.state, is_new) == ("queued", True)
        done = await finished(queue, job.id)
        text = await queue.brief(job.id)
    assert (done.state, done.model, done.attempt) == ("done", "none", 1)
    assert text is not None
    brief = Brief.model_validate_json(text)
    assert brief.headline.text == done.headline
    assert brief.article.text == TEXT.strip()


async def test_clients_see_all_events_live_and_later(tmp_path: Path) -> None:
    model = Slow()
    async with started(queue_in(tmp_path, answered_by(model))) as queue:
        job, _ = await queue.submit(submission())
        live = asyncio.create_task(kinds(queue, job.id))
        await model.asked.wait()
        model.may_answer.set()
        seen = await live
        assert seen[0] == "started"
        assert seen[-1] == "done"
        assert {"article", "analysis", "step", "verification"} <= set(seen)
        assert await kinds(queue, job.id) == seen
        assert await kinds(queue, job.id, attempt=1, after=3) == seen[3:]
        assert await kinds(queue, job.id, attempt=1, after=len(seen)) == []
        assert await kinds(queue, job.id, attempt=9, after=3) == seen


async def test_an_error_of_the_model_is_the_jobs_error(tmp_path: Path) -> None:
    model = capable_model(gist=ModelUnavailableError("The server is down. Try again."))
    async with started(queue_in(tmp_path, answered_by(model))) as queue:
        job, _ = await queue.submit(submission())
        failed = await finished(queue, job.id)
        seen = await kinds(queue, job.id)
    assert failed.state == "failed"
    assert failed.error is not None
    assert (failed.error.kind, failed.error.status) == ("model_unavailable", 503)
    assert failed.error.detail == "The server is down. Try again."
    assert seen[-1] == "error"


async def test_a_text_that_is_not_an_article_fails_with_its_verdict(tmp_path: Path) -> None:
    async with started(queue_in(tmp_path)) as queue:
        job, _ = await queue.submit(submission("Too short."))
        failed = await finished(queue, job.id)
    assert failed.error is not None
    assert (failed.error.kind, failed.error.verdict) == ("not_article", "too_short")
    assert failed.error.detail.startswith("the text has fewer than")


async def test_a_bug_ends_the_job_and_not_the_server(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    model = capable_model(gist=ZeroDivisionError("secret detail"))
    async with started(queue_in(tmp_path, answered_by(model))) as queue:
        job, _ = await queue.submit(submission())
        failed = await finished(queue, job.id)
        assert failed.error is not None
        assert failed.error.kind == "internal"
        assert "secret" not in failed.model_dump_json()
        assert "secret detail" in caplog.text
        again, _ = await queue.submit(submission(TEXT + "More of it was said on Thursday."))
        assert (await finished(queue, again.id)).state == "failed"


async def test_a_running_job_is_cancelled(tmp_path: Path) -> None:
    model = Slow()
    async with started(queue_in(tmp_path, answered_by(model))) as queue:
        job, _ = await queue.submit(submission())
        await model.asked.wait()
        cancelled = await queue.cancel(job.id)
        assert cancelled is not None
        assert cancelled.state == "cancelled"
        assert (await kinds(queue, job.id))[-1] == "cancelled"
        assert queue.running == 0


async def test_a_waiting_job_is_cancelled_and_says_how_many_are_before_it(tmp_path: Path) -> None:
    model = Slow()
    async with started(queue_in(tmp_path, answered_by(model), concurrency=1)) as queue:
        first, _ = await queue.submit(submission())
        await model.asked.wait()
        second, _ = await queue.submit(submission())
        third, _ = await queue.submit(submission())
        assert (second.waiting, third.waiting) == (0, 1)
        following = asyncio.create_task(kinds(queue, second.id))
        await asyncio.sleep(0.05)
        await queue.cancel(second.id)
        assert await asyncio.wait_for(following, 10) == ["cancelled"]
        moved = await queue.get(third.id)
        assert moved is not None
        assert moved.waiting == 0
        model.may_answer.set()
        assert (await finished(queue, third.id)).headline == HEADLINE
        assert (await finished(queue, first.id)).state == "done"


async def test_a_finished_job_cannot_be_cancelled(tmp_path: Path) -> None:
    async with started(queue_in(tmp_path)) as queue:
        job, _ = await queue.submit(submission())
        await finished(queue, job.id)
        after = await queue.cancel(job.id)
        assert after is not None
        assert after.state == "done"
        assert await queue.cancel("none of them") is None


async def test_a_deleted_job_is_gone_with_its_text(tmp_path: Path) -> None:
    words = "The lighthouse at Quillan Head was painted on Monday"
    async with started(queue_in(tmp_path)) as queue:
        job, _ = await queue.submit(submission(f"{TEXT}\n\n{words}, the keeper said.\n"))
        await finished(queue, job.id)
        assert await queue.delete(job.id)
        assert not await queue.delete(job.id)
        assert await queue.get(job.id) is None
        assert await queue.page(words="", state=None, limit=9, before=None) == []
    files = [path.read_bytes() for path in (tmp_path / "data").iterdir()]
    assert not any(words.encode() in data for data in files)


async def test_the_same_key_gives_the_same_job(tmp_path: Path) -> None:
    async with started(queue_in(tmp_path)) as queue:
        job, _ = await queue.submit(submission(key="k1"))
        again, is_new = await queue.submit(submission(key="k1"))
        assert (again.id, is_new) == (job.id, False)
        with pytest.raises(KeyUsedError):
            await queue.submit(submission(key="k1", force=True))
        other, _ = await queue.submit(submission(key="k2"))
        assert other.id != job.id


async def test_a_full_queue_refuses_and_says_when_to_come_back(tmp_path: Path) -> None:
    model = Slow()
    queue = queue_in(tmp_path, answered_by(model), concurrency=1, queue=2)
    async with started(queue):
        await queue.submit(submission())
        await model.asked.wait()
        await queue.submit(submission())
        await queue.submit(submission())
        with pytest.raises(QueueFullError) as full:
            await queue.submit(submission())
        assert full.value.seconds >= 1
        model.may_answer.set()


async def test_a_job_that_names_a_path_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(TEXT, encoding="utf-8")
    named = submission()._replace(source=SourceName(kind="url", name=str(secret)))
    queue = queue_in(tmp_path, answered_by(capable_model()))
    async with started(queue):
        job, _ = await queue.submit(named)
        ended = await finished(queue, job.id)
    assert ended.error is not None
    assert ended.error.kind == "fetch"


async def test_requests_that_come_together_do_not_exceed_the_queue(tmp_path: Path) -> None:
    model = Slow()
    queue = queue_in(tmp_path, answered_by(model), concurrency=1, queue=2)
    async with started(queue):
        await queue.submit(submission())
        await model.asked.wait()
        together = [queue.submit(submission()) for _ in range(6)]
        found = await asyncio.gather(*together, return_exceptions=True)
        assert sum(isinstance(one, QueueFullError) for one in found) == 4
        assert queue.queued == 2
        model.may_answer.set()


async def test_a_repeated_request_is_answered_although_the_queue_is_full(tmp_path: Path) -> None:
    model = Slow()
    queue = queue_in(tmp_path, answered_by(model), concurrency=1, queue=1)
    async with started(queue):
        first, _ = await queue.submit(submission(key="k1"))
        await model.asked.wait()
        waiting, _ = await queue.submit(submission(key="k2"))
        for key, job in (("k1", first), ("k2", waiting)):
            again, is_new = await queue.submit(submission(key=key))
            assert (again.id, is_new) == (job.id, False)
        with pytest.raises(QueueFullError):
            await queue.submit(submission(key="k3"))
        model.may_answer.set()


async def test_only_so_many_jobs_run_at_once(tmp_path: Path) -> None:
    model = Slow()
    async with started(queue_in(tmp_path, answered_by(model), concurrency=2)) as queue:
        for _ in range(5):
            await queue.submit(submission())
        await model.asked.wait()
        assert (queue.running, queue.queued) == (2, 3)
        model.may_answer.set()


async def test_old_jobs_are_deleted(tmp_path: Path) -> None:
    async with started(queue_in(tmp_path, keep=2)) as queue:
        jobs = []
        for _ in range(4):
            job, _ = await queue.submit(submission())
            jobs.append(await finished(queue, job.id))
        left = await queue.page(words="", state=None, limit=9, before=None)
    assert [job.id for job in left] == [jobs[3].id, jobs[2].id]


async def test_jobs_are_found_by_words_state_and_page(tmp_path: Path) -> None:
    async with started(queue_in(tmp_path, concurrency=1)) as queue:
        first, _ = await queue.submit(submission())
        other = TEXT.replace("Okafor", "Ünal").replace("Halvorsen", "Quill")
        second, _ = await queue.submit(submission(other))
        short, _ = await queue.submit(submission("Short."))
        for job in (first, second, short):
            await finished(queue, job.id)

        async def found(words: str, **query: object) -> list[str]:
            limit, before = query.get("limit", 9), query.get("before")
            assert isinstance(limit, int)
            state: State | None = "done" if query.get("done") else None
            assert before is None or isinstance(before, int)
            jobs = await queue.page(words=words, state=state, limit=limit, before=before)
            return [job.id for job in jobs]

        assert await found("") == [short.id, second.id, first.id]
        assert await found("", done=True) == [second.id, first.id]
        assert await found("ÜNAL") == [second.id]
        assert await found("fire  halvorsen") == [first.id]
        assert await found("%") == []
        assert await found("", limit=1) == [short.id]
        assert await found("", limit=1, before=short.number) == [second.id]


async def test_a_stopped_server_finishes_what_runs_and_continues_with_the_rest(
    tmp_path: Path,
) -> None:
    model = Slow()
    queue = queue_in(tmp_path, answered_by(model), concurrency=1)
    await queue.start()
    first, _ = await queue.submit(submission())
    await model.asked.wait()
    second, _ = await queue.submit(submission())
    closing = asyncio.create_task(queue.close())
    await asyncio.sleep(0)
    with pytest.raises(ShuttingDownError):
        await queue.submit(submission())
    model.may_answer.set()
    await closing
    async with started(queue_in(tmp_path, answered_by(model))) as queue:
        done = await queue.get(first.id)
        assert done is not None
        assert (done.state, done.attempt) == ("done", 1)
        assert (await finished(queue, second.id)).state == "done"


async def test_what_does_not_finish_in_time_is_made_at_the_next_start(tmp_path: Path) -> None:
    model = Slow()
    queue = queue_in(tmp_path, answered_by(model), shutdown_seconds=0.05)
    await queue.start()
    job, _ = await queue.submit(submission())
    await model.asked.wait()
    following = asyncio.create_task(kinds(queue, job.id))
    await asyncio.sleep(0)
    await queue.close()
    assert "done" not in await following
    model.may_answer.set()
    async with started(queue_in(tmp_path, answered_by(model))) as queue:
        done = await finished(queue, job.id)
    assert (done.state, done.attempt) == ("done", 1)


async def test_a_job_that_twice_ran_when_the_server_was_killed_fails(tmp_path: Path) -> None:
    store = JobStore(server_in(tmp_path).data_dir)
    job, _ = store.add(submission())
    finished_job, _ = store.add(submission())
    for attempt in range(1, MAX_ATTEMPTS):
        assert store.begin(job.id)
        assert [(found.id, found.attempt) for found in store.recover()] == [
            (job.id, attempt), (finished_job.id, 0),
        ]  # fmt: skip
    assert store.begin(job.id)
    store.close()
    async with started(queue_in(tmp_path)) as queue:
        failed = await queue.get(job.id)
        assert failed is not None
        assert failed.error is not None
        assert (failed.state, failed.error.kind) == ("failed", "interrupted")
        assert await kinds(queue, job.id) == ["error"]
        assert (await finished(queue, finished_job.id)).state == "done"


def test_a_store_without_ended_sessions_gets_them_and_forgets_them_in_time(tmp_path: Path) -> None:
    folder = server_in(tmp_path).data_dir
    JobStore(folder).close()
    with closing(sqlite3.connect(folder / FILE)) as database, database:
        database.execute("DROP TABLE ended_sessions")  # as earlier versions wrote it
    store = JobStore(folder)
    lasting = EndedSession("a", int(time.time()) + 1_000)
    for session in (lasting, EndedSession("b", 1), lasting):
        store.end_session(session)
    assert store.ended_sessions() == [lasting]
    store.close()


def test_a_damaged_row_of_the_store_hides_no_other_job(tmp_path: Path) -> None:
    folder = server_in(tmp_path).data_dir
    store = JobStore(folder)
    damaged, _ = store.add(submission())
    other, _ = store.add(submission())
    store.close()
    with closing(sqlite3.connect(store.path)) as database, database:
        database.execute("UPDATE jobs SET options = '{' WHERE id = ?", (damaged.id,))
    store = JobStore(folder)
    listed = store.page(words="", state=None, limit=10, before=None)
    assert [job.id for job in listed] == [job.id for job in store.recover()] == [other.id]
    assert store.get(damaged.id) is None
    store.close()
