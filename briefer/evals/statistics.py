"""Means and shares with confidence intervals, and paired comparisons of two systems.

Articles are the sample, so articles are resampled: callers average the repeats of an article first.
Random numbers have a fixed seed, so the same scores always give the same results.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from briefer.schema.evidence import FrozenModel

_SEED = 20_310_304
_RESAMPLES = 10_000
_MAX_EXACT = 12  # up to this many articles, all combinations of signs are tried
_SIGNIFICANCE = 0.05
_Z = 1.960  # normal quantile: 5 % two-sided
_POWER_FACTOR = _Z + 0.842  # and a power of 80 %
_EPSILON = 1e-12

Floats = NDArray[np.float64]


class Mean(FrozenModel):
    """A mean over articles.

    Attributes:
        mean: the mean; each article has the same weight.
        low: lower end of its 95 % bootstrap interval.
        high: upper end.
        articles: the number of articles with a score.
        pooled: for shares, the sum of all numerators over the sum of all denominators.
    """

    mean: float
    low: float
    high: float
    articles: int = Field(gt=0)
    pooled: float | None = None


class Estimate(FrozenModel):
    """A figure with its 95 % interval.

    Attributes:
        value: the figure.
        low: lower end of the interval; None if a single article says nothing about others.
        high: upper end; None in the same case.
    """

    value: float
    low: float | None
    high: float | None


class Share(Estimate):
    """A share, pooled over all articles.

    Attributes:
        hits: its numerator.
        total: its denominator.
    """

    hits: int
    total: int = Field(gt=0)


class Comparison(FrozenModel):
    """A system against a baseline on the articles that both have a score on.

    Attributes:
        articles: the number of these articles.
        difference: mean of the differences; positive is better.
        low: lower end of its 95 % bootstrap interval.
        high: upper end.
        p: p-value of a two-sided sign-flip test.
        p_adjusted: the same, adjusted for the number of metrics compared (Holm).
        effect: the difference in standard deviations of the differences.
        wins: the number of articles on which the system is better.
        losses: the number of articles on which it is worse.
        detectable: the smallest difference that this many articles would show with a power of 80 %.
        decisive: True if ``p_adjusted`` is below 5 %.
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
    """Return the mean and its interval, given one value for each article."""
    sample = np.asarray(values, dtype=float)
    low, high = _interval(sample)
    return Mean(mean=float(sample.mean()), low=low, high=high, articles=len(values), pooled=pooled)


def share_of(hits: Sequence[int], totals: Sequence[int]) -> Share | None:
    """Return all hits over all totals, given one of each for each article; None without any.

    The interval is a bootstrap over articles.
    """
    if not sum(totals):
        return None
    low, high = _bootstrap((hits, totals))
    hit, total = sum(hits), sum(totals)
    return Share(value=hit / total, low=low, high=high, hits=hit, total=total)


def mean_share(
    first: tuple[Sequence[int], Sequence[int]], second: tuple[Sequence[int], Sequence[int]]
) -> Estimate | None:
    """Return the mean of two shares of the same articles; None if one has no total.

    Args:
        first: hits and totals for each article, as for `share_of`.
        second: the same of the other share.
    """
    one, other = share_of(*first), share_of(*second)
    if one is None or other is None:
        return None
    low, high = _bootstrap(first, second)
    return Estimate(value=(one.value + other.value) / 2, low=low, high=high)


def wilson(hits: int, total: int) -> Share | None:
    """Return a share with its Wilson score interval, which holds for small counts; None of none."""
    if not total:
        return None
    share, square = hits / total, _Z**2
    centre = (share + square / (2 * total)) / (1 + square / total)
    spread = math.sqrt(share * (1 - share) / total + square / (4 * total**2))
    half = _Z / (1 + square / total) * spread
    return Share(
        value=share, low=max(0.0, centre - half), high=min(1.0, centre + half),
        hits=hits, total=total,
    )  # fmt: skip


def compare(differences: Mapping[str, Sequence[float]]) -> dict[str, Comparison]:
    """Compare two systems on several metrics.

    Args:
        differences: by metric, one difference for each article; positive is better.
    """
    samples = {
        name: np.asarray(values, dtype=float) for name, values in differences.items() if values
    }
    p_values = {name: _sign_flip_test(sample) for name, sample in samples.items()}
    adjusted = _adjust(p_values)
    return {
        name: _comparison(sample, p=p_values[name], p_adjusted=adjusted[name])
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
        wins=int((sample > _EPSILON).sum()),
        losses=int((sample < -_EPSILON).sum()),
        detectable=_POWER_FACTOR * spread / math.sqrt(len(sample)) if spread else None,
        decisive=p_adjusted < _SIGNIFICANCE,
    )


def _interval(sample: Floats) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of the mean."""
    indices = np.random.default_rng(_SEED).integers(0, len(sample), (_RESAMPLES, len(sample)))
    return _percentiles(sample[indices].mean(axis=1))


def _bootstrap(
    *shares: tuple[Sequence[int], Sequence[int]],
) -> tuple[float, float] | tuple[None, None]:
    """Return the 95 % percentile interval of the mean of the shares over resampled articles."""
    if any(sum(total > 0 for total in totals) < 2 for _, totals in shares):
        return None, None
    return _percentiles(np.mean([_resampled_shares(*share) for share in shares], axis=0))


def _resampled_shares(hits: Sequence[int], totals: Sequence[int]) -> Floats:
    """Return the share in each resample of the articles; nan in one without any total."""
    counts = _resample_counts(len(totals)) @ np.asarray([hits, totals], dtype=float).T
    shares = np.full(len(counts), np.nan)
    np.divide(counts[:, 0], counts[:, 1], out=shares, where=counts[:, 1] > 0)
    return shares


@lru_cache(maxsize=1)
def _resample_counts(articles: int) -> Floats:
    """Return how often each article is in each resample."""
    draws = np.random.default_rng(_SEED).multinomial(
        articles, np.full(articles, 1 / articles), _RESAMPLES
    )
    return draws.astype(np.float64)


def _percentiles(values: Floats) -> tuple[float, float]:
    low, high = np.nanquantile(values, (0.025, 0.975))
    return float(low), float(high)


def _sign_flip_test(sample: Floats) -> float:
    """Return the share of sign flips that give a sum at least as far from zero as the observed."""
    nonzero = sample[np.abs(sample) > _EPSILON]
    if not len(nonzero):
        return 1.0
    if len(nonzero) <= _MAX_EXACT:
        signs = np.asarray(list(product((-1.0, 1.0), repeat=len(nonzero))))
        return float((np.abs(signs @ nonzero) >= abs(nonzero.sum()) - _EPSILON).mean())
    signs = np.random.default_rng(_SEED).choice((-1.0, 1.0), (_RESAMPLES, len(nonzero)))
    as_extreme = int((np.abs(signs @ nonzero) >= abs(nonzero.sum()) - _EPSILON).sum())
    return (as_extreme + 1) / (_RESAMPLES + 1)


def _adjust(p_values: Mapping[str, float]) -> dict[str, float]:
    """Adjust p-values for the number of tests (Holm's method)."""
    adjusted: dict[str, float] = {}
    highest = 0.0
    for rank, (name, p) in enumerate(sorted(p_values.items(), key=lambda entry: entry[1])):
        highest = max(highest, min(1.0, p * (len(p_values) - rank)))
        adjusted[name] = highest
    return adjusted
