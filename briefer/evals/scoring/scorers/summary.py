"""Summary: does it tell what is essential, nothing beside the point, and nothing unfounded?

Headline and summary points are held against gold's events, claims and uncertainty. A gold point is
told when one of them holds most of its content words, so citing much and saying little does not
help; padding shows in the share of points that matter.
"""

from briefer.article import Article
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.scoring.scorers.support import faults_of_points
from briefer.evals.suites.format import Gold, GoldClaim, GoldItem
from briefer.schema import Brief
from briefer.text.normalization import content_words

_TOLD = 0.6  # share of a gold point's content words that one point must hold
_TOUCHED = 0.4  # the share from which a point is about it at all


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score headline and summary."""
    points = [point.text for point in (brief.headline, *brief.summary)]
    wanted = _wanted(gold)
    essential = [item for item in wanted if item.essential]
    missed = tuple(f"not told: {item.forms[0]}" for item in untold_essentials(brief, gold))
    beside = tuple(
        f"beside the point: {point.text}"
        for point in brief.summary
        if not any(_holding(item, point.text) >= _TOUCHED for item in wanted)
    )
    faults = faults_of_points(brief, gold, article)
    unfounded = {fault.line for fault in faults}
    told = "points of headline and summary"
    scored = bool(wanted)
    return {
        "summary.coverage": Score.share(
            len(essential) - len(missed), len(essential), of="essential points", details=missed
        ),
        "summary.focus": Score.share(
            (len(brief.summary) - len(beside)) if scored else 0,
            len(brief.summary) if scored else 0,
            of="summary points",
            details=beside,
        ),
        "summary.support": Score.share(
            len(points) - len(unfounded),
            len(points),
            of=told,
            details=tuple(f"{fault.reason}: {fault.line}" for fault in faults),
        ),
    }


def untold_essentials(brief: Brief, gold: Gold) -> tuple[GoldItem | GoldClaim, ...]:
    """Return what is essential in gold and told by no point of headline and summary."""
    points = [point.text for point in (brief.headline, *brief.summary)]
    return tuple(
        item
        for item in _wanted(gold)
        if item.essential and not any(_holding(item, point) >= _TOLD for point in points)
    )


def _wanted(gold: Gold) -> list[GoldItem | GoldClaim]:
    return [*(gold.what or ()), *(gold.claimed_by or ()), *(gold.uncertainty or ())]


def _holding(item: GoldItem | GoldClaim, point: str) -> float:
    """Return the largest share of a gold item's content words that a point holds."""
    said = content_words(point)
    shares = []
    for form in item.forms:
        words = content_words(form)
        if words:
            shares.append(len(words & said) / len(words))
    return max(shares, default=0.0)
