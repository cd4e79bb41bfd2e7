"""Hypothesis strategies for articles and evidence, shared by several tests."""

from datetime import UTC

from hypothesis import settings
from hypothesis import strategies as st

from briefer.schema.article import Article
from briefer.schema.evidence import Evidence

few_examples = settings(max_examples=50)

# All code points except the surrogates, which UTF-8 and JSON cannot represent.
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    return Article(
        text=draw(texts),
        title=draw(st.none() | texts),
        authors=tuple(draw(st.lists(texts, max_size=2))),
        published=draw(st.none() | st.dates() | st.datetimes(timezones=st.just(UTC))),
    )


@st.composite
def slices(draw: st.DrawFn, text: str) -> Evidence:
    offsets = [offset for offset, letter in enumerate(text) if not letter.isspace()]
    start = draw(st.sampled_from(offsets))
    end = draw(st.integers(min_value=start + 1, max_value=len(text)))
    return Evidence.cut(text, start, end)
