"""How the model's answers are combined with the extractive brief."""

from dataclasses import replace

from briefer import Article, Settings
from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import AttributionSource
from briefer.assembly.conversion import claim_of
from briefer.assembly.extractive import extractive_sections
from briefer.assembly.limits import MAX_MODEL_CLAIMS, MAX_MODEL_UNCERTAINTY
from briefer.grounding.line_checker import LineChecker
from briefer.passes.combine import combine
from briefer.schema.brief import Uncertainty
from tests.factories import GIST, POINT, SMALL_GIST, brief_with, small_brief


def test_a_short_summary_is_filled_up_in_the_articles_own_words(
    article: Article, settings: Settings
) -> None:
    brief = small_brief(article, settings, SMALL_GIST | {"summary": [POINT]})
    assert brief.summary[0].text == POINT
    assert len(brief.summary) > 1
    assert any("of the summary" in note for note in brief.coverage.notes)
    passages = [point.evidence for point in brief.summary]
    assert len(set(passages)) == len(passages)


def test_what_a_capable_model_finds_important_is_not_extended(
    article: Article, settings: Settings
) -> None:
    gist = GIST | {"what": ["A fire at the Halvorsen terminal killed three people [1]"]}
    brief = brief_with(article, settings, gist=gist)
    assert [point.text for point in brief.summary] == [POINT]
    assert len(brief.what) == 1
    assert not any("of the summary" in note for note in brief.coverage.notes)


def test_a_point_that_becomes_the_headline_is_not_in_the_summary(
    article: Article, settings: Settings
) -> None:
    point = "A fire at the Halvorsen terminal killed three people, the harbour authority said."
    wrong = SMALL_GIST | {"headline": "Fire kills 90 people", "summary": [point]}
    brief = small_brief(article, settings, wrong)
    assert brief.headline.text == point
    assert all(one.text != point for one in brief.summary)


def test_an_unsupported_point_is_replaced_by_the_sentence_that_it_paraphrases(
    article: Article, settings: Settings
) -> None:
    wrong = "Mayor Okafor said the sirens had stayed silent"
    brief = small_brief(article, settings, SMALL_GIST | {"summary": [wrong]})
    assert [item.text for item in brief.coverage.rejected] == [wrong]
    assert brief.summary[0].text == (
        "Tomás Reyes, the union’s secretary, said the sirens had stayed silent."
    )
    assert "in the article's own words." in " ".join(brief.coverage.notes)


def test_the_first_place_of_a_small_model_does_not_lead(
    article: Article, settings: Settings
) -> None:
    brief = small_brief(article, settings, SMALL_GIST | {"where": ["harbour"]})
    assert brief.where[0].place == "PORT ELLERY"


def test_the_first_place_of_a_capable_model_leads(article: Article, settings: Settings) -> None:
    brief = brief_with(article, settings, gist=GIST | {"where": ["harbour"]})
    assert brief.where[0].place == "harbour"


def test_a_claim_of_the_rules_in_which_the_checks_find_something_is_rejected(
    article: Article,
) -> None:
    analysis = analyze(article)
    right = next(one for one in analysis.attributions if one.quote_kind == "indirect")
    wrong = replace(right, source=AttributionSource("Greta Kald", "person"))
    analysis = replace(analysis, attributions=(wrong, right))
    sections = combine(
        LineChecker(article, analysis),
        extractive=extractive_sections(article, analysis, "en"),
        gists=[],
        language="en",
    )
    assert [claim.source.name for claim in sections.claimed_by] == [right.source.text]
    [item] = sections.rejected
    assert [finding.code for finding in item.findings] == ["source_not_in_article"]


def test_too_many_claims_and_uncertainties_are_limited_in_their_order(article: Article) -> None:
    analysis = analyze(article)
    claim = claim_of(analysis.attributions[0], article)
    claims = [claim.model_copy(update={"content": f"bridge {n}"}) for n in range(99)]
    questions = [Uncertainty(kind="open_question", note=f"Who owns bridge {n}?") for n in range(99)]
    sections = combine(
        LineChecker(article, analysis),
        extractive=extractive_sections(article, analysis, "en"),
        gists=[],
        claims=claims,
        uncertainty=questions,
        language="en",
    )
    assert sections.claimed_by == tuple(claims[:MAX_MODEL_CLAIMS])
    assert sections.uncertainty == tuple(questions[:MAX_MODEL_UNCERTAINTY])


def test_a_model_that_finds_no_uncertainty_is_not_overruled_by_the_analysis(
    article: Article,
) -> None:
    analysis = analyze(article)
    extractive = extractive_sections(article, analysis, "en")
    assert extractive.uncertainty
    sections = combine(
        LineChecker(article, analysis),
        extractive=extractive,
        gists=[],
        claims=[],
        uncertainty=[],
        language="en",
    )
    assert sections.uncertainty == ()
