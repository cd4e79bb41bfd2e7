"""First answers: is the first who, what, where and when of the brief the main one?

Token F1 of the first item against the best of text and aliases of the first gold item, as the
figures of Giveme5W1H are made; and the mean of those of the four that gold has.
"""

from statistics import fmean

from briefer.article import Article
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.scoring.similarity import best, token_f1
from briefer.evals.suites.format import Gold, GoldItem
from briefer.schema import Brief

SECTIONS = ("who", "what", "where", "when")


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score the first answer of each of the four sections."""
    del article
    firsts: dict[str, str | None] = {
        "who": brief.who[0].name if brief.who else None,
        "what": brief.what[0].event if brief.what else None,
        "where": brief.where[0].place if brief.where else None,
        "when": brief.when[0].phrase if brief.when else None,
    }
    wanted = {"who": gold.who, "what": gold.what, "where": gold.where, "when": gold.when}
    scores = {f"first.{name}": _first(firsts[name], wanted[name]) for name in SECTIONS}
    return scores | {"first.mean": _mean(scores)}


def _mean(scores: Scores) -> Score:
    values = [score.value for score in scores.values() if score.value is not None]
    if not values:
        return Score.none("the suite scores none of them")
    return Score(value=fmean(values), reason=f"of {len(values)} first answers")


def _first(answer: str | None, wanted: tuple[GoldItem, ...] | None) -> Score:
    if wanted is None:
        return Score.none("the suite does not score it")
    if not wanted:
        reason = "rightly none" if answer is None else f"should be none, is {answer!r}"
        return Score(value=float(answer is None), reason=reason)
    if answer is None:
        return Score(value=0.0, reason=f"none, should be {wanted[0].text!r}")
    value = best(wanted[0].forms, (answer,), token_f1)
    return Score(value=value, reason=f"{answer!r} for {wanted[0].text!r}")
