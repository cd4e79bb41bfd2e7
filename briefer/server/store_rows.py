"""The tables of the store, and what a row means."""

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from briefer.server.problems import Problem
from briefer.server.records import Job, Options, SourceName

TABLES: Final = """
CREATE TABLE IF NOT EXISTS jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL,
    options TEXT NOT NULL,
    idempotency_key TEXT UNIQUE,
    digest TEXT NOT NULL,
    created TEXT NOT NULL,
    started TEXT,
    finished TEXT,
    title TEXT,
    headline TEXT,
    model TEXT,
    from_cache INTEGER,
    problem TEXT,
    events TEXT NOT NULL DEFAULT '[]',
    data BLOB NOT NULL,
    words TEXT NOT NULL,
    brief TEXT
);
CREATE INDEX IF NOT EXISTS jobs_by_state ON jobs (state, number);
CREATE TABLE IF NOT EXISTS ended_sessions (name TEXT PRIMARY KEY, until INTEGER NOT NULL);
"""
COLUMNS: Final = (
    "id, number, state, attempt, source, options, created, started, finished, title, headline, "
    "model, from_cache, problem"
)


_log = logging.getLogger("briefer")


def job_of(row: sqlite3.Row) -> Job:
    """Return a row with the `COLUMNS` as a job."""
    return Job(
        id=row["id"],
        number=row["number"],
        state=row["state"],
        source=SourceName.model_validate_json(row["source"]),
        options=Options.model_validate_json(row["options"]),
        attempt=row["attempt"],
        created=row["created"],
        started=row["started"],
        finished=row["finished"],
        title=row["title"],
        headline=row["headline"],
        model=row["model"],
        from_cache=None if row["from_cache"] is None else bool(row["from_cache"]),
        error=Problem.model_validate(json.loads(row["problem"])) if row["problem"] else None,
    )


def jobs_of(rows: Iterable[sqlite3.Row]) -> Iterator[Job]:
    """Yield rows as jobs; one that is damaged is left out, and the log says so."""
    for row in rows:
        try:
            yield job_of(row)
        except (ValueError, TypeError) as error:
            _log.warning(
                "job %s in the store is damaged and left out: %s", row["id"], type(error).__name__
            )


def searchable(text: str) -> str:
    """Return a text without differences of case and white space."""
    return " ".join(text.casefold().split())


def now() -> str:
    """Return the time as it is stored."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
