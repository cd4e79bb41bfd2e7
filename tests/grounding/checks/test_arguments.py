import pytest

from briefer.grounding.checks.arguments import ARGUMENTS
from tests.grounding.strike import params, strengths

CLEAR = 0.5


@pytest.mark.parametrize(
    "line",
    [
        "Marsh accused Lindqvist of hiding a report",
        "The gate damaged a barge in March",
        "A barge was damaged by the northern gate",
    ],
)
def test_swapped_subject_and_object_are_found(line: str) -> None:
    assert strengths(ARGUMENTS, line)["swapped_roles"] >= CLEAR


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("The Canal Board accused Marsh of hiding a report", "accused"),
        ("Lindqvist denied that the board had cut their pay", "denied"),
        ("Owen Marsh said that 340 members had voted for the strike", "said"),
    ],
)
def test_another_actor_is_found(line: str, word: str) -> None:
    assert strengths(ARGUMENTS, line)["wrong_actor"] >= CLEAR
    assert params(ARGUMENTS, line, "wrong_actor") == {"word": word}


@pytest.mark.parametrize(
    "line",
    [
        "Lindqvist accused Marsh of hiding a report",
        "Marsh was accused of hiding a report by Lindqvist",
        "Marsh, accused of hiding a report, denied that the board had cut their pay",
        "The northern gate was damaged by a barge",
        "In March, a barge damaged a gate",
        "Petra Lindqvist said that 340 members had voted for the strike",
    ],
)
def test_the_same_roles_in_other_words_are_right(line: str) -> None:
    assert strengths(ARGUMENTS, line) == {}


def test_the_check_is_for_english() -> None:
    assert ARGUMENTS.reads("en")
    assert not ARGUMENTS.reads("fr")
