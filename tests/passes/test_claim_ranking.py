"""Claim ranking: which attributions the words that a model chose belong to."""

from briefer.analysis.analyzer import analyze
from briefer.grounding.line_checker import LineChecker
from briefer.passes.claim_ranking import RankedClaims, WeighDraft, ground_claim_ranking
from briefer.passes.runner import GroundingResult
from briefer.schema.article import Article

ARTICLE = Article(
    text="Ingrid Okafor, the mayor, said the bridge was safe. Tomás Reyes said that nobody had "
    "looked at the piers since 2019. “We asked for money three times,” he said."
)


def ranked(*claims: str) -> GroundingResult[RankedClaims]:
    draft = WeighDraft(claims=list(claims), open=[])
    return ground_claim_ranking(draft, LineChecker(ARTICLE, analyze(ARTICLE)))


def chosen(*claims: str) -> list[str]:
    attributions = ranked(*claims).items.attributions
    return [found.content[0].text_in(ARTICLE.text).strip("“”, ") for found in attributions]


def test_statements_keep_the_models_order() -> None:
    assert chosen("We asked for money", "the bridge was safe") == [
        "We asked for money three times",
        "the bridge was safe",
    ]


def test_words_next_to_a_statement_select_the_statement_of_their_sentence() -> None:
    assert chosen("Ingrid Okafor, the mayor, said") == ["the bridge was safe"]


def test_a_statement_chosen_twice_counts_once() -> None:
    assert chosen("the bridge was", "bridge was safe") == ["the bridge was safe"]


def test_words_that_are_not_in_the_article_are_a_problem() -> None:
    [problem] = ranked("the bridge is falling down").problems
    assert problem.section == "claimed_by"
    assert [finding.code for finding in problem.findings] == ["words_not_in_article"]
