import pytest

from briefer.grounding.checks.wording import WORDING
from tests.grounding.strike import params, strengths


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("A barge repaired the northern gate of the canal in March", ("repaired", "damaged")),
        ("Visitors pay 14 crowns for a photo of the station, and children pay six",
         ("photo", "tour")),
        ("Lock keepers in the town of Velmoor voted on Monday to praise work for a week",
         ("praise", "stop")),
    ],
)  # fmt: skip
def test_one_other_word_in_a_repeated_sentence_is_found(line: str, words: tuple[str, str]) -> None:
    assert strengths(WORDING, line)["word_replaced"] >= 0.5
    found = params(WORDING, line, "word_replaced")
    assert (found["line"], found["article"]) == words


@pytest.mark.parametrize(
    "line",
    [
        "A barge damaged the northern gate of the canal in March",
        "A barge damages the northern gate of the canal in March",
        "The northern gate was hit by a barge in March",
        "Visitors pay 14 crowns for a tour, and children pay six",
        "Keepers in Velmoor backed a strike on Monday",
    ],
)
def test_a_form_of_the_word_or_a_freer_paraphrase_is_right(line: str) -> None:
    assert strengths(WORDING, line) == {}
