"""Passes of a capable model that give no usable answer: the rest of the brief is made."""

import pytest

import briefer
from briefer import Article, ModelAnswerError, Settings
from briefer.rendering.registry import TextFormat
from tests.factories import (
    GIST,
    HEADLINE,
    STATEMENTS,
    brief_with,
    capable_model,
    prompts_for,
    wrong,
)

CUT_OFF = ModelAnswerError("the answer was cut off")


def test_without_statements_the_claims_are_those_of_the_rules_and_verified(
    article: Article, settings: Settings
) -> None:
    model = capable_model(statements=CUT_OFF)
    brief = briefer.brief(article, model=model, settings=settings)
    assert {claim.found_by for claim in brief.claimed_by} == {"rules"}
    assert "Ingrid Okafor (said): “the alarms had worked”" in prompts_for(model, "VerdictsDraft")[0]
    assert "the claims: the answer was cut off" in brief.coverage.notes
    assert brief.headline.text == HEADLINE


def test_without_uncertainty_of_the_model_the_analysis_has_its_own(
    article: Article, settings: Settings
) -> None:
    brief = brief_with(article, settings, uncertainty=CUT_OFF)
    assert "the uncertainty: the answer was cut off" in brief.coverage.notes
    assert {item.kind for item in brief.uncertainty} >= {"unnamed_source"}


def test_without_verification_nothing_is_corrected_and_a_note_says_so(
    article: Article, settings: Settings
) -> None:
    brief = brief_with(article, settings, verdicts=CUT_OFF)
    assert any("the answer was cut off" in note for note in brief.coverage.notes)
    assert brief.headline.text == HEADLINE
    provenance = brief.provenance
    assert (provenance.lines_verified, provenance.lines_corrected) == (0, 0)


def test_the_note_of_a_failed_verification_names_it(article: Article, settings: Settings) -> None:
    brief = brief_with(article, settings, verdicts=CUT_OFF)
    assert any("verif" in note for note in brief.coverage.notes)


def test_if_every_pass_fails_the_brief_is_that_of_the_analysis(
    article: Article, settings: Settings
) -> None:
    brief = brief_with(
        article, settings, gist=CUT_OFF, statements=CUT_OFF, uncertainty=CUT_OFF, verdicts=CUT_OFF
    )
    extractive = briefer.brief(article, model="none", settings=settings)
    assert (brief.headline, brief.summary) == (extractive.headline, extractive.summary)
    assert len(brief.coverage.notes) >= 4
    assert brief.coverage.sentences_read == 0


def test_a_claim_that_is_corrected_to_another_one_is_there_once(
    article: Article, settings: Settings
) -> None:
    statements = STATEMENTS | {
        "statements": [
            {"by": by, "at": 2, "cue": "said", "first": "the alarms had worked"} for by in (2, 3)
        ]
    }
    nothing: dict[str, object] = {"uncertainty": []}
    # lines: headline, summary, the authority's claim, and then both of the alarms
    verdicts = {"wrong": [wrong(5, "Tomás Reyes", "Ingrid Okafor")]}
    brief = brief_with(
        article, settings, statements=statements, uncertainty=nothing, verdicts=verdicts
    )
    alarms = [one for one in brief.claimed_by if one.content == "the alarms had worked"]
    assert [one.source.name for one in alarms] == ["Ingrid Okafor"]


SOURCES = ["Tomás Reyes|person"]
SIRENS = "1|3|said|the sirens had stayed silent"


@pytest.mark.parametrize(
    ("sources", "statements"),
    [
        (SOURCES, ["1|[4]|said|We heard nothing at all", SIRENS]),
        (SOURCES, ["1|4-5|said|We heard nothing at all", SIRENS]),
        (SOURCES, ["Reyes|4|said|We heard nothing at all", SIRENS]),
        (["Tomás Reyes|Person"], [SIRENS]),
        (["Tomás Reyes|union secretary"], [SIRENS]),
    ],
)
def test_a_row_that_is_not_valid_leaves_the_others(
    article: Article, settings: Settings, sources: list[str], statements: list[str]
) -> None:
    draft: dict[str, object] = {"sources": sources, "statements": statements, "main": []}
    brief = brief_with(article, settings, statements=draft)
    found = {claim.content: claim.found_by for claim in brief.claimed_by}
    assert found["the sirens had stayed silent"] == "both"


@pytest.mark.parametrize("who", ["Okafor|politician|Mayor", "Okafor|Person|Mayor"])
def test_a_kind_that_does_not_exist_leaves_the_gist(
    article: Article, settings: Settings, who: str
) -> None:
    brief = brief_with(article, settings, gist=GIST | {"who": [who]})
    assert brief.headline.text == HEADLINE
    assert brief.coverage.sentences_read > 0


@pytest.mark.parametrize("output_format", ["md", "html", "terminal"])
def test_a_brief_with_a_refused_line_can_be_rendered(
    article: Article, settings: Settings, output_format: TextFormat
) -> None:
    brief = brief_with(article, settings, verdicts={"wrong": [wrong(2, "worked")]})
    assert "worked" in briefer.render(brief, output_format)
