"""A time of day ends where the words of its post begin."""

import re

import pytest

from briefer.text.clocks import CLOCK, POST_STAMP


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


@pytest.mark.parametrize(
    "stamp", ["9:40 14 Mar", "9:40, 14 Sept. 2026", "9h40 14 août", "9.40 Uhr 14 März", "9:40"]
)
def test_the_time_of_a_post_may_have_its_day(stamp: str) -> None:
    match = re.match(POST_STAMP, f"{stamp} Quay closes")
    assert match is not None
    assert match[0] == stamp


@pytest.mark.parametrize("after", [" 14 Harbour Pilots resign", " 9 Marchers hurt", " 40 Maids"])
def test_a_number_of_people_is_no_day_of_a_post(after: str) -> None:
    match = re.match(POST_STAMP, f"9:40{after}")
    assert match is not None
    assert match[0] == "9:40"
