"""Places are found with all their words, and the main place comes first."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.schema.article import Article


def places_in(text: str) -> list[str]:
    return [place.span.text_in(text) for place in analyze(Article(text=text)).places]


def test_a_surname_is_not_a_place() -> None:
    text = (
        "Officials in Boston met Anna Paris on Monday. Paris said that the bridge in Boston would "
        "stay closed. Paris left early."
    )
    assert places_in(text) == ["Boston"]


def test_a_place_within_a_place_is_one_place() -> None:
    assert "Anbar province, western Iraq" in places_in(
        "Soldiers searched a house in Anbar province, western Iraq, on Friday."
    )


def test_the_place_of_the_dateline_and_the_main_clause_comes_first() -> None:
    text = (
        "ELLERY, March 3 — A crane fell on Monday, said a man who lived in Ardava. A crane of the "
        "same make fell in Lomberg in 2019."
    )
    assert places_in(text)[0] == "ELLERY"


def test_a_place_in_capitals_is_returned_in_mixed_case_if_the_text_has_it() -> None:
    text = "PORT ELLERY, March 3 — A crane fell on Monday. It was the first in Port Ellery."
    assert places_in(text)[0] == "Port Ellery"


def test_the_date_in_a_dateline_is_not_part_of_the_place() -> None:
    text = "HARLEM, Ardava, July 30 (Newswire) - The ministry said on Monday that it was over."
    assert places_in(text)[0] == "HARLEM, Ardava"


def test_a_building_keeps_the_town_after_in() -> None:
    text = "Thousands gathered on Monday outside Brandt Tower in Chicago."
    assert places_in(text) == ["Brandt Tower in Chicago"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Soldiers from Chad in Mali left on Monday.", {"Chad", "Mali"}),
        ("The troops of Russia in Ukraine left on Monday.", {"Russia", "Ukraine"}),
    ],
)
def test_a_country_of_origin_is_not_joined_with_the_country_after_in(
    text: str, places: set[str]
) -> None:
    assert set(places_in(text)) == places


@pytest.mark.parametrize(
    "place", ["King County", "Prince Edward Island", "King Street", "Prince George"]
)
def test_the_name_of_a_place_may_begin_with_an_office(place: str) -> None:
    assert places_in(f"The mill in {place} closed on Monday.") == [place]


def test_a_court_where_something_happens_is_a_place_but_a_students_college_is_not() -> None:
    text = (
        "The former treasurer of Ellery appeared at Lomberg Crown Court on Monday. Jane Okafor, "
        "a student at Ellery College, watched."
    )
    found = places_in(text)
    assert "Lomberg Crown Court" in found
    assert "Ellery College" not in found


def test_an_event_is_not_a_place() -> None:
    assert places_in("The plague, called the Black Death, came to Europe.") == ["Europe"]


def test_the_dateline_is_the_place_in_a_language_without_a_parser() -> None:
    text = "AUBRETTE — La maternité ferme ses portes, a dit le maire de la commune."
    article = Article(text=text, language="fr")
    assert [place.span.text_in(text) for place in analyze(article).places] == ["AUBRETTE"]


def test_words_that_only_connect_a_place_are_not_part_of_it() -> None:
    places = places_in(
        "An officer in the Larkin County office left. It rained in Nyack, N.Y., then."
    )
    assert "Larkin County" in places
    assert "the Larkin County" not in places


def test_a_comma_before_and_does_not_make_a_list_of_places() -> None:
    assert places_in("She drove to a farm near Lubbock, Texas, and asked for a well.") == [
        "Lubbock, Texas"
    ]
    assert places_in("They live in Paris, Rome and Berlin.") == ["Paris", "Rome", "Berlin"]


def test_a_place_is_returned_once_with_its_full_name() -> None:
    text = (
        "MACON, Ga. (AP) — A deputy was hurt in a shooting outside Macon, and a man was held in "
        "Macon hours later."
    )
    assert places_in(text) == ["MACON, Ga."]


def test_a_company_is_not_a_place() -> None:
    text = "Workers of the carmaker Lancaster met in Brazil on Monday. Lancaster had cut jobs."
    assert places_in(text) == ["Brazil"]


def test_a_band_and_a_person_with_a_title_are_not_places() -> None:
    text = "The Kilfen Céilí Band played in Ellery. It names Superintendent Grenita Lund-Moore."
    assert places_in(text) == ["Ellery"]


def test_a_letter_and_a_number_are_no_place() -> None:
    text = "Rival F1 teams stood still. The F1 legend wept in Orlamünde on Sunday."
    assert "F1" not in [place.span.text_in(text) for place in analyze(Article(text=text)).places]


@pytest.mark.parametrize("place", ["Ste. Odile", "Ft. Brandt", "Mt. Orme", "St. Osyth"])
def test_an_abbreviation_before_a_name_is_a_part_of_it(place: str) -> None:
    assert places_in(f"The ferry sank near {place} on Monday.") == [place]
