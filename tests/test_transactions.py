import sqlite3
from pathlib import Path

import pytest

from briefer.transactions import transaction


def test_a_transaction_is_committed_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "numbers.sqlite"
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("CREATE TABLE numbers (number INTEGER)")
    with transaction(database):
        database.execute("INSERT INTO numbers VALUES (1)")

    def stop() -> None:
        with transaction(database):
            database.execute("INSERT INTO numbers VALUES (2)")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert sqlite3.connect(path).execute("SELECT number FROM numbers").fetchall() == [(1,)]
