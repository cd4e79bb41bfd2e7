import pytest

from briefer.analysis.analyzer import analyze
from briefer.grounding.article_index import ArticleIndex
from briefer.grounding.matching import MATCH
from briefer.grounding.tokens import Token, tokenize
from briefer.schema.article import Article
from tests.grounding.strike import STRIKE, index

FOUND = index()


def token(text: str) -> Token:
    return tokenize(text, "en")[-1]


def is_known(word: str) -> bool:
    """Return True if text or title has the word, or a form of it."""
    rows = FOUND.matches(token(word))
    return max(*rows, FOUND.best_match(token(word), FOUND.title)) >= MATCH


def test_each_sentence_has_its_tokens_with_lemmas() -> None:
    assert len(FOUND.sentences) == len(STRIKE.sentences)
    forms = [one.form for one in FOUND.sentences[0] if one.is_content]
    assert forms[:2] == ["lock", "keeper"]
    assert "vote" in forms


def test_the_numbers_of_the_article_are_known_in_any_notation() -> None:
    assert {340.0, 2_500_000.0, 12.0, 14.0, 6.0, 9.0} <= FOUND.values


@pytest.mark.parametrize("word", ["keepers", "vote", "votes", "unions", "strike", "twelve", "12"])
def test_a_form_of_a_word_of_the_article_is_known(word: str) -> None:
    assert is_known(word)


@pytest.mark.parametrize("word", ["football", "13", "bridge", "December"])
def test_a_word_that_is_nowhere_in_the_article_is_not_known(word: str) -> None:
    assert not is_known(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("lindqvist", "petra"), ("lindqvist", "head"), ("marsh", "director"), ("board", "cb")],
)
def test_the_words_for_one_entity_are_aliases(one: str, other: str) -> None:
    assert FOUND.are_aliases(one, other)


def test_the_words_for_two_entities_are_not_aliases() -> None:
    assert not FOUND.are_aliases("lindqvist", "marsh")
    assert not FOUND.are_aliases("lindqvist", "director")


@pytest.mark.parametrize("name", ["Velmoor", "Lindqvist", "Velmoora"])
def test_a_name_is_known_in_its_forms(name: str) -> None:
    assert FOUND.has_name(token(name))


@pytest.mark.parametrize("name", ["Lindquist", "Norrgate"])
def test_a_name_that_only_looks_alike_is_not_known(name: str) -> None:
    assert not FOUND.has_name(token(name))


def test_each_sentence_is_matched_with_a_word() -> None:
    row = FOUND.matches(token("gate"))
    assert len(row) == len(STRIKE.sentences)
    assert [number for number, found in enumerate(row) if found == 1] == [6, 7, 8]


def test_two_large_numbers_that_differ_little_are_told_apart() -> None:
    article = Article(text="The town has 1,234,567 people. The county has 1,234,568 people.")
    found = ArticleIndex(article, analyze(article))
    assert found.matches(token("1,234,567")) == (1, 0)
    assert found.matches(token("1,234,568")) == (0, 1)


def test_a_number_or_name_or_rare_word_weighs_more() -> None:
    assert FOUND.weight(token("340")) > FOUND.weight(token("pay")) > FOUND.weight(token("gate"))
    assert FOUND.weight(token("Velmoor")) > FOUND.weight(token("letters"))


def test_entities_are_found_by_surname_and_by_a_long_word() -> None:
    assert [one.text for one in FOUND.entities_among(["Lindqvist"])] == ["Petra Lindqvist"]
    assert [one.text for one in FOUND.entities_among(["Canal"])] == ["Canal Board"]
    assert not FOUND.entities_among(["Petra"])


def test_the_offset_of_a_word_gives_its_sentence() -> None:
    assert FOUND.sentence_of(0) == 0
    assert FOUND.sentence_of(STRIKE.text.index("barge")) == 6


def test_attributed_words_are_not_in_the_articles_own_voice() -> None:
    own = {one.form for tokens in FOUND.own_voice for one in tokens}
    assert "barge" in own
    assert "340" not in {one.text for tokens in FOUND.own_voice for one in tokens}


def test_an_article_without_words_has_an_index() -> None:
    article = Article(text="…")
    found = ArticleIndex(article, analyze(article))
    assert found.matches(token("gate")) == (0,)
    assert found.values == frozenset()
