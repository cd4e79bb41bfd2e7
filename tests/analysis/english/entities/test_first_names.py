"""First names that decide whether somebody is "he" or "she"."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.analysis.english.entities.first_names import HE_NAMES, SHE_NAMES, pronoun_of_name
from briefer.schema.article import Article


@pytest.mark.parametrize(
    ("name", "pronoun"),
    [("Victor Koss", "he"), ("Petra Brill", "she"), ("Robin Koss", None), ("Petra", None)],
)
def test_a_full_name_tells_the_pronoun(name: str, pronoun: str | None) -> None:
    assert pronoun_of_name(name) == pronoun


def test_no_name_is_in_both_lists() -> None:
    assert HE_NAMES.isdisjoint(SHE_NAMES)


@pytest.mark.parametrize("pronoun", ["He", "She"])
@pytest.mark.parametrize("name", ["Chris Ranft", "Tracy Ranft", "Leslie Ranft", "Noor Ranft"])
def test_a_first_name_of_both_keeps_nobody_from_a_pronoun(name: str, pronoun: str) -> None:
    text = f"{name} opened the gate on Friday. {pronoun} said the lake was full."
    assert [one.source.text for one in analyze(Article(text=text)).attributions] == [name]
