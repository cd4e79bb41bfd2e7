"""Merging: the order of items from the model and from the analysis."""

from operator import itemgetter

import pytest

from briefer.assembly.merging import interleave, model_first, reciprocal_rank_fusion


@pytest.mark.parametrize(
    ("model", "analysis", "order"),
    [
        # both have the model's first item: it comes first
        (["quay"], ["town", "river", "hill", "quay"], ["quay", "town", "river", "hill"]),
        # the analysis has it far down, or not at all: its own first item comes first
        (["e"], ["a", "b", "c", "d", "x", "e"], ["a", "e", "b", "c", "d", "x"]),
        (["z", "a"], ["a", "b"], ["a", "z", "b"]),
        (["z"], [], ["z"]),
        ([], ["a", "b"], ["a", "b"]),
    ],
)
def test_items_found_by_both_come_first(
    model: list[str], analysis: list[str], order: list[str]
) -> None:
    assert list(reciprocal_rank_fusion(model, analysis, key=str)) == order


def test_of_two_items_with_one_key_that_of_the_analysis_is_kept() -> None:
    model, analysis = [("day", "Thursday")], [("day", "Nov. 10"), ("night", "tonight")]
    assert reciprocal_rank_fusion(model, analysis, key=itemgetter(0)) == tuple(analysis)


def test_model_first_keeps_the_models_order() -> None:
    assert model_first(["c", "a", "c"], ["a", "b"], key=str) == ("c", "a", "b")


def test_interleave_takes_from_each_part_in_turn_without_repetitions() -> None:
    assert interleave([["a", "b", "c"], ["d", "a"]]) == ("a", "d", "b", "c")
