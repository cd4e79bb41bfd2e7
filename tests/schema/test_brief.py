import json
from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from briefer.schema.brief import (
    Brief,
    Claim,
    Coreference,
    Side,
    Source,
    SummaryPoint,
    Uncertainty,
    What,
    When,
    Where,
    Who,
)
from briefer.schema.coverage import Coverage, Provenance
from briefer.schema.evidence import Evidence
from briefer.schema.vocabulary import TWO_SIDED, UncertaintyKind, least_evidence
from tests.strategies import articles, few_examples, slices, texts


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    article = draw(articles())

    def evidence() -> tuple[Evidence, ...]:
        return tuple(draw(st.lists(slices(article.text), min_size=1, max_size=2)))

    source = Source(name=draw(texts), kind="person", basis="on_record", evidence=evidence())
    said = evidence()
    return Brief(
        headline=SummaryPoint(text=draw(texts), evidence=evidence()),
        summary=(SummaryPoint(text=draw(texts), evidence=evidence()),),
        who=(Who(name=draw(texts), kind="person", evidence=evidence()),),
        what=(What(event=draw(texts), evidence=evidence()),),
        where=(Where(place=draw(texts), evidence=evidence()),),
        when=(When(phrase=draw(texts), evidence=evidence()),),
        claimed_by=(
            Claim(
                content=draw(texts),
                source=source,
                cue=evidence()[0],
                hedge=evidence()[0],
                quote_kind="direct",
                coreferences=(
                    Coreference(mention=said[0], antecedent=draw(texts), evidence=evidence()),
                ),
                evidence=said,
            ),
        ),
        uncertainty=(
            Uncertainty(
                kind="unnamed_source",
                code="sources_unnamed",
                params={"claims": 2, "sources": (draw(texts),), "reason": draw(texts)},
                note=draw(texts),
                evidence=evidence(),
            ),
        ),
        article=article,
        coverage=Coverage(sentences=1, sentences_read=1),
        provenance=Provenance(model="none", version="0", created=datetime(2026, 3, 12, tzinfo=UTC)),
    )


@few_examples
@given(briefs())
def test_a_brief_survives_a_round_trip_through_json(brief: Brief) -> None:
    again = Brief.model_validate_json(brief.model_dump_json())
    assert again == brief
    assert again.model_dump_json() == brief.model_dump_json()


@few_examples
@given(st.data(), briefs())
def test_a_brief_with_a_moved_slice_cannot_be_parsed(data: st.DataObject, brief: Brief) -> None:
    raw = json.loads(brief.model_dump_json())
    items = [
        raw["headline"]["evidence"][0],
        raw["who"][0]["evidence"][0],
        raw["claimed_by"][0]["cue"],
        raw["claimed_by"][0]["hedge"],
        raw["claimed_by"][0]["source"]["evidence"][0],
        raw["claimed_by"][0]["coreferences"][0]["evidence"][0],
        raw["uncertainty"][0]["evidence"][0],
    ]
    item = data.draw(st.sampled_from(items))
    past_the_end = len(brief.article.text)
    item["start"], item["end"] = past_the_end, past_the_end + len(item["quote"])
    with pytest.raises(ValidationError, match="is not the text at"):
        Brief.model_validate(raw)


def test_the_pronoun_of_a_coreference_is_in_the_evidence_of_its_claim() -> None:
    he, name = Evidence(start=9, end=11, quote="he"), Evidence(start=0, end=3, quote="Bos")
    with pytest.raises(ValidationError, match="'he' is not in the evidence of the claim"):
        Claim(
            content="the gate was shut",
            source=Source(name="Bos", kind="person", evidence=(name,)),
            quote_kind="indirect",
            coreferences=(Coreference(mention=he, antecedent="Bos", evidence=(name,)),),
            evidence=(Evidence(start=20, end=37, quote="the gate was shut"),),
        )


@few_examples
@given(briefs())
def test_a_brief_of_an_older_version_has_no_coreferences(brief: Brief) -> None:
    raw = json.loads(brief.model_dump_json()) | {"schema_version": "2.3"}
    del raw["claimed_by"][0]["coreferences"]
    again = Brief.model_validate(raw)
    assert again.schema_version == "2.3"
    assert again.claimed_by[0].coreferences == ()


@pytest.mark.parametrize("kind", sorted(TWO_SIDED))
def test_two_sided_kinds_need_the_evidence_of_both_sides(kind: UncertaintyKind) -> None:
    one = Evidence(start=0, end=4, quote="four")
    with pytest.raises(ValidationError, match="needs 2 evidence, has 1"):
        Uncertainty(kind=kind, note="They differ.", evidence=(one,))


def test_a_code_of_another_kind_is_rejected() -> None:
    with pytest.raises(ValidationError, match="'claim_denied' is no code of the kind 'hedged'"):
        Uncertainty(
            kind="hedged",
            code="claim_denied",
            note="Only “may”.",
            evidence=(Evidence(start=0, end=3, quote="may"),),
        )


def test_the_evidence_of_a_side_is_part_of_the_evidence() -> None:
    numbers = ("four", "five", "nine")
    one, two, other = (Evidence(start=0, end=4, quote=quote) for quote in numbers)
    sides = (Side(source="Ann Brandt", evidence=(one,)), Side(evidence=(other,)))
    with pytest.raises(ValidationError, match="'nine' is on one side, but not in the evidence"):
        Uncertainty(kind="discrepancy", note="They differ.", evidence=(one, two), sides=sides)


def test_only_an_open_question_needs_no_evidence() -> None:
    assert {kind for kind in get_args(UncertaintyKind) if not least_evidence(kind)} == {
        "open_question"
    }
    assert Uncertainty(kind="open_question", note="Who pays?").evidence == ()


def test_only_an_unknown_source_may_have_no_evidence() -> None:
    with pytest.raises(ValidationError, match="has no evidence"):
        Source(name="A minister", kind="person")
    assert Source(name="unknown", kind="unknown").evidence == ()
