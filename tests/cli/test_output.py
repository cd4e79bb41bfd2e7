import os
import stat
from pathlib import Path

import pytest

from briefer.cli.output import refuse_unwritable, to_file
from briefer.errors import SettingsError


def test_a_file_is_written_whole_in_utf8_with_a_last_line_break(tmp_path: Path) -> None:
    to_file("“Häfen”", tmp_path / "brief.md")
    assert (tmp_path / "brief.md").read_bytes() == "“Häfen”\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["brief.md"]


def test_what_fails_half_way_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "brief.md").write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError, match=r"brief\.md': No space left on device"):
        to_file("new", tmp_path / "brief.md")
    assert (tmp_path / "brief.md").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["brief.md"]


def test_an_interruption_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        to_file("new", tmp_path / "brief.md")
    assert list(tmp_path.iterdir()) == []


def test_the_file_may_be_read_by_whoever_the_umask_lets(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        to_file("new", tmp_path / "brief.md")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "brief.md").stat().st_mode) == 0o644


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("real.md")
    to_file("new", tmp_path / "link.md")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text(encoding="utf-8") == "new\n"


def test_a_device_stays_a_device() -> None:
    to_file("gone", Path(os.devnull))
    assert Path(os.devnull).is_char_device()


def test_a_folder_that_is_not_there_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no folder"):
        refuse_unwritable(tmp_path / "none" / "brief.md")
