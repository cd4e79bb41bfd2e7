"""A batch through a batch API over HTTP: rounds, what goes wrong, and what is never sent twice."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from briefer.batch.fetching.hosts import PoliteFetcher
from briefer.batch.journal import Journal
from briefer.batch.many import prepare
from briefer.batch.options import BatchOptions
from briefer.batch.rows import BatchRow, BatchSource
from briefer.batch.run import Batch
from briefer.batch.stages import StageConfig, Stages
from briefer.errors import ModelError
from briefer.model.hosted_batches.api import BatchApi
from briefer.model.hosted_batches.exchange import Collected, collect, submit
from briefer.model.hosted_batches.model import STORE
from briefer.model.hosted_batches.results import max_result_bytes, take_file
from briefer.model.hosted_batches.shards import ShardLimits, shard_path, write_shards
from briefer.model.hosted_batches.store import MAX_SENT, RequestStore
from briefer.settings import Settings
from tests.batch.scripted_model import answer_to, invented_articles
from tests.model.hosted_batches.stand_in import EXPIRED, BatchApiStandIn, Fate


@pytest.fixture
def api() -> Iterator[BatchApiStandIn]:
    server = BatchApiStandIn()
    yield server
    server.close()


@pytest.mark.parametrize(
    "result",
    [
        '{"custom_id":"a","response":{"status_code":200,"body":{"choices":["\\ud800"]}}}',
        '{"custom_id":"\\ud800","response":{"status_code":200,"body":{"choices":["x"]}}}',
        '{"custom_id":"a","response":{"status_code":400,"body":{"error":{"message":"\\ud800"}}}}',
        '{"custom_id":"a","response":{"status_code":200,"body":{"choices":' + "[" * 9_000 + "}}}",
        '{"custom_id":"a","response":{"status_code":200,"body":{"choices":["' + "x" * 5_000_000,
    ],
    ids="answer id problem deep long".split(),
)
def test_a_hostile_result_does_not_stop_those_after_it(result: str, tmp_path: Path) -> None:
    store = RequestStore(tmp_path / STORE)
    for name in ("a", "b"):
        store.get_or_add(name, b"{}")
    good = '{"custom_id":"b","response":{"status_code":200,"body":{"choices":["x"]}}}'
    path = tmp_path / "results.jsonl"
    path.write_text(f"{result}\n{good}\n")
    take_file(store, path)
    kept = store.get_or_add("b", b"{}")
    assert kept is not None
    assert kept.state == "answered"
    store.close()


class Work:
    """A batch of invented articles in a folder, whose stages run in this process."""

    def __init__(self, api: BatchApiStandIn, folder: Path, *, articles: int = 2) -> None:
        self.settings = Settings(
            base_url=api.address, model="scripted", prompt_dir=folder / "none", transport_retries=0
        )
        self.folder = folder / "requests"
        self.store = RequestStore(self.folder / STORE)
        numbered = enumerate(invented_articles(articles), start=1)
        self.sources = [BatchSource(row=row, **one) for row, one in numbered]
        self._journal = folder / "journal"

    async def brief(self, *, retry: bool = False, hosted: bool = True) -> list[BatchRow]:
        """Run a round; return all rows."""
        options = BatchOptions(requests=self.folder if hosted else None, retry=retry)
        settings, recipe = await prepare(None, settings=self.settings, options=options)
        journal = Journal(self._journal if hosted else self._journal.with_name("other"),
                          recipe.digest)  # fmt: skip
        journal.forget(errors=retry)
        stages = Stages(StageConfig(settings, recipe, options))
        assert await stages.open() is None
        batch = Batch(
            stages, recipe=recipe, options=options, journal=journal,
            fetcher=PoliteFetcher(settings, options),
        )  # fmt: skip
        async with aclosing(batch.run(self._inputs())) as rows:
            async for _ in rows:
                pass
        await stages.aclose()
        found = list(journal.rows())
        journal.close()
        return found

    async def _inputs(self) -> Any:  # noqa: ANN401 (an asynchronous iterator)
        for source in self.sources:
            yield source

    async def submit(self, limits: ShardLimits | None = None) -> int:
        remote = BatchApi(self.settings)
        try:
            return len(await submit(self.store, remote, limits or ShardLimits()))
        finally:
            await remote.aclose()

    async def collect(self) -> Collected:
        remote = BatchApi(self.settings)
        try:
            return await collect(self.store, remote)
        finally:
            await remote.aclose()

    async def to_the_end(self) -> list[BatchRow]:
        """Run rounds until no request waits."""
        rows = await self.brief()
        for _ in range(10):
            await self.submit()
            await self.collect()
            rows = await self.brief()
            if not any(self.store.counts().get(state) for state in ("new", "written")):
                return rows
        raise AssertionError("the batch does not end")


def statuses(rows: list[BatchRow]) -> Counter[str]:
    return Counter(row.error.kind if row.error else row.status for row in rows)


def without_times(row: BatchRow) -> dict[str, Any]:
    brief = json.loads(row.brief_json or "{}")
    for name in ("created", "seconds"):
        brief["provenance"].pop(name, None)
    return {**row.model_dump(exclude={"timings"}), "brief": brief}


async def test_two_rounds_give_the_rows_that_the_same_model_gives_at_once(
    api: BatchApiStandIn, tmp_path: Path
) -> None:
    work = Work(api, tmp_path)
    rows = await work.brief()
    assert statuses(rows) == {"waiting": 2}
    assert "3 requests wait for an answer of the hosted batch" in str(rows[0].error)
    api.statuses = [["in_progress", "in_progress", "completed"]]
    assert await work.submit() == 1
    assert (await work.collect()).running == 1
    assert (await work.collect()).running == 1
    assert statuses(await work.brief()) == {"waiting": 2}
    found = await work.collect()
    assert (found.running, found.ended, found.taken.answers) == (0, 1, 6)
    assert statuses(await work.brief()) == {"waiting": 2}, "the verification is to be asked"
    assert await work.submit() == 1
    assert (await work.collect()).taken.answers == 2
    rows = await work.brief()
    assert statuses(rows) == {"done": 2}
    assert (rows[0].calls, rows[0].input_tokens, rows[0].cached_tokens) == (4, 4800, 4096)
    assert [*map(without_times, rows)] == [*map(without_times, await work.brief(hosted=False))]
    assert all(one.startswith((rows[0].id, rows[1].id)) for one in api.sent)


async def test_expired_failed_and_partly_failed_batches_are_collected_and_sent_again(
    api: BatchApiStandIn, tmp_path: Path
) -> None:
    def decide(request_id: str, body: dict[str, Any]) -> Fate:
        if "statements" in request_id and api.sent[request_id] == 1:
            return EXPIRED
        if "uncertainty" in request_id and api.sent[request_id] == 1:
            return Fate("overloaded", 503)
        return Fate(answer_to(body))

    api.decide = decide
    api.statuses = [["failed"], ["expired"], ["completed"], ["cancelled"]]
    work = Work(api, tmp_path)
    await work.brief()
    await work.submit()
    found = await work.collect()
    assert found.rejected == ("failed: Enqueued token limit reached",)
    assert found.taken.returned == 6, "all of them are sent again"
    await work.submit()
    found = await work.collect()
    assert (found.taken.answers, found.taken.returned) == (2, 4)
    rows = await work.to_the_end()
    assert statuses(rows) == {"done": 2}
    assert not api.sent_after_answer
    assert set(api.answers.values()) == {1}


async def test_a_request_that_is_never_processed_or_is_rejected_is_a_row_with_a_named_error(
    api: BatchApiStandIn, tmp_path: Path
) -> None:
    def decide(request_id: str, body: dict[str, Any]) -> Fate:
        text = json.dumps(body["messages"])
        if "article 1" in text and "gist" in request_id:
            return EXPIRED
        if "article 2" in text and "gist" in request_id:
            return Fate("maximum context length exceeded", 400)
        return Fate(answer_to(body))

    api.decide = decide
    work = Work(api, tmp_path, articles=3)
    rows = await work.to_the_end()
    assert statuses(rows) == {"model": 2, "done": 1}
    assert "batch_expired" in str(rows[0].error)
    assert "maximum context length exceeded" in str(rows[1].error)
    gists = {one: count for one, count in api.sent.items() if "gist" in one}
    assert sorted(gists.values()) == [1, 1, MAX_SENT]
    assert not api.sent_after_answer
    api.decide = lambda _id, body: Fate(answer_to(body))
    work.store.retry()
    await work.brief(retry=True)
    assert statuses(await work.to_the_end()) == {"done": 3}
    assert not api.sent_after_answer


async def test_results_that_are_too_large_are_not_kept_and_can_be_taken_from_a_file(
    api: BatchApiStandIn, tmp_path: Path
) -> None:
    work = Work(api, tmp_path)
    await work.brief()
    await work.submit()
    right = work.folder / "right.jsonl"
    looked_at = api.get("/v1/batches/batch-1")[1]
    output = json.loads(looked_at)["output_file_id"]
    right.write_bytes(api.files[output])
    api.files[output] += b" " * max_result_bytes(work.store.shards()[0].requests)
    with pytest.raises(
        ModelError, match=r"'output_file_id-batch-1' has more than 4,\d{3},000 bytes"
    ):
        await work.collect()
    assert {path.name for path in work.folder.iterdir() if path.is_file()} <= {
        STORE, f"{STORE}-shm", f"{STORE}-wal", "right.jsonl"
    }  # fmt: skip
    take_file(work.store, right)
    assert await work.collect() == Collected(), "nothing is left to collect"
    assert statuses(await work.to_the_end()) == {"done": 2}
    assert not api.sent_after_answer


@pytest.mark.parametrize("garbage_for", [1, 2])
async def test_an_answer_that_is_not_valid_is_asked_again_once(
    api: BatchApiStandIn, tmp_path: Path, garbage_for: int
) -> None:
    tries: Counter[str] = Counter()

    def decide(request_id: str, body: dict[str, Any]) -> Fate:
        if "statements" not in request_id:
            return Fate(answer_to(body))
        tries[request_id.removesuffix("-2")] += 1
        if tries[request_id.removesuffix("-2")] <= garbage_for:
            return Fate('{"sources": 7')
        assert body["messages"][-1]["content"].startswith("That answer was not usable")
        assert body["messages"][-2] == {"role": "assistant", "content": '{"sources": 7'}
        return Fate(answer_to(body))

    api.decide = decide
    work = Work(api, tmp_path, articles=1)
    rows = await work.to_the_end()
    [asked] = tries.values()
    assert asked == 2, "once more, and not a third time"
    if garbage_for == 1:
        assert statuses(rows) == {"done": 1}
        assert rows[0].calls == 5
        return
    assert statuses(rows) == {"model_answer": 1}
    assert "no valid answer in 2 rounds" in str(rows[0].error)
    assert rows[0].calls == 2, "what they cost is in the row"
    work.store.retry()
    await work.brief(retry=True)
    assert statuses(await work.to_the_end()) == {"done": 1}


async def test_a_process_that_dies_while_it_submits_creates_no_batch_twice(
    api: BatchApiStandIn, tmp_path: Path
) -> None:
    work = Work(api, tmp_path)
    await work.brief()
    write_shards(work.store, ShardLimits())
    remote = BatchApi(work.settings)
    file_id = await remote.upload(shard_path(work.store, 1))
    work.store.update_shard(1, file_id=file_id)
    await remote.create(file_id, may_exist=False)  # and its reply was not noted
    await remote.aclose()
    assert await work.submit() == 1
    assert len(api.batches) == 1
    assert (await work.collect()).taken.answers == 6


async def test_requests_are_split_by_number_and_by_bytes(
    api: BatchApiStandIn, tmp_path: Path
) -> None:
    work = Work(api, tmp_path, articles=3)
    await work.brief()
    api.max_requests, api.max_bytes = 4, 40_000
    assert await work.submit(ShardLimits(requests=4, bytes=40_000)) >= 3
    shards = work.store.shards()
    assert sum(shard.requests for shard in shards) == 9
    assert max(shard.requests for shard in shards) <= 4
    assert all(shard.size == shard_path(work.store, shard.number).stat().st_size <= 40_000
               for shard in shards)  # fmt: skip
    assert (await work.collect()).taken.answers == 9


async def test_files_can_be_uploaded_by_hand(api: BatchApiStandIn, tmp_path: Path) -> None:
    work = Work(api, tmp_path)
    await work.brief()
    [shard] = write_shards(work.store, ShardLimits())
    lines = shard_path(work.store, shard.number).read_bytes().splitlines()
    results = tmp_path / "downloaded.jsonl"
    written = []
    for line in lines[:-1]:
        request = json.loads(line)
        choice = {"message": {"role": "assistant", "content": answer_to(request["body"])}}
        response = {"status_code": 200, "body": {"choices": [choice]}}
        written.append({"custom_id": request["custom_id"], "response": response, "error": None})
    text = "".join(f"{json.dumps(line)}\n" for line in written)
    results.write_text(f"{text}not a result\n", encoding="utf-8")
    taken = take_file(work.store, results)
    assert (taken.answers, taken.unreadable) == (5, 1)
    assert take_file(work.store, results).answers == 0, "the same file again changes nothing"
    api.statuses = []
    await work.submit()
    assert sum(len(api.files[one["input_file_id"]].splitlines())
               for one in api.batches.values()) == 1, "only what has no answer is sent"  # fmt: skip
    assert statuses(await work.to_the_end()) == {"done": 2}
    assert not api.sent_after_answer
