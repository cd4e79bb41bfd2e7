"""How the model's answers are combined with the extractive brief."""

from dataclasses import replace

import pytest

import briefer
from briefer import Article, FakeModel, Settings
from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import AttributionSource
from briefer.assembly.extractive import extractive_sections
from briefer.grounding.line_checker import LineChecker
from briefer.passes.claim_ranking import RankedClaims
from briefer.passes.combine import combine
from briefer.passes.runner import PassResult
from briefer.schema.vocabulary import ModelSize
from tests.factories import GIST, WEIGH, brief_with


def test_a_short_summary_is_filled_up_in_the_articles_own_words(
    article: Article, settings: Settings
) -> None:
    brief = brief_with(article, settings, GIST, WEIGH)
    assert brief.summary[0].text == GIST["summary"][0]
    assert len(brief.summary) > 1
    assert any("of the summary" in note for note in brief.coverage.notes)
    passages = [point.evidence for point in brief.summary]
    assert len(set(passages)) == len(passages)


def test_a_point_that_becomes_the_headline_is_not_in_the_summary(
    article: Article, settings: Settings
) -> None:
    point = "A fire at the Halvorsen terminal killed three people, the harbour authority said."
    wrong = GIST | {"headline": "Fire kills 90 people", "summary": [point]}
    brief = briefer.brief(article, model=FakeModel([wrong], profile="small"), settings=settings)
    assert brief.headline.text == point
    assert all(one.text != point for one in brief.summary)


def test_an_unsupported_point_is_replaced_by_the_sentence_that_it_paraphrases(
    article: Article, settings: Settings
) -> None:
    wrong = "Mayor Okafor said the sirens had stayed silent"
    model = FakeModel([GIST | {"summary": [wrong]}], profile="small")
    brief = briefer.brief(article, model=model, settings=settings)
    assert [item.text for item in brief.coverage.rejected] == [wrong]
    assert brief.summary[0].text == (
        "Tomás Reyes, the union’s secretary, said the sirens had stayed silent."
    )
    assert "in the article's own words." in " ".join(brief.coverage.notes)


@pytest.mark.parametrize(("profile", "first"), [("capable", "harbour"), ("small", "PORT ELLERY")])
def test_the_models_first_place_leads_only_if_it_can_judge_importance(
    article: Article,
    settings: Settings,
    profile: ModelSize,
    first: str,
) -> None:
    model = FakeModel([GIST | {"where": ["harbour"]}, WEIGH], profile=profile)
    brief = briefer.brief(article, model=model, settings=settings)
    assert brief.where[0].place == first


def test_a_claim_in_which_the_checks_find_something_is_rejected_even_if_the_model_chose_it(
    article: Article,
) -> None:
    analysis = analyze(article)
    right = next(one for one in analysis.attributions if one.quote_kind == "indirect")
    source = AttributionSource("Greta Kald", "person")
    wrong = replace(right, source=source)
    analysis = replace(analysis, attributions=(wrong, right))
    chosen = PassResult(RankedClaims((wrong,), ()))
    sections, _ = combine(
        LineChecker(article, analysis),
        extractive=extractive_sections(article, analysis),
        gists=[],
        rankings=[chosen],
        capable=True,
    )
    assert [claim.source.name for claim in sections.claimed_by] == [right.source.text]
    [item] = sections.rejected
    assert [finding.code for finding in item.findings] == ["source_not_in_article"]
