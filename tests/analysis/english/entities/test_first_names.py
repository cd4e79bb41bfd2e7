"""First names that decide whether somebody is "he" or "she"."""

import pytest

from briefer.analysis.english.entities.first_names import HE_NAMES, SHE_NAMES, pronoun_of_name


@pytest.mark.parametrize(
    ("name", "pronoun"),
    [("Victor Koss", "he"), ("Petra Brill", "she"), ("Robin Koss", None), ("Petra", None)],
)
def test_a_full_name_tells_the_pronoun(name: str, pronoun: str | None) -> None:
    assert pronoun_of_name(name) == pronoun


def test_no_name_is_in_both_lists() -> None:
    assert HE_NAMES.isdisjoint(SHE_NAMES)
