"""What repetitive texts, hostile pages and long natural texts cost: seconds, memory, growth.

Each pattern is repeated up to 10,000, 50,000, 100,000 and 200,000 characters. A text is briefed
without a model and rendered in all text formats; a page is read. Each pattern runs in a process of
its own, so that its peak of memory is known. The script fails if a pattern at the largest length
takes more than ``MAX_SECONDS`` of processor time or ``MAX_MEBIBYTES``, or grows faster than its
length (``MAX_GROWTH`` from a quarter of it), or if ten times the words of the shipped suite take
more than ``NATURAL_LIMIT`` times as long.

    python benchmarks/worst_case.py                    # everything
    python benchmarks/worst_case.py --only said --sizes 10000 50000
"""

import argparse
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import NamedTuple

from common.hostile_patterns import PAGES, TEXTS, page_of, text_of
from common.reports import write_report

from briefer import Article, BrieferError, Settings, brief, render
from briefer.analysis.analyzer import analyze
from briefer.evals.suites.loader import load_suite, shipped_suites
from briefer.source.html_page import read_page

SIZES = (10_000, 50_000, 100_000, 200_000)  # characters
MAX_SECONDS = 20.0
MAX_MEBIBYTES = 1024.0
MAX_GROWTH = 5.5  # from a quarter of the length; 4 is linear, 16 the square
FAST = 1.0  # seconds; the growth of what takes less is not judged
WORDS = 10_000
NATURAL_LIMIT = 11.0
FORMATS = ("terminal", "md", "html", "json", "jsonld")
SETTINGS = Settings(cache=False, processing_timeout=3600)


class Cost(NamedTuple):
    """What one pattern of one length costs: processor time, and the memory of its process."""

    seconds: float
    mebibytes: float


def briefed(article: Article) -> None:
    """Brief an article without a model, and render the brief."""
    made = brief(article, model="none", settings=SETTINGS)
    for output_format in FORMATS:
        render(made, output_format)


def read(html: str) -> None:
    """Read a page; it may be rejected."""
    try:
        read_page(html, url=None, name="page", settings=SETTINGS)
    except BrieferError:
        return


def measured(name: str, sizes: Sequence[int]) -> list[Cost]:
    """Return what a pattern costs at each length, in a process that has done nothing else."""
    briefed(Article(text="Warm up, said Tom Lund on Monday."))  # loads the parser
    costs: list[Cost] = []
    for size in sizes:
        work: Callable[[], None]
        if name in TEXTS:
            article = Article(
                text=text_of(name, size), language=TEXTS[name].language, published="2026-01-02"
            )
            work = partial(briefed, article)
        else:
            work = partial(read, page_of(name, size))
        spent = seconds(work)
        costs.append(Cost(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
    return costs


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that work takes."""
    analyze.cache_clear()
    start = time.process_time()
    work()
    return time.process_time() - start


def faults(costs: Sequence[Cost], sizes: Sequence[int]) -> list[str]:
    """Return what is over a limit."""
    last = costs[-1]
    quarter = next((c for c, size in zip(costs, sizes, strict=True) if size * 4 == sizes[-1]), None)
    grown = last.seconds / quarter.seconds if quarter else 0.0
    found = {
        f"over {MAX_SECONDS:g} s": last.seconds > MAX_SECONDS,
        f"over {MAX_MEBIBYTES:g} MiB": last.mebibytes > MAX_MEBIBYTES,
        "NOT LINEAR": last.seconds > FAST and grown > MAX_GROWTH,
    }
    return [fault for fault, is_so in found.items() if is_so]


def natural(words: int) -> Article:
    """Return the English articles of the shipped suite, repeated up to a number of words."""
    cases = load_suite(shipped_suites()[0]).cases
    found = " ".join(c.article.text for c in cases if c.article.language == "en").split(" ")
    return Article(text=" ".join((found * (words // len(found) + 1))[:words]))


def natural_costs() -> list[Cost]:
    """Return what natural texts of ``WORDS`` words and of ten times as many cost."""
    briefed(Article(text="Warm up, said Tom Lund on Monday."))
    costs: list[Cost] = []
    for article in (natural(WORDS), natural(10 * WORDS)):
        spent = seconds(partial(briefed, article))
        costs.append(Cost(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
    return costs


def main() -> int:
    """Measure, print, write the report, and return 1 if something is over a limit."""
    parser = argparse.ArgumentParser(description="Measure the worst texts and pages.")
    parser.add_argument("--only", default="", help="a part of the names of patterns")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    arguments = parser.parse_args()
    sizes = sorted(arguments.sizes)
    names = [name for name in (*TEXTS, *PAGES) if arguments.only in name]
    failed = False
    curves: dict[str, list[Cost]] = {}
    print(f"{'seconds at':28}" + "".join(f"{size:>9,}" for size in sizes) + "   ratios   MiB")
    with ProcessPoolExecutor(
        1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1
    ) as pool:
        for name in names:
            costs = curves[name] = pool.submit(measured, name, sizes).result()
            over = faults(costs, sizes)
            failed = failed or bool(over)
            times = "".join(f"{cost.seconds:9.2f}" for cost in costs)
            ratios = " ".join(f"{c.seconds / max(costs[0].seconds, 0.01):.1f}" for c in costs[1:])
            memory = f"{costs[-1].mebibytes:,.0f}"
            print(f"{name:28}{times}   {ratios}   {memory}  {', '.join(over)}", flush=True)
        ratio = 0.0
        if not arguments.only:
            short, long = pool.submit(natural_costs).result()
            ratio = long.seconds / short.seconds
            print(
                f"natural text: {WORDS:,} words {short.seconds:.1f} s, {10 * WORDS:,} words "
                f"{long.seconds:.1f} s ({ratio:.1f} ×), {long.mebibytes:,.0f} MiB"
            )
            write_report("worst_case", sizes=sizes, costs=curves, natural_ratio=ratio)
    return int(failed or ratio > NATURAL_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
