import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.grounding.matching import MATCH, token_similarity, word_similarity
from briefer.grounding.tokens import Token, tokenize

words = st.text(st.characters(categories=["Ll"]), min_size=1, max_size=12)


def token(text: str, language: str = "en") -> Token:
    (found,) = tokenize(text, language)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("collapsed", "collapse"),
        ("gate", "gates"),
        ("company", "companies"),
        ("harbour", "harbor"),
        ("iraq", "iraqi"),
        ("election", "elected"),
    ],
)
def test_forms_of_one_word_match(one: str, other: str) -> None:
    assert MATCH <= word_similarity(one, other) < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("gate", "gait"), ("port", "report"), ("board", "boat"), ("strike", "street"), ("x", "")],
)
def test_different_words_do_not_match(one: str, other: str) -> None:
    assert word_similarity(one, other) == 0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("twelve", "12", 1),
        ("4.1 million", "4,100,000", 1),
        ("12", "13", 0),
        ("12", "strike", 0),
        ("Monday", "Mondays", 1),
        ("June", "July", 0),
        ("May", "mayor", 0),
    ],
)
def test_numbers_and_dates_match_only_if_they_are_equal(
    one: str, other: str, expected: float
) -> None:
    assert token_similarity(token(one), token(other)) == expected


def test_a_month_matches_its_name_in_another_language() -> None:
    assert token_similarity(token("junio", "es"), token("June")) == 1


@given(words, words)
def test_similarity_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    assert word_similarity(one, other) == word_similarity(other, one)
    assert 0 <= word_similarity(one, other) <= 1
    assert word_similarity(one, one) == 1
