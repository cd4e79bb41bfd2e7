"""The entity type of a name, corrected by the words in and around it."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.schema.article import Article


def kinds(text: str) -> dict[str, str]:
    return {e.text: e.kind for e in analyze(Article(text=text)).entities}


@pytest.mark.parametrize(
    "text",
    [
        "Crystal Rivers, 47, watched from a window as a boat floated past the church.",
        "His spokesman, Ajuri Goodluck-Orebe, said that it was over.",
        "The crowd cheered Ellery quarterback Mason Brandt on Sunday.",
        "Hugh Temple-Orrell KC told the jury that the money was gone.",
    ],
)
def test_an_age_an_office_or_post_nominals_show_a_person(text: str) -> None:
    people = [name for name, kind in kinds(text).items() if kind == "person"]
    assert len(people) == 1
    assert people[0] in text


def test_a_number_of_seats_is_not_an_age() -> None:
    found = kinds("The count gave Labour, 52, a lead over its rivals.")
    assert found["Labour"] == "organisation"


def test_a_storm_is_not_a_person_and_includes_its_bare_name() -> None:
    text = (
        "Hurricane Odette hit the coast of Ellery on Monday. Odette was moving north, and Odette "
        "was expected to weaken, the mayor said."
    )
    assert kinds(text)["Hurricane Odette"] == "other"
    assert "Odette" not in kinds(text)


def test_a_team_is_not_a_person_and_a_family_is_not_a_team() -> None:
    assert kinds("The Mariners lost again. The Mariners spent Monday at home.")["Mariners"] == (
        "organisation"
    )
    text = "Joe Tolland left Ellery on Monday. The Tollands have two dogs."
    assert kinds(text)["Tollands"] == "group"


def test_a_surname_in_s_before_a_noun_is_not_a_team() -> None:
    assert kinds("Lawyers at the Jenkins trial spoke on Monday.")["Jenkins"] == "person"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nashville SC beat Orlando City SC on Saturday.", {"Nashville SC", "Orlando City SC"}),
        ("Zamalek SC beat Al Ahly SC on Monday.", {"Zamalek SC", "Al Ahly SC"}),
        ("Chelsea SC won on Monday.", {"Chelsea SC"}),
    ],
)
def test_the_letters_of_a_club_are_not_post_nominals(text: str, names: set[str]) -> None:
    assert kinds(text) == dict.fromkeys(names, "organisation")


def test_a_place_before_an_office_and_a_name_is_not_a_person() -> None:
    assert kinds("London MEP Carl Holt said on Monday that it was over.") == {
        "Carl Holt": "person",
        "London": "place",
    }
    assert kinds("Kent MSP Joe Bray left on Monday.") == {"Joe Bray": "person"}
    assert "North Ellery" not in kinds("The North Ellery MP left on Monday.")


def test_post_nominals_are_not_a_name() -> None:
    for letters in ("KC", "OBE KC"):
        text = f"Hugh Temple-Orrell {letters} told the jury that the money was gone."
        assert kinds(text) == {"Hugh Temple-Orrell": "person"}


@pytest.mark.parametrize(
    ("text", "club"),
    [
        ("The striker Real Madrid sold last year has scored twice.", "Real Madrid"),
        ("The goalkeeper Inter Milan bought in May was ill.", "Inter Milan"),
        ("A journalist Al Jazeera hired left.", "Al Jazeera"),
    ],
)
def test_the_subject_of_a_clause_on_an_office_does_not_hold_it(text: str, club: str) -> None:
    assert kinds(text)[club] == "organisation"


def test_an_office_before_a_name_and_a_verb_shows_a_person() -> None:
    assert kinds("The singer Ada Pohl left on Monday.") == {"Ada Pohl": "person"}


@pytest.mark.parametrize(
    "text", ["Dublin's Storm Keating, the singer, left.", "Storm Keating, an actress, spoke."]
)
def test_somebody_called_storm_with_a_trade_is_a_person(text: str) -> None:
    assert kinds(text)["Storm Keating"] == "person"


def test_a_described_storm_is_still_a_storm() -> None:
    text = "Storm Odette, a powerful storm, hit the coast of Ellery on Monday."
    assert kinds(text)["Storm Odette"] == "other"


def test_a_spokesman_called_hall_is_a_person() -> None:
    assert kinds("District spokesperson Stephen Hall said that it was over.")["Stephen Hall"] == (
        "person"
    )


def test_a_company_with_analysts_is_not_a_person() -> None:
    text = "Carl Brandt analyst Liz Sondheim was cautious. Carl Brandt analyst Tom Pohl was not."
    assert kinds(text)["Carl Brandt"] == "organisation"
