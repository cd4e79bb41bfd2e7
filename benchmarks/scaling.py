"""How the time of the analysis, and of a brief without a model, grows with article length.

The same 10,000 words of the shipped suite are processed as one article, as two, as four and so on,
in turns in one run, so that each length has the same words. The script fails if the time per word
in the longest article exceeds that in articles of 1,250 words by more than the limit, or if the
long article gives fewer claims than the short ones.
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
REFERENCE = 1_250
ROUNDS = 3
LIMIT = 2.0
MIN_CLAIMS = 0.95  # share of the short articles' claims; coreference may differ a little


def paragraphs() -> list[str]:
    """Return the first English paragraphs of the shipped suite that make ``WORDS`` words."""
    cases = load_suite(shipped_suites()[0]).cases
    english = (case.article.text for case in cases if case.article.language == "en")
    selected: list[str] = []
    words = 0
    for paragraph in (line for text in english for line in text.split("\n") if line.strip()):
        if words >= WORDS:
            return selected
        selected.append(paragraph)
        words += len(paragraph.split())
    raise SystemExit(f"the suite has only {words} English words, {WORDS} are needed")


def articles(parts: Sequence[str], *, length: int) -> list[Article]:
    """Divide the paragraphs into articles of about ``length`` words."""
    groups: list[list[str]] = [[] for _ in range(WORDS // length)]
    total = sum(len(part.split()) for part in parts)
    words_so_far = 0
    for part in parts:
        groups[len(groups) * words_so_far // total].append(part)
        words_so_far += len(part.split())
    return [Article(text="\n".join(group)) for group in groups]


def seconds(step: Callable[[Article], object], batch: Sequence[Article]) -> float:
    """Return the time that ``step`` takes for all articles of a batch."""
    start = time.perf_counter()
    for article in batch:
        analyze.cache_clear()
        step(article)
    return time.perf_counter() - start


def extractive(article: Article) -> None:
    """Brief an article without a model."""
    brief(article, model="none", settings=Settings(cache=False))


def main() -> int:
    """Measure, print, write the report, and return 1 if a limit is exceeded."""
    parts = paragraphs()
    words = sum(len(part.split()) for part in parts)
    batches = {length: articles(parts, length=length) for length in LENGTHS}
    steps: dict[str, Callable[[Article], object]] = {"analysis": analyze, "brief": extractive}
    extractive(batches[REFERENCE][0])  # loads the parser, once in a process
    runs: dict[tuple[str, int], list[float]] = {
        (name, length): [] for name in steps for length in LENGTHS
    }
    for _ in range(ROUNDS):
        for (name, length), times in runs.items():
            times.append(seconds(steps[name], batches[length]))
    cost = {key: statistics.median(times) / words * 1000 for key, times in runs.items()}
    claims = {
        length: sum(len(analyze(article).attributions) for article in batches[length])
        for length in LENGTHS
    }
    ratios = {name: cost[name, WORDS] / cost[name, REFERENCE] for name in steps}

    print("  words  analysis, s  s/1,000 words    brief, s  s/1,000 words  claims/1,000 words")
    for length in LENGTHS:
        analysis, brief_cost = cost["analysis", length], cost["brief", length]
        print(
            f"{length:7,}  {analysis * length / 1000:11.2f}  {analysis:13.3f}"
            f"  {brief_cost * length / 1000:10.2f}  {brief_cost:13.3f}"
            f"  {claims[length] / words * 1000:18.1f}"
        )
    for name, ratio in ratios.items():
        print(
            f"{name}: time per word at {WORDS:,} words is {ratio:.2f} × that at {REFERENCE:,} "
            f"(at most {LIMIT:g} ×)"
        )
    write_report(
        "scaling",
        rounds=ROUNDS,
        words=words,
        seconds_per_1000_words={
            name: {length: cost[name, length] for length in LENGTHS} for name in steps
        },
        claims=claims,
        ratios=ratios,
        limit=LIMIT,
    )
    claims_lost = claims[WORDS] < MIN_CLAIMS * claims[REFERENCE]
    return int(claims_lost or any(ratio > LIMIT for ratio in ratios.values()))


if __name__ == "__main__":
    sys.exit(main())
