import hashlib
from datetime import date, datetime

import pytest
from hypothesis import given
from pydantic import ValidationError

from briefer.schema.article import Article
from briefer.schema.evidence import Evidence
from tests.strategies import articles, few_examples


@few_examples
@given(articles())
def test_sentences_are_slices_in_order_and_leave_out_only_white_space(article: Article) -> None:
    rest = list(article.text)
    last = 0
    for start, end in article.sentences:
        assert last <= start < end
        rest[start:end] = " " * (end - start)
        last = end
    assert "".join(rest).strip() == ""


def test_offsets_count_code_points_and_not_bytes_or_utf16_units() -> None:
    article = Article(text="🔥 Café burned.")
    assert article.evidence(2, 6) == Evidence(start=2, end=6, quote="Café")


def test_an_article_has_the_digest_of_its_text_and_rejects_another_digest() -> None:
    article = Article(text="One sentence.")
    assert article.sha256 == hashlib.sha256(b"One sentence.").hexdigest()
    changed = {**article.model_dump(), "text": "Another sentence."}
    with pytest.raises(ValidationError, match="sha256"):
        Article.model_validate(changed)


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_article_without_words_is_rejected(text: str) -> None:
    with pytest.raises(ValidationError):
        Article(text=text)


def test_a_date_without_a_time_stays_without_one() -> None:
    article = Article(text="Words.", published=date(2026, 3, 12))
    again = Article.model_validate_json(article.model_dump_json())
    assert again.published == date(2026, 3, 12)
    assert not isinstance(again.published, datetime)


def test_articles_are_frozen_and_reject_unknown_fields() -> None:
    article = Article(text="Words.")
    with pytest.raises(ValidationError, match="frozen"):
        article.text = "Other words."  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        Article.model_validate({"text": "Words.", "colour": "red"})
