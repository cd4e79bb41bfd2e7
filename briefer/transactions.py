"""Transactions of sqlite databases that several processes write."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Commit what the block changes, or none of it after an error.

    It begins as a writer at once, so that two processes wait for each other and never fail.

    Args:
        database: a connection in autocommit mode (``isolation_level=None``).
    """
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")
