"""Who speaks together is named together, and "they" means all of them."""

import pytest

from tests.analysis.english.attribution.claims import sources


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tarn and Okafor said the tower would fall.", ["Tarn and Okafor"]),
        ("Mary Pell and her husband, Jack, said they saw smoke.", ["Mary Pell and Jack"]),
        ("Paul Tarry or his brother said the gate was open.", ["Paul Tarry or his brother"]),
        (
            "The River Trust and the Anglers' Union said it was foul. “It stinks,” they said.",
            ["River Trust and Anglers' Union"] * 2,
        ),
        (
            "The twins, Ada and Tom Pell, said they saw smoke. They had waited, they said.",
            ["Ada and Tom Pell", "Ada and Tom Pell"],
        ),
        ("The builder, Brock & Daughters, said the wall was thin.", ["Brock & Daughters"]),
        ("Neither Boll nor Lind said that the ice was thin.", []),
    ],
)
def test_partners_are_one_source(text: str, expected: list[str]) -> None:
    assert sources(text) == expected


def test_parties_in_an_apposition_do_not_speak() -> None:
    text = "Two senators, a Republican and a Democrat, on Wednesday demanded that it be cut."
    assert sources(text) == ["Two senators"]
