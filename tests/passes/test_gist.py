"""The gist pass: which of a model's lines are accepted, and in which form."""

from datetime import date

import pytest

from briefer.analysis.analyzer import analyze
from briefer.assembly.sections import BriefSections
from briefer.grounding.line_checker import LineChecker
from briefer.passes.gist import GistDraft, ground_gist
from briefer.passes.runner import GroundingResult
from briefer.schema.article import Article

ARTICLE = Article(
    title="Bridge falls at Ellery",
    text="ELLERY, March 13 (Wire) — A bridge fell into the Kesu River in Nambara on Wednesday, and "
    "Ingrid Okafor, the mayor, closed the road. Tomás Reyes said that nobody was hurt.",
    published=date(2025, 3, 14),
)


def grounded(**answers: list[str]) -> GroundingResult[BriefSections]:
    draft = GistDraft.model_validate(
        {
            "who": [], "when": [], "where": [], "summary": [],
            "headline": "Bridge fell into the Kesu River",
        }
        | answers
    )  # fmt: skip
    return ground_gist(draft, LineChecker(ARTICLE, analyze(ARTICLE)))


def test_two_answers_in_one_are_split() -> None:
    found = grounded(where=["Kesu River, Nambara"], who=["Ingrid Okafor and Tomás Reyes"])
    assert [where.place for where in found.items.where] == ["the Kesu River", "Nambara"]
    assert [who.name for who in found.items.who] == ["Ingrid Okafor", "Tomás Reyes"]
    assert found.problems == ()


def test_items_without_a_letter_or_a_digit_are_left_out() -> None:
    blank = ["", " \n", "…", "\x00"]
    found = grounded(who=[*blank[:3], "Okafor"], when=blank[:2], where=blank[2:], summary=blank)
    assert [who.name for who in found.items.who] == ["Ingrid Okafor"]
    assert (found.items.when, found.items.where, found.items.summary) == ((), (), ())
    assert found.problems == ()


def test_an_answer_of_unknown_names_is_not_split_and_is_rejected() -> None:
    found = grounded(where=["Lodmark, Vessing"])
    assert [problem.text for problem in found.problems] == ["Lodmark, Vessing"]


def test_a_short_place_name_becomes_the_full_one_of_the_article() -> None:
    article = Article(
        text="The band will begin in Miami, Florida, on June 9. Fans in Miami waited for years."
    )
    assert [p.span.text_in(article.text) for p in analyze(article).places] == ["Miami, Florida"]
    draft = GistDraft(headline="x", who=[], when=[], where=["miami"], summary=[])
    [where] = ground_gist(draft, LineChecker(article, analyze(article))).items.where
    assert where.place == "Miami, Florida"


def test_a_source_is_not_a_place() -> None:
    article = Article(
        text="The mill of Norrgate Grain burned in Ellery on Monday. Norrgate Grain denied that "
        "its alarm had failed."
    )
    draft = GistDraft(headline="x", who=[], when=[], where=["Norrgate Grain"], summary=[])
    found = ground_gist(draft, LineChecker(article, analyze(article)))
    assert found.items.where == ()
    assert [finding.code for finding in found.problems[-1].findings] == ["not_a_place"]


def test_a_time_in_other_words_becomes_the_articles_time_of_the_same_value() -> None:
    found = grounded(when=["Wednesday 2025-03-12"])
    [when] = found.items.when
    assert (when.phrase, when.value) == ("Wednesday", "2025-03-12")


def test_a_day_that_is_not_in_the_article_is_rejected() -> None:
    assert [p.text for p in grounded(when=["2025-03-14"]).problems] == ["2025-03-14"]


def test_a_dateline_with_its_day_is_a_place() -> None:
    found = grounded(where=["ELLERY, March 13"])
    assert [where.place for where in found.items.where] == ["ELLERY"]


def test_a_river_is_not_an_answer_to_who() -> None:
    found = grounded(who=["Kesu River", "Ingrid Okafor"])
    assert [who.name for who in found.items.who] == ["Ingrid Okafor"]


@pytest.mark.parametrize(
    "text",
    [
        "Solomon Islands signed a pact with China.", "Virginia Beach sued the firm.",
        "Palm Springs banned scooters.", "Green Bay beat Chicago.", "Silver Lake bought the firm.",
    ],
)  # fmt: skip
def test_a_town_a_country_or_a_firm_named_like_a_landform_is_an_answer_to_who(text: str) -> None:
    article = Article(text=text)
    name = " ".join(text.split()[:2])
    draft = GistDraft(headline=text, who=[name], when=[], where=[], summary=[])
    found = ground_gist(draft, LineChecker(article, analyze(article)))
    assert [who.name for who in found.items.who] == [name]


def test_a_person_with_a_role_is_not_an_answer_to_where() -> None:
    assert [p.text for p in grounded(where=["Ingrid Okafor"]).problems] == ["Ingrid Okafor"]


def test_an_event_named_after_a_place_is_reduced_to_the_place() -> None:
    text = "The Ellery tram crash was told in court on Monday. A tram fell over in Ellery in May."
    article = Article(text=text)
    draft = GistDraft(
        headline="A tram fell over in Ellery", who=[], when=[], where=["Ellery tram crash"],
        summary=[],
    )  # fmt: skip
    found = ground_gist(draft, LineChecker(article, analyze(article)))
    assert [where.place for where in found.items.where] == ["Ellery"]


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ("A bridge fell into the Kesu River on 14 Wednesdays.", "number_not_in_article"),
        ("Tomás Reyes said “the bridge was never safe at all”.", "quotation_not_verbatim"),
    ],
)
def test_what_the_article_does_not_have_is_named_with_its_code(point: str, code: str) -> None:
    found = grounded(summary=[point])
    assert found.items.summary == ()
    [problem] = found.problems
    assert problem.section == "summary"
    assert code in {finding.code for finding in problem.findings}


def test_an_invented_name_is_not_an_answer_to_who() -> None:
    [problem] = grounded(who=["Greta Kald"]).problems
    assert [finding.code for finding in problem.findings] == ["words_not_in_article"]
