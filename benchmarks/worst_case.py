"""How time grows with length: repetitive texts, hostile pages and natural text.

Each pattern is repeated up to N, 2N and 4N characters (for pages: repetitions) and analysed, or
read. Only ratios within one run count: for linear work, twice the length takes twice the time. The
script fails if 4N takes more than ``LIMIT`` times as long as N, unless it is too fast to measure.
The natural text is the shipped suite, repeated: ten times the words must not take more than
``NATURAL_LIMIT`` times as long.
"""

import sys
import time
from collections.abc import Callable, Mapping
from functools import partial

from common.reports import write_report

from briefer import Article, BrieferError, Settings
from briefer.analysis.analyzer import analyze
from briefer.evals.suites.loader import load_suite, shipped_suites
from briefer.source.html_page import read_page

CHARACTERS = 5_000
REPETITIONS = 1_000
FACTORS = (1, 2, 4)
LIMIT = 8.0  # the square would be 16
FAST = 0.5  # seconds; what takes less at 4N is not judged
WORDS = 2_000
NATURAL_LIMIT = 11.0

TEXTS: Mapping[str, str] = {
    "a letter": "a",
    "digits": "1",
    "commas": ",",
    "quotation marks": "“a ",
    "brackets": "(",
    "line breaks": "a\n\n",
    "one word": "word ",
    "initials": "U.S. ",
    "a name": "Tom Lund ",
    "a list of names": "Tom, ",
    "names with and": "Tom and ",
    "he said": "he said ",
    "nested reports": "But he said that she said that ",
    "denials": "Norrgate denied that ",
    "sentences with denials": "Lund said it was so. Norrgate denied that it was so.\n\n",
    "quotations": '"No," said Tom Lund. ',
    "pronouns": "He said it was so on Monday.\n\n",
    "dates": "3 May 2026 ",
    "numbers": "12 ",
    "no spaces": "消息",
}
STORY = "".join(
    f"<p>Mayor Ingrid Okafor said on Tuesday that pier {number} of the harbour would stay closed "
    "until the inquiry had ended.</p>"
    for number in range(12)
)
PAGES: Mapping[str, Callable[[int], str]] = {
    "unclosed paragraphs": lambda n: "<p>word" * n,
    "links": lambda n: '<a href="/x">go on</a> ' * n,
    "attributes": lambda n: "<div " + " ".join(f'a{i}="1"' for i in range(n)) + ">x</div>",
    "coloured spans": lambda n: '<span style="color:#fff;background:#fff">x</span> ' * n,
    "nested elements": lambda n: "<div>" * n + "x",
    "style rules": lambda n: (
        "<style>" + "".join(f".c{i} {{color:red}}" for i in range(n)) + "</style>"
    ),
    "table rows": lambda n: "<table>" + "<tr><td>a<td>b" * n,
}


def analysed(pattern: str, length: int) -> None:
    """Analyse a pattern, repeated up to a length."""
    text = (pattern * (length // len(pattern) + 1))[:length].strip()
    analyze(Article(text=text, published="2026-01-02"))


def read(page: Callable[[int], str], repetitions: int) -> None:
    """Read a page with a story and a pattern; it may be rejected."""
    html = f"<html><title>Pier closed</title><body><article>{STORY}{page(repetitions)}"
    try:
        read_page(html, url=None, name="page", settings=Settings(cache=False))
    except BrieferError:
        return


def natural(words: int) -> Article:
    """Return the English articles of the shipped suite, repeated up to a number of words."""
    cases = load_suite(shipped_suites()[0]).cases
    found = " ".join(c.article.text for c in cases if c.article.language == "en").split(" ")
    return Article(text=" ".join((found * (words // len(found) + 1))[:words]))


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that work takes."""
    analyze.cache_clear()
    start = time.process_time()
    work()
    return time.process_time() - start


def curve(name: str, work: Callable[[int], object], size: int) -> tuple[list[float], bool]:
    """Measure work at N, 2N and 4N, print it, and return it with whether it is linear."""
    times = [seconds(partial(work, size * factor)) for factor in FACTORS]
    ratio = times[-1] / max(times[0], 0.01)
    is_linear = times[-1] < FAST or ratio <= LIMIT
    figures = "  ".join(f"{one:7.2f}" for one in times)
    print(f"{name:24}  {figures}  {ratio:5.1f} ×{'' if is_linear else '  NOT LINEAR'}", flush=True)
    return times, is_linear


def main() -> int:
    """Measure, print, write the report, and return 1 if something is not linear."""
    analyze(Article(text="Warm up, said Tom Lund on Monday."))  # loads the parser
    works: dict[str, tuple[Callable[[int], object], int]] = {
        **{f"text: {k}": (partial(analysed, p), CHARACTERS) for k, p in TEXTS.items()},
        **{f"page: {k}": (partial(read, p), REPETITIONS) for k, p in PAGES.items()},
    }
    print(f"{'seconds at':24}  {'N':>7}  {'2N':>7}  {'4N':>7}   4N : N")
    curves = {name: curve(name, work, size) for name, (work, size) in works.items()}
    short, long = natural(WORDS), natural(10 * WORDS)
    ratio = seconds(lambda: analyze(long)) / seconds(lambda: analyze(short))
    print(f"natural text: {10 * WORDS:,} words take {ratio:.1f} × the time of {WORDS:,}")
    write_report(
        "worst_case",
        characters=CHARACTERS,
        repetitions=REPETITIONS,
        seconds={name: times for name, (times, _) in curves.items()},
        natural_ratio=ratio,
    )
    return int(ratio > NATURAL_LIMIT or not all(linear for _, linear in curves.values()))


if __name__ == "__main__":
    sys.exit(main())
