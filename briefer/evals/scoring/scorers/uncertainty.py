"""Uncertainty: is what gold calls unsettled found, under the right kind, and nothing else?

An item is found when it rests on the same words as gold's: it covers half of one of its slices, or
lies half inside one. Where either shows no words (a question left open), the notes are compared.
"""

from briefer.analysis.annotations import Span
from briefer.article import Article
from briefer.evals.scoring.matching import Match, match
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.scoring.scorers.claims import harmonic
from briefer.evals.scoring.similarity import best, event_f1, shared
from briefer.evals.suites.format import Gold, GoldUncertainty, spans_of
from briefer.schema import Brief, Uncertainty
from briefer.vocabulary import TWO_SIDED

METRICS = ("precision", "recall", "f1", "kind", "quiet")
_HALF = 0.5
_SAME_QUESTION = 0.3  # two notes on one thing in different words share about this much


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score the uncertainty section of a brief."""
    if gold.uncertainty is None:
        unscored = Score.none("the suite does not score it")
        return {f"uncertainty.{name}": unscored for name in METRICS}
    values = _score(brief.uncertainty, gold.uncertainty, article)
    return {f"uncertainty.{name}": values[name] for name in METRICS}


def _score(
    found: tuple[Uncertainty, ...], wanted: tuple[GoldUncertainty, ...], article: Article
) -> Scores:
    if not wanted:
        alarms = tuple(f"false alarm: {item.note}" for item in found)
        quiet = Score(value=float(not found), reason=f"{len(found)} alarms", details=alarms)
        return {
            "precision": Score.share(0, len(found), of="items, where there should be none"),
            "recall": Score.none("nothing in gold"),
            "f1": quiet,
            "kind": Score.none("nothing in gold"),
            "quiet": quiet,
        }
    pairs = pair_uncertainty(found, wanted, article)
    missed = tuple(f"missed: {item.text}" for item in pairs.missed if item.essential)
    spurious = tuple(f"not in gold: {item.kind}: {item.note}" for item in pairs.spurious)
    essential = sum(item.essential for item in wanted)
    precision = Score.share(len(pairs.pairs), len(found), of="items", details=spurious)
    recall = Score.share(
        essential - len(missed), essential, of="essential gold items", details=missed
    )
    judged = [(one, other) for one, other in pairs.pairs if other.kind is not None]
    wrong = tuple(
        f"{one.kind} should be {other.kind}: {one.note}"
        for one, other in judged
        if not kind_is_right(one, other, article)
    )
    return {
        "precision": precision,
        "recall": recall,
        "f1": harmonic(precision, recall),
        "kind": Score.share(
            len(judged) - len(wrong), len(judged), of="kinds of those found", details=wrong
        ),
        "quiet": Score.none("gold has uncertainty"),
    }


def pair_uncertainty(
    found: tuple[Uncertainty, ...], wanted: tuple[GoldUncertainty, ...], article: Article
) -> Match[Uncertainty, GoldUncertainty]:
    """Pair the uncertainties of a brief with those of gold; of the same kind where it can be."""
    places = {id(item): spans_of(item, article) for item in wanted}

    def likeness(one: Uncertainty, other: GoldUncertainty) -> float:
        near = _nearness(one, other, places[id(other)])
        return near + (one.kind == other.kind) if near else 0.0

    return match(found, wanted, likeness, least=0.01)


def _nearness(one: Uncertainty, other: GoldUncertainty, places: tuple[Span, ...]) -> float:
    """Return how near two items are; 0 when they are not about the same thing."""
    own = [Span(e.start, e.end) for e in one.evidence]
    if not own or not places:
        alike = best(other.forms, (one.note,), event_f1)
        return alike if alike >= _SAME_QUESTION else 0.0
    overlap = max(max(shared((span,), (place,))) for span in own for place in places)
    return overlap if overlap >= _HALF else 0.0


def kind_is_right(one: Uncertainty, other: GoldUncertainty, article: Article) -> bool:
    """Tell whether the kind is right and, for two sides that differ, both are shown."""
    if one.kind != other.kind:
        return False
    sides = spans_of(other, article) if other.kind in TWO_SIDED else ()
    return all(any(side.overlaps(Span(e.start, e.end)) for e in one.evidence) for side in sides)
