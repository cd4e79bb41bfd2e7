"""Intervals and comparisons of samples with known results."""

import pytest

from briefer.evals.statistics import compare, mean_of


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
