import pytest

from briefer.grounding.checks.certainty import CERTAINTY
from briefer.schema.article import Article
from tests.grounding.strike import strengths

CLEAR, WEAK = 0.5, 0.25

FRENCH = Article(
    language="fr",
    text="Le conseil du port a répondu aux lettres du syndicat. La grève pourrait durer deux "
    "semaines.",
)


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("lost_hedge", "The union will accept a smaller raise in August"),
        ("lost_hedge", "The union accepts a smaller raise in August"),
        ("hedge_left_out", "A smaller raise is accepted by the union in August"),
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


def test_the_month_of_may_is_no_hedge() -> None:
    gate = Article(text="The northern gate may stay closed until May. Boats wait at the lock.")
    assert strengths(CERTAINTY, "It stays closed until May", gate)["hedge_left_out"] >= CLEAR


def test_a_hedge_is_about_the_words_of_its_clause() -> None:
    assert "hedge_left_out" not in strengths(CERTAINTY, "The union discussed a raise in August")


def test_a_hedge_is_compared_without_a_parser() -> None:
    assert strengths(CERTAINTY, "La grève durera deux semaines", FRENCH).get("lost_hedge", 0) > 0
    assert strengths(CERTAINTY, "La grève pourrait durer deux semaines", FRENCH) == {}
