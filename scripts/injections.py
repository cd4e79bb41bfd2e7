"""Try each attempt to instruct a model, in both profiles, with models that obey.

Prints what came through, and a table by kind. Exit code 1 if anything did. ``tests/injections/``
has the attempts; the tests try a few of each kind.

    python scripts/injections.py
"""

import argparse
import itertools
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from briefer import Settings
from tests.injections.table import ATTEMPTS, MODELS, SIZES, outcome


def main() -> int:
    """Try the attempts, and return 1 if one succeeds."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("words", nargs="?", default="", help="only attempts whose name has these")
    words = options.parse_args().words
    settings = Settings(cache=False)
    tried, came_through = Counter[str](), Counter[str]()
    for (name, attempt), size, model in itertools.product(ATTEMPTS.items(), SIZES, MODELS):
        if words not in name:
            continue
        found = outcome(attempt, size, model, settings)
        tried[attempt.kind] += 1
        came_through[attempt.kind] += bool(found)
        for item in found:
            print(f"{name!r} ({size}, {model}): {item}")
    for kind, count in tried.items():
        print(f"{kind:<40} {count:>5} tried, {came_through[kind]:>3} came through")
    print(f"{'together':<40} {tried.total():>5} tried, {came_through.total():>3} came through")
    return 1 if came_through.total() else 0


if __name__ == "__main__":
    sys.exit(main())
