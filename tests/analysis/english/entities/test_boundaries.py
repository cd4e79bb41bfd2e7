"""Names that the recogniser cuts."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.article import Article


def people(text: str) -> list[str]:
    names = analyze(Article(text=text)).entities
    return [name.text for name in names if name.kind == "person"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("No one was hurt, District Magistrate Mukul Kumar Gandhar said.", "Mukul Kumar Gandhar"),
        ("The toll may rise, said Archimede Karwa Bahola, an official.", "Archimede Karwa Bahola"),
        ("Ji-hoon Park scored twice in the second half on Sunday.", "Ji-hoon Park"),
        ("Prosecutor Hugh Temple-Orrell KC said that she had lied.", "Hugh Temple-Orrell"),
    ],
)
def test_a_name_is_put_together_again(text: str, name: str) -> None:
    assert people(text) == [name]


def test_a_title_that_follows_a_name_is_no_part_of_it() -> None:
    text = "Party leader Carl Neame\n\nLeader Anna Pohl of the council said that it was over."
    assert people(text) == ["Carl Neame", "Anna Pohl"]


def test_a_bracket_that_a_name_does_not_close_is_no_part_of_it() -> None:
    text = "The Bureau of Meteorology (BoM) forecast rain in Ellery tomorrow."
    assert "Bureau of Meteorology" in [name.text for name in analyze(Article(text=text)).entities]


def test_the_first_of_two_surnames_and_a_hyphened_one_are_their_bearers() -> None:
    text = (
        "Mayor Diego Costa Ferrando met Grace Paris-Hollis in Ellery on Monday. Costa said that "
        "he would leave. Paris-Hollis had seen nothing. Later Costa left."
    )
    names = {name.text: len(name.mentions) for name in analyze(Article(text=text)).entities}
    assert names["Diego Costa Ferrando"] == 3
    assert names["Grace Paris-Hollis"] == 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Grace Paris-Hollis met the mayor. Paris said it would pay. Paris wants a deal.", "Paris"),
        ("Dr Samuel Israel Holt spoke. Israel said it had struck the port.", "Israel"),
    ],
)
def test_a_place_is_not_who_bears_its_name_within_theirs(text: str, place: str) -> None:
    kinds = {name.text: name.kind for name in analyze(Article(text=text)).entities}
    assert kinds[place] == "place"


def test_a_saint_in_a_surname_is_no_town() -> None:
    text = (
        "The suspect, Dallas Ray St. Claude, was held without bond. Officers said that St. Claude "
        "acted alone. They arrested St. Claude on Monday."
    )
    assert people(text) == ["Dallas Ray St. Claude"]


@pytest.mark.parametrize("title", ["Prince", "King", "Pope", "Lady"])
def test_a_title_without_which_only_a_first_name_is_left_belongs_to_the_name(title: str) -> None:
    text = f"{title} Edmund will not come, a spokeswoman said. Edmund had been due on Monday."
    names = analyze(Article(text=text)).entities
    assert [(name.text, name.kind, len(name.mentions)) for name in names] == [
        (f"{title} Edmund", "person", 2)
    ]


def test_a_title_before_a_surname_or_a_full_name_is_no_part_of_it() -> None:
    text = "Sir Keir Brandt met Governor Tolland. Sir Keir thanked Tolland."
    assert set(people(text)) == {"Keir Brandt", "Tolland"}
