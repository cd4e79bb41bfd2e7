"""Form: did it hold at the first try, how much was refused, and does it fit one page?"""

from briefer.article import Article
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.suites.format import Gold
from briefer.rendering.registry import render
from briefer.rendering.terminal import PAGE_LINES
from briefer.schema import Brief


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score the form of a brief."""
    del gold, article
    reasks, refused = brief.provenance.reasks, len(brief.coverage.rejected)
    kept = sum(1 for _ in _items(brief))
    lines = len(render(brief, "terminal").strip().splitlines())
    return {
        "form.valid": Score(value=float(not reasks), reason=f"asked again {reasks} times"),
        "form.kept": Score.share(
            kept,
            kept + refused,
            of="items",
            details=tuple(
                f"{one.section}: {one.text}: {one.reason}" for one in brief.coverage.rejected
            ),
        ),
        "form.page": Score(
            value=float(lines <= PAGE_LINES),
            reason=f"{lines} lines of 80 columns, a page has {PAGE_LINES}",
        ),
    }


def _items(brief: Brief) -> tuple[object, ...]:
    return (
        *brief.summary,
        *brief.who,
        *brief.what,
        *brief.where,
        *brief.when,
        *brief.claimed_by,
        *brief.uncertainty,
    )
