"""The source of a statement: found by its name, or by the words that describe it."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Span
from briefer.grounding.statement_source import find_source, is_same_source
from briefer.schema.article import Article

TEXT = (
    "ELLERY — Ann Reed, the minister for transport, said on Monday the bridge was safe. Reed said "
    "nobody had been hurt.\n\nMayor Tomás Okafor of Ellery denied it. Two officials familiar with "
    "the inquiry said the piers were cracked. A report by Norrgate Engineering said the same. "
    "Berliner prosecutors opened a case. “It fell,” said one of the two fishermen who saw it."
)
ARTICLE = Article(text=TEXT)
ANALYSIS = analyze(ARTICLE)


def found(name: str, near: str = "Reed said") -> tuple[str, list[str]] | None:
    start = TEXT.index(near)
    span = Span(start, start + len(near))
    source = find_source(name, near=span, article=ARTICLE, analysis=ANALYSIS)
    return None if source is None else (source[0], [span.text_in(TEXT) for span in source[1]])


def test_a_full_name_is_found_with_the_mention_nearest_to_the_statement() -> None:
    assert found("Ann Reed") == ("Ann Reed", ["Ann Reed", "Reed"])


def test_a_name_in_other_capitals_is_found_as_the_article_has_it() -> None:
    source = found("NORRGATE ENGINEERING")
    assert source is not None
    assert source[0] == "Norrgate Engineering"


@pytest.mark.parametrize(
    "name", ["the minister Ann Reed", "Minister Ann Reed", "Ann Reed (minister)"]
)
def test_a_name_with_a_role_is_found_by_the_name_alone(name: str) -> None:
    source = found(name)
    assert source is not None
    assert source[0] == "Ann Reed"


def test_a_name_with_its_apposition_is_found_in_one_piece() -> None:
    assert found("Ann Reed, the minister for transport", near="ELLERY") == (
        "Ann Reed, the minister for transport",
        ["Ann Reed, the minister for transport"],
    )


@pytest.mark.parametrize(
    "name",
    ["Two officials", "two officials familiar with the inquiry", "one of the two fishermen"],
)
def test_a_description_is_found_in_the_articles_words(name: str) -> None:
    source = found(name)
    assert source is not None
    assert source[0].lower() == name.lower()


def test_a_description_in_another_order_is_found_by_its_words() -> None:
    source = found("officials familiar with inquiry")
    assert source is not None
    assert source[1] == ["officials familiar with the inquiry"]


def test_a_word_may_have_another_ending() -> None:
    source = found("prosecutors in Berlin")
    assert source is None or source[1] == ["Berliner prosecutors"]


@pytest.mark.parametrize(
    "name",
    [
        "Greta Kald", "the navy", "a White House spokesman", "Two officials of the navy",
        "Ann Kald", "Zed", "the minister for defence", "…", "",
    ],
)  # fmt: skip
def test_a_source_that_the_article_does_not_have_is_not_found(name: str) -> None:
    assert found(name) is None


def test_a_description_whose_words_are_far_apart_is_not_found() -> None:
    assert found("the minister who saw it") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Reed", "Reed"),
        ("Reed", "Ann Reed"),
        ("Mayor Tomás Okafor", "Okafor"),
        ("the officials", "Two officials"),
        ("two officials familiar with the inquiry", "Two officials"),
        ("Norrgate Engineering", "Norrgate Engineering"),
    ],
)
def test_two_names_of_one_source_are_the_same(one: str, other: str) -> None:
    assert is_same_source(one, other, analysis=ANALYSIS, article=ARTICLE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Reed", "Tomás Okafor"), ("Reed", "Okafor"), ("Ann Reed", "Two officials"),
        ("", "Ann Reed"), ("unknown", "Ann Reed"),
    ],
)  # fmt: skip
def test_two_sources_are_not_the_same(one: str, other: str) -> None:
    assert not is_same_source(one, other, analysis=ANALYSIS, article=ARTICLE)


def test_a_word_of_a_name_may_have_another_ending() -> None:
    article = Article(text="Ein Urteil des Berliner Kammergerichtes fiel am Montag.", language="de")
    source = find_source(
        "Berliner Kammergericht", near=Span(0, 3), article=article, analysis=analyze(article)
    )
    assert source is not None
    assert [span.text_in(article.text) for span in source[1]] == ["Berliner Kammergerichtes"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann Reed", "Ann Reeder said the bridge was safe."),
        ("Kim Park", "Kim Parker said the bridge was safe."),
        ("Berl", "Berlin said the bridge was safe."),
    ],
)
def test_a_longer_name_is_another_one(name: str, text: str) -> None:
    article = Article(text=text)
    near = Span(*article.sentences[0])
    assert find_source(name, near=near, article=article, analysis=analyze(article)) is None


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Post” editors", "The “Post” editors said nothing.", "“Post” editors"),
        ("port (North", "The port (North) said nothing.", "port (North)"),
        ("port", "The port (North) said nothing.", "port"),
    ],
)
def test_a_name_has_both_marks_of_a_pair(name: str, text: str, found: str) -> None:
    article = Article(text=text)
    located = find_source(name, near=Span(0, 4), article=article, analysis=analyze(article))
    assert located is not None
    assert located[0] == found
