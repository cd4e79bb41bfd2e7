"""Coefficients of agreement: of a judge with itself, and of its ratings with other scores."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import permutations

from briefer.extras import require_extra
from briefer.schema.evidence import FrozenModel

stats = require_extra("evals", "scipy.stats")

SAME_RATINGS, SAME_SCORES = "all ratings are the same", "all scores are the same"
TOO_FEW = "there are not enough ratings"


class Coefficient(FrozenModel):
    """A coefficient of agreement: 1 is full agreement, 0 is what chance would give.

    Attributes:
        value: the coefficient; None if it is undefined.
        briefs: the number of briefs it is computed from.
        undefined: why it is undefined.
    """

    value: float | None
    briefs: int
    undefined: str | None = None


def alpha(ratings: Sequence[Sequence[int]]) -> Coefficient:
    """Return Krippendorff's alpha for ordinal ratings.

    Let o(c,k) be the coincidences of two values within a brief, n(c) their sum over k and n the
    total. Then alpha = 1 - (n - 1) Σ o(c,k) δ²(c,k) / Σ n(c) n(k) δ²(c,k), where δ(c,k) counts the
    ratings between the two values, plus half of those that have one of the two. Alpha is undefined
    if all ratings are the same: agreement then cannot be distinguished from chance.

    Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability, University of
    Pennsylvania, 2011.

    Args:
        ratings: for each brief, the ratings of all repeats; a brief with fewer than two is ignored.
    """
    units = [unit for unit in ratings if len(unit) > 1]
    coincidences = defaultdict[tuple[int, int], float](float)
    for unit in units:
        for pair in permutations(unit, 2):
            coincidences[pair] += 1 / (len(unit) - 1)
    counts = Counter(value for unit in units for value in unit)
    if not units:
        return Coefficient(value=None, briefs=0, undefined=TOO_FEW)
    if len(counts) == 1:
        return Coefficient(value=None, briefs=len(units), undefined=SAME_RATINGS)

    def distance(one: int, other: int) -> float:
        low, high = sorted((one, other))
        between = sum(count for value, count in counts.items() if low <= value <= high)
        return (between - (counts[low] + counts[high]) / 2) ** 2

    observed = sum(share * distance(*pair) for pair, share in coincidences.items())
    expected = sum(counts[c] * counts[k] * distance(c, k) for c, k in permutations(counts, 2))
    value = 1 - (counts.total() - 1) * observed / expected
    return Coefficient(value=value, briefs=len(units))


def tau(ratings: Sequence[float], scores: Sequence[float]) -> Coefficient:
    """Return Kendall's tau-b between ratings and scores of the same briefs.

    It is undefined if all ratings or all scores are the same: there is no order to agree with.
    """
    for values, undefined in ((ratings, SAME_RATINGS), (scores, SAME_SCORES)):
        if len(values) < 2:
            return Coefficient(value=None, briefs=len(values), undefined=TOO_FEW)
        if len(set(values)) == 1:
            return Coefficient(value=None, briefs=len(values), undefined=undefined)
    value = float(stats.kendalltau(ratings, scores).statistic)
    return Coefficient(value=value, briefs=len(ratings))
