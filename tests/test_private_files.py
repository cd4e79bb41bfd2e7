"""Folders and files that only their owner may read."""

import os
from pathlib import Path

from briefer.private_files import is_private, make_private_folder, open_private


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_folder_and_a_file_are_made_or_closed_for_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    for _ in range(2):
        make_private_folder(folder)
        assert mode(folder) == 0o700
        folder.chmod(0o755)
    file = folder / "file"
    for _ in range(2):
        os.close(open_private(file, os.O_CREAT | os.O_RDWR))
        assert mode(file) == 0o600
        file.chmod(0o644)


def test_only_an_own_file_that_is_closed_to_others_is_private(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    assert not is_private(file)
    os.close(open_private(file, os.O_CREAT | os.O_RDWR))
    link.symlink_to(file)
    assert is_private(file)
    assert not is_private(link)
    assert not is_private(tmp_path)
    file.chmod(0o640)
    assert not is_private(file)
