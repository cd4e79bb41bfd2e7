"""Uncertainty is paired with that of gold so that both sides of a dispute count."""

from briefer.evals.scoring.scorers.uncertainty import kind_is_correct, pair_uncertainty
from briefer.evals.suites.format import GoldUncertainty
from briefer.schema.article import Article
from briefer.schema.brief import Uncertainty

TEXT = """Prosecutor Lena Roth said that Ivo Brandl took the fund. His lawyer said that a clerk \
got the fund. The town denied that a clerk was paid.
"""
ARTICLE = Article(text=TEXT, title="The fund of Hallbrunn")


def _dispute(*quotes: str) -> Uncertainty:
    evidence = tuple(
        ARTICLE.evidence(TEXT.index(quote), TEXT.index(quote) + len(quote)) for quote in quotes
    )
    return Uncertainty(kind="disputed", note="Two accounts differ", evidence=evidence)


def _gold(text: str, *quotes: str) -> GoldUncertainty:
    return GoldUncertainty.model_validate({"kind": "disputed", "text": text, "evidence": quotes})


def test_of_two_disputes_that_share_a_side_each_goes_with_its_own() -> None:
    lawyer = "His lawyer said that a clerk got the fund"
    found = (
        _dispute("Ivo Brandl took the fund", lawyer),
        _dispute(lawyer, "The town denied that a clerk was paid"),
    )
    expected = (
        _gold("whether the clerk was paid", "a clerk got the fund", "denied that a clerk was paid"),
        _gold("who took the fund", "Ivo Brandl took the fund", "a clerk got the fund"),
    )

    matched = pair_uncertainty(found, expected, ARTICLE)

    assert matched.pairs == ((found[0], expected[1]), (found[1], expected[0]))
    assert all(kind_is_correct(one, other, ARTICLE) for one, other in matched.pairs)
