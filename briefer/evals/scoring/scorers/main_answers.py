"""First answers: is the first who, what, where and when of the brief the main one in gold?

Each is the token F1 of the first item against the best of text and aliases of the first gold item,
as in the evaluation of Giveme5W1H. ``first.mean`` is the mean of those that gold has.
"""

from statistics import fmean

from briefer.evals.scoring.score import Score, Scores
from briefer.evals.scoring.similarity import best_similarity, token_f1
from briefer.evals.suites.format import Gold, GoldItem
from briefer.schema.article import Article
from briefer.schema.brief import Brief

SECTIONS = ("who", "what", "where", "when")


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score the first answer of each of the four sections."""
    del article
    answers: dict[str, str | None] = {
        "who": brief.who[0].name if brief.who else None,
        "what": brief.what[0].event if brief.what else None,
        "where": brief.where[0].place if brief.where else None,
        "when": brief.when[0].phrase if brief.when else None,
    }
    expected = {"who": gold.who, "what": gold.what, "where": gold.where, "when": gold.when}
    scores = {f"first.{name}": _first(answers[name], expected[name]) for name in SECTIONS}
    return scores | {"first.mean": _mean(scores)}


def _mean(scores: Scores) -> Score:
    values = [score.value for score in scores.values() if score.value is not None]
    if not values:
        return Score.none("the suite scores none of them")
    return Score(value=fmean(values), reason=f"mean of {len(values)} first answers")


def _first(answer: str | None, expected: tuple[GoldItem, ...] | None) -> Score:
    if expected is None:
        return Score.none("the suite does not score it")
    if not expected:
        reason = "no answer, as in gold" if answer is None else f"{answer!r}, gold has none"
        return Score(value=float(answer is None), reason=reason)
    main = expected[0]
    if answer is None:
        return Score(value=0.0, reason=f"no answer, should be {main.text!r}")
    value = best_similarity(main.forms, (answer,), token_f1)
    return Score(value=value, reason=f"{answer!r} for {main.text!r}")
