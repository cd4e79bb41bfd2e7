import hashlib
import json
from datetime import UTC, date, datetime
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from briefer.article import Article
from briefer.evidence import Evidence
from briefer.schema import (
    TWO_SIDED,
    Brief,
    Claim,
    Coverage,
    Provenance,
    Source,
    SummaryPoint,
    Uncertainty,
    UncertaintyKind,
    What,
    When,
    Where,
    Who,
    least_evidence,
)

# No deadline: a busy machine is no reason to fail.
calm = settings(deadline=None, max_examples=50)

# Every code point but the surrogates, which UTF-8 and JSON cannot hold.
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
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    start = draw(st.sampled_from(places))
    end = draw(st.integers(min_value=start + 1, max_value=len(text)))
    return Evidence.cut(text, start, end)


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    article = draw(articles())

    def proof() -> tuple[Evidence, ...]:
        return tuple(draw(st.lists(slices(article.text), min_size=1, max_size=2)))

    source = Source(name=draw(texts), kind="person", basis="on_record", evidence=proof())
    return Brief(
        headline=SummaryPoint(text=draw(texts), evidence=proof()),
        summary=(SummaryPoint(text=draw(texts), evidence=proof()),),
        who=(Who(name=draw(texts), kind="person", evidence=proof()),),
        what=(What(event=draw(texts), evidence=proof()),),
        where=(Where(place=draw(texts), evidence=proof()),),
        when=(When(phrase=draw(texts), evidence=proof()),),
        claimed_by=(
            Claim(
                content=draw(texts),
                source=source,
                cue=proof()[0],
                hedge=proof()[0],
                quote_kind="direct",
                evidence=proof(),
            ),
        ),
        uncertainty=(Uncertainty(kind="hedged", note=draw(texts), evidence=proof()),),
        article=article,
        coverage=Coverage(sentences=1, sentences_read=1),
        provenance=Provenance(model="none", version="0", created=datetime(2026, 3, 12, tzinfo=UTC)),
    )


@calm
@given(st.data(), articles())
def test_evidence_is_always_a_slice_of_its_article(data: st.DataObject, article: Article) -> None:
    evidence = data.draw(slices(article.text))
    assert article.text[evidence.start : evidence.end] == evidence.quote
    assert evidence.quote == evidence.quote.strip()


@calm
@given(articles())
def test_sentences_are_slices_in_order_that_leave_out_nothing_but_space(article: Article) -> None:
    rest = list(article.text)
    last = 0
    for start, end in article.sentences:
        assert last <= start < end
        rest[start:end] = " " * (end - start)
        last = end
    assert "".join(rest).strip() == ""


@calm
@given(briefs())
def test_a_brief_comes_back_from_json_as_it_was(brief: Brief) -> None:
    again = Brief.model_validate_json(brief.model_dump_json())
    assert again == brief
    assert again.model_dump_json() == brief.model_dump_json()


@calm
@given(st.data(), briefs())
def test_a_brief_with_one_slice_moved_cannot_be_parsed(data: st.DataObject, brief: Brief) -> None:
    raw = json.loads(brief.model_dump_json())
    items = [
        raw["headline"]["evidence"][0],
        raw["who"][0]["evidence"][0],
        raw["claimed_by"][0]["cue"],
        raw["claimed_by"][0]["hedge"],
        raw["claimed_by"][0]["source"]["evidence"][0],
        raw["uncertainty"][0]["evidence"][0],
    ]
    item = data.draw(st.sampled_from(items))
    past_the_end = len(brief.article.text)
    item["start"], item["end"] = past_the_end, past_the_end + len(item["quote"])
    with pytest.raises(ValidationError, match="does not stand at"):
        Brief.model_validate(raw)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 99), (3, 4)])
def test_what_is_no_slice_cannot_be_cut(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"no slice|at least 1|greater than"):
        Evidence.cut("abc defg", start, end)


def test_a_quote_longer_than_its_span_is_refused() -> None:
    with pytest.raises(ValidationError, match="spans 3 characters, its quote has 4"):
        Evidence(start=0, end=3, quote="four")


def test_offsets_count_code_points_and_not_bytes_or_utf16_units() -> None:
    article = Article(text="🔥 Café burned.")
    assert article.evidence(2, 6) == Evidence(start=2, end=6, quote="Café")


def test_an_article_carries_the_digest_of_its_text_and_refuses_another() -> None:
    article = Article(text="One sentence.")
    assert article.sha256 == hashlib.sha256(b"One sentence.").hexdigest()
    changed = {**article.model_dump(), "text": "Another sentence."}
    with pytest.raises(ValidationError, match="sha256"):
        Article.model_validate(changed)


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_article_without_words_is_none(text: str) -> None:
    with pytest.raises(ValidationError):
        Article(text=text)


def test_a_bare_date_stays_bare() -> None:
    article = Article(text="Words.", published=date(2026, 3, 12))
    again = Article.model_validate_json(article.model_dump_json())
    assert again.published == date(2026, 3, 12)
    assert not isinstance(again.published, datetime)


@pytest.mark.parametrize("kind", sorted(TWO_SIDED))
def test_what_has_two_sides_needs_the_evidence_of_both(kind: UncertaintyKind) -> None:
    one = Evidence(start=0, end=4, quote="four")
    with pytest.raises(ValidationError, match="needs 2 evidence, has 1"):
        Uncertainty(kind=kind, note="They differ.", evidence=(one,))


def test_only_an_open_question_needs_no_evidence() -> None:
    assert {kind for kind in get_args(UncertaintyKind) if not least_evidence(kind)} == {
        "open_question"
    }
    assert Uncertainty(kind="open_question", note="Who pays?").evidence == ()


def test_only_an_unknown_source_may_go_without_evidence() -> None:
    with pytest.raises(ValidationError, match="has no evidence"):
        Source(name="A minister", kind="person")
    assert Source(name="unknown", kind="unknown").evidence == ()


def test_nouns_are_frozen_and_strict() -> None:
    article = Article(text="Words.")
    with pytest.raises(ValidationError, match="frozen"):
        article.text = "Other words."  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        Article.model_validate({"text": "Words.", "colour": "red"})
