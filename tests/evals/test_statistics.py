"""Intervals and comparisons of samples with known results."""

import pytest

from briefer.evals.statistics import compare, mean_of, mean_share, share_of, wilson


def test_the_interval_contains_the_mean_and_narrows_with_more_articles() -> None:
    few, many = mean_of([0.0, 1.0] * 5), mean_of([0.0, 1.0] * 50)
    assert few.mean == many.mean == 0.5
    assert few.low < 0.5 < few.high
    assert many.high - many.low < (few.high - few.low) / 2
    # the standard error of 100 coin flips is 0.05
    assert many.high - many.low == pytest.approx(4 * 0.05, rel=0.1)


def test_equal_scores_have_no_spread() -> None:
    assert mean_of([0.7] * 9).low == pytest.approx(0.7)
    same = compare({"x": [0.0] * 9})["x"]
    assert (same.p, same.wins, same.losses, same.effect, same.decisive) == (1, 0, 0, None, False)


def test_a_gain_on_every_article_is_decisive() -> None:
    found = compare({"x": [0.1, 0.2, 0.15, 0.3, 0.05, 0.1, 0.2, 0.1]})["x"]
    assert found.p == pytest.approx(2 / 2**8)  # two of 256 ways to set the signs
    assert found.decisive
    assert (found.wins, found.losses) == (8, 0)
    assert found.low > 0


def test_three_articles_are_never_decisive() -> None:
    found = compare({"x": [0.3, 0.4, 0.5]})["x"]
    assert found.p == pytest.approx(0.25)
    assert not found.decisive


def test_a_large_sample_is_tested_by_random_signs() -> None:
    assert compare({"x": [0.1, -0.1] * 20})["x"].p > 0.5
    assert compare({"x": [0.1] * 40})["x"].p < 0.001


def test_comparing_more_metrics_raises_the_adjusted_p() -> None:
    gain = [0.1] * 7
    alone = compare({"x": gain})["x"]
    among = compare({"x": gain, **{f"y{i}": [0.1, -0.1] * 4 for i in range(9)}})["x"]
    assert alone.p == among.p
    assert among.p_adjusted == pytest.approx(10 * among.p)
    assert alone.decisive
    assert not among.decisive


def test_the_smallest_detectable_difference_shrinks_with_the_root_of_the_articles() -> None:
    few = compare({"x": [0.1, -0.1] * 8})["x"].detectable
    many = compare({"x": [0.1, -0.1] * 32})["x"].detectable
    assert few is not None
    assert many is not None
    assert few / many == pytest.approx(2, rel=0.05)


def test_a_share_is_pooled_and_its_interval_is_over_articles() -> None:
    spread = share_of([0, 10] * 10, [10, 10] * 10)
    even = share_of([5] * 20, [10] * 20)
    assert spread is not None
    assert even is not None
    assert (spread.value, spread.hits, spread.total) == (0.5, 100, 200)
    assert spread.low is not None
    assert spread.high is not None
    # the standard error of 20 articles that are 0 or 1 is 0.11
    assert spread.high - spread.low == pytest.approx(4 * 0.11, rel=0.1)
    assert (even.low, even.high) == (0.5, 0.5)
    assert share_of([0, 0], [0, 0]) is None


def test_an_article_without_a_total_leaves_the_share_as_it_is() -> None:
    found = share_of([1, 0, 1], [2, 0, 2])
    assert found is not None
    assert (found.value, found.low, found.high) == (0.5, 0.5, 0.5)


def test_a_single_article_has_no_interval() -> None:
    found = share_of([1, 0], [2, 0])
    assert found is not None
    assert (found.value, found.low, found.high) == (0.5, None, None)


def test_the_mean_of_two_shares_is_resampled_together() -> None:
    # what one share wins on an article the other one loses
    found = mean_share(([0, 10] * 5, [10] * 10), ([10, 0] * 5, [10] * 10))
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((0.5, 0.5, 0.5))
    assert mean_share(([1], [2]), ([0], [0])) is None


def test_the_wilson_interval_of_small_counts_is_wide() -> None:
    found = wilson(4, 4)
    assert found is not None
    # Brown, Cai & DasGupta 2001: n / (n + z²) for n of n
    assert found.low == pytest.approx(4 / (4 + 1.96**2))
    assert found.high == 1
    half = wilson(50, 100)
    assert half is not None
    assert (half.low, half.high) == pytest.approx((0.4038, 0.5962), abs=1e-4)
    assert wilson(0, 0) is None
