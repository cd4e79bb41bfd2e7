"""The journal of a batch: which rows are finished, with their briefs, in one sqlite file.

Each row is one transaction of a write-ahead log. So a process that is killed at any moment loses
the articles that it was working on and nothing else. The output is written from the journal.
"""

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from filelock import FileLock, Timeout

from briefer.batch.rows import BatchRow, Timings
from briefer.errors import SettingsError

_VERSION: Final = 1
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS rows (
    row INTEGER PRIMARY KEY, source_key TEXT NOT NULL, recipe TEXT NOT NULL, id TEXT NOT NULL,
    status TEXT NOT NULL, kind TEXT, duplicate_of TEXT, content TEXT, signature BLOB,
    calls INTEGER, input_tokens INTEGER, cached_tokens INTEGER, output_tokens INTEGER, cost REAL,
    fetching REAL, reading REAL, analysis REAL, writing REAL,
    source TEXT NOT NULL, data TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS rows_content ON rows (content);
CREATE INDEX IF NOT EXISTS rows_id ON rows (id);
CREATE TABLE IF NOT EXISTS briefs (id TEXT PRIMARY KEY, row TEXT NOT NULL, brief BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS run (name TEXT PRIMARY KEY, value TEXT);
"""
_COLUMNS: Final = 20


class Finished(NamedTuple):
    """A row, and what the journal must know to recognise it and its copies again.

    Attributes:
        row: the row.
        source_key: the digest of its input.
        source: its input as JSON.
        content: the digest of the article's words, or None without an article.
        signature: what near-duplicates are compared by, or None.
    """

    row: BatchRow
    source_key: str
    source: str
    content: str | None = None
    signature: bytes | None = None


class Known(NamedTuple):
    """What the journal knows about a finished row."""

    id: str
    status: str
    content: str | None
    signature: bytes | None


class Totals(NamedTuple):
    """Sums over the rows of a batch."""

    rows: int
    by_status: dict[str, int]
    errors: dict[str, int]
    calls: int
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    cost: float | None
    seconds: Timings


class Journal:
    """The finished rows of one batch.

    Args:
        path: the sqlite file; it is created if it does not exist.
        recipe: digest of everything that a row depends on besides its input; rows that were made
            by another recipe do not count as finished.
    """

    def __init__(self, path: Path, recipe: str) -> None:
        self.path = path
        self.recipe = recipe
        self._lock = FileLock(path.with_name(f"{path.name}.lock"))
        try:
            self._lock.acquire(blocking=False)
        except Timeout as error:
            raise SettingsError(
                f"another run is writing '{path}': wait until it ends, or name another output"
            ) from error
        except OSError as error:
            raise _unusable(path, error) from error
        try:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # it contains what someone reads
            self._database = _opened(path)
        except (OSError, sqlite3.Error) as error:
            self._lock.release()
            raise _unusable(path, error) from error

    def close(self) -> None:
        """Close the file; another run may use it then."""
        self._database.close()
        self._lock.release()

    def finished(self, row: int, source_key: str) -> Known | None:
        """Return what is known about a row that is finished by this recipe from the same input.

        A row in its place that was made of something else is forgotten: it is no copy's original.
        """
        found = self._database.execute(
            "SELECT id, status, content, signature, source_key, recipe FROM rows WHERE row = ?",
            (row,),
        ).fetchone()
        if found is None:
            return None
        if found[4:] == (source_key, self.recipe):
            return Known(*found[:4])
        self.remove([row])
        return None

    def earlier(self, content: str, row: int) -> str | None:
        """Return the id of an earlier row with the same content that was briefed."""
        found = self._database.execute(
            "SELECT id FROM rows WHERE content = ? AND recipe = ? AND row < ? AND status = 'done' "
            "ORDER BY row LIMIT 1",
            (content, self.recipe, row),
        ).fetchone()
        return str(found[0]) if found else None

    def briefed(self, article_id: str) -> BatchRow | None:
        """Return the row of a brief that was made before, wherever it was in the input."""
        found = self._database.execute(
            "SELECT row, brief FROM briefs WHERE id = ?", (article_id,)
        ).fetchone()
        return self._row(*found) if found else None

    def _row(self, data: str, brief: bytes | None) -> BatchRow:
        """Return a row with its brief.

        Raises:
            SettingsError: it is damaged.
        """
        try:
            row = BatchRow.model_validate_json(data)
            if brief is None:
                return row
            return row.model_copy(update={"brief_json": zlib.decompress(brief).decode()})
        except (ValueError, TypeError, zlib.error) as error:
            raise _unusable(self.path, f"a row is damaged, {type(error).__name__}") from error

    def put(self, finished: Finished) -> None:
        """Add a row, or replace it, in one transaction."""
        row = finished.row
        data = row.model_dump_json()
        values = (
            row.row, finished.source_key, self.recipe, row.id, row.status,
            row.error.kind if row.error else None, row.duplicate_of, finished.content,
            finished.signature, row.calls, row.input_tokens, row.cached_tokens, row.output_tokens,
            row.cost, row.timings.fetching, row.timings.reading, row.timings.analysis,
            row.timings.writing, finished.source, data,
        )  # fmt: skip
        marks = ", ".join("?" * _COLUMNS)
        with self._database:
            if row.brief_json is not None:
                brief = zlib.compress(row.brief_json.encode(), 6)
                self._database.execute(
                    "INSERT OR REPLACE INTO briefs VALUES (?, ?, ?)", (row.id, data, brief)
                )
            self._database.execute(f"INSERT OR REPLACE INTO rows VALUES ({marks})", values)  # noqa: S608

    def forget(self, *, errors: bool) -> None:
        """Forget copies of what was not briefed, and with ``errors`` all errors."""
        with self._database:
            if errors:
                self._database.execute("DELETE FROM rows WHERE status = 'error'")
            self._database.execute("DELETE FROM rows WHERE kind = 'waiting'")
            self._database.execute(
                "DELETE FROM rows WHERE status = 'duplicate' AND duplicate_of NOT IN "
                "(SELECT id FROM rows WHERE status = 'done')"
            )

    def remove(self, rows: Iterable[int]) -> None:
        """Forget rows, so that the next run takes them up."""
        with self._database:
            self._database.executemany("DELETE FROM rows WHERE row = ?", ((one,) for one in rows))

    def end(self, rows: int) -> None:
        """Note that the input has so many rows, and forget rows that earlier input had after them.

        The briefs of those rows are kept: the article may be in the input again.
        """
        with self._database:
            self._database.execute("DELETE FROM rows WHERE row > ?", (rows,))

    def note(self, name: str, value: object) -> None:
        """Keep a JSON value about the run."""
        with self._database:
            self._database.execute(
                "INSERT OR REPLACE INTO run VALUES (?, ?)", (name, json.dumps(value))
            )

    def rows(self) -> Iterator[BatchRow]:
        """Yield the finished rows with their briefs, in the order of the input."""
        with closing(self._database.cursor()) as cursor:
            cursor.execute(
                "SELECT rows.data, briefs.brief FROM rows LEFT JOIN briefs ON briefs.id = rows.id "
                "AND rows.status = 'done' WHERE recipe = ? ORDER BY rows.row",
                (self.recipe,),
            )
            for data, brief in cursor:
                yield self._row(data, brief)

    def failed_sources(self) -> Iterator[tuple[str, str]]:
        """Yield input and row, as JSON, of each row that is an error."""
        with closing(self._database.cursor()) as cursor:
            yield from cursor.execute(
                "SELECT source, data FROM rows WHERE recipe = ? AND status = 'error' ORDER BY row",
                (self.recipe,),
            )

    def totals(self) -> Totals:
        """Return the sums over all finished rows."""
        return totals_of(self._database, self.recipe)


class Status(NamedTuple):
    """What a journal says about its batch.

    Attributes:
        totals: sums over the rows of the last run.
        run: what the last run has noted: its model, its number of rows, when it began and ended.
        is_running: whether a run is using it now.
    """

    totals: Totals
    run: dict[str, object]
    is_running: bool


def read_status(path: Path) -> Status:
    """Read what a journal says, while a run may be writing it.

    Raises:
        SettingsError: there is no such journal, or it cannot be read.
    """
    if not path.is_file():
        raise SettingsError(f"there is no journal '{path}': name the output of a batch")
    lock = FileLock(path.with_name(f"{path.name}.lock"))
    try:
        with closing(_opened(path)) as database:
            run = {
                name: json.loads(value)
                for name, value in database.execute("SELECT name, value FROM run")
            }
            totals = totals_of(database, str(run.get("recipe", "")))
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return Status(totals, run, is_running=True)
        lock.release()
    except (OSError, sqlite3.Error) as error:
        raise _unusable(path, error) from error
    return Status(totals, run, is_running=False)


def totals_of(database: sqlite3.Connection, recipe: str) -> Totals:
    """Return the sums over the rows that were made by a recipe."""
    where = "FROM rows WHERE recipe = ?"
    statuses = dict(database.execute(f"SELECT status, count(*) {where} GROUP BY status", (recipe,)))
    errors = dict(
        database.execute(
            f"SELECT kind, count(*) {where} AND kind IS NOT NULL GROUP BY kind ORDER BY 2 DESC, 1",
            (recipe,),
        )
    )
    calls, prompt, cached, output, cost, *seconds = database.execute(
        "SELECT sum(calls), sum(input_tokens), sum(cached_tokens), sum(output_tokens), sum(cost), "
        f"sum(fetching), sum(reading), sum(analysis), sum(writing) {where}",
        (recipe,),
    ).fetchone()
    names = ("fetching", "reading", "analysis", "writing")
    return Totals(
        sum(statuses.values()), statuses, errors, calls or 0, prompt or 0, cached or 0, output or 0,
        cost, Timings(**{name: value or 0.0 for name, value in zip(names, seconds, strict=True)}),
    )  # fmt: skip


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=30.0, check_same_thread=False)
    try:
        _require_version(database, path)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.executescript(_TABLES)
        database.execute(f"PRAGMA user_version = {_VERSION}")
    except BaseException:
        database.close()
        raise
    return database


def _require_version(database: sqlite3.Connection, path: Path) -> None:
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version not in {0, _VERSION}:
        raise SettingsError(
            f"'{path}' was written by another version of briefer: name another output, or "
            "delete it to begin again"
        )


def _unusable(path: Path, error: Exception | str) -> SettingsError:
    return SettingsError(
        f"the journal '{path}' cannot be used ({error}): name another output with '-o', or delete "
        "the journal to begin again"
    )
