"""Names that the entity recogniser cut off or made too long."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.schema.article import Article


def people(text: str) -> list[str]:
    entities = analyze(Article(text=text)).entities
    return [entity.text for entity in entities if entity.kind == "person"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("No one was hurt, District Magistrate Mukul Kumar Gandhar said.", "Mukul Kumar Gandhar"),
        ("The toll may rise, said Archimede Karwa Bahola, an official.", "Archimede Karwa Bahola"),
        ("Ji-hoon Park scored twice in the second half on Sunday.", "Ji-hoon Park"),
        ("Prosecutor Hugh Temple-Orrell KC said that she had lied.", "Hugh Temple-Orrell"),
    ],
)
def test_a_truncated_name_is_completed(text: str, name: str) -> None:
    assert people(text) == [name]


def test_a_title_after_a_name_is_not_part_of_it() -> None:
    text = "Party leader Carl Neame\n\nLeader Anna Pohl of the council said that it was over."
    assert people(text) == ["Carl Neame", "Anna Pohl"]


def test_an_unclosed_bracket_is_not_part_of_a_name() -> None:
    text = "The Bureau of Meteorology (BoM) forecast rain in Ellery tomorrow."
    assert "Bureau of Meteorology" in [e.text for e in analyze(Article(text=text)).entities]


def test_first_of_two_surnames_and_hyphenated_surname_mean_the_person() -> None:
    text = (
        "Mayor Diego Costa Ferrando met Grace Paris-Hollis in Ellery on Monday. Costa said that "
        "he would leave. Paris-Hollis had seen nothing. Later Costa left."
    )
    mentions = {e.text: len(e.mentions) for e in analyze(Article(text=text)).entities}
    assert mentions["Diego Costa Ferrando"] == 3
    assert mentions["Grace Paris-Hollis"] == 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Grace Paris-Hollis met the mayor. Paris said it would pay. Paris wants a deal.", "Paris"),
        ("Dr Samuel Israel Holt spoke. Israel said it had struck the port.", "Israel"),
    ],
)
def test_a_place_is_not_a_person_whose_name_contains_it(text: str, place: str) -> None:
    kinds = {e.text: e.kind for e in analyze(Article(text=text)).entities}
    assert kinds[place] == "place"


def test_a_surname_with_saint_is_not_a_town() -> None:
    text = (
        "The suspect, Dallas Ray St. Claude, was held without bond. Officers said that St. Claude "
        "acted alone. They arrested St. Claude on Monday."
    )
    assert people(text) == ["Dallas Ray St. Claude"]


@pytest.mark.parametrize("title", ["Prince", "King", "Pope", "Lady"])
def test_a_title_before_a_bare_first_name_is_part_of_the_name(title: str) -> None:
    text = f"{title} Edmund will not come, a spokeswoman said. Edmund had been due on Monday."
    entities = analyze(Article(text=text)).entities
    assert [(entity.text, entity.kind, len(entity.mentions)) for entity in entities] == [
        (f"{title} Edmund", "person", 2)
    ]


def test_a_title_before_a_surname_or_a_full_name_is_not_part_of_it() -> None:
    text = "Sir Keir Brandt met Governor Tolland. Sir Keir thanked Tolland."
    assert set(people(text)) == {"Keir Brandt", "Tolland"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Det Insp Priya Nair appealed for footage of the pier.", "Priya Nair"),
        ("Senators Josephine Marr and Tobias Lindqvist said it was late.", "Josephine Marr"),
    ],
)
def test_ranks_and_plural_titles_are_not_part_of_a_name(text: str, name: str) -> None:
    assert name in {entity.text for entity in analyze(Article(text=text)).entities}


def test_the_zone_of_a_time_is_no_part_of_a_name() -> None:
    text = "The mayor, Ada Brook, spoke. 17:30 GMT Brook says the pier is shut."
    assert people(text) == ["Ada Brook"]


def test_a_name_after_the_zone_of_a_time_keeps_its_kind() -> None:
    text = "16:05 GMT Norrgate Bank says it will close the branch."
    found = [(e.text, e.kind) for e in analyze(Article(text=text)).entities]
    assert found == [("Norrgate Bank", "organisation")]
