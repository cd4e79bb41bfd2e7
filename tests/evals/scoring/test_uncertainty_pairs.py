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


def _gold(text: str, *quotes: str, **given: object) -> GoldUncertainty:
    item = {"kind": "disputed", "text": text, "evidence": quotes} | given
    return GoldUncertainty.model_validate(item)


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


def test_a_kind_that_is_a_matter_of_opinion_is_right_too() -> None:
    sides = ("Ivo Brandl took the fund", "a clerk got the fund")
    found = _dispute(*sides)
    aliases = _gold("who took the fund", *sides, kind="discrepancy", kind_aliases=["disputed"])
    assert kind_is_correct(found, aliases, ARTICLE)
    assert not kind_is_correct(found, _gold("who", *sides, kind="discrepancy"), ARTICLE)
    assert not kind_is_correct(_dispute(*sides[:1], "The town"), aliases, ARTICLE)  # one side only
    open_too = _gold("who", sides[1], kind="unconfirmed", kind_aliases=["disputed"])
    assert kind_is_correct(found, open_too, ARTICLE)
