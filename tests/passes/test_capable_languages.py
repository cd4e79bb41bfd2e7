"""Articles in other languages than English, with a capable model's good answers."""

import pytest

import briefer
from briefer import Article, Brief, Settings
from briefer.model.fake import FakeModel
from tests.factories import NOTHING_WRONG, capable_model, prompts_for
from tests.passes.foreign_articles import GERMAN, STORIES, Story


@pytest.fixture(params=STORIES)
def story(request: pytest.FixtureRequest) -> Story:
    return STORIES[request.param]


@pytest.fixture
def brief(story: Story, settings: Settings) -> Brief:
    return briefer.brief(story.article, model=capable_model(story.answers), settings=settings)


def test_nothing_of_a_good_answer_is_rejected(brief: Brief) -> None:
    assert brief.coverage.rejected == ()
    assert (brief.provenance.calls, brief.provenance.lines_refused) == (4, 0)


def test_the_claims_have_their_sources_and_their_words(story: Story, brief: Brief) -> None:
    claims = {claim.source.name.lower(): claim for claim in brief.claimed_by}
    wanted = [(story.mayor[0], story.mayor[3]), (story.secretary[0], story.secretary[3])]
    for name, words in [*wanted, (story.officials[0], story.officials[2])]:
        assert name.lower() in claims
        assert words.split()[-1] in claims[name.lower()].content


def test_the_roles_are_copied_from_the_article(story: Story, brief: Brief) -> None:
    roles = {claim.source.name: claim.source.role for claim in brief.claimed_by}
    for name, role, _, _ in (story.mayor, story.secretary):
        assert roles[name] == role


def test_the_quotation_is_direct_and_the_report_is_not(story: Story, brief: Brief) -> None:
    kinds = {claim.source.name: claim.quote_kind for claim in brief.claimed_by}
    assert (kinds[story.mayor[0]], kinds[story.secretary[0]]) == ("indirect", "direct")


def test_every_claim_has_its_cue(story: Story, brief: Brief) -> None:
    cues = {claim.source.name: claim.cue for claim in brief.claimed_by}
    for name, _, cue, _ in (story.mayor, story.secretary):
        found = cues[name]
        assert found is not None
        assert found.quote == cue


def test_who_when_and_where_are_grounded(story: Story, brief: Brief) -> None:
    assert [who.name for who in brief.who][:2] == [story.mayor[0], story.secretary[0]]
    assert [who.kind for who in brief.who][:2] == ["person", "person"]
    assert brief.when[0].phrase in story.day
    assert brief.where[0].place == story.place


def test_a_line_has_the_sentence_that_it_cites_as_evidence(story: Story, brief: Brief) -> None:
    article = story.article
    assert brief.headline.text == story.headline
    assert article.sentence_at(brief.headline.evidence[0].start) == 0
    for point, (line, number) in zip(brief.summary, story.summary, strict=False):
        assert point.text == line
        assert article.sentence_at(point.evidence[0].start) == number - 1


def test_an_uncertainty_has_both_sides(story: Story, brief: Brief) -> None:
    [item] = brief.uncertainty
    assert [side.source for side in item.sides] == [story.mayor[0], story.secretary[0]]
    assert all(one.holds_in(story.text) for one in item.evidence)


def test_an_invented_number_is_proved_wrong(story: Story, settings: Settings) -> None:
    false = {**story.answers["FullGistDraft"], "headline": f"{story.headline} 940 [1]"}
    model = capable_model({**story.answers, "FullGistDraft": false})
    brief = briefer.brief(story.article, model=model, settings=settings)
    assert "940" not in brief.headline.text
    assert [item.section for item in brief.coverage.rejected] == ["headline"]


ENGLISH_GIST = {
    "headline": "Fire in the port of Valdorf kills three [1]",
    "who": [{"name": "Ina Kaldorf", "kind": "person", "role": "Bürgermeisterin"}],
    "when": ["am Dienstag"],
    "where": ["Hafen von Valdorf"],
    "what": ["A worn belt may have caused the fire [5]"],
    "summary": ["The sirens worked, the mayor said [3]", "The damage is 5.2 million euros [7]"],
}
NOTE = "The mayor and the union differ about the sirens."
ENGLISH = {
    **GERMAN.answers,
    "FullGistDraft": ENGLISH_GIST,
    "UncertaintyDraft": {
        "uncertainty": [
            {
                "kind": "disputed",
                "note": NOTE,
                "quotes": ["die Sirenen hätten funktioniert", "Wir haben gar nichts gehört"],
            }
        ]
    },
    "VerdictsDraft": NOTHING_WRONG,
}


@pytest.fixture
def in_english(settings: Settings) -> tuple[Brief, FakeModel]:
    model = capable_model(ENGLISH)
    english = settings.model_copy(update={"brief_language": "en"})
    return briefer.brief(GERMAN.article, model=model, settings=english), model


def test_lines_are_in_the_language_of_the_brief(in_english: tuple[Brief, FakeModel]) -> None:
    brief, model = in_english
    assert brief.language == "en"
    assert brief.headline.text == "Fire in the port of Valdorf kills three"
    assert [point.text for point in brief.summary][:2] == [
        "The sirens worked, the mayor said",
        "The damage is 5.2 million euros",
    ]
    assert brief.uncertainty[0].note == NOTE
    assert 'Write in the language "en"' in prompts_for(model, "FullGistDraft")[0]
    assert brief.coverage.rejected == ()


def test_quotes_stay_in_the_language_of_the_article(in_english: tuple[Brief, FakeModel]) -> None:
    brief, _ = in_english
    assert brief.article.language == "de"
    contents = [claim.content for claim in brief.claimed_by]
    assert "„Wir haben gar nichts gehört“" in contents
    assert brief.who[0].role == "Bürgermeisterin"
    assert all(evidence.holds_in(GERMAN.text) for evidence in brief.all_evidence())


def test_a_line_in_another_language_has_its_citation_as_evidence(
    in_english: tuple[Brief, FakeModel],
) -> None:
    brief, _ = in_english
    article = Article(text=GERMAN.text, language="de")
    cited = [article.sentence_at(point.evidence[0].start) + 1 for point in brief.summary[:2]]
    assert cited == [3, 7]


def test_a_line_in_another_language_without_a_citation_is_recorded(settings: Settings) -> None:
    gist = ENGLISH_GIST | {"headline": "Fire in the port of Valdorf kills three"}
    model = capable_model({**ENGLISH, "FullGistDraft": gist})
    english = settings.model_copy(update={"brief_language": "en"})
    brief = briefer.brief(GERMAN.article, model=model, settings=english)
    assert [item.text for item in brief.coverage.rejected] == [gist["headline"]]


def test_a_brief_in_another_language_is_in_one_language(
    in_english: tuple[Brief, FakeModel],
) -> None:
    brief, _ = in_english
    written = [*(point.text for point in brief.summary), *(what.event for what in brief.what)]
    assert [line for line in written if line in GERMAN.text] == []
