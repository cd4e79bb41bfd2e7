"""The claim that a denial refers to, or none if nothing connects the two."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import UncertaintyFinding
from briefer.schema.article import Article


def disputes(text: str) -> list[UncertaintyFinding]:
    findings = analyze(Article(text=text)).uncertainty
    return [finding for finding in findings if finding.kind == "disputed"]


def test_a_source_does_not_dispute_its_own_claim() -> None:
    text = (
        "The company said that the plant leaked no oil into the harbour. Later the company denied "
        "that the plant had leaked oil into the harbour."
    )
    assert disputes(text) == []


def test_the_at_the_start_of_a_denial_is_not_part_of_a_name() -> None:
    text = (
        "Tomás Reyes said that The Ellery Mail would move in May. The ministry denied that its "
        "staff had taken bribes."
    )
    assert disputes(text) == []


@pytest.mark.parametrize(
    "denial",
    [
        "Carl Lund said that the teeth he wore were false.",
        "Carl Lund said that Ingrid Okafor had been called a lie detector expert.",
        "Carl Lund said that the rumours about his daughter were false.",
    ],
)
def test_a_denial_of_something_else_is_not_a_dispute(denial: str) -> None:
    assert disputes(f"Jane Reed said that the tunnel would open in May. {denial}") == []


@pytest.mark.parametrize(
    "denial",
    [
        "Carl Lund said that this was false.",
        "Carl Lund said that it’s not true.",
        "Carl Lund said that the reports about the tunnel were false.",
        "Carl Lund said that the story of the tunnel was not true.",
        "Carl Lund said that this was “a bare-faced lie”.",
    ],
)
def test_a_claim_that_somebody_calls_false_is_disputed(denial: str) -> None:
    [found] = disputes(f"Jane Reed said that the tunnel would open in May. {denial}")
    assert [side.source for side in found.sides] == ["Jane Reed", "Carl Lund"]
    assert found.params["claim_quotation"] == "the tunnel would open in May"


@pytest.mark.parametrize(
    "denial",
    [
        "“I never gave such an order,” Lund said.",
        "Lund said he did not give any such order.",
        "Lund said there was no such order.",
    ],
)
def test_a_person_who_denies_what_another_says_of_him_disputes_it(denial: str) -> None:
    [found] = disputes(f"Jane Reed said that Carl Lund had ordered her to leave. {denial}")
    assert [side.source for side in found.sides] == ["Jane Reed", "Carl Lund"]


def test_a_denial_with_its_reasons_in_one_sentence_is_told_once() -> None:
    text = (
        'The union said closures could become permanent "by neglect". Ann Brannigan rejected that, '
        "saying that nine people had been found in Ireland."
    )
    [found] = [one for one in analyze(Article(text=text)).uncertainty if one.kind == "disputed"]
    assert found.params["claim_quotation"] == 'closures could become permanent "by neglect"'
    assert "denial_quotation" not in found.params


def test_a_report_is_called_untrue_by_its_noun() -> None:
    text = "The Ellery Mail reported that Carl Lund fled. Lund said the report was a fairy tale."
    [found] = disputes(text)
    assert [side.source for side in found.sides] == ["Ellery Mail", "Carl Lund"]


def test_a_lie_detector_is_no_lie() -> None:
    assert disputes("Jane Reed said he had a test. Carl Lund said it was a lie detector.") == []
