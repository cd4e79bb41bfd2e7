"""Send the requests of a hosted batch, and collect what is finished.

Each step is noted in the store before the next one begins, so a process that is killed goes on
where it was: a file that is uploaded is not uploaded again, and no batch is created twice.
"""

import logging
from typing import Final, NamedTuple

from openai.types import Batch

from briefer.errors import SettingsError
from briefer.model.hosted_batches.api import BatchApi
from briefer.model.hosted_batches.records import Shard
from briefer.model.hosted_batches.results import Taken, max_result_bytes, take_file
from briefer.model.hosted_batches.shards import ShardLimits, shard_path, write_shards
from briefer.model.hosted_batches.store import RequestStore

_log = logging.getLogger("briefer.batch")

_ENDED: Final = frozenset({"completed", "failed", "expired", "cancelled"})
_COLLECTED: Final = "collected"


class Collected(NamedTuple):
    """What was collected.

    Attributes:
        taken: the results.
        running: batches that are not finished.
        ended: batches whose results were collected now.
        rejected: why whole batches were rejected, one message for each.
    """

    taken: Taken = Taken()
    running: int = 0
    ended: int = 0
    rejected: tuple[str, ...] = ()


async def submit(store: RequestStore, api: BatchApi, limits: ShardLimits) -> list[Shard]:
    """Send all requests that wait; return the shards that were sent now.

    Raises:
        ModelError: the API cannot be reached, or rejects a file.
        SettingsError: a file cannot be read or written.
    """
    _dissolve(store)
    write_shards(store, limits)
    sent = []
    for shard in store.shards():
        if shard.status == _COLLECTED or shard.batch_id is not None:
            continue
        file_id = shard.file_id
        if file_id is None:
            path = shard_path(store, shard.number)
            if not path.is_file():
                raise SettingsError(
                    f"'{path}' is missing: put it back, or write its requests again with "
                    "`briefer batch export --again`"
                )
            file_id = await api.upload(path)
            store.update_shard(shard.number, file_id=file_id)
        batch = await api.create(file_id, may_exist=shard.file_id is not None)
        store.update_shard(shard.number, batch_id=batch.id, status=batch.status)
        sent.append(shard)
    return sent


async def collect(store: RequestStore, api: BatchApi) -> Collected:
    """Take the results of all batches that have ended.

    Raises:
        ModelError: the API cannot be reached, or a file of results is too large.
    """
    found = Collected()
    for shard in store.shards():
        if shard.batch_id is None or shard.status == _COLLECTED:
            continue
        if not store.open_requests(shard.number):  # all results were taken from files
            _end(store, shard, "collected from files")
            continue
        batch = await api.retrieve(shard.batch_id)
        if batch.status not in _ENDED:
            store.update_shard(shard.number, status=batch.status)
            found = found._replace(running=found.running + 1)
            continue
        taken = Taken()
        for file_id in filter(None, (batch.output_file_id, batch.error_file_id)):
            path = store.folder / f"{shard.number:06}.results.jsonl"
            await api.download(file_id, path, limit=max_result_bytes(shard.requests))
            taken = taken.plus(take_file(store, path))
            path.unlink()
        problem = _problem(batch)
        left = _end(store, shard, f"the batch is {problem}", processed=batch.status != "failed")
        taken = taken._replace(returned=taken.returned + left)
        if batch.status != "completed":
            _log.warning("batch '%s' is %s", shard.batch_id, problem)
        rejected = (problem,) if batch.status == "failed" else ()
        found = Collected(
            found.taken.plus(taken), found.running, found.ended + 1, (*found.rejected, *rejected)
        )
    return found


def _dissolve(store: RequestStore) -> None:
    """Take apart the files that were not sent and are partly answered by results from elsewhere."""
    for shard in store.shards():
        is_sent = shard.file_id is not None or shard.status == _COLLECTED
        if not is_sent and store.open_requests(shard.number) < shard.requests:
            _end(store, shard, "not sent", processed=False)


def _end(store: RequestStore, shard: Shard, why: str, *, processed: bool = True) -> int:
    """End a shard and delete its file; return how many of its requests have no result."""
    left = store.end_shard(shard.number, why, processed=processed)
    shard_path(store, shard.number).unlink(missing_ok=True)
    return left


def _problem(batch: Batch) -> str:
    """Return the status of a batch with the API's reasons."""
    errors = (batch.errors and batch.errors.data) or []
    reasons = "; ".join(error.message for error in errors[:3] if error.message)
    return f"{batch.status}: {reasons}" if reasons else batch.status
