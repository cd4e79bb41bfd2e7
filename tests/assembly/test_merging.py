"""Merging: the order in which what model and reading found stands."""

from operator import itemgetter

import pytest

from briefer.assembly.merging import interleave, model_first, reciprocal_rank_fusion


@pytest.mark.parametrize(
    ("model", "reading", "order"),
    [
        # both know the model's first: it leads
        (["quay"], ["town", "river", "hill", "quay"], ["quay", "town", "river", "hill"]),
        # the reading knows it only far behind, or not at all: the reading's own first leads
        (["e"], ["a", "b", "c", "d", "x", "e"], ["a", "e", "b", "c", "d", "x"]),
        (["z", "a"], ["a", "b"], ["a", "z", "b"]),
        (["z"], [], ["z"]),
        ([], ["a", "b"], ["a", "b"]),
    ],
)
def test_what_both_found_comes_first(
    model: list[str], reading: list[str], order: list[str]
) -> None:
    assert list(reciprocal_rank_fusion(model, reading, key=str)) == order


def test_of_two_forms_of_one_the_readings_is_kept() -> None:
    model, reading = [("day", "Thursday")], [("day", "Nov. 10"), ("night", "tonight")]
    assert reciprocal_rank_fusion(model, reading, key=itemgetter(0)) == tuple(reading)


def test_a_model_that_is_trusted_keeps_its_order() -> None:
    assert model_first(["c", "a", "c"], ["a", "b"], key=str) == ("c", "a", "b")


def test_parts_are_taken_in_turn_and_nothing_twice() -> None:
    assert interleave([["a", "b", "c"], ["d", "a"]]) == ("a", "d", "b", "c")
