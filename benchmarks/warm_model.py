"""Time of ``briefer FILE`` with the model that ``briefer serve`` has loaded, relative to without.

A real server loads the embedded model once. Then ``briefer FILE`` and ``briefer FILE --no-server``
take turns in one run, so that a busy machine slows both equally. Both must give the same brief.
The script fails if they do not, or if the median time with the server exceeds ``LIMIT`` of that
without.

The number of threads depends on how busy the machine is at that moment, and another number may
give another answer: run it on a quiet machine.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common.reports import ROOT, write_report
from common.served import environment_in, served

ROUNDS = 3
LIMIT = 0.8
ARTICLE = ROOT / "examples" / "articles" / "harbour.md"
WARM, COLD = "with the server", "without"
OPTIONS = {WARM: [], COLD: ["--no-server"]}


def brief(options: list[str], environment: dict[str, str]) -> tuple[float, dict[str, object]]:
    """Run ``briefer FILE``; return its seconds, and its brief without what differs by nature."""
    command = [sys.executable, "-m", "briefer", str(ARTICLE), "--model", "local", "--no-cache"]
    start = time.perf_counter()
    ran = subprocess.run(
        [*command, "-q", "-f", "json", *options],
        cwd=ROOT, env=environment, capture_output=True, check=True,
    )  # fmt: skip
    seconds = time.perf_counter() - start
    made: dict[str, object] = json.loads(ran.stdout)
    del made["provenance"]
    return seconds, made


def main() -> int:
    """Measure, print, write the report, and return 1 if a limit is exceeded."""
    runs: dict[str, list[float]] = {WARM: [], COLD: []}
    briefs = []
    with tempfile.TemporaryDirectory() as folder:
        environment = environment_in(Path(folder))
        with served(["--model", "local"], environment):
            for number in range(ROUNDS):
                for name in (WARM, COLD) if number % 2 else (COLD, WARM):
                    seconds, made = brief(OPTIONS[name], environment)
                    print(f"{name:16} {seconds:6.1f} s", flush=True)
                    runs[name].append(seconds)
                    briefs.append(made)
    medians = {name: statistics.median(times) for name, times in runs.items()}
    ratio = medians[WARM] / medians[COLD]
    same = all(each == briefs[0] for each in briefs)
    print(f"ratio {ratio:.2f} (at most {LIMIT:g}); the briefs are {'the same' if same else 'not'}")
    write_report(
        "warm_model", seconds=runs, median_seconds=medians, ratio=ratio, limit=LIMIT, same=same
    )
    return int(ratio > LIMIT or not same)


if __name__ == "__main__":
    sys.exit(main())
