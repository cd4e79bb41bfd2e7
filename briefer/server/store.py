"""The jobs and their briefs, in one sqlite file that a server has for itself.

Each change is committed when the call returns, so a brief that is reported as finished is on the
disk, whatever becomes of the process. All calls come from one thread (see `jobs.JobQueue`).

Jobs have the articles that someone reads, so only the owner may read the file and its folder, and
what is deleted is overwritten.
"""

import os
import secrets
import sqlite3
import time
from pathlib import Path
from typing import Final

from briefer.errors import SettingsError
from briefer.private_files import make_private_folder, open_private
from briefer.schema.brief import Brief
from briefer.server.problems import Problem, problem
from briefer.server.records import (
    EVENTS,
    FINISHED,
    EndedSession,
    Job,
    Logged,
    State,
    Submission,
    Work,
)
from briefer.server.store_rows import COLUMNS, TABLES, job_of, jobs_of, now, searchable
from briefer.server.wire_events import ErrorEvent
from briefer.transactions import transaction

FILE: Final = "served.sqlite"
MAX_ATTEMPTS: Final = 2
_VERSION: Final = 1
_BUSY_SECONDS: Final = 1.0
_PRAGMAS: Final = (
    "locking_mode = EXCLUSIVE",  # the file belongs to one server
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
)


class KeyUsedError(Exception):
    """The idempotency key belongs to another request."""


class JobStore:
    """All jobs of a server.

    Args:
        folder: where the file is; it is created if necessary.

    Raises:
        SettingsError: the file cannot be opened, is damaged, or was written by a newer version.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        try:
            make_private_folder(folder)
            os.close(open_private(self.path, os.O_CREAT | os.O_RDWR))
            self._database = sqlite3.connect(self.path, isolation_level=None, timeout=_BUSY_SECONDS)
            self._database.row_factory = sqlite3.Row
            for pragma in _PRAGMAS:
                self._database.execute(f"PRAGMA {pragma}")
            self._create()
            with transaction(self._database):  # takes the lock, which is kept
                self._database.execute("SELECT 1")
        except (sqlite3.Error, OSError) as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                raise SettingsError(
                    f"another server uses the folder '{folder}': stop it, or name another folder "
                    "with --data"
                ) from error
            raise SettingsError(
                f"the file of the server's briefs, '{self.path}', cannot be used ({error}): move "
                "it away, or name another folder with --data"
            ) from error

    def repeated(self, submission: Submission) -> Job | None:
        """Return the job that a request with this idempotency key has made before, or None.

        Raises:
            KeyUsedError: the idempotency key belongs to another request.
        """
        row = None
        if submission.key is not None:
            row = self._row("idempotency_key = ?", submission.key)
        if row is not None and row["digest"] != submission.digest:
            raise KeyUsedError
        return None if row is None else job_of(row)

    def add(self, submission: Submission) -> tuple[Job, bool]:
        """Add a queued job; return it, and whether it is new.

        Raises:
            KeyUsedError: the idempotency key belongs to another request.
        """
        with transaction(self._database):
            if (job := self.repeated(submission)) is not None:
                return job, False
            identifier = secrets.token_hex(8)
            self._database.execute(
                "INSERT INTO jobs (id, state, source, options, idempotency_key, digest, created, "
                "data, words) VALUES (?, 'queued', ?, ?, ?, ?, ?, ?, ?)",
                (
                    identifier,
                    submission.source.model_dump_json(),
                    submission.options.model_dump_json(),
                    submission.key,
                    submission.digest,
                    now(),
                    submission.data,
                    searchable(submission.source.name),
                ),
            )
            return self._get(identifier), True

    def get(self, identifier: str) -> Job | None:
        """Return a job, or None."""
        row = self._row("id = ?", identifier)
        return None if row is None else next(jobs_of([row]), None)

    def page(self, *, words: str, state: State | None, limit: int, before: int | None) -> list[Job]:
        """Return jobs, the newest first.

        Args:
            words: all of these words are in the title, the names, the lines or the source.
            state: None for any.
            limit: at most so many.
            before: only jobs with a lower number.
        """
        conditions, values = ["1"], list[object]()
        for word in searchable(words).split():
            conditions.append("instr(words, ?) > 0")
            values.append(word)
        if state is not None:
            conditions.append("state = ?")
            values.append(state)
        if before is not None:
            conditions.append("number < ?")
            values.append(before)
        rows = self._database.execute(
            f"SELECT {COLUMNS} FROM jobs WHERE {' AND '.join(conditions)} "  # noqa: S608 (fixed)
            "ORDER BY number DESC LIMIT ?",
            (*values, limit),
        )
        return list(jobs_of(rows))

    def begin(self, identifier: str) -> Work | None:
        """Mark a queued job as running, and return it with its source; None if it is gone."""
        changed = self._database.execute(
            "UPDATE jobs SET state = 'running', attempt = attempt + 1, started = ? "
            "WHERE id = ? AND state = 'queued'",
            (now(), identifier),
        )
        if not changed.rowcount:
            return None
        row = self._database.execute("SELECT data FROM jobs WHERE id = ?", (identifier,)).fetchone()
        return Work(self._get(identifier), bytes(row["data"]))

    def finish(
        self, identifier: str, brief: Brief, *, from_cache: bool, events: list[Logged]
    ) -> None:
        """Store the brief of a running job."""
        names = (*(each.name for each in brief.who), *(each.place for each in brief.where))
        lines = (brief.headline.text, *(point.text for point in brief.summary))
        article = brief.article
        named = (article.title or "", article.publisher or "", article.url or "")
        self._end(
            identifier,
            "done",
            events,
            title=article.title,
            headline=brief.headline.text,
            model=brief.provenance.model,
            from_cache=from_cache,
            brief=brief.model_dump_json(),
            words=searchable(" ".join((self._get(identifier).source.name, *named, *lines, *names))),
        )

    def fail(self, identifier: str, reason: Problem, events: list[Logged]) -> None:
        """Record why a running job has no brief."""
        self._end(identifier, "failed", events, problem=reason.model_dump_json())

    def cancel(self, identifier: str, events: list[Logged]) -> None:
        """Mark a queued or running job as cancelled."""
        self._end(identifier, "cancelled", events)

    def requeue(self, identifier: str) -> None:
        """Let a running job wait again, as if it had not been started."""
        self._database.execute(
            "UPDATE jobs SET state = 'queued', attempt = attempt - 1, started = NULL "
            "WHERE id = ? AND state = 'running'",
            (identifier,),
        )

    def delete(self, identifier: str) -> bool:
        """Delete a job with its brief; return whether there was one."""
        return bool(self._database.execute("DELETE FROM jobs WHERE id = ?", (identifier,)).rowcount)

    def brief(self, identifier: str) -> str | None:
        """Return the brief of a job as JSON, or None."""
        row = self._database.execute(
            "SELECT brief FROM jobs WHERE id = ?", (identifier,)
        ).fetchone()
        return None if row is None else row["brief"]

    def events(self, identifier: str) -> list[Logged]:
        """Return what happened in the last attempt of a finished job."""
        row = self._database.execute(
            "SELECT events FROM jobs WHERE id = ?", (identifier,)
        ).fetchone()
        found = EVENTS.validate_json(row["events"]) if row else ()
        return [Logged(number, event) for number, event in enumerate(found, start=1)]

    def recover(self) -> list[Job]:
        """Return the jobs that wait, the oldest first; those that were running wait again.

        A job that was running when the server ended `MAX_ATTEMPTS` times fails: it may be what
        ended the server.
        """
        with transaction(self._database):
            rows = self._database.execute(
                "SELECT id FROM jobs WHERE state = 'running' AND attempt >= ?", (MAX_ATTEMPTS,)
            ).fetchall()
            reason = problem(
                "interrupted",
                500,
                f"the server ended {MAX_ATTEMPTS} times while it made this brief, and did not try "
                "it again. Ask for it once more, or for a shorter part of the article",
            )
            for row in rows:
                self.fail(row["id"], reason, [Logged(1, ErrorEvent(at=0, error=reason))])
            self._database.execute("UPDATE jobs SET state = 'queued' WHERE state = 'running'")
            waiting = self._database.execute(
                f"SELECT {COLUMNS} FROM jobs WHERE state = 'queued' ORDER BY number"  # noqa: S608 (fixed)
            )
            return list(jobs_of(waiting))

    def prune(self, keep: int) -> None:
        """Delete the oldest finished jobs, so that ``keep`` are left."""
        marks = ", ".join("?" * len(FINISHED))
        self._database.execute(
            f"DELETE FROM jobs WHERE state IN ({marks}) AND number <= "  # noqa: S608 (marks)
            f"(SELECT number FROM jobs WHERE state IN ({marks}) ORDER BY number DESC "
            "LIMIT 1 OFFSET ?)",
            (*FINISHED, *FINISHED, keep),
        )

    def end_session(self, session: EndedSession) -> None:
        """Note that a session has ended before its time."""
        self._database.execute("INSERT OR IGNORE INTO ended_sessions VALUES (?, ?)", session)

    def ended_sessions(self) -> list[EndedSession]:
        """Return the sessions that were ended before their time; forget those that are over."""
        self._database.execute("DELETE FROM ended_sessions WHERE until <= ?", (int(time.time()),))
        found = self._database.execute("SELECT name, until FROM ended_sessions")
        return [EndedSession(*row) for row in found]

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _create(self) -> None:
        found = self._database.execute("PRAGMA user_version").fetchone()[0]
        if found > _VERSION:
            raise SettingsError(
                f"'{self.path}' was written by a newer version of briefer: update briefer, or name "
                "another folder with --data"
            )
        self._database.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {_VERSION}; COMMIT;")

    def _row(self, condition: str, value: str) -> sqlite3.Row | None:
        query = f"SELECT {COLUMNS}, digest FROM jobs WHERE {condition}"  # noqa: S608 (fixed)
        row: sqlite3.Row | None = self._database.execute(query, (value,)).fetchone()
        return row

    def _get(self, identifier: str) -> Job:
        job = self.get(identifier)
        if job is None:
            raise LookupError(identifier)
        return job

    def _end(self, identifier: str, state: State, events: list[Logged], **columns: object) -> None:
        """Record the end of a job in one statement; its source is no longer needed."""
        columns |= {
            "state": state,
            "finished": now(),
            "events": EVENTS.dump_json(tuple(each.event for each in events)).decode(),
            "data": b"",
        }
        assignments = ", ".join(f"{name} = ?" for name in columns)
        self._database.execute(
            f"UPDATE jobs SET {assignments} "  # noqa: S608 (names of this file)
            "WHERE id = ? AND state IN ('queued', 'running')",
            (*columns.values(), identifier),
        )
