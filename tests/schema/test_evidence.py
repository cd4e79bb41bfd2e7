import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from briefer.schema.article import Article
from briefer.schema.evidence import Evidence
from tests.strategies import articles, few_examples, slices


@few_examples
@given(st.data(), articles())
def test_evidence_is_always_a_slice_of_its_article(data: st.DataObject, article: Article) -> None:
    evidence = data.draw(slices(article.text))
    assert article.text[evidence.start : evidence.end] == evidence.quote
    assert evidence.quote == evidence.quote.strip()


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 99), (3, 4)])
def test_out_of_bounds_and_blank_slices_cannot_be_cut(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"not a slice|at least 1|greater than"):
        Evidence.cut("abc defg", start, end)


def test_a_quote_longer_than_its_span_is_rejected() -> None:
    with pytest.raises(ValidationError, match="spans 3 characters, but its quote has 4"):
        Evidence(start=0, end=3, quote="four")
