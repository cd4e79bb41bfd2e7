"""The file of cached briefs: JSON texts by key, in one sqlite file.

A cache must never cost the user the brief. Whatever is wrong with the file, `BriefCache` logs a
warning to the logger ``briefer`` and continues as if the cache were empty. Each row has a digest of
its key and its text, so that a changed row, or one that was moved to another key, is not used. It
does not check that a text is still a valid brief; the caller does.

Briefs contain the articles that someone reads, so only the owner may read the file and its folder.
"""

import contextlib
import errno
import hashlib
import json
import logging
import os
import sqlite3
import stat
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

_log = logging.getLogger("briefer")

_BUSY_SECONDS = 5.0
_TABLE = """
CREATE TABLE IF NOT EXISTS briefs (key TEXT PRIMARY KEY, value TEXT, kept TEXT, digest TEXT)
"""
_FILE = "briefs.sqlite"
_OWN_ENTRIES = frozenset({_FILE, f"{_FILE}-wal", f"{_FILE}-shm", "models", "durations.json"})
_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def cache_key(parts: Mapping[str, object]) -> str:
    """Return the sha256 over everything that a brief depends on.

    Args:
        parts: names and JSON values, in any order.

    Raises:
        TypeError: a value cannot be written as JSON.
    """
    canonical = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _row_digest(key: str, value: str) -> str:
    text = f"{key}\0{value}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()


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
        self.path = folder / _FILE

    def get(self, key: str) -> str | None:
        """Return the text stored under ``key``, or None."""
        try:
            if not self.path.exists():
                return None
            with self._open() as database:
                row = database.execute(
                    "SELECT value, digest FROM briefs WHERE key = ?", (key,)
                ).fetchone()
        except (sqlite3.Error, OSError) as error:
            self._warn("cannot be read", error)
            return None
        if row and (not isinstance(row[0], str) or row[1] != _row_digest(key, row[0])):
            _log.warning(
                "the cached brief of this article in '%s' cannot be used (it was changed after it "
                "was stored); making a new one",
                self.path,
            )
            return None
        return str(row[0]) if row else None

    def put(self, key: str, value: str) -> None:
        """Store ``value`` under ``key``, replacing what was there."""
        stored_at = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            row = (key, value, stored_at, _row_digest(key, value))
            with self._open() as database:
                database.execute("REPLACE INTO briefs VALUES (?, ?, ?, ?)", row)
        except (sqlite3.Error, OSError) as error:
            self._warn("cannot be written", error)

    def info(self) -> CacheInfo:
        """Return path, entries and size; a file that cannot be read counts as empty."""
        entries = size = 0
        try:
            if self.path.exists():
                with self._open() as database:
                    entries = database.execute("SELECT count(*) FROM briefs").fetchone()[0]
            size = sum(file.stat().st_size for file in self._files())
        except (sqlite3.Error, OSError) as error:
            self._warn("cannot be read", error)
        return CacheInfo(self.path, entries, size)

    def clear(self) -> int | None:
        """Empty the cache and return how many briefs it had.

        A damaged file is deleted, and None is returned.

        Raises:
            BlockingIOError: another process uses the file.
            OSError: the file cannot be deleted.
        """
        if not self.path.exists():
            return 0
        try:
            with self._open() as database:
                entries = database.execute("DELETE FROM briefs").rowcount
            with closing(sqlite3.connect(self.path, timeout=_BUSY_SECONDS)) as database:
                database.execute("VACUUM")
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _IN_USE:
                raise BlockingIOError(errno.EBUSY, "another process uses it") from error
            for file in self._files():
                file.unlink(missing_ok=True)
            return None
        return entries

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._make_private()
        with closing(sqlite3.connect(self.path, timeout=_BUSY_SECONDS)) as database, database:
            database.execute("PRAGMA journal_mode = WAL")
            columns = database.execute("SELECT name FROM pragma_table_info('briefs')").fetchall()
            if columns and ("digest",) not in columns:  # by an older version, which left no digest
                database.execute("DROP TABLE briefs")
            database.execute(_TABLE)
            yield database

    def _make_private(self) -> None:
        """Let only the owner read the file and its folder; create the file so from the start.

        A folder that the user shares with other files keeps its permissions.
        """
        # sqlite gives the files next to the database the same permissions
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        folder = self.path.parent
        found = self._files()
        if all(entry.name in _OWN_ENTRIES for entry in folder.iterdir()):
            found.append(folder)
        for path in found:
            with contextlib.suppress(PermissionError, FileNotFoundError):  # another user's
                mode = stat.S_IMODE(path.stat().st_mode)
                if mode & 0o077:
                    path.chmod(mode & 0o700)

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
