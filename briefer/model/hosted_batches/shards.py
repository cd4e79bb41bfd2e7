"""Write the requests that wait into shards: files of a size that a batch API accepts.

Each line of a shard is one request: ``{"custom_id": …, "method": "POST", "url": …, "body": …}``.
"""

import os
from itertools import chain
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from briefer.errors import SettingsError
from briefer.file_replacement import replacement_of
from briefer.model.hosted_batches.records import Shard
from briefer.model.hosted_batches.store import RequestStore
from briefer.schema.evidence import FrozenModel

FOLDER: Final = "shards"


class ShardLimits(FrozenModel):
    """How large a shard may be; the defaults are OpenAI's.

    Attributes:
        requests: most requests in it.
        bytes: its most bytes.
    """

    requests: Annotated[int, Field(ge=1)] = 50_000
    bytes: Annotated[int, Field(ge=1_000)] = 200_000_000


def shard_path(store: RequestStore, number: int) -> Path:
    """Return the file of a shard."""
    return store.folder / FOLDER / f"{number:06}.jsonl"


def write_shards(store: RequestStore, limits: ShardLimits) -> list[Shard]:
    """Write all requests that wait into new shards.

    A shard is complete on the disk before its requests count as written, so a process that is
    killed leaves no request behind.

    Raises:
        SettingsError: a file cannot be written, or one request is larger than a shard may be.
    """
    found = []
    after = 0
    while (shard := _write_one(store, limits, after)) is not None:
        found.append(shard[0])
        after = shard[1]
    return found


def _write_one(store: RequestStore, limits: ShardLimits, after: int) -> tuple[Shard, int] | None:
    """Write one shard; return it with the number of its last request, or None without requests."""
    waiting = store.waiting(after=after)
    first = next(waiting, None)
    if first is None:
        return None
    path = shard_path(store, store.next_shard())
    numbers: list[int] = []
    size = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (
            replacement_of(path) as temporary,
            os.fdopen(os.open(temporary, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file,
        ):
            for number, line in chain((first,), waiting):
                length = len(line) + 1
                if length > limits.bytes:
                    raise SettingsError(
                        f"one request takes {length:,} bytes, more than a file may have "
                        f"({limits.bytes:,}): allow more with --shard-bytes"
                    )
                if len(numbers) >= limits.requests or size + length > limits.bytes:
                    break
                file.write(line + b"\n")
                numbers.append(number)
                size += length
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise SettingsError(
            f"cannot write '{path}': {error.strerror}. Name another output with '-o'"
        ) from error
    return store.add_shard(numbers, size=size), numbers[-1]
