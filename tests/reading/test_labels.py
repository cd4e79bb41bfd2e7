"""What a name names, by the words around it."""

import pytest

from briefer.article import Article
from briefer.reading.reader import read_article


def kinds(text: str) -> dict[str, str]:
    return {name.text: name.kind for name in read_article(Article(text=text)).names}


@pytest.mark.parametrize(
    "text",
    [
        "Crystal Rivers, 47, watched from a window as a boat floated past the church.",
        "His spokesman, Ajuri Goodluck-Orebe, said that it was over.",
        "The crowd cheered Ellery quarterback Mason Brandt on Sunday.",
        "Hugh Temple-Orrell KC told the jury that the money was gone.",
    ],
)
def test_an_age_an_office_or_an_honour_beside_a_name_makes_it_a_persons(text: str) -> None:
    people = [name for name, kind in kinds(text).items() if kind == "person"]
    assert len(people) == 1
    assert people[0] in text


def test_parties_with_their_seats_are_not_people_of_that_age() -> None:
    assert kinds("The count gave Labour, 52, a lead over its rivals.").get("Labour") != "person"


def test_a_storm_is_no_person_and_keeps_its_bare_name() -> None:
    text = (
        "Hurricane Odette hit the coast of Ellery on Monday. Odette was moving north, and Odette "
        "was expected to weaken, the mayor said."
    )
    assert kinds(text)["Hurricane Odette"] == "other"
    assert "Odette" not in kinds(text)


def test_a_team_is_no_person_and_a_family_is_no_team() -> None:
    assert kinds("The Mariners lost again. The Mariners spent Monday at home.")["Mariners"] == (
        "organisation"
    )
    text = "Joe Tolland left Ellery on Monday. The Tollands have two dogs."
    assert kinds(text).get("Tollands") != "organisation"


def test_a_spokesman_may_be_called_hall() -> None:
    assert kinds("District spokesperson Stephen Hall said that it was over.")["Stephen Hall"] == (
        "person"
    )


def test_a_house_with_analysts_is_no_person() -> None:
    text = "Carl Brandt analyst Liz Sondheim was cautious. Carl Brandt analyst Tom Pohl was not."
    assert kinds(text)["Carl Brandt"] == "organisation"
