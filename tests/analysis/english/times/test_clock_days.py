"""The day of a clock time that stands alone."""

import pytest

from tests.analysis.english.times.test_extractor import values

RAID = "The jets struck on Wednesday."


def value_of(phrase: str, text: str) -> str | None:
    return dict(values(text))[phrase]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (f"{RAID} They fired at 4:20 a.m. and flew home.", "4:20 a.m."),
        (f"{RAID}\n\nAt 4:20 a.m. two houses fell, Dana Lund said.", "4:20 a.m."),
        ("NORDBY, March 12 - The jets struck on Wednesday. It began at 4:20 a.m.", "4:20 a.m."),
    ],
)
def test_a_clock_time_is_on_the_only_day_named(text: str, phrase: str) -> None:
    assert value_of(phrase, text) == "2025-03-12T04:20"


@pytest.mark.parametrize(
    "text",
    [
        f"{RAID} A day before, on Tuesday, the post was shut. They fired at 4:20 a.m.",
        f"{RAID} The post is manned until 4:20 a.m.",  # every day
        f"{RAID} The next flight will leave at 4:20 a.m.",
        f"{RAID} “We ran at 4:20 a.m.,” said Dana Lund.",  # the day of her words
        "The pier was built on 3 May 1987. They fired at 4:20 a.m.",
        "They fired at 4:20 a.m. and struck on Wednesday.",
    ],
)
def test_without_one_recent_day_before_it_a_clock_time_has_none(text: str) -> None:
    assert value_of("4:20 a.m.", text) == "T04:20"
