import pytest

from briefer.grounding.checks.slots import SLOTS
from briefer.schema.article import Article
from tests.grounding.strike import params, strengths

CLEAR, WEAK = 0.5, 0.2

BOARD = Article(
    text="Keepers in Velmoor stopped work at noon. The Canal Board runs 40 locks. The board met "
    "the union on Friday. Ilse Brandt, the minister, praised the keepers on Sunday."
)


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("Petra Lindqvist, the head of the union, said that 12 members had voted for the strike",
         "number_replaced", ("12", "340")),
        ("Visitors pay 340 crowns for a tour of the station", "number_replaced", ("340", "14")),
        ("The strike will start on 9 August and last twelve days",
         "date_replaced", ("August", "June")),
        ("Lock keepers in the town of Velmoor voted on Sunday to stop work",
         "date_replaced", ("Sunday", "Monday")),
        ("Lock keepers in the town of Velmoor voted on Friday",
         "date_replaced", ("Friday", "Monday")),
        ("Lock keepers in the town of Marsh voted on Monday to stop work",
         "name_replaced", ("Marsh", "Velmoor")),
        ("The board did not answer three letters from the Canal Court",
         "name_replaced", ("Canal", "Harbour")),
    ],
)  # fmt: skip
def test_a_repeated_sentence_with_another_value_is_found(
    line: str, code: str, words: tuple[str, str]
) -> None:
    assert strengths(SLOTS, line)[code] >= CLEAR
    found = params(SLOTS, line, code)
    assert (found["line"], found["article"]) == words


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Visitors pay 340 crowns for a tour of the station", "number_elsewhere"),
        ("For a tour of the station, visitors pay 340 crowns", "number_elsewhere"),
        ("A barge damaged the northern gate in June", "date_elsewhere"),
        ("The union may accept a raise in June", "date_elsewhere"),
        ("Lock keepers in the town of Marsh voted on Monday to stop work", "name_elsewhere"),
        ("Keepers in the town of Lindqvist voted to stop work", "name_elsewhere"),
    ],
)
def test_a_value_in_the_context_of_another_is_found(line: str, code: str) -> None:
    assert strengths(SLOTS, line)[code] >= 0.4


@pytest.mark.parametrize(
    "line",
    [
        "A barge damaged the northern station of the canal in March",
        "A barge damaged the northern gate of the union in March",
    ],
)
def test_a_plain_word_from_another_place_is_found(line: str) -> None:
    assert strengths(SLOTS, line)["word_elsewhere"] >= CLEAR


@pytest.mark.parametrize(
    "line",
    [
        "The strike lasts 12 days",
        "In March, a barge damaged the canal’s northern gate",
        "Children pay six crowns, other visitors 14",
        "On 9 June, the keepers’ strike begins",
        "Repairs to the gate cost £2.5m",
        "The town of Velmoor’s lock keepers voted on Monday",
        "Marsh, the Canal Board’s director, denied cutting pay",
        "A raise in August may be accepted by the union",
    ],
)
def test_a_paraphrase_has_its_values_in_their_context(line: str) -> None:
    assert all(strength <= WEAK for strength in strengths(SLOTS, line).values())


@pytest.mark.parametrize(
    "line", ["The minister praised the keepers on Sunday", "The board met the union on Friday"]
)
def test_a_role_may_stand_for_a_name(line: str) -> None:
    assert strengths(SLOTS, line, BOARD) == {}
