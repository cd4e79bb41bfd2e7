import logging
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from briefer.cache.store import BriefCache, cache_key


def test_another_cache_object_on_the_same_folder_returns_the_stored_text(tmp_path: Path) -> None:
    BriefCache(tmp_path).put("key", '{"headline": "Häfen “zu”"}')
    assert BriefCache(tmp_path).get("key") == '{"headline": "Häfen “zu”"}'


def test_storing_again_replaces_the_text(tmp_path: Path) -> None:
    cache = BriefCache(tmp_path)
    cache.put("key", "old")
    cache.put("key", "new")
    assert cache.get("key") == "new"
    assert cache.info().entries == 1


def test_no_file_is_created_until_something_is_stored(tmp_path: Path) -> None:
    cache = BriefCache(tmp_path / "not" / "yet")
    assert cache.get("key") is None
    assert cache.info() == (tmp_path / "not" / "yet" / "briefs.sqlite", 0, 0)
    assert cache.clear() == 0
    assert not (tmp_path / "not").exists()


def test_the_file_is_in_wal_mode(tmp_path: Path) -> None:
    cache = BriefCache(tmp_path)
    cache.put("key", "value")
    database = sqlite3.connect(cache.path)
    assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()


def test_clearing_empties_the_cache_and_frees_the_space(tmp_path: Path) -> None:
    cache = BriefCache(tmp_path)
    cache.put("one", "x" * 500_000)
    cache.put("two", "y")
    assert cache.info().size > 500_000
    assert cache.clear() == 2
    assert cache.get("one") is None
    assert cache.info().size < 100_000


def test_a_corrupt_file_is_ignored_with_a_warning_and_can_be_cleared(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache = BriefCache(tmp_path)
    cache.path.write_bytes(b"this is no database" * 100)
    with caplog.at_level(logging.WARNING, logger="briefer"):
        cache.put("key", "value")
        assert cache.get("key") is None
    assert len(caplog.records) == 2
    assert "briefer cache clear" in caplog.text
    assert cache.clear() is None
    cache.put("key", "value")
    assert cache.get("key") == "value"


def test_a_folder_that_cannot_be_created_only_logs_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    cache = BriefCache(tmp_path / "file")
    cache.put("key", "value")
    assert cache.get("key") is None
    assert "cannot be written" in caplog.text


def test_a_folder_name_that_is_too_long_only_logs_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache = BriefCache(tmp_path / ("x" * 1_000))
    assert cache.get("key") is None
    cache.put("key", "value")
    assert "cannot be read" in caplog.text
    assert "cannot be written" in caplog.text


def test_the_key_depends_on_every_part_but_not_on_their_order() -> None:
    parts = {"article": "abc", "model": "none", "settings": {"reasks": 1, "language": None}}
    turned = dict(reversed(parts.items()))
    assert cache_key(parts) == cache_key(turned)
    assert cache_key(parts) != cache_key({**parts, "model": "local"})
    assert cache_key(parts) != cache_key({**parts, "settings": {"reasks": 2, "language": None}})


def test_a_part_that_is_not_json_is_rejected() -> None:
    with pytest.raises(TypeError):
        cache_key({"folder": Path("somewhere")})


def _modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}


def test_only_the_owner_can_read_the_file_and_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    BriefCache(folder).put("key", "value")
    assert _modes(folder) == {"cache": 0o700, "briefs.sqlite": 0o600}


def test_a_cache_that_others_can_read_is_closed_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    BriefCache(folder).put("key", "value")
    folder.chmod(0o755)
    (folder / "briefs.sqlite").chmod(0o644)
    assert BriefCache(folder).get("key") == "value"
    assert _modes(folder) == {"cache": 0o700, "briefs.sqlite": 0o600}


def test_a_folder_with_other_files_keeps_its_permissions(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    BriefCache(folder).put("key", "value")
    assert _modes(folder)["shared"] == 0o755
    assert _modes(folder)["briefs.sqlite"] == 0o600


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE briefs SET value = 'garbage'",
        "UPDATE briefs SET value = value || ' '",
        "UPDATE briefs SET value = NULL",
        "UPDATE briefs SET digest = NULL",
        "UPDATE briefs SET value = CAST(value AS BLOB)",
        "UPDATE briefs SET value = CAST(X'ff' AS TEXT)",
        "UPDATE briefs SET key = 'one' WHERE key = 'two'",
        "UPDATE briefs SET value = (SELECT value FROM briefs WHERE key = 'two')",
        "DROP TABLE briefs",
        "ALTER TABLE briefs DROP COLUMN digest",
    ],
)
def test_a_row_that_was_changed_or_moved_is_a_miss(tmp_path: Path, change: str) -> None:
    cache = BriefCache(tmp_path)
    cache.put("two", "the brief of another article")
    if "key = 'one'" not in change:
        cache.put("one", "the brief")
    with closing(sqlite3.connect(cache.path)) as database, database:
        database.execute(change)
    assert cache.get("one") is None
    cache.put("one", "the brief")
    assert cache.get("one") == "the brief"


def test_a_cache_in_use_is_not_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefer.cache.store._BUSY_SECONDS", 0.05)
    cache = BriefCache(tmp_path)
    cache.put("key", "value")
    with closing(sqlite3.connect(cache.path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BlockingIOError):
            cache.clear()
    assert cache.get("key") == "value"
