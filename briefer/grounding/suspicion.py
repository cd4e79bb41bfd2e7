"""How suspicious the soft findings of a line are together.

Each code has a weight, learned from labelled lines by ``scripts/train_line_weights.py``: a logistic
regression whose weights cannot be negative, so that a finding never speaks for a line. A line is
rejected if the score of its findings is above the threshold, which rejects one right line in
twenty-five of those the weights were not trained on.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from briefer.grounding.findings import Finding
from briefer.schema.vocabulary import FindingCode

FLOOR = 0.2
"""Strength up to which a finding counts nothing: right lines have many that are as weak."""

_FILE = Path(__file__).with_name("line_weights.json")


class LineWeights(NamedTuple):
    """The learned weights.

    Attributes:
        weights: by code; a code without a weight counts nothing.
        threshold: the score from which a line is rejected.
        strict_threshold: the lower one for lines of a small model, which are wrong more often.
    """

    weights: Mapping[FindingCode, float]
    threshold: float
    strict_threshold: float


@cache
def shipped_weights() -> LineWeights:
    """Return the weights that come with the package."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    return LineWeights(data["weights"], data["threshold"], data["strict_threshold"])


def strengths(findings: Iterable[Finding]) -> dict[FindingCode, float]:
    """Return by how much the strongest soft finding of each code is above ``FLOOR``."""
    found: dict[FindingCode, float] = {}
    for finding in findings:
        if finding.severity == "soft" and finding.strength > FLOOR:
            excess = finding.strength - FLOOR
            found[finding.code] = max(found.get(finding.code, 0.0), excess)
    return found


def suspicion(findings: Iterable[Finding], weights: LineWeights | None = None) -> float:
    """Return the score of a line's findings; 0 without any."""
    table = (weights or shipped_weights()).weights
    return sum(table.get(code, 0.0) * value for code, value in strengths(findings).items())


def contributions(findings: Iterable[Finding]) -> tuple[float, ...]:
    """Return how much each finding adds to the score: of each code, only the strongest one does."""
    found, table = tuple(findings), shipped_weights().weights
    left = strengths(found)
    added = []
    for finding in found:
        counts = finding.severity == "soft" and finding.strength - FLOOR == left.get(finding.code)
        added.append(table.get(finding.code, 0.0) * left.pop(finding.code) if counts else 0.0)
    return tuple(added)


def refuses(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Return True if the findings reject their line: one is hard, or all are too suspicious."""
    found, weights = tuple(findings), shipped_weights()
    threshold = weights.strict_threshold if strict else weights.threshold
    return any(f.severity == "hard" for f in found) or suspicion(found) >= threshold
