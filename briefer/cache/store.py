"""The file of cached briefs: JSON texts by key, in one sqlite file.

A cache must never cost the user the brief. Whatever is wrong with the file, `BriefCache` logs a
warning to the logger ``briefer`` and continues as if the cache were empty. It does not check that a
text is still a valid brief; the caller does.
"""

import hashlib
import json
import logging
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

_log = logging.getLogger("briefer")

_BUSY_SECONDS = 5.0
_TABLE = "CREATE TABLE IF NOT EXISTS briefs (key TEXT PRIMARY KEY, value TEXT, kept TEXT)"


def cache_key(parts: Mapping[str, object]) -> str:
    """Return the sha256 over everything that a brief depends on.

    Args:
        parts: names and JSON values, in any order.

    Raises:
        TypeError: a value cannot be written as JSON.
    """
    canonical = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


class CacheInfo(NamedTuple):
    """The path of the cache, its number of briefs and its size in bytes."""

    path: Path
    entries: int
    size: int


class BriefCache:
    """Briefs as JSON texts in one sqlite file, which many processes may share.

    Attributes:
        path: the sqlite file; need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "briefs.sqlite"

    def get(self, key: str) -> str | None:
        """Return the text stored under ``key``, or None."""
        try:
            if not self.path.exists():
                return None
            with self._open() as database:
                row = database.execute("SELECT value FROM briefs WHERE key = ?", (key,)).fetchone()
        except (sqlite3.Error, OSError) as error:
            self._warn("cannot be read", error)
            return None
        return str(row[0]) if row else None

    def put(self, key: str, value: str) -> None:
        """Store ``value`` under ``key``, replacing what was there."""
        stored_at = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as database:
                database.execute("REPLACE INTO briefs VALUES (?, ?, ?)", (key, value, stored_at))
        except (sqlite3.Error, OSError) as error:
            self._warn("cannot be written", error)

    def info(self) -> CacheInfo:
        """Return path, entries and size; a file that cannot be read counts as empty."""
        entries = 0
        try:
            if self.path.exists():
                with self._open() as database:
                    entries = database.execute("SELECT count(*) FROM briefs").fetchone()[0]
        except (sqlite3.Error, OSError) as error:
            self._warn("cannot be read", error)
        return CacheInfo(self.path, entries, sum(file.stat().st_size for file in self._files()))

    def clear(self) -> int:
        """Empty the cache and return how many briefs it had; a damaged file is deleted.

        Raises:
            OSError: the file cannot be deleted.
        """
        if not self.path.exists():
            return 0
        try:
            with self._open() as database:
                entries = database.execute("DELETE FROM briefs").rowcount
            with closing(sqlite3.connect(self.path, timeout=_BUSY_SECONDS)) as database:
                database.execute("VACUUM")
        except sqlite3.Error:
            for file in self._files():
                file.unlink(missing_ok=True)
            return 0
        return entries

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=_BUSY_SECONDS)) as database, database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute(_TABLE)
            yield database

    def _files(self) -> list[Path]:
        """Return the database and the files that sqlite keeps next to it."""
        names = (self.path.name + end for end in ("", "-wal", "-shm"))
        return [path for path in map(self.path.with_name, names) if path.exists()]

    def _warn(self, problem: str, error: Exception) -> None:
        _log.warning(
            "the cache '%s' %s (%s) and was not used; 'briefer cache clear' resets it",
            self.path,
            problem,
            error,
        )
