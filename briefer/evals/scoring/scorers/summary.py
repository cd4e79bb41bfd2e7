"""Summary: does it cover what is essential, stay on the point, and say only what is supported?

Headline and summary points are compared with gold's events, claims and uncertainty. A gold item is
covered if one point has most of its content words, so a point that only cites much evidence gains
nothing. Padding lowers ``summary.focus``, the share of points that are about a gold item.
"""

from briefer.evals.scoring.score import Score, Scores
from briefer.evals.scoring.scorers.support import faults_of_points
from briefer.evals.suites.format import Gold, GoldClaim, GoldItem
from briefer.schema.article import Article
from briefer.schema.brief import Brief
from briefer.text.normalization import content_words

_COVERED = 0.6  # share of a gold item's content words that one point must have to cover it
_RELATED = 0.4  # share from which a point is about the gold item at all


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score headline and summary."""
    points = [point.text for point in (brief.headline, *brief.summary)]
    expected = _expected(gold)
    essential = [item for item in expected if item.essential]
    missed = tuple(f"missed: {item.forms[0]}" for item in missed_essentials(brief, gold))
    off_topic = tuple(
        f"off topic: {point.text}"
        for point in brief.summary
        if not any(_coverage(item, point.text) >= _RELATED for item in expected)
    )
    faults = faults_of_points(brief, gold, article)
    unsupported = {fault.line for fault in faults}
    scored = bool(expected)
    return {
        "summary.coverage": Score.share(
            len(essential) - len(missed), len(essential), of="essential points", details=missed
        ),
        "summary.focus": Score.share(
            (len(brief.summary) - len(off_topic)) if scored else 0,
            len(brief.summary) if scored else 0,
            of="summary points",
            details=off_topic,
        ),
        "summary.support": Score.share(
            len(points) - len(unsupported),
            len(points),
            of="points of headline and summary",
            details=tuple(f"{fault.reason}: {fault.line}" for fault in faults),
        ),
    }


def missed_essentials(brief: Brief, gold: Gold) -> tuple[GoldItem | GoldClaim, ...]:
    """Return the essential gold items that neither headline nor summary covers."""
    points = [point.text for point in (brief.headline, *brief.summary)]
    return tuple(
        item
        for item in _expected(gold)
        if item.essential and not any(_coverage(item, point) >= _COVERED for point in points)
    )


def _expected(gold: Gold) -> list[GoldItem | GoldClaim]:
    return [*(gold.what or ()), *(gold.claimed_by or ()), *(gold.uncertainty or ())]


def _coverage(item: GoldItem | GoldClaim, point: str) -> float:
    """Return the largest share of the content words of one of the item's forms in a point."""
    point_words = content_words(point)
    shares = []
    for form in item.forms:
        words = content_words(form)
        if words:
            shares.append(len(words & point_words) / len(words))
    return max(shares, default=0.0)
