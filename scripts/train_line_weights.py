"""Learn the weights of the soft findings from labelled lines, and write them into the package.

A logistic regression whose weights cannot be negative. The threshold is set so that of the right
lines of articles that the weights were not fitted to (ten folds, by article) a fixed share is
rejected. The figures printed are those of held-out lines; only the threshold has seen them. The
article's own sentences count as right lines, too: nothing may be held against them.

    .venv/bin/python scripts/train_line_weights.py evals/lines/news.jsonl
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from briefer.analysis.analyzer import analyze
from briefer.evals.lines.loader import load_lines
from briefer.grounding.line_checker import LineChecker
from briefer.grounding.registry import CHECKS
from briefer.grounding.suspicion import strengths

OUT = Path(__file__).resolve().parents[1] / "briefer" / "grounding" / "line_weights.json"
CODES = [code for check in CHECKS for code in check.codes]
FOLDS = 10
# Share of the right lines of held-out articles that each threshold rejects. Of right lines about
# other texts it is up to half as much again. The strict one is for lines of small models, which are
# wrong more often where a check is suspicious.
RIGHT_LINES_REJECTED = {"threshold": 0.04, "strict_threshold": 0.12}
PENALTY = 0.3  # of the squared weights
SENTENCES = 6  # own sentences of each article that count as right lines
Floats = NDArray[np.float64]


class Sample(NamedTuple):
    """A line as numbers: the strength of each soft code, and whether it is wrong."""

    article: str
    features: Floats
    has_hard_finding: bool
    is_wrong: bool
    is_own_sentence: bool


def samples(path: Path) -> list[Sample]:
    """Check every labelled line, and some of each article's own sentences."""
    found: list[Sample] = []
    checkers: dict[str, LineChecker] = {}
    for row in load_lines(path):
        digest = row.article.sha256
        if digest not in checkers:
            checkers[digest] = checker = LineChecker(row.article, analyze(row.article))
            ends = [row.article.text[start:end] for start, end in row.article.sentences]
            long = [text for text in ends if len(text.split()) >= 8]
            step = max(1, len(long) // SENTENCES)
            found += [
                _sample(checker, text, is_wrong=False, is_own_sentence=True)
                for text in long[::step]
            ]
        found.append(_sample(checkers[digest], row.line, is_wrong=not row.supported))
    return found


def _sample(
    checker: LineChecker, text: str, *, is_wrong: bool, is_own_sentence: bool = False
) -> Sample:
    findings = checker.findings(text)
    found = strengths(findings)
    return Sample(
        article=checker.article.sha256,
        features=np.array([found.get(code, 0.0) for code in CODES]),
        has_hard_finding=any(finding.severity == "hard" for finding in findings),
        is_wrong=is_wrong,
        is_own_sentence=is_own_sentence,
    )


def fit(rows: Sequence[Sample]) -> Floats:
    """Return the intercept and the weights that fit the rows best, none of them negative."""
    features = np.array([row.features for row in rows])
    wrong = np.array([float(row.is_wrong) for row in rows])

    def loss(values: Floats) -> tuple[float, Floats]:
        score = features @ values[1:] + values[0]
        error = expit(score) - wrong
        total = float(np.logaddexp(0, score).sum() - wrong @ score)
        penalty = PENALTY / 2 * float(values[1:] @ values[1:])
        gradient = np.concatenate([[error.sum()], features.T @ error + PENALTY * values[1:]])
        return total + penalty, gradient

    start = np.zeros(len(CODES) + 1)
    bounds = [(None, None)] + [(0, None)] * len(CODES)
    return np.asarray(minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x)


def held_out_scores(rows: Sequence[Sample]) -> Floats:
    """Return the score of each row by weights that were fitted to other articles."""
    articles = sorted({row.article for row in rows})
    fold = {article: number % FOLDS for number, article in enumerate(articles)}
    scores = np.zeros(len(rows))
    for number in range(FOLDS):
        values = fit([row for row in rows if fold[row.article] != number])
        for place, row in enumerate(rows):
            if fold[row.article] == number:
                scores[place] = row.features @ values[1:]
    return scores


def main() -> None:
    """Train, report what held-out lines give, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", type=Path)
    rows = samples(parser.parse_args().lines)
    scores = held_out_scores(rows)
    right = np.array([not row.is_wrong and not row.is_own_sentence for row in rows])
    wrong = np.array([row.is_wrong for row in rows])
    hard = np.array([row.has_hard_finding for row in rows])
    scores[hard] = np.inf
    print(f"{right.sum()} right and {wrong.sum()} wrong lines; of those that were held out:")
    thresholds = {}
    for name, share in RIGHT_LINES_REJECTED.items():
        thresholds[name] = threshold = float(np.quantile(scores[right], 1 - share))
        rejected = float((scores[right] >= threshold).mean())
        caught = float((scores[wrong] >= threshold).mean())
        print(
            f"{name}: right lines refused {rejected:.3f}, wrong lines caught {caught:.3f},", end=" "
        )
        print(f"balanced accuracy {(1 - rejected + caught) / 2:.3f}")
    values = fit(rows)
    weights = {c: round(float(v), 3) for c, v in zip(CODES, values[1:], strict=True) if v > 0}
    rounded = {name: round(value, 3) for name, value in thresholds.items()}
    data = {**rounded, "weights": dict(sorted(weights.items()))}
    OUT.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    print(f"written to {OUT}")


if __name__ == "__main__":
    main()
