"""What is said in a relative clause is said of the noun before it."""

import pytest

from tests.analysis.english.attribution.claims import claims


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The union, which Ingrid Okafor said had been asked in March, left the talks.",
            "The union … had been asked in March",
        ),
        (
            "They chose a plan to close mills above the river, which Ingrid Okafor said was wrong.",
            "a plan to close mills above the river … was wrong",
        ),
        (
            "They closed a mill that Ingrid Okafor said was safe.",
            "a mill … was safe",
        ),
    ],
)
def test_the_noun_is_a_part_of_the_claim(text: str, content: str) -> None:
    assert ("Ingrid Okafor", content) in claims(text)


def test_the_source_is_the_nearest_subject() -> None:
    assert claims("A man who police say stole the car was caught.") == [
        ("police", "A man … stole the car")
    ]


def test_a_denial_is_not_told_as_a_statement() -> None:
    text = "The mill, which he denied was unsafe, burned down."
    assert all("denied" in content for _, content in claims(text))
