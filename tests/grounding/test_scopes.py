import pytest

from briefer.grounding.scopes import find_denials, repeated, scope_after
from briefer.grounding.tokens import tokenize
from tests.grounding.strike import index


def denied(text: str, language: str = "en") -> list[list[str]]:
    """Return what a text denies, each as its words."""
    found = find_denials(tokenize(text, language), text, language)
    return [[token.text for token in denial.about] for denial in found]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("No warning lights were on", [["warning", "lights"]]),
        ("Divers failed to find the anchor", [["find", "anchor"]]),
        ("The plan was never printed, and the gate stayed shut", [["printed"]]),
        ("She rejected the plan", []),  # it exists
        ("The gauge failed at 176", []),
        ("No 300 boats left", []),
        ("Nobody but Reed knew", []),
        ("No one closed the northern gate", [["closed", "northern"]]),
        ("None was as grave as ice", []),
        ("No boat was faster than hers", []),
    ],
)
def test_a_denial_is_about_the_next_words_of_its_clause(text: str, about: list[list[str]]) -> None:
    assert denied(text) == about


def test_german_nouns_are_no_names() -> None:
    assert denied("Es gab keine Warnschilder am Kai", "de") == [["Warnschilder", "Kai"]]


def test_german_nie_is_no_french_verb() -> None:
    assert denied("Der Damm sei nie gesperrt worden", "de") == [["gesperrt"]]


def test_words_far_from_one_another_do_not_repeat_a_scope() -> None:
    text = "It may close the gate"
    scope = scope_after(6, "may", tokenize(text, "en"), text)
    assert scope is not None
    near = "The board will close the northern gate"
    far = "They close on Sundays, and all of the boats then wait long at the gate"
    assert repeated(scope, tokenize(near, "en"), index()) >= 0.9
    assert repeated(scope, tokenize(far, "en"), index()) == 0
