"""A time of day ends where the words of its post begin."""

import pytest

from briefer.text.clocks import CLOCK


@pytest.mark.parametrize(
    "clock",
    ["9:40", "9.40pm", "9:40 a.m. ET", "9:40 GMT", "09:40\xa0BST", "9:40 CEST", "9.40 Uhr", "9h40"],
)
def test_a_time_of_day_has_its_zone(clock: str) -> None:
    for after in ("", "\nTolmere", ": Tolmere", " Tolmere closes"):
        match = CLOCK.match(clock + after)
        assert match is not None
        assert match[0] == clock


@pytest.mark.parametrize(
    "after", [" US Senator Ida Brook", " UN: quay closed", " BBC News", " WHO says", " NATO", " AT"]
)
def test_other_capitals_are_words_of_the_post(after: str) -> None:
    match = CLOCK.match(f"9:40{after}")
    assert match is not None
    assert match[0] == "9:40"


@pytest.mark.parametrize("after", ["\nGMT is the zone", "\nPM resigns", "\nUhr von Tolmere"])
def test_a_time_of_day_is_in_one_line(after: str) -> None:
    match = CLOCK.match(f"9:40{after}")
    assert match is not None
    assert match[0] == "9:40"
