import pytest

from briefer.grounding.checks.joining import JOINING
from briefer.schema.article import Article
from tests.grounding.strike import params, strengths

STORM = Article(
    text="A fisherman from the northern pier drowned at his mooring before the alarm. An elderly "
    "woman who had lived alone for years died in a shelter of an apparent heart attack. The "
    "harbour stayed closed on Friday, and ferries ran again at noon on Saturday."
)


@pytest.mark.parametrize(
    "line",
    [
        "A fisherman from the northern pier died in a shelter of an apparent heart attack",
        "A fisherman from the northern pier died in a shelter of an apparent stroke",
    ],
)
def test_a_subject_with_the_verb_of_another_sentence_is_found(line: str) -> None:
    assert strengths(JOINING, line, STORM)["joined_statements"] >= 0.5


def test_the_finding_has_the_word_at_which_they_are_joined() -> None:
    line = "A fisherman from the northern pier died in a shelter of an apparent heart attack"
    assert params(JOINING, line, "joined_statements", STORM) == {"word": "fisherman"}


@pytest.mark.parametrize(
    "line",
    [
        "A fisherman from the northern pier drowned at his mooring before the alarm",
        "The harbour stayed closed on Friday, and an elderly woman who had lived alone died",
        "A fisherman drowned and a woman died in a shelter",
        "A fisherman from the northern pier drowned, and an elderly woman who had lived died",
        "A fisherman from the northern pier drowned; the harbour stayed closed on Friday",
    ],
)
def test_one_sentence_a_paraphrase_and_a_list_of_two_are_right(line: str) -> None:
    assert strengths(JOINING, line, STORM) == {}
