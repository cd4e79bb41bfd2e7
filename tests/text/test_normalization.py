import pytest
from hypothesis import given

from briefer.text.normalization import (
    content_words,
    fold,
    fold_name,
    last_word,
    says_nothing,
    stem,
    tidy,
    tidy_items,
    words_of,
)
from tests.strategies import texts


def test_split_initials_are_closed_up() -> None:
    assert tidy("U. S. forces\n left") == "U.S. forces left"


def test_items_without_a_letter_or_digit_are_dropped() -> None:
    assert tidy_items([" The  gate ", "…", "", "7"]) == ["The gate", "7"]
    assert says_nothing("– ! 🚒")


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("O’Céilí", "o ceili"),
        ("Anne-Marie", "anne marie"),
        ("MAYOR’S", "mayor s"),
        ("Björn  Ek", "bjorn ek"),
    ],
)
def test_a_name_is_folded_to_plain_letters(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        (("gate", "gates"), "gate"),
        (("accusations", "accusing"), "accus"),
        (("parties", "party"), "part"),
        (("the mayor’s",), "the mayor"),
    ],
)
def test_forms_of_one_word_have_one_stem(words: tuple[str, ...], shared: str) -> None:
    assert {stem(word) for word in words} == {shared}


def test_a_short_word_keeps_its_ending() -> None:
    assert stem("gas") == "gas"
    assert stem("red") == "red"


def test_content_words_have_neither_stop_words_nor_case() -> None:
    assert content_words("The Mayor’s alarms were not on") == {"mayor", "alarm"}


def test_the_last_word_of_a_text_is_its_surname() -> None:
    assert last_word("Ingrid Okafor") == "okafor"
    assert last_word("🚒") == ""


@given(texts)
def test_folding_keeps_all_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)
    for word in words_of(text):
        assert 0 <= word.start < word.end <= len(text)


def test_every_chinese_character_is_a_content_word() -> None:
    assert content_words("市长说，警报运转。") == set("市长说警报运转")  # noqa: RUF001


def test_kana_are_content_words_too_and_latin_words_between_them_are_whole() -> None:
    assert content_words("港のBBC放送") == {*"港の放送", "bbc"}


def test_chinese_texts_on_one_thing_share_words_and_others_do_not() -> None:
    first, again = content_words("损失达五百万元"), content_words("五百万元的损失")
    assert len(first & again) >= 6
    assert not first & content_words("大门上锁")


def test_words_of_scripts_with_spaces_are_whole() -> None:
    assert content_words("الجسر آمن") == {"الجسر", "آمن"}
    assert content_words("мост безопасен") == {"мост", "безопасен"}
