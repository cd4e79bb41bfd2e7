"""Main-text extraction: token F1 of ``briefer.load`` against manually marked page bodies.

``benchmarks/extraction.py PAGES.jsonl`` reads rows with ``html`` (the path of a gzip file, relative
to the list) and ``gold_body``. The project ships no such pages, since they are copyrighted; without
an argument there is nothing to measure.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path
from statistics import fmean

from common.reports import write_report

from briefer import NotAnArticleError, load


def token_f1(found: str, gold: str) -> float:
    """Return the F1 of the words of two texts, ignoring their order."""
    ours, theirs = (Counter(re.findall(r"\w+", text.lower())) for text in (found, gold))
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


def main() -> None:
    """Score each page and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="?", type=Path, help="JSON lines with html and gold_body")
    pages = parser.parse_args().pages
    if pages is None:
        print("nothing to measure, name a list of pages: benchmarks/extraction.py PAGES.jsonl")
        return
    scores: dict[str, float] = {}
    for row in map(json.loads, pages.read_text(encoding="utf-8").splitlines()):
        try:
            article = load(gzip.decompress((pages.parent / row["html"]).read_bytes()))
        except NotAnArticleError as error:
            print(f"{row['html']}: rejected as {error.verdict}")
            scores[row["html"]] = 0.0
        else:
            scores[row["html"]] = token_f1(article.text, row["gold_body"])
    mean = fmean(scores.values())
    print(f"{len(scores)} pages, mean token F1 {mean:.3f}")
    write_report("extraction", pages=len(scores), token_f1=mean, scores=scores)


if __name__ == "__main__":
    main()
