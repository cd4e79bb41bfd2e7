"""Folders and files that only their owner may read, whatever the umask says.

For example, ``open_private(path, os.O_RDWR | os.O_CREAT)`` creates a file with the mode 0600.
"""

import os
import stat
from pathlib import Path

_OTHERS = 0o077


def make_private_folder(folder: Path) -> None:
    """Create a folder that only its owner may read, or close an existing one to others.

    Raises:
        OSError: it cannot be created, or belongs to another user and is open to others.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    close_to_others(folder)


def open_private(path: Path, flags: int) -> int:
    """Open a file that only its owner may read, and return its descriptor; create it if asked.

    Raises:
        OSError: it cannot be opened, or belongs to another user and is open to others.
    """
    descriptor = os.open(path, flags, 0o600)
    try:
        close_to_others(path)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def close_to_others(path: Path) -> None:
    """Take all permissions from the group and from others.

    Raises:
        OSError: it belongs to another user.
    """
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & _OTHERS:
        path.chmod(mode & ~_OTHERS)


def is_private(path: Path) -> bool:
    """Return True if a file belongs to this user, is no link, and nobody else may read it."""
    try:
        status = path.lstat()
    except OSError:
        return False
    is_own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return stat.S_ISREG(status.st_mode) and is_own and not status.st_mode & _OTHERS
