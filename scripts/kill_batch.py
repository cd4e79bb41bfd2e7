"""Kill a batch at random moments, let it finish, and check that nothing is lost and nothing twice.

    python scripts/kill_batch.py articles.jsonl --kills 2 --model none
    python scripts/kill_batch.py --articles 2000 --kills 10        # the scripted capable model

Without a file, invented articles are briefed by a server on this machine that answers as a capable
model from a script. The server counts the articles that it was asked about, so work that is done
twice shows: at most the articles in flight at each kill.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from briefer.batch.journal import read_status  # noqa: E402
from tests.batch.scripted_model import invented_articles, scripted_model  # noqa: E402


def rows_of(output: Path) -> list[dict[str, object]]:
    """Return the rows of an output, which must be whole lines of JSON."""
    with output.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def finished(journal: Path) -> int:
    """Return how many rows a journal has, while a run may be writing it."""
    return read_status(journal).totals.rows if journal.exists() else 0


def run(command: list[str], *, journal: Path, until: int, delay: float) -> int | None:
    """Run the batch; kill it when it has so many rows, and return its exit code if it ended before.

    Args:
        command: the command.
        journal: its journal.
        until: the number of rows.
        delay: seconds between that moment and the kill.
    """
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True) as process:  # noqa: S603
        while process.poll() is None:
            if finished(journal) >= until:
                time.sleep(delay)
                process.kill()  # SIGKILL: nothing can be tidied up
                process.wait()
                return None
            time.sleep(0.2)
        return process.returncode


def check(output: Path, count: int) -> dict[str, int]:
    """Return the rows by status; exit if one is missing, twice or an error."""
    rows = rows_of(output)
    numbers = [row["row"] for row in rows]
    if numbers != list(range(1, count + 1)):
        raise SystemExit(f"rows are missing or twice: {len(numbers)} of {count}")
    done = [row for row in rows if row["status"] == "done"]
    if len({str(row["id"]) for row in done}) != len(done):
        raise SystemExit("an article was briefed twice")
    if any(row["brief"] is None for row in done):
        raise SystemExit("a brief is missing")
    return dict(Counter(str(row["status"]) for row in rows))


def main() -> None:
    """Kill, finish, check, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("input", nargs="?", type=Path, help="JSONL; without it, invented articles")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--model", default="none")
    parser.add_argument("--latency", type=float, default=0.2, help="of the scripted model")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as name, scripted_model(latency=arguments.latency) as model:
        folder = Path(name)
        source, output = arguments.input, folder / "out.jsonl"
        choice = ["--model", arguments.model]
        if source is None:
            source = folder / "in.jsonl"
            with source.open("w", encoding="utf-8") as file:
                for article in invented_articles(arguments.articles):
                    file.write(f"{json.dumps(article)}\n")
            choice = ["--base-url", model.address, "--model", "scripted", "--concurrency", "64"]
        with source.open(encoding="utf-8") as file:
            count = sum(1 for _ in file)
        command = [
            sys.executable, "-m", "briefer", "batch", str(source), "-o", str(output), "--quiet",
            *choice,
        ]  # fmt: skip
        journal = output.with_name("out.jsonl.journal")
        start = time.monotonic()
        for number in range(1, arguments.kills + 1):
            # a kill for each part of the work, at a random place in it
            until = round((number - chance.random()) * count / (arguments.kills + 1))
            if run(command, journal=journal, until=until, delay=chance.random()) is not None:
                raise SystemExit("it ended before it could be killed")
            print(f"killed {number} with {finished(journal):,} of {count:,} rows", flush=True)
        code = run(command, journal=journal, until=count + 1, delay=0)
        statuses = check(output, count)
        asked = model.articles_asked()
        print(
            f"exit code {code}; {statuses}; {time.monotonic() - start:.0f} s; "
            f"{sum(asked.values()):,} times an article was begun, {len(asked):,} articles"
        )


if __name__ == "__main__":
    main()
