"""Statistics: means with intervals, and whether one run is better than another.

The article is what was sampled, so it is what is resampled: repeats are averaged within each first.
Everything random is seeded, so the same scores give the same figures.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from briefer.evidence import FrozenModel

_SEED = 20_310_304
_RESAMPLES = 10_000
_ALL_SIGNS = 12  # up to so many articles every way to flip the signs is tried
_LEVEL = 0.05
_REACH = 1.960 + 0.842  # normal quantiles: 5 % two-sided, and a power of 80 %
_EXACT = 1e-12

Floats = NDArray[np.float64]


class Mean(FrozenModel):
    """A mean over articles.

    Attributes:
        mean: the mean; every article weighs the same.
        low: lower end of its 95 % bootstrap interval.
        high: upper end.
        articles: how many articles could be scored.
        pooled: of shares, all that was counted over all there was.
    """

    mean: float
    low: float
    high: float
    articles: int = Field(gt=0)
    pooled: float | None = None


class Comparison(FrozenModel):
    """One run against another on the articles that both were scored on.

    Attributes:
        articles: how many these are.
        difference: mean of the differences; positive is better.
        low: lower end of its 95 % bootstrap interval.
        high: upper end.
        p: how often chance alone would give a difference this large (sign-flip test, two-sided).
        p_adjusted: the same, for as many measures as were compared (Holm).
        effect: the difference in standard deviations of the differences.
        wins: articles on which it is better.
        losses: articles on which it is worse.
        detectable: smallest difference that so many articles would show in 80 % of cases.
        decisive: whether chance is ruled out at 5 %, for all measures compared.
    """

    articles: int
    difference: float
    low: float
    high: float
    p: float
    p_adjusted: float
    effect: float | None
    wins: int
    losses: int
    detectable: float | None
    decisive: bool


def mean_of(values: Sequence[float], *, pooled: float | None = None) -> Mean:
    """Return the mean of one value for each article, with its interval."""
    sample = np.asarray(values, dtype=float)
    low, high = _interval(sample)
    return Mean(mean=float(sample.mean()), low=low, high=high, articles=len(values), pooled=pooled)


def compare(differences: Mapping[str, Sequence[float]]) -> dict[str, Comparison]:
    """Compare two runs on several measures.

    Args:
        differences: by measure, one difference for each article; positive is better.
    """
    samples = {
        name: np.asarray(values, dtype=float) for name, values in differences.items() if values
    }
    chances = {name: _sign_flip(sample) for name, sample in samples.items()}
    adjusted = _holm(chances)
    return {
        name: _comparison(sample, p=chances[name], p_adjusted=adjusted[name])
        for name, sample in samples.items()
    }


def _comparison(sample: Floats, *, p: float, p_adjusted: float) -> Comparison:
    low, high = _interval(sample)
    spread = float(sample.std(ddof=1)) if len(sample) > 1 else 0.0
    difference = float(sample.mean())
    return Comparison(
        articles=len(sample),
        difference=difference,
        low=low,
        high=high,
        p=p,
        p_adjusted=p_adjusted,
        effect=difference / spread if spread else None,
        wins=int((sample > _EXACT).sum()),
        losses=int((sample < -_EXACT).sum()),
        detectable=_REACH * spread / math.sqrt(len(sample)) if spread else None,
        decisive=p_adjusted < _LEVEL,
    )


def _interval(sample: Floats) -> tuple[float, float]:
    """Return the 95 % percentile interval of the mean over resampled articles."""
    chosen = np.random.default_rng(_SEED).integers(0, len(sample), (_RESAMPLES, len(sample)))
    low, high = np.quantile(sample[chosen].mean(axis=1), (0.025, 0.975))
    return float(low), float(high)


def _sign_flip(sample: Floats) -> float:
    """Return how often flipped signs give a mean as far from zero as the one found."""
    moved = sample[np.abs(sample) > _EXACT]
    if not len(moved):
        return 1.0
    if len(moved) <= _ALL_SIGNS:
        signs = np.asarray(list(product((-1.0, 1.0), repeat=len(moved))))
        return float((np.abs(signs @ moved) >= abs(moved.sum()) - _EXACT).mean())
    signs = np.random.default_rng(_SEED).choice((-1.0, 1.0), (_RESAMPLES, len(moved)))
    as_far = int((np.abs(signs @ moved) >= abs(moved.sum()) - _EXACT).sum())
    return (as_far + 1) / (_RESAMPLES + 1)


def _holm(chances: Mapping[str, float]) -> dict[str, float]:
    """Raise each p for the number of tests made, after Holm."""
    adjusted: dict[str, float] = {}
    highest = 0.0
    for rank, (name, p) in enumerate(sorted(chances.items(), key=lambda entry: entry[1])):
        highest = max(highest, min(1.0, p * (len(chances) - rank)))
        adjusted[name] = highest
    return adjusted
