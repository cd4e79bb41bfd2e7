"""Merging: the order of items from the model and from the analysis."""

from operator import itemgetter

import pytest

from briefer.assembly.merging import (
    interleave,
    merge_uncertainty,
    model_first,
    reciprocal_rank_fusion,
)
from briefer.schema.article import Article
from briefer.schema.brief import Uncertainty
from briefer.schema.vocabulary import UncertaintyKind


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


TEXT = "The mayor said the alarms had worked. The union denied it. Two officials blamed a belt."
ALARMS = "The mayor and the union disagree about the alarms."


def item(note: str, kind: UncertaintyKind = "hedged") -> Uncertainty:
    article = Article(text=TEXT)
    evidence = (article.evidence(*article.sentences[0]), article.evidence(*article.sentences[1]))
    return Uncertainty(kind=kind, note=note, evidence=evidence)


@pytest.mark.parametrize(
    "again",
    [
        ALARMS,
        "The mayor and the union disagree about the alarms of the old terminal.",
        "About the alarms, union and mayor disagree.",
    ],
)
def test_what_two_parts_leave_uncertain_stays_once(again: str) -> None:
    belt = item("Two officials blame a belt.")
    assert merge_uncertainty([[item(ALARMS)], [item(again), belt]]) == (item(ALARMS), belt)


def test_the_same_words_on_another_kind_of_uncertainty_stay() -> None:
    both = (item(ALARMS), item(ALARMS, "disputed"))
    assert merge_uncertainty([both[:1], both[1:]]) == both


def test_one_part_may_have_several_notes_that_are_alike() -> None:
    alike = (item("Only Ann Reed says so."), item("Only Ann Lund says so."))
    assert merge_uncertainty([alike]) == alike


def test_uncertainty_of_several_parts_is_in_the_order_of_the_parts() -> None:
    notes = ["The mayor blames a storm.", "Nobody saw the fire.", "Two officials left the town."]
    items = tuple(map(item, notes))
    assert merge_uncertainty([items[:2], (), items[2:]]) == items
    assert merge_uncertainty([]) == ()
