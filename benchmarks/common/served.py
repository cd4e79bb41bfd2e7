"""Run ``briefer serve`` in a process of its own, for benchmarks."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from common.reports import ROOT

_ENDS_WITHIN = 60.0


class Running(NamedTuple):
    """A server that answers.

    Attributes:
        address: ``http://127.0.0.1:8765``.
        process: its process.
    """

    address: str
    process: "subprocess.Popen[str]"


def environment_in(folder: Path) -> dict[str, str]:
    """Return an environment in which no server of the user is found, nor its briefs."""
    own = {name: str(folder / name) for name in ("XDG_STATE_HOME", "XDG_DATA_HOME")}
    return {**os.environ, **own, "PYTHONPATH": str(ROOT)}


@contextmanager
def served(options: Sequence[str], environment: dict[str, str]) -> Iterator[Running]:
    """Run a server on a free port until the block ends; it begins when the server answers."""
    command = [sys.executable, "-m", "briefer", "serve", "--port", "0", *options]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Running(_address(process), process)
        finally:
            process.terminate()
            process.communicate(timeout=_ENDS_WITHIN)


def _address(process: "subprocess.Popen[str]") -> str:
    said = ""
    for line in process.stderr or ():
        said += line
        if found := re.search(r"serving at (\S+)", line):
            return found[1]
    raise SystemExit(f"the server did not start: {said}")
