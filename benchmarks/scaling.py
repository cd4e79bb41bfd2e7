"""How the time of a reading, and of a brief without a model, grows with the article's length.

The same 10,000 words of the shipped suite are read as one article, as two, as four and so on, in
turns within one run: whatever the words cost, each length pays for the same ones. The script fails
when a word of the longest article costs more than the limit allows against one of 1,250 words, or
when fewer claims are found in the long article than in the short ones.
"""

import statistics
import sys
import time
from collections.abc import Callable, Sequence

from common.reports import write_report

from briefer import Article, Settings, brief
from briefer.analysis.analyzer import analyze
from briefer.evals.suites.loader import load_suite, shipped_suites

WORDS = 10_000
LENGTHS = (625, 1_250, 2_500, 5_000, WORDS)
COMPARED = 1_250
ROUNDS = 3
LIMIT = 2.0
LEAST_CLAIMS = 0.95  # of those in the short articles; what refers back may be read otherwise


def paragraphs() -> list[str]:
    """Return the first English paragraphs of the shipped suite that make ``WORDS`` words."""
    cases = load_suite(shipped_suites()[0]).cases
    english = (case.article.text for case in cases if case.article.language == "en")
    kept: list[str] = []
    words = 0
    for paragraph in (line for text in english for line in text.split("\n") if line.strip()):
        if words >= WORDS:
            return kept
        kept.append(paragraph)
        words += len(paragraph.split())
    raise SystemExit(f"the suite has {words} English words, and {WORDS} are needed")


def articles(parts: Sequence[str], *, length: int) -> list[Article]:
    """Cut the paragraphs into even articles of about ``length`` words."""
    groups: list[list[str]] = [[] for _ in range(WORDS // length)]
    total = sum(len(part.split()) for part in parts)
    before = 0
    for part in parts:
        groups[len(groups) * before // total].append(part)
        before += len(part.split())
    return [Article(text="\n".join(group)) for group in groups]


def seconds(step: Callable[[Article], object], texts: Sequence[Article]) -> float:
    """Return how long ``step`` takes for all of ``texts``."""
    start = time.perf_counter()
    for text in texts:
        analyze.cache_clear()
        step(text)
    return time.perf_counter() - start


def extractive(article: Article) -> None:
    """Brief an article without a model."""
    brief(article, model="none", settings=Settings(cache=False))


def main() -> int:
    """Measure, print, write the report, and return 1 when a limit is broken."""
    parts = paragraphs()
    words = sum(len(part.split()) for part in parts)
    texts = {length: articles(parts, length=length) for length in LENGTHS}
    steps: dict[str, Callable[[Article], object]] = {"reading": analyze, "brief": extractive}
    extractive(texts[COMPARED][0])  # loads the parser, which happens once in a process
    runs: dict[tuple[str, int], list[float]] = {
        (name, length): [] for name in steps for length in LENGTHS
    }
    for _ in range(ROUNDS):
        for (name, length), times in runs.items():
            times.append(seconds(steps[name], texts[length]))
    cost = {key: statistics.median(times) / words * 1000 for key, times in runs.items()}
    claims = {
        length: sum(len(analyze(text).attributions) for text in texts[length]) for length in LENGTHS
    }
    ratios = {name: cost[name, WORDS] / cost[name, COMPARED] for name in steps}

    print("  words  reading, s  s/1,000 words    brief, s  s/1,000 words  claims read/1,000 words")
    for length in LENGTHS:
        read, made = cost["reading", length], cost["brief", length]
        print(
            f"{length:7,}  {read * length / 1000:10.2f}  {read:13.3f}  {made * length / 1000:10.2f}"
            f"  {made:13.3f}  {claims[length] / words * 1000:23.1f}"
        )
    for name, ratio in ratios.items():
        print(
            f"{name}: a word of {WORDS:,} costs {ratio:.2f} × one of {COMPARED:,} "
            f"(at most {LIMIT:g} ×)"
        )
    write_report(
        "length",
        rounds=ROUNDS,
        words=words,
        seconds_per_1000_words={
            name: {length: cost[name, length] for length in LENGTHS} for name in steps
        },
        claims_read=claims,
        ratios=ratios,
        limit=LIMIT,
    )
    lost = claims[WORDS] < LEAST_CLAIMS * claims[COMPARED]
    return int(lost or any(ratio > LIMIT for ratio in ratios.values()))


if __name__ == "__main__":
    sys.exit(main())
