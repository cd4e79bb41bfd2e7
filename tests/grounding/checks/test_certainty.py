import pytest

from briefer.grounding.checks.certainty import CERTAINTY
from briefer.schema.article import Article
from tests.grounding.strike import strengths

CLEAR, WEAK = 0.5, 0.25

FRENCH = Article(
    language="fr",
    text="Le conseil du port n’a pas répondu aux lettres du syndicat. La grève pourrait durer deux "
    "semaines.",
)


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("lost_negation", "The board did answer three letters from the Harbour Court"),
        ("lost_negation", "The board answered three letters from the Harbour Court"),
        ("added_negation", "A barge did not damage the northern gate of the canal in March"),
        ("added_negation", "The repairs of the gate did not cost £2.5 million"),
        ("lost_hedge", "The union will accept a smaller raise in August"),
        ("lost_hedge", "The union accepts a smaller raise in August"),
        ("hedge_left_out", "A smaller raise is accepted by the union in August"),
        ("hedge_left_out", "A smaller raise in August"),
        ("denial_differs", "The board answered three letters from the Harbour Court"),
        ("denial_differs", "Lock keepers did not vote to stop work"),
        ("certainty_differs", "In August, the union accepts a smaller raise"),
        ("certainty_differs", "Marsh confirmed that the board had cut their pay"),
    ],
)
def test_a_lost_or_added_word_of_certainty_is_found(code: str, line: str) -> None:
    assert strengths(CERTAINTY, line)[code] >= CLEAR


@pytest.mark.parametrize(
    "line",
    [
        "The board did not reply to the court’s letters",
        "Three letters from the Harbour Court were not answered by the board",
        "The union might accept a smaller raise in August",
        "A smaller raise in August could be accepted by the union",
        "A barge damaged the northern gate of the canal",
        "The northern gate was damaged by a barge in March",
        "Lock keepers voted to stop work",
        "The repairs cost £2.5 million",
        "Owen Marsh denied that the board had cut their pay",
        "Lindqvist accused Marsh of hiding a report about the gate",
    ],
)
def test_a_paraphrase_that_keeps_the_certainty_is_right(line: str) -> None:
    assert all(strength <= WEAK for strength in strengths(CERTAINTY, line).values())


def test_a_negation_and_a_hedge_are_compared_without_a_parser() -> None:
    lost = strengths(CERTAINTY, "Le conseil du port a répondu aux lettres du syndicat", FRENCH)
    assert lost["lost_negation"] >= CLEAR
    assert strengths(CERTAINTY, "La grève durera deux semaines", FRENCH).get("lost_hedge", 0) > 0
    kept = "Le conseil n’a pas répondu aux lettres du syndicat"
    assert strengths(CERTAINTY, kept, FRENCH) == {}
    assert strengths(CERTAINTY, "La grève pourrait durer deux semaines", FRENCH) == {}
