"""Where the story happens."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.article import Article


def places_in(text: str) -> list[str]:
    return [place.span.text_in(text) for place in analyze(Article(text=text)).places]


def test_a_surname_is_no_place() -> None:
    text = (
        "Officials in Boston met Anna Paris on Monday. Paris said that the bridge in Boston would "
        "stay closed. Paris left early."
    )
    assert places_in(text) == ["Boston"]


def test_a_place_within_a_place_is_one() -> None:
    assert "Anbar province, western Iraq" in places_in(
        "Soldiers searched a house in Anbar province, western Iraq, on Friday."
    )


def test_where_the_main_clause_and_the_dateline_say_it_happens_comes_first() -> None:
    text = (
        "ELLERY, March 3 — A crane fell on Monday, said a man who lived in Ardava. A crane of the "
        "same make fell in Lomberg in 2019."
    )
    assert places_in(text)[0] == "ELLERY"


def test_a_place_in_capitals_is_shown_as_the_text_writes_it_elsewhere() -> None:
    text = "PORT ELLERY, March 3 — A crane fell on Monday. It was the first in Port Ellery."
    assert places_in(text)[0] == "Port Ellery"


def test_the_day_in_a_dateline_is_no_part_of_its_place() -> None:
    text = "HARLEM, Ardava, July 30 (Newswire) - The ministry said on Monday that it was over."
    assert places_in(text)[0] == "HARLEM, Ardava"


def test_a_place_in_another_is_told_with_it() -> None:
    text = "Thousands gathered on Monday outside Brandt Tower in Chicago."
    assert places_in(text) == ["Brandt Tower in Chicago"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Soldiers from Chad in Mali left on Monday.", {"Chad", "Mali"}),
        ("The troops of Russia in Ukraine left on Monday.", {"Russia", "Ukraine"}),
    ],
)
def test_a_country_of_which_somebody_is_lies_in_no_other(text: str, places: set[str]) -> None:
    assert set(places_in(text)) == places


@pytest.mark.parametrize(
    "place", ["King County", "Prince Edward Island", "King Street", "Prince George"]
)
def test_a_place_may_be_called_after_an_office(place: str) -> None:
    assert places_in(f"The mill in {place} closed on Monday.") == [place]


def test_a_court_where_something_happens_is_a_place_and_one_s_college_is_none() -> None:
    text = (
        "The former treasurer of Ellery appeared at Lomberg Crown Court on Monday. Jane Okafor, "
        "a student at Ellery College, watched."
    )
    found = places_in(text)
    assert "Lomberg Crown Court" in found
    assert "Ellery College" not in found


def test_an_event_is_no_place() -> None:
    assert places_in("The plague, called the Black Death, came to Europe.") == ["Europe"]


def test_the_dateline_is_the_place_in_a_language_without_a_parser() -> None:
    text = "AUBRETTE — La maternité ferme ses portes, a dit le maire de la commune."
    article = Article(text=text, language="fr")
    assert [place.span.text_in(text) for place in analyze(article).places] == ["AUBRETTE"]


def test_what_leads_on_from_a_place_is_no_part_of_it() -> None:
    places = places_in(
        "An officer in the Larkin County office left. It rained in Nyack, N.Y., then."
    )
    assert "Larkin County" in places
    assert "the Larkin County" not in places


def test_a_place_before_the_end_of_a_clause_is_no_list_of_places() -> None:
    assert places_in("She drove to a farm near Lubbock, Texas, and asked for a well.") == [
        "Lubbock, Texas"
    ]
    assert places_in("They live in Paris, Rome and Berlin.") == ["Paris", "Rome", "Berlin"]


def test_the_same_place_is_told_once_and_in_full() -> None:
    text = (
        "MACON, Ga. (AP) — A deputy was hurt in a shooting outside Macon, and a man was held in "
        "Macon hours later."
    )
    assert places_in(text) == ["MACON, Ga."]


def test_a_company_or_a_team_is_no_place() -> None:
    text = "Workers of the carmaker Lancaster met in Brazil on Monday. Lancaster had cut jobs."
    assert places_in(text) == ["Brazil"]


def test_a_band_and_a_titled_name_are_no_places() -> None:
    text = "The Kilfen Céilí Band played in Ellery. It names Superintendent Grenita Lund-Moore."
    assert places_in(text) == ["Ellery"]
