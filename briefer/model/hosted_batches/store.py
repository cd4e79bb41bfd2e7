"""The requests of a hosted batch, with the files that they were sent in and their answers.

One sqlite file, to which several processes write at the same time. A request is ``new`` until it is
in a shard (a file of requests), then ``written``, and at the end ``answered`` or ``failed``. One
that comes back without an answer is ``new`` again. An answered request is never sent again.
"""

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from briefer.errors import SettingsError
from briefer.model.hosted_batches.records import Kept, Shard, Waiting
from briefer.transactions import transaction

_VERSION: Final = 1
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS requests (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, line BLOB,
    state TEXT NOT NULL DEFAULT 'new', shard INTEGER, sent INTEGER NOT NULL DEFAULT 0,
    reply BLOB, problem TEXT
);
CREATE INDEX IF NOT EXISTS requests_state ON requests (state, number);
CREATE INDEX IF NOT EXISTS requests_shard ON requests (shard);
CREATE TABLE IF NOT EXISTS shards (
    number INTEGER PRIMARY KEY, requests INTEGER NOT NULL, bytes INTEGER NOT NULL,
    file_id TEXT, batch_id TEXT, status TEXT NOT NULL DEFAULT 'written'
);
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
MAX_SENT: Final = 3
"""How often a request is sent that comes back without an answer."""


class RequestStore:
    """Requests, shards and answers in one sqlite file.

    Args:
        path: the file; it and its folder are created if they do not exist.

    Raises:
        SettingsError: the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.folder = path.parent
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # it has what someone reads
            self._database = _opened(path)
        except (OSError, sqlite3.Error) as error:
            raise SettingsError(
                f"the requests in '{path}' cannot be used ({error}): name another output with "
                "'-o', or delete the folder to begin again"
            ) from error

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def get_or_add(self, request_id: str, line: bytes) -> Kept | None:
        """Return a request with its answer; or add it, and return None."""
        found = self._database.execute(
            "SELECT state, reply, problem FROM requests WHERE id = ?", (request_id,)
        ).fetchone()
        if found is not None:
            reply = None if found[1] is None else zlib.decompress(found[1]).decode()
            return Kept(found[0], reply, found[2])
        with transaction(self._database):
            self._database.execute(
                "INSERT OR IGNORE INTO requests (id, line) VALUES (?, ?)",
                (request_id, zlib.compress(line, 6)),
            )
        return None

    def waiting(self, *, after: int = 0) -> Iterator[Waiting]:
        """Yield the requests that are in no shard, in the order in which they were asked."""
        with closing(self._database.cursor()) as cursor:
            cursor.execute(
                "SELECT number, line FROM requests WHERE state = 'new' AND number > ? "
                "ORDER BY number",
                (after,),
            )
            for number, line in cursor:
                yield Waiting(number, zlib.decompress(line))

    def add_shard(self, numbers: Iterable[int], *, size: int) -> Shard:
        """Note that a file with these requests is written; ``next_shard`` is its number."""
        chosen = list(numbers)
        with transaction(self._database):
            shard = self.next_shard()
            self._database.execute(
                "INSERT INTO shards (number, requests, bytes) VALUES (?, ?, ?)",
                (shard, len(chosen), size),
            )
            self._database.executemany(
                "UPDATE requests SET state = 'written', shard = ?, sent = sent + 1 "
                "WHERE number = ?",
                ((shard, number) for number in chosen),
            )
        return Shard(shard, len(chosen), size, None, None, "written")

    def next_shard(self) -> int:
        """Return the number of the next shard."""
        return max((shard.number for shard in self.shards()), default=0) + 1

    def shards(self) -> list[Shard]:
        """Return all shards, in their order."""
        rows = self._database.execute(
            "SELECT number, requests, bytes, file_id, batch_id, status FROM shards ORDER BY number"
        )
        return [Shard(*row) for row in rows]

    def update_shard(
        self,
        number: int,
        *,
        file_id: str | None = None,
        batch_id: str | None = None,
        status: str | None = None,
    ) -> None:
        """Note what is known about a shard now."""
        with transaction(self._database):
            self._database.execute(
                "UPDATE shards SET file_id = coalesce(?, file_id), "
                "batch_id = coalesce(?, batch_id), status = coalesce(?, status) WHERE number = ?",
                (file_id, batch_id, status, number),
            )

    def take(
        self,
        answers: Iterable[tuple[str, str]],
        *,
        failed: Iterable[tuple[str, str]] = (),
        returned: Iterable[tuple[str, str]] = (),
    ) -> int:
        """Take results: answers as JSON, requests that were rejected, and those to send again.

        A request that has an answer keeps it, whatever comes later. One that was sent `MAX_SENT`
        times has failed.

        Args:
            answers: id and response body of each.
            failed: id of each, and why sending it again is of no use.
            returned: id of each, and why it has no answer.

        Returns:
            How many answers are new.
        """
        with transaction(self._database):
            before = self._database.total_changes
            self._database.executemany(
                "UPDATE requests SET state = 'answered', reply = ?, line = NULL, problem = NULL "
                "WHERE id = ? AND state != 'answered'",
                ((zlib.compress(reply.encode(), 6), one) for one, reply in answers),
            )
            taken = self._database.total_changes - before
            self._database.executemany(
                "UPDATE requests SET state = 'failed', problem = ? "
                "WHERE id = ? AND state != 'answered'",
                ((why, one) for one, why in failed),
            )
            self._database.executemany(
                "UPDATE requests SET problem = ?, shard = NULL, "
                "state = CASE WHEN sent >= ? THEN 'failed' ELSE 'new' END "
                "WHERE id = ? AND state = 'written'",
                ((why, MAX_SENT, one) for one, why in returned),
            )
        return taken

    def end_shard(self, number: int, why: str, *, processed: bool = True) -> int:
        """Note that a shard has ended; its requests that have no result are to be sent again.

        Args:
            number: the shard.
            why: why they have no result.
            processed: False if the whole file was rejected, which does not count as sent.

        Returns:
            How many requests have no result.
        """
        with transaction(self._database):
            if not processed:
                self._database.execute(
                    "UPDATE requests SET sent = sent - 1 WHERE shard = ? AND state = 'written'",
                    (number,),
                )
            left = self._database.execute(
                "UPDATE requests SET problem = ?, shard = NULL, "
                "state = CASE WHEN sent >= ? THEN 'failed' ELSE 'new' END "
                "WHERE shard = ? AND state = 'written'",
                (why, MAX_SENT, number),
            ).rowcount
            self._database.execute(
                "UPDATE shards SET status = 'collected' WHERE number = ?", (number,)
            )
        return left

    def reject(self, request_id: str, problem: str) -> None:
        """Note that the answer to a repeated request is not valid either; ``retry`` forgets it."""
        with transaction(self._database):
            self._database.execute(
                "UPDATE requests SET problem = ? WHERE id = ?", (problem, request_id)
            )

    def retry(self) -> None:
        """Let everything be asked again that has failed, or whose repeated answer is not valid."""
        with transaction(self._database):
            self._database.execute(
                "UPDATE requests SET state = 'new', sent = 0, shard = NULL, problem = NULL "
                "WHERE state = 'failed'"
            )
            self._database.execute(
                "DELETE FROM requests WHERE state = 'answered' AND problem IS NOT NULL"
            )

    def open_requests(self, shard: int) -> int:
        """Return how many requests of a shard have no result."""
        found = self._database.execute(
            "SELECT count(*) FROM requests WHERE shard = ? AND state = 'written'", (shard,)
        )
        return int(found.fetchone()[0])

    def unanswered(self) -> int:
        """Let the requests be sent again that are in shards without a batch; return how many."""
        return sum(
            self.end_shard(shard.number, "no result", processed=False)
            for shard in self.shards()
            if shard.batch_id is None
        )

    def counts(self) -> dict[str, int]:
        """Return how many requests are in each state."""
        found = self._database.execute("SELECT state, count(*) FROM requests GROUP BY state")
        return {str(state): int(count) for state, count in found}

    def note(self, name: str, value: object) -> None:
        """Keep a JSON value about the run."""
        with transaction(self._database):
            self._database.execute(
                "INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, json.dumps(value))
            )

    def noted(self, name: str) -> object:
        """Return a value that was noted; None without one."""
        found = self._database.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return None if found is None else json.loads(found[0])


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=60.0, check_same_thread=False, isolation_level=None)
    try:
        _require_version(database)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.executescript(_TABLES)
        database.execute(f"PRAGMA user_version = {_VERSION}")
    except BaseException:
        database.close()
        raise
    return database


def _require_version(database: sqlite3.Connection) -> None:
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version not in {0, _VERSION}:
        raise sqlite3.DatabaseError("it was written by another version of briefer")
