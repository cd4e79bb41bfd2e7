import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.grounding.tokens import Token, normal_form, tokenize
from tests.strategies import texts

LANGUAGES = ["en", "fr", "es", "de", "it", "nl", "pt", "da", "ru", "sw", "zh", "xx"]


def values(text: str, language: str = "en") -> list[float]:
    return [token.value for token in tokenize(text, language) if token.value is not None]


def kinds(text: str, language: str = "en") -> dict[str, str]:
    return {token.text: token.kind for token in tokenize(text, language)}


def forms(text: str, language: str, kind: str) -> list[str]:
    return [token.form for token in tokenize(text, language) if token.kind == kind]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "twenty-five", [25]),
        ("en", "two hundred and six", [206]),
        ("en", "nine in ten", [9, 10]),
        ("en", "two, three", [2, 3]),
        ("en", "the third of the first", [3, 1]),
        ("fr", "vingt-cinq", [25]),
        ("fr", "quatre-vingt-dix", [90]),
        ("fr", "deux mille trois cents", [2300]),
        ("es", "veinticinco", [25]),
        ("es", "dos mil trescientas", [2300]),
        ("de", "fünfundzwanzig", [25]),
        ("de", "zweitausenddreihundert", [2300]),
        ("sw", "ishirini", []),  # no number words are known
    ],
)
def test_numbers_in_words_have_a_value(language: str, text: str, expected: list[float]) -> None:
    assert values(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,250,000", [1_250_000]),
        ("1.250.000", [1_250_000]),
        ("1,234.56", [1234.56]),
        ("6,5", [6.5]),
        ("12.5%", [12.5]),
        ("3rd", [3]),
        ("Covid-19", [19]),
        ("20:15", [20, 15]),
        ("8.15 pm", [8.15]),
        ("the 1990s", [1990]),
    ],
)
def test_numbers_in_digits_have_a_value(text: str, expected: list[float]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "1.5 million", 1_500_000),
        ("en", "4.1 million", 4_100_000),
        ("en", "ten thousand", 10_000),
        ("en", "two-hundred", 200),
        ("en", "5k", 5_000),
        ("en", "£40m", 40_000_000),
        ("en", "$3bn", 3_000_000_000),
        ("fr", "3,5 millions", 3_500_000),
        ("es", "dos millones", 2_000_000),
        ("de", "1,5 Millionen", 1_500_000),
    ],
)
def test_a_scale_multiplies_the_number_before_it(language: str, text: str, expected: float) -> None:
    assert values(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "2 000 000 d’euros", [2_000_000]),
        ("fr", "12\u202f500,75 euros", [12_500.75]),
        ("de", "12\u00a0500 Euro", [12_500]),
        ("xx", "1 234", [1234]),
        ("en", "12\u202f500 tonnes", [12_500]),
        ("en", "On May 3 200 boats left", [3, 200]),
        ("fr", "en 2030 300 bateaux", [2030, 300]),
        ("fr", "12 5000", [12, 5000]),
    ],
)
def test_a_space_may_group_digits_by_threes(
    language: str, text: str, expected: list[float]
) -> None:
    assert values(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500kilos", [500]),
        ("40million", [40_000_000]),
        ("1.5million", [1_500_000]),
        ("3euros", [3]),
        ("the 20th-century gate", [20]),
    ],
)
def test_letters_right_after_digits_do_not_change_the_number(
    text: str, expected: list[float]
) -> None:
    assert values(text) == expected


@pytest.mark.parametrize("text", ["40m wide", "40 m wide", "a 40-m wall"])
def test_the_letter_m_means_metres_without_a_currency(text: str) -> None:
    assert values(text) == [40]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("half a dozen boats", 6),
        ("two dozen boats", 24),
        ("three decades", 30),
        ("a decade", 10),
        ("a quarter of them", 0.25),
    ],
)
def test_groups_are_numbers(text: str, expected: float) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "on Mondays in March", ["monday", "march"]),
        ("en", "It may rain in May", ["may"]),
        ("en", "The sun rose on Sun. 4", ["sunday"]),
        ("en", "Oct. 3 or Sept 4", ["october", "september"]),
        ("en", "They march, and Ann sat", []),
        ("fr", "mardi 4 juin", ["tuesday", "june"]),
        ("es", "el miércoles 3 de mayo", ["wednesday", "may"]),
        ("de", "am Dienstag im März", ["tuesday", "march"]),
        ("xx", "mardi", []),  # a language that nothing is known about
    ],
)
def test_days_and_months_have_their_english_name(
    language: str, text: str, expected: list[str]
) -> None:
    assert forms(text, language, "calendar") == expected


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "The gate didn't close", "didn't"),
        ("en", "The gate didn’t close", "didn’t"),
        ("en", "Nobody came", "Nobody"),
        ("en", "They left without him", "without"),
        ("en", "They denied it", "denied"),
        ("fr", "Elle n’a jamais dit", "jamais"),
        ("es", "No llegó nunca", "nunca"),
        ("de", "Es gibt keine Boote", "keine"),
    ],
)
def test_a_word_that_denies_is_a_negation(language: str, text: str, word: str) -> None:
    assert kinds(text, language)[word] == "negation"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Mayor’s", "mayor"),
        ("the", "the"),
        ("l’École", "ecole"),
        ("qu'Anne", "anne"),
        ("d’Ardelle", "ardelle"),
        ("O’Brien", "o'brien"),
        ("U.N.", "un"),
        ("Björn", "bjorn"),
    ],
)
def test_a_form_has_no_case_accents_elision_or_possessive(written: str, form: str) -> None:
    assert normal_form(written) == form


def test_function_words_are_no_content() -> None:
    tokens = tokenize("The gate of the lock was not open", "en")
    assert [token.text for token in tokens if token.is_content] == ["gate", "lock", "open"]


def test_equal_numbers_have_one_key_and_others_do_not() -> None:
    keys = {tokenize(text, "en")[0].key for text in ("2,300", "2300", "two thousand three hundred")}
    assert len(keys) == 1
    large = {tokenize(text, "en")[0].key for text in ("1,234,567", "1,234,568")}
    assert len(large) == 2


def test_a_token_knows_how_its_number_is_written() -> None:
    words, digits = tokenize("Twelve or 12", "en")[0], tokenize("Twelve or 12", "en")[-1]
    assert (words.in_digits, digits.in_digits) == (False, True)
    assert words.key == digits.key


@given(texts, st.sampled_from(LANGUAGES))
def test_tokens_are_slices_in_order(text: str, language: str) -> None:
    tokens: tuple[Token, ...] = tokenize(text, language)
    end = 0
    for token in tokens:
        assert end <= token.start < token.end
        assert text[token.start : token.end] == token.text
        end = token.end
