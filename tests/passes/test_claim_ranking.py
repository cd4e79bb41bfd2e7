"""Weighing: which attributions are meant by the words that a model chose."""

from briefer.analysis.analyzer import analyze
from briefer.article import Article
from briefer.passes.claim_ranking import RankedClaims, WeighDraft, ground_claim_ranking
from briefer.passes.runner import GroundingResult

ARTICLE = Article(
    text="Ingrid Okafor, the mayor, said the bridge was safe. Tomás Reyes said that nobody had "
    "looked at the piers since 2019. “We asked for money three times,” he said."
)


def weighed(*claims: str) -> GroundingResult[RankedClaims]:
    draft = WeighDraft(claims=list(claims), open=[])
    return ground_claim_ranking(draft, ARTICLE, analyze(ARTICLE))


def chosen(*claims: str) -> list[str]:
    attributions = weighed(*claims).items.attributions
    return [found.content[0].text_in(ARTICLE.text).strip("“”, ") for found in attributions]


def test_statements_come_in_the_order_in_which_they_were_chosen() -> None:
    assert chosen("We asked for money", "the bridge was safe") == [
        "We asked for money three times",
        "the bridge was safe",
    ]


def test_words_that_stand_beside_a_statement_mean_the_one_of_their_sentence() -> None:
    assert chosen("Ingrid Okafor, the mayor, said") == ["the bridge was safe"]


def test_a_statement_that_is_chosen_twice_counts_once() -> None:
    assert chosen("the bridge was", "bridge was safe") == ["the bridge was safe"]


def test_words_that_the_article_does_not_hold_are_a_problem() -> None:
    [problem] = weighed("the bridge is falling down").problems
    assert problem.section == "claimed_by"
