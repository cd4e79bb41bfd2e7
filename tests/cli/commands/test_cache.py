import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefer.cache.store import BriefCache
from tests.cli.conftest import Briefer


def test_the_cache_is_shown_and_cleared(briefer: Briefer, tmp_path: Path) -> None:
    cache = BriefCache(tmp_path / "cache")
    cache.put("key", "{}")
    shown = briefer("cache", "info")
    assert shown.code == 0
    assert shown.out.startswith(f"{cache.path}\n1 brief, ")
    assert briefer("cache", "clear") == (0, "1 brief deleted\n", "")
    assert cache.get("key") is None


def test_a_corrupt_cache_is_a_note_and_not_an_error(briefer: Briefer, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "briefs.sqlite").write_bytes(b"no database" * 1000)
    ran = briefer("cache", "info")
    assert ran.code == 0
    assert ran.error_line.startswith("briefer: note: ")
    assert briefer("cache", "clear").code == 0
    assert briefer("cache", "info").err == ""


def test_clearing_a_cache_in_use_says_so(
    briefer: Briefer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefer.cache.store._BUSY_SECONDS", 0.05)
    cache = BriefCache(tmp_path / "cache")
    cache.put("key", "{}")
    with closing(sqlite3.connect(cache.path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        ran = briefer("cache", "clear")
    assert ran.code == 2
    assert "another process uses it" in ran.error_line
    assert cache.info().entries == 1


@pytest.mark.parametrize("command", ["info", "clear"])
def test_a_folder_name_that_is_too_long_is_no_crash(
    briefer: Briefer, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFER_CACHE_DIR", "/tmp/" + "x" * 300)  # noqa: S108 (never created)
    assert briefer("cache", command).code in {0, 2}
