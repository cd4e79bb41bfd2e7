"""Coefficients of agreement on ratings with known results."""

import pytest

from briefer.evals.judge.agreement import SAME_RATINGS, SAME_SCORES, TOO_FEW, alpha, tau

# The reliability data of four observers, with gaps, in Krippendorff's "Computing Krippendorff's
# Alpha-Reliability" (2011), which gives .815 for the ordinal metric; a row for each unit.
EXAMPLE = [
    [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
]  # fmt: skip


def test_alpha_of_the_published_example() -> None:
    found = alpha(EXAMPLE)
    assert found.value == pytest.approx(0.815, abs=5e-4)
    assert found.briefs == 11  # the twelfth has one rating


def test_full_agreement_is_one_and_systematic_disagreement_is_below_zero() -> None:
    assert alpha([[1, 1, 1], [4, 4, 4], [2, 2, 2]]).value == 1
    assert alpha([[1, 5], [5, 1]]).value == pytest.approx(-0.5)


def test_a_small_difference_costs_less_than_a_large_one() -> None:
    near = alpha([[1, 1], [2, 2], [3, 3], [4, 4], [4, 5]]).value
    far = alpha([[1, 1], [2, 2], [3, 3], [4, 4], [1, 5]]).value
    assert near is not None
    assert far is not None
    assert near > far


def test_alpha_is_undefined_for_equal_ratings_and_for_single_ratings() -> None:
    same = alpha([[5, 5, 5], [5, 5]])
    assert (same.value, same.briefs, same.undefined) == (None, 2, SAME_RATINGS)
    once = alpha([[5], [1]])
    assert (once.value, once.briefs, once.undefined) == (None, 0, TOO_FEW)


def test_tau_b_counts_pairs_and_ties() -> None:
    assert tau([1, 2, 3, 4, 5], [3, 4, 1, 2, 5]).value == pytest.approx(0.2)
    assert tau([1, 1, 2], [0.1, 0.2, 0.3]).value == pytest.approx(2 / 6**0.5)
    assert tau([1, 2, 3], [0.9, 0.5, 0.1]).value == pytest.approx(-1)


def test_tau_is_undefined_without_an_order() -> None:
    assert tau([4, 4], [0.1, 0.2]).undefined == SAME_RATINGS
    assert tau([4, 5], [1, 1]).undefined == SAME_SCORES
    assert tau([4], [1]).undefined == TOO_FEW
