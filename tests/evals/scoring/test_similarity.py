"""Similarity, matching, and the numbers and names of a line, which all scorers use."""

import pytest

from briefer.analysis.annotations import Span
from briefer.evals.scoring.matching import match
from briefer.evals.scoring.scorers.claims import source_is_correct
from briefer.evals.scoring.similarity import (
    event_f1,
    is_part_of_name,
    name_f1,
    overlap_shares,
    time_similarity,
    token_f1,
    value_similarity,
)
from briefer.evals.scoring.text_patterns import names_in, numbers_in
from briefer.evals.suites.format import GoldClaim
from tests.evals.factories import OKAFOR, claim


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The U.S. Army", "US army", 1.0),
        ("Zoë's café", "zoe cafe", 1.0),
        ("1,200 people", "1200 people", 1.0),
        ("WaveFold™ pumps", "wavefold pumps", 1.0),
        ("Sunday morning", "Sunday", 2 / 3),
        ("Port Ellin", "Halder Bay", 0.0),
        ("", "", 1.0),
        ("the", "Ada", 0.0),
    ],
)
def test_token_f1_ignores_case_punctuation_and_articles(
    one: str, other: str, expected: float
) -> None:
    assert token_f1(one, other) == pytest.approx(expected)
    assert token_f1(other, one) == pytest.approx(expected)


def test_name_f1_ignores_titles_and_event_f1_ignores_endings() -> None:
    assert name_f1("Dr Ruth Okafor", "Ruth Okafor") == 1.0
    assert event_f1("Ferries collided in the harbour", "a ferry collides: harbours") == 1.0


def test_a_name_is_part_of_itself_with_a_clause_and_of_no_other_name() -> None:
    assert is_part_of_name("Ruth Okafor", "Ms Ruth Okafor, who runs the harbour at Ellin")
    assert is_part_of_name("officials in Ellin, who asked not to be named", "the officials")
    assert not is_part_of_name("Ruth Okafor", "Okafor, who runs the harbour")
    assert not is_part_of_name("the", "the officials")


@pytest.mark.parametrize(
    ("gold", "correct"),
    [
        ("Okafor, who runs the harbour", True),
        ("Okafor, 55, of Port Ellin", True),
        ("Brandt, who runs the harbour", False),
        ("a spokesman for Okafor", False),
    ],
)
def test_a_full_name_matches_a_gold_source_with_surname_and_clause(
    gold: str, *, correct: bool
) -> None:
    found = claim("the Aurelia had not slowed down in the fog", source=OKAFOR, cue="said")
    assert source_is_correct(found, GoldClaim(content=found.content, source=gold)) is correct


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2031-03-04", "2031-03-04", 1.0),
        ("2031-03", "2031-03-04", 0.75),
        ("2031-03-04", "2031-03-04TNI", 0.75),
        ("2031-03-04", "2031-03-05", 0.0),
        ("P3D", "P30D", 0.0),
    ],
)
def test_times_are_compared_by_value(one: str, other: str, expected: float) -> None:
    assert value_similarity(one, other) == expected
    assert value_similarity(other, one) == expected
    assert time_similarity(("Friday", one), ("that day", other)) == expected


def test_a_time_without_a_value_is_compared_by_its_phrase() -> None:
    assert time_similarity(("on Friday", None), ("Friday", "2031-03-04")) == pytest.approx(2 / 3)


def test_overlapping_spans_count_each_character_once() -> None:
    assert overlap_shares([Span(0, 10), Span(5, 10)], [Span(5, 15)]) == (0.5, 0.5)
    assert overlap_shares([], [Span(5, 15)]) == (0.0, 0.0)


def test_pairs_are_one_to_one_and_as_many_as_possible() -> None:
    similarity = {("a", 1): 0.9, ("a", 2): 0.6, ("b", 1): 0.8, ("b", 2): 0.1, ("c", 1): 0.2}
    found = match("abc", (1, 2), lambda a, b: similarity.get((a, b), 0.0), threshold=0.5)
    assert found.pairs == (("a", 2), ("b", 1))
    assert found.spurious == ("c",)
    assert found.missed == ()
    assert match("", (1,), lambda _a, _b: 1.0, threshold=0.5).missed == (1,)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.5 million people, 1,500,000 in all", {"1500000"}),
        ("twenty-five of one hundred and twenty", {"25", "120"}),
        ("$3.2bn and 40m", {"3200000000", "40000000"}),
        ("two thousand three hundred", {"2300"}),
        ("between two and three dozen", {"2", "36"}),
        ("one of them", set()),
    ],
)
def test_numbers_are_equal_however_they_are_written(text: str, numbers: set[str]) -> None:
    assert numbers_in(text) == numbers


def test_a_word_that_only_begins_a_sentence_is_not_a_name() -> None:
    line = "Residents fled. The mayor, Ada Lin, told the U.S. envoy. John Smith left on Monday."
    assert list(names_in(line, known="mayor")) == ["Ada Lin", "US", "John Smith"]
