"""Words that a model copied, located next to the place that it names."""

import pytest

from briefer.analysis.annotations import Span
from briefer.grounding.alignment import find_inflected, find_mentions, find_words, find_words_after
from briefer.schema.article import Article

TEXT = (
    "The mayor said the bridge was safe. The union’s secretary said “the bridge was never safe”."
    "\n\nThe repair cost $5.2 million, 3 % of the budget. The council asked for the removal of the "
    "old iron railings.\n\nNobody answered. The mayor said the bridge was safe."
)
ARTICLE = Article(text=TEXT)
CHINESE = Article(
    text="市长周岚说，桥梁是安全的。工会秘书说，警报没有响。",  # noqa: RUF001 (the Chinese comma)
    language="zh",
)
ARABIC = Article(
    text="قال الوزير سامر النعيمي إن الجسر آمن. وقالت النقابة إن الإنذار لم يعمل.", language="ar"
)


def place(words: str, article: Article = ARTICLE, nth: int = 0) -> Span:
    """Return the place of the nth mention of some words."""
    start = -1
    for _ in range(nth + 1):
        start = article.text.index(words, start + 1)
    return Span(start, start + len(words))


def found(words: str, near: Span, article: Article = ARTICLE) -> str | None:
    span = find_words(article, words, near=near)
    return None if span is None else span.text_in(article.text)


def sentence(index: int, article: Article = ARTICLE) -> Span:
    return Span(*article.sentences[index])


def test_of_several_mentions_the_nearest_is_found() -> None:
    first = find_words(ARTICLE, "the bridge was safe", near=sentence(0))
    last = find_words(ARTICLE, "the bridge was safe", near=sentence(5))
    assert (first, last) == (
        place("the bridge was safe"), place("the bridge was safe", nth=1),
    )  # fmt: skip


def test_a_mention_within_the_place_is_nearer_than_one_before_it() -> None:
    assert find_words(ARTICLE, "the bridge", near=sentence(1)) == place("the bridge", nth=1)


@pytest.mark.parametrize(
    ("written", "slice_"),
    [
        ("the union's secretary", "The union’s secretary"),
        ('secretary said "the bridge was never', "secretary said “the bridge was never"),
        ("bridge was safe the union’s", "bridge was safe. The union’s"),
        ("never safe the repair cost", "never safe”.\n\nThe repair cost"),
        ("THE  REPAIR\nCOST", "The repair cost"),
        ("$5.2 million", "$5.2 million"),
        ("5.2 million", "5.2 million"),
        ("3 %", "3 %"),
        ("3%", "3 %"),
        ("2 million", None),  # of "5.2 million"
        ("bridge was painted", None),
        ("bridg", None),
        ("", None),
        (" … “” ", None),
    ],
)
def test_words_are_found_as_the_article_writes_them(written: str, slice_: str | None) -> None:
    assert found(written, sentence(1)) == slice_


def test_a_few_letters_may_differ_close_to_the_place() -> None:
    written = "the council askd for the removal"
    assert found(written, sentence(3)) == "The council asked for the removal"


def test_a_few_letters_may_not_differ_far_from_the_place() -> None:
    assert found("the council askd for the removal", sentence(0)) is None


def test_letters_of_two_words_may_not_differ() -> None:
    assert found("iron railngs", sentence(3)) is None


@pytest.mark.parametrize("words", ["桥梁是安全的", "周岚", "警报没有响", "桥梁是安全的。工会秘书"])
def test_chinese_words_are_found_within_a_line_without_spaces(words: str) -> None:
    assert found(words, sentence(0, CHINESE), CHINESE) == words


def test_chinese_words_that_are_not_there_are_not_found() -> None:
    assert found("桥梁不安全", sentence(0, CHINESE), CHINESE) is None


@pytest.mark.parametrize(
    "words", ["سامر النعيمي", "إن الجسر آمن", "قالت النقابة", "الإنذار لم يعمل"]
)
def test_arabic_words_are_found_also_after_a_particle(words: str) -> None:
    assert found(words, sentence(0, ARABIC), ARABIC) == words


def test_arabic_words_that_are_not_there_are_not_found() -> None:
    assert found("قالت الوزيرة", sentence(0, ARABIC), ARABIC) is None


def test_last_words_are_found_after_the_first_ones() -> None:
    start = place("The repair").start
    span = find_words_after(ARTICLE, "was safe", start=start, limit=len(TEXT))
    assert span == place("was safe", nth=1)


def test_last_words_beyond_the_limit_are_not_found() -> None:
    start, limit = place("The repair").start, place("Nobody").start
    assert find_words_after(ARTICLE, "was safe", start=start, limit=limit) is None


def test_a_few_letters_of_the_last_words_may_differ() -> None:
    span = find_words_after(ARTICLE, "the old iron railngs", start=0, limit=len(TEXT))
    assert span == place("the old iron railings")


def test_a_percent_sign_belongs_to_the_last_words() -> None:
    span = find_words_after(Article(text="It fell by 3%."), "by 3%", start=0, limit=14)
    assert span == Span(8, 13)


def mentions(words: str, within: Span) -> list[Span]:
    return find_mentions(ARTICLE, words, within=within)


def test_all_mentions_within_a_slice_are_found_in_order() -> None:
    everywhere = Span(0, len(TEXT))
    first, second, third = (place("the bridge", nth=nth) for nth in range(3))
    assert mentions("THE  bridge", everywhere) == [first, second, third]
    assert mentions("the bridge", sentence(1)) == [second]
    assert mentions("the bridge", Span(first.start + 1, third.end - 1)) == [second]


@pytest.mark.parametrize("words", ["the bridges", "bridg", "the tunnel", "", "…"])
def test_words_that_are_not_there_have_no_mentions(words: str) -> None:
    assert mentions(words, Span(0, len(TEXT))) == []


def test_chinese_mentions_are_found_within_a_line_without_spaces() -> None:
    found = find_mentions(CHINESE, "说", within=Span(0, len(CHINESE.text)))
    assert found == [place("说", CHINESE), place("说", CHINESE, nth=1)]


def inflected(words: str, text: str, language: str = "de") -> str | None:
    article = Article(text=text, language=language)
    found = find_inflected(article, words, near=Span(*article.sentences[0]))
    return None if found is None else found.text_in(text)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Berliner Kammergericht", "Berliner Kammergerichts"),
        ("Berliner Kammergericht", "Berliner Kammergerichtes"),
        ("Bundestag", "Bundestages"),
        ("Professor", "Professoren"),
        ("Gericht", "Gericht"),
    ],
)
def test_a_german_name_is_found_in_other_cases(words: str, written: str) -> None:
    found = inflected(words, f"Ein Urteil des {written} fiel am Montag.")
    assert found == written


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Reed", "Reeder"), ("Park", "Parker"), ("Berl", "Berlin"), ("Amt", "Amts"),
        ("Kammergericht", "Kammergerichtshof"), ("Gerichts", "Gericht"), ("", "Gericht"),
    ],
)  # fmt: skip
def test_another_german_word_is_no_case_of_a_name(words: str, written: str) -> None:
    assert inflected(words, f"Das sagte {written} am Montag.") is None


def test_of_two_cases_the_nearest_to_the_place_is_found() -> None:
    text = "Das Urteil des Gerichts fiel. Der Bote des Gerichtes kam."
    article = Article(text=text, language="de")
    found = [find_inflected(article, "Gericht", near=sentence(nth, article)) for nth in (0, 1)]
    assert found == [place("Gerichts", article), place("Gerichtes", article)]


@pytest.mark.parametrize("written", ["Reeds", "Reeder", "Reedes", "Reed"])
def test_english_words_have_no_cases(written: str) -> None:
    assert inflected("Reed", f"Then {written} left.", language="en") is None


def test_in_another_language_a_word_may_have_two_more_letters() -> None:
    assert inflected("Kowalski", "Widziano Kowalskiego.", language="pl") is None
    assert inflected("Nowak", "Widziano Nowaka.", language="pl") == "Nowaka"


def test_a_digit_next_to_a_word_without_spaces_does_not_continue_it() -> None:
    text = "入侵者可能早在1月下旬就已取得账号。"
    article = Article(text=text, language="zh")
    found = find_words(article, "入侵者可能早在", near=Span(0, len(text)))
    assert found is not None
    assert found.text_in(text) == "入侵者可能早在"


def test_a_digit_in_a_longer_number_is_not_found() -> None:
    text = "他说有57人和1570户。"
    article = Article(text=text, language="zh")
    assert find_words(article, "157", near=Span(0, len(text))) is None
