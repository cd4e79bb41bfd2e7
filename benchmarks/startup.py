"""Startup time of ``briefer --help`` and ``import briefer``, relative to ``python -c pass``.

The three take turns in one run, so that a busy machine slows all of them equally. The script fails
if the ratio of the medians exceeds its limit.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from common.reports import write_report

ROUNDS = 21
LIMITS = {"briefer --help": 10.0, "import briefer": 3.0}
BASE = "python -c pass"
COMMANDS = {
    BASE: ["-c", "pass"],
    "import briefer": ["-c", "import briefer"],
    "briefer --help": ["-m", "briefer", "--help"],
}
ROOT = Path(__file__).resolve().parent.parent


def seconds(arguments: list[str]) -> float:
    """Run Python with ``arguments`` and return the wall time in seconds."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - start


def main() -> int:
    """Measure, print, write the report, and return 1 if a limit is exceeded."""
    runs: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for name, arguments in COMMANDS.items():
        seconds(arguments)  # the first run fills the file system's caches
        runs[name].clear()
    for _ in range(ROUNDS):
        for name, arguments in COMMANDS.items():
            runs[name].append(seconds(arguments))
    medians = {name: statistics.median(times) for name, times in runs.items()}
    ratios = {name: medians[name] / medians[BASE] for name in LIMITS}
    for name, median in medians.items():
        against = f"  {ratios[name]:4.1f} × (at most {LIMITS[name]:g} ×)" if name in LIMITS else ""
        print(f"{name:16} {1000 * median:6.1f} ms{against}")
    write_report(
        "startup",
        rounds=ROUNDS,
        median_seconds=medians,
        ratios=ratios,
        limits=LIMITS,
    )
    return int(any(ratios[name] > limit for name, limit in LIMITS.items()))


if __name__ == "__main__":
    sys.exit(main())
