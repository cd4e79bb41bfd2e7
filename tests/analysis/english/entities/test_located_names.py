"""Names that the words around them show to be those of places."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.schema.article import Article


def kinds(text: str) -> dict[str, str]:
    return {entity.text: entity.kind for entity in analyze(Article(text=text)).entities}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The river Orle broke its banks. Orle is deep.", "Orle"),
        ("A boat sank off Tarrow on Sunday. Tarrow is a quiet place.", "Tarrow"),
        ("The bridge to Velm is shut. Velm has no shop.", "Velm"),
        ("The race from Tessing to Velm was cold. Velm was full.", "Velm"),
        ("The 300 people of Porto Negro slept in a school.", "Porto Negro"),
        ("In Pelling Grove, forty people slept in a school.", "Pelling Grove"),
        ("Twenty monks left. Orme Abbey was founded in 1127.", "Orme Abbey"),
        ("The last monks will leave Sutting Priory in June.", "Sutting Priory"),
        ("Forty people were taken to Corvane by boat.", "Corvane"),
    ],
)
def test_a_name_in_the_place_of_a_place_is_one(text: str, name: str) -> None:
    assert kinds(text).get(name, "place") == "place"
    assert "person" not in kinds(text).values()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The town has trust in Ada Lunt. Lunt said it was late.", "Ada Lunt"),
        ("It was cold, put in Sal Emmet of the hikers' club.", "Sal Emmet"),
        ("Dana Abbey, a nurse, opened the ward. Abbey said it was late.", "Dana Abbey"),
        ("Police took the money to Ada Lunt. She said it was late.", "Ada Lunt"),
        ("Kit Brand scored off Ada Lunt's pass. Lunt said it was late.", "Ada Lunt"),
    ],
)
def test_a_person_in_such_a_place_stays_one(text: str, name: str) -> None:
    assert kinds(text)[name] == "person"


@pytest.mark.parametrize("name", ["Zoe Marek-Hall", "Ida Krag-Castle"])
def test_a_double_surname_is_no_house(name: str) -> None:
    assert kinds(f"“It is dark,” said the diver, {name}. She left.")[name] == "person"


@pytest.mark.parametrize(
    "text",
    [
        "“We left,” said the abbot, Peter Bank, on Friday.",
        "Charity Banks, the treasurer, counted it. Banks said the roof would last.",
        "Will Council, the chairman of the club, wants a hall. Council said it was late.",
    ],
)
def test_a_first_name_outweighs_a_surname_that_is_a_word_for_a_body(text: str) -> None:
    assert set(kinds(text).values()) == {"person"}


def test_a_waterfall_named_like_a_person_is_no_company() -> None:
    assert kinds("Ann Reed, who comes from Victoria Falls, won.")["Ann Reed"] == "person"
    assert kinds("She comes from Victoria Falls.").get("Victoria Falls", "place") == "place"


def test_a_full_name_beside_a_noun_for_a_person_is_one() -> None:
    assert kinds("The bear slept. Its keeper, Vera Lund, had left.") == {"Vera Lund": "person"}
