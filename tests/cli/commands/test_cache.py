from pathlib import Path

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
