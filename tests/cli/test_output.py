import os
import stat
from pathlib import Path

import pytest

from briefer.cli.output import reject_unwritable, to_file, to_stdout
from briefer.errors import SettingsError


def test_text_is_written_in_utf8_with_a_final_line_break(tmp_path: Path) -> None:
    to_file("“Häfen”", tmp_path / "brief.md")
    assert (tmp_path / "brief.md").read_bytes() == "“Häfen”\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["brief.md"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\r\n\x00\xff"])
def test_bytes_are_written_unchanged(
    content: bytes, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    to_file(content, tmp_path / "brief.pdf")
    assert (tmp_path / "brief.pdf").read_bytes() == content
    to_stdout(content)
    assert capfdbinary.readouterr().out == content


def test_a_failed_write_keeps_the_old_file_and_leaves_no_other(
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


def test_an_interrupted_write_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        to_file("new", tmp_path / "brief.md")
    assert list(tmp_path.iterdir()) == []


def test_the_file_has_the_permissions_of_the_umask(tmp_path: Path) -> None:
    previous = os.umask(0o022)
    try:
        to_file("new", tmp_path / "brief.md")
    finally:
        os.umask(previous)
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


def test_a_missing_folder_is_rejected_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no folder"):
        reject_unwritable(tmp_path / "none" / "brief.md")
