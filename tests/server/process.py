"""``briefer serve`` in a process of its own, and clients of it."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx2

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 60.0


class Running(NamedTuple):
    """A server that answers, and what it has said so far."""

    address: str
    process: "subprocess.Popen[str]"

    def client(self) -> httpx2.Client:
        return httpx2.Client(base_url=self.address, timeout=TIMEOUT)


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return an environment without settings of the user, whose folders are in ``folder``."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("BRIEFER_") and not name.endswith("_API_KEY")
    }
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        own[f"XDG_{name}_HOME"] = str(folder / name.lower())
    if "XDG_CACHE_HOME" not in os.environ:  # where the weights are
        own["BRIEFER_MODEL_DIR"] = str(Path.home() / ".cache" / "briefer" / "models")
    return {**own, "PYTHONPATH": str(ROOT), **more}


@contextmanager
def serving(folder: Path, *options: str, **more: str) -> Iterator[Running]:
    """Run a server on a free port until the end of the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "briefer", "serve", "--port", "0", *options],
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=environment(folder, **more),
    ) as process:
        try:
            assert process.stderr is not None
            said = ""
            for line in process.stderr:
                said += line
                if found := re.search(r"serving at (\S+)", line):
                    yield Running(found[1], process)
                    break
            else:
                raise AssertionError(said)
        finally:
            process.terminate()
            try:
                process.communicate(timeout=TIMEOUT)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def until_finished(http: httpx2.Client, job: str) -> dict[str, object]:
    """Wait for the end of a job."""
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        found: dict[str, object] = http.get(f"/v1/briefs/{job}").json()
        if found["state"] not in {"queued", "running"}:
            return found
        time.sleep(0.05)
    raise AssertionError("the job did not end")
