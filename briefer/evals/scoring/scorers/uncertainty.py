"""Uncertainty: is what gold marks as uncertain found, with the correct kind, and nothing else?

An item is found if its evidence is that of gold: it covers half of one of gold's spans, or lies
half inside one. If either side has no evidence (an open question), the notes are compared.
"""

from briefer.analysis.annotations import Span
from briefer.evals.scoring.matching import Match, match, precision_recall_f1
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.scoring.similarity import (
    best_similarity,
    event_f1,
    overlap_shares,
    spans_of_evidence,
)
from briefer.evals.suites.format import Gold, GoldUncertainty, spans_of
from briefer.schema.article import Article
from briefer.schema.brief import Brief, Uncertainty
from briefer.schema.vocabulary import TWO_SIDED

_NAMES = ("precision", "recall", "f1", "kind", "quiet")
_HALF = 0.5
_SAME_QUESTION = 0.3  # event F1 of two notes on the same question in different words
_ANY_OVERLAP = 0.01  # `_overlap` has its own thresholds and returns 0 below them


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score the uncertainty section of a brief."""
    if gold.uncertainty is None:
        unscored = Score.none("the suite does not score it")
        return {f"uncertainty.{name}": unscored for name in _NAMES}
    matched = pair_uncertainty(brief.uncertainty, gold.uncertainty, article)
    scores = precision_recall_f1(
        matched, items="items", describe=lambda item: f"{item.kind}: {item.note}"
    )
    quiet = Score.none("gold has uncertainty") if gold.uncertainty else scores["f1"]
    scores |= {"kind": _kinds(matched, article), "quiet": quiet}
    return {f"uncertainty.{name}": scores[name] for name in _NAMES}


def _kinds(matched: Match[Uncertainty, GoldUncertainty], article: Article) -> Score:
    scored = [(one, other) for one, other in matched.pairs if other.kind is not None]
    wrong = tuple(
        f"{one.kind} should be {other.kind}: {one.note}"
        for one, other in scored
        if not kind_is_correct(one, other, article)
    )
    return Score.share(
        len(scored) - len(wrong), len(scored), of="kinds of found items", details=wrong
    )


def pair_uncertainty(
    found: tuple[Uncertainty, ...], expected: tuple[GoldUncertainty, ...], article: Article
) -> Match[Uncertainty, GoldUncertainty]:
    """Pair the uncertainties of a brief with those of gold, preferably of the correct kind.

    Of two disputes that share a quote, each goes with the one whose both sides it shows.
    """
    gold_spans = {id(item): spans_of(item, article) for item in expected}

    def similarity(one: Uncertainty, other: GoldUncertainty) -> float:
        overlap = _overlap(one, other, gold_spans[id(other)])
        agreement = (one.kind in other.kinds) + kind_is_correct(one, other, article)
        return overlap + agreement if overlap else 0.0

    return match(found, expected, similarity, threshold=_ANY_OVERLAP)


def _overlap(one: Uncertainty, other: GoldUncertainty, gold_spans: tuple[Span, ...]) -> float:
    """Return how far two items agree; 0 if they are not about the same thing."""
    spans = spans_of_evidence(one.evidence)
    if not spans or not gold_spans:
        similarity = best_similarity(other.forms, (one.note,), event_f1)
        return similarity if similarity >= _SAME_QUESTION else 0.0
    overlap = max(max(overlap_shares((a,), (b,))) for a in spans for b in gold_spans)
    return overlap if overlap >= _HALF else 0.0


def kind_is_correct(one: Uncertainty, other: GoldUncertainty, article: Article) -> bool:
    """Return True if the kind is a right one and, if it is two-sided, both sides are shown."""
    if one.kind not in other.kinds:
        return False
    sides = spans_of(other, article) if {one.kind, other.kind} <= TWO_SIDED else ()
    return all(any(e.overlaps(side.start, side.end) for e in one.evidence) for side in sides)
