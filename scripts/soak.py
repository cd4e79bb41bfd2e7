"""Make many briefs in one process, and fail if memory grows or threads or files are left open.

Briefs are made without a model, and with a model in both sizes that answers at random but within
its schemas. Memory counts from the end of the first third, when caches are full. Only on Linux:

    python scripts/soak.py --briefs 2000
"""

import argparse
import gc
import os
import random
import sys
import threading
import time
from pathlib import Path

from fuzz import PARAGRAPHS, SETTINGS, drafting_model, random_text

import briefer
from briefer import Article, BrieferError

GROWTH = 1.1  # of the resident memory, from the end of the warm-up to the end
LINES = 40  # progress reports


def article(chance: random.Random) -> Article:
    """Return an article that no other round has."""
    paragraphs = [chance.choice((*PARAGRAPHS, random_text(chance))) for _ in range(8)]
    return Article(text="\n\n".join((*PARAGRAPHS, *paragraphs)), published="2026-03-18")


def soak(briefs: int, chance: random.Random) -> tuple[int, int]:
    """Make briefs; return the resident memory after the warm-up and at the end, in bytes."""
    warm = 0
    start = time.monotonic()
    for number in range(1, briefs + 1):
        model = "none" if number % 3 == 0 else drafting_model(chance)
        try:
            briefer.brief(article(chance), model=model, settings=SETTINGS)
        except BrieferError as error:  # an answer that no correction mends
            print(f"brief {number}: {type(error).__name__}")
        if number == max(1, briefs // 3):
            gc.collect()
            warm = resident_memory()
        if number % max(1, briefs // LINES) == 0:
            used = resident_memory() // 2**20
            print(
                f"{number:6,} briefs, {time.monotonic() - start:6.0f} s, {used:,} MiB", flush=True
            )
    gc.collect()
    return warm, resident_memory()


def resident_memory() -> int:
    """Return the memory that this process uses, in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def open_files() -> int:
    """Return how many files and sockets this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


def main() -> int:
    """Run, compare, print, and return 1 if something grows or is left."""
    parser = argparse.ArgumentParser(description="Make many briefs in one process.")
    parser.add_argument("--briefs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    soak(3, chance)  # loads the parser
    files, threads = open_files(), threading.active_count()
    warm, end = soak(arguments.briefs, chance)
    left = {"files": open_files() - files, "threads": threading.active_count() - threads}
    print(f"memory {warm / 2**20:.0f} → {end / 2**20:.0f} MiB ({end / warm:.2f} ×), left: {left}")
    return int(end > GROWTH * warm or any(count > 0 for count in left.values()))


if __name__ == "__main__":
    sys.exit(main())
