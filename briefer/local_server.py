"""Find the server that this user runs on this machine: a file says where it is, and a lock whether.

``briefer serve`` writes the file ``server.json`` and keeps it locked as long as it runs, so a file
that a killed server has left behind is recognised. Only its owner may read it: it has the secret
that lets ``briefer FILE`` use the model that the server has loaded.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from platformdirs import user_state_path

from briefer.private_files import is_private, make_private_folder, open_private

if sys.platform != "win32":
    import fcntl

_FILE: Final = "server.json"


class LocalServer(NamedTuple):
    """A server of this user.

    Attributes:
        address: ``http://127.0.0.1:8765``.
        pid: its process.
        secret: what a client must send to use its model.
        fingerprint: the settings and the code with which it makes briefs; empty if it has no
            embedded model.
    """

    address: str
    pid: int
    secret: str
    fingerprint: str


def running_server() -> LocalServer | None:
    """Return the server that this user runs, or None."""
    path = _path()
    if not is_private(path):
        return None
    try:
        with path.open(encoding="utf-8") as file:
            if _lock(file.fileno(), exclusive=False):  # nobody holds it: the server has ended
                return None
            found = json.load(file)
        return LocalServer(
            str(found["address"]),
            int(found["pid"]),
            str(found["secret"]),
            str(found["fingerprint"]),
        )
    except (OSError, ValueError, TypeError, LookupError):  # being written, or not by us
        return None


@contextmanager
def announced(server: LocalServer) -> Iterator[bool]:
    """Let other commands of this user find a server; say whether they can.

    They cannot if another server is announced, or if the folder cannot be written.
    """
    try:
        descriptor = _locked_file()
    except OSError:
        descriptor = None
    if descriptor is None:
        yield False
        return
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps(server._asdict()).encode())
        yield True
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _path() -> Path:
    return user_state_path("briefer") / _FILE


def _locked_file() -> int | None:
    """Open the file and lock it; return None if another server has locked it."""
    path = _path()
    make_private_folder(path.parent)
    descriptor = open_private(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW)
    if _lock(descriptor, exclusive=True):
        return descriptor
    os.close(descriptor)
    return None


def _lock(descriptor: int, *, exclusive: bool) -> bool:
    """Lock an open file, and return False if another process holds it.

    Without such locks (on Windows) no server is announced, and none is found.
    """
    if sys.platform == "win32":
        return not exclusive
    kind = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
