"""What a watcher remembers, in one sqlite file: feeds, items it has seen, rows it must deliver.

An item is seen when its row is in the file, and a row stays there until it was delivered. So a
watcher that is killed at any moment delivers each row at least once.
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from filelock import FileLock, Timeout

from briefer.batch.rows import BatchRow
from briefer.errors import SettingsError
from briefer.source.fetching import Validators

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS feeds (
    url TEXT PRIMARY KEY, etag TEXT, modified TEXT, due REAL NOT NULL, failures INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS items (
    address TEXT PRIMARY KEY, feed TEXT NOT NULL, tries INTEGER NOT NULL, is_done INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS articles (id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS deliveries (
    number INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL, brief TEXT,
    tries INTEGER NOT NULL, due REAL NOT NULL
);
"""


class FeedState(NamedTuple):
    """What is remembered about a feed.

    Attributes:
        validators: what its server said about the version that was read last.
        due: when it may be fetched next, in seconds of the epoch.
        failures: how often fetching it has failed since it last succeeded.
    """

    validators: Validators = Validators()
    due: float = 0.0
    failures: int = 0


class Delivery(NamedTuple):
    """A row that must be delivered.

    Attributes:
        number: its number in the file.
        row: the row.
        tries: how often delivering it has failed.
    """

    number: int
    row: BatchRow
    tries: int


class WatchState:
    """The file of a watcher.

    Args:
        path: the sqlite file; it is created if it does not exist.

    Raises:
        SettingsError: it cannot be used, or another watcher uses it.
    """

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path.with_name(f"{path.name}.lock"))
        try:
            self._lock.acquire(blocking=False)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # it contains what someone reads
            self._database = sqlite3.connect(path, timeout=30.0)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.executescript(_TABLES)
        except Timeout as error:
            raise SettingsError(
                f"another watcher uses '{path}': end it, or name another file with --state"
            ) from error
        except (OSError, sqlite3.Error) as error:
            self._lock.release()
            raise SettingsError(
                f"the state '{path}' cannot be used ({error}): name another file with --state"
            ) from error

    def close(self) -> None:
        """Close the file; another watcher may use it then."""
        self._database.close()
        self._lock.release()

    def feed(self, url: str) -> FeedState:
        """Return what is remembered about a feed."""
        found = self._database.execute(
            "SELECT etag, modified, due, failures FROM feeds WHERE url = ?", (url,)
        ).fetchone()
        return FeedState(Validators(*found[:2]), *found[2:]) if found else FeedState()

    def put_feed(self, url: str, state: FeedState) -> None:
        """Remember a feed."""
        values = (url, *state.validators, state.due, state.failures)
        with self._database:
            self._database.execute("REPLACE INTO feeds VALUES (?, ?, ?, ?, ?)", values)

    def add_items(self, feed: str, addresses: list[str], *, as_done: bool = False) -> None:
        """Add items that are not known yet; ``as_done`` adds them without briefing them."""
        rows = ((address, feed, int(as_done)) for address in addresses)
        with self._database:
            self._database.executemany("INSERT OR IGNORE INTO items VALUES (?, ?, 0, ?)", rows)

    def waiting_items(self) -> list[str]:
        """Return the addresses that are to be briefed, in the order in which they were found."""
        found = self._database.execute("SELECT address FROM items WHERE NOT is_done ORDER BY rowid")
        return [str(address) for (address,) in found]

    def try_again(self, address: str, *, most: int) -> bool:
        """Count a failure that may pass; return False if there were too many of them."""
        with self._database:
            self._database.execute(
                "UPDATE items SET tries = tries + 1 WHERE address = ?", (address,)
            )
        found = self._database.execute(
            "SELECT tries FROM items WHERE address = ?", (address,)
        ).fetchone()
        return bool(found and found[0] < most)

    def finish(self, address: str, row: BatchRow, *, now: float) -> None:
        """Remember that an item is done, and its row until it was delivered, in one transaction.

        A brief with an id that was delivered before is the same article, and not delivered again.
        """
        with self._database:
            self._database.execute("UPDATE items SET is_done = 1 WHERE address = ?", (address,))
            if row.status == "done":
                added = self._database.execute(
                    "INSERT OR IGNORE INTO articles VALUES (?)", (row.id,)
                )
                if not added.rowcount:
                    return
            values = (row.model_dump_json(), row.brief_json, now)
            self._database.execute(
                "INSERT INTO deliveries (data, brief, tries, due) VALUES (?, ?, 0, ?)", values
            )

    def due_deliveries(self, now: float) -> Iterator[Delivery]:
        """Yield the rows that are due, the oldest first."""
        with closing(self._database.cursor()) as cursor:
            found = cursor.execute(
                "SELECT number, data, brief, tries FROM deliveries WHERE due <= ? ORDER BY number",
                (now,),
            ).fetchall()
        for number, data, brief, tries in found:
            row = BatchRow.model_validate(json.loads(data) | {"brief_json": brief})
            yield Delivery(number, row, tries)

    def delivered(self, number: int) -> None:
        """Forget a row that was delivered."""
        with self._database:
            self._database.execute("DELETE FROM deliveries WHERE number = ?", (number,))

    def postpone(self, number: int, *, until: float) -> None:
        """Note that delivering a row has failed, and when it is tried again."""
        with self._database:
            self._database.execute(
                "UPDATE deliveries SET tries = tries + 1, due = ? WHERE number = ?", (until, number)
            )

    def next_due(self) -> float | None:
        """Return when the next row is due; None if there is none."""
        found = self._database.execute("SELECT min(due) FROM deliveries").fetchone()[0]
        return None if found is None else float(found)
