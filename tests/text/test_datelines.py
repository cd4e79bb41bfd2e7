"""The dateline is found in many styles, also below bylines, credits and standfirsts."""

import pytest

from briefer.text.datelines import byline_place, find_dateline, head_lines

STYLES = [
    ("NORDBY, March 18 - ", "NORDBY", "March 18"),
    ("NORDBY (AP) — ", "NORDBY", None),
    ("SAN ELMO, Calif. -- ", "SAN ELMO, Calif.", None),
    ("SAN ELMO, Calif., May 3, 2026 (AP) -- ", "SAN ELMO, Calif.", "May 3, 2026"),
    ("OSLO/BERGEN, 3 May (Reuters) - ", "OSLO/BERGEN", "3 May"),
    ("Nordby, 12 May: ", "Nordby", "12 May"),
    ("Nordby (dpa) – ", "Nordby", None),
    ("NORDBY, Tuesday, May 3 — ", "NORDBY", "May 3"),
    ("NORDBY.— ", "NORDBY", None),
    ("NORDBY, 3 juin 2026 (Agence Centrale) - ", "NORDBY", "3 juin 2026"),
    ("Nordby, 14. März 2026 – ", "Nordby", "14. März 2026"),
    ("Nordby, 3 jun (EFE).- ", "Nordby", "3 jun"),
    ("SÃO PEDRO, 3 de junho de 2026 - ", "SÃO PEDRO", "3 de junho de 2026"),
    ("ŁOWICZ, 3 czerwca (PAP) - ", "ŁOWICZ", "3 czerwca"),
    ("ТВЕРЬ, 3 июня (РИА) - ", "ТВЕРЬ", "3 июня"),  # noqa: RUF001 (a Russian dateline)
    ("Nordby, 9 jun 2026.- ", "Nordby", "9 jun 2026"),
    ("Nordby, 9 jun (EFE).- ", "Nordby", "9 jun"),
    ("Nordby, 3. Oktober 2026. ", "Nordby", "3. Oktober 2026"),
    ("Nordby, le 9 mai 2026. – ", "Nordby", "9 mai 2026"),
    ("NORDBY, le 9 mai 2026 - ", "NORDBY", "9 mai 2026"),
    ("Nordby, 24.10.2026 – ", "Nordby", "24.10.2026"),
    ("NORDBY, 4/5/2026 (AP) - ", "NORDBY", "4/5/2026"),
]
HEADS = [
    "",
    "By Ida Brook\n12 May 2026\n\n",
    "Photo: Ann Sand / Harl News\n\n(Reuters)\n\n",
    "By Ida Brook and Ola Lind, Reuters\nUpdated 3 May 2026 10:15 GMT\n\n",
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(("dateline", "place", "day"), STYLES)
def test_a_dateline_has_a_place_and_a_day(
    head: str, dateline: str, place: str, day: str | None
) -> None:
    text = f"{head}{dateline}A crane fell into the harbour."
    found = find_dateline(text)
    assert found is not None
    assert found.place
    assert text[slice(*found.place)] == place
    assert (text[slice(*found.day)] if found.day else None) == day
    assert text[found.end :] == "A crane fell into the harbour."


@pytest.mark.parametrize(
    "text", ["Mario Rossi, 71 anni - ha detto no.", "Nordby, 3 Tore - das war zu viel."]
)
def test_a_number_of_other_things_is_no_day(text: str) -> None:
    assert find_dateline(text) is None


def test_a_dateline_in_capitals_is_found_below_a_standfirst() -> None:
    text = "A crane has fallen into the harbour, killing two.\n\nNORDBY, May 3 - It fell at noon."
    found = find_dateline(text)
    assert found is not None
    assert found.place
    assert text[slice(*found.place)] == "NORDBY"
    assert list(head_lines(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nordby — a town of 300 people — has no doctor.",
        "LIVE: Nordby votes",
        "Ola Lind: The man who won",
        "NATO-led forces - The plan",
        "He left.\nShe came.\nThey met.\nNORDBY - A crane fell.",
        "PHOTO: Ann Sand",
    ],
)
def test_other_openings_are_not_datelines(text: str) -> None:
    assert find_dateline(text) is None


def test_a_byline_may_name_the_place() -> None:
    text = "By Ida Brook in Nordby\nA crane fell."
    place = byline_place(text)
    assert place is not None
    assert text[slice(*place)] == "Nordby"


@pytest.mark.parametrize(
    "head",
    [
        "(Adds comment by the bank, paragraphs 4-6)",
        "[Eds: updates with the verdict]",
        "Corrects the mayor's age in paragraph 4",
        "EDITORS’ NOTE: This story has new figures.",
        "Metal market\n\nMine shut\n\nLena Ostrow in Kirvala",  # short lines are no standfirsts
    ],
)
def test_a_dateline_is_found_below_notes_of_the_desk_and_short_lines(head: str) -> None:
    text = f"{head}\n\nMARLBY, June 3 (Northwire) - A mine was shut on Monday."
    found = find_dateline(text)
    assert found is not None
    assert found.place is not None
    assert text[slice(*found.place)] == "MARLBY"


def test_a_dateline_may_have_an_agency_and_no_dash() -> None:
    text = "MARLBY (Northwire) Miners went back to work on Monday."
    found = find_dateline(text)
    assert found is not None
    assert text[found.end :].startswith("Miners")
