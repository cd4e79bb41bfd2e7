"""Form: was the first answer valid, how much was rejected, and does the brief fit a page?"""

from briefer.evals.scoring.score import Score, Scores
from briefer.evals.suites.format import Gold
from briefer.rendering.findings import rejection_reason
from briefer.rendering.registry import render
from briefer.rendering.terminal import PAGE_LINES
from briefer.schema.article import Article
from briefer.schema.brief import Brief


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score the form of a brief."""
    del gold, article
    reasks, rejected = brief.provenance.reasks, brief.coverage.rejected
    items = _count_items(brief)
    lines = len(render(brief, "terminal").strip().splitlines())
    return {
        "form.valid": Score(value=float(not reasks), reason=f"{reasks} invalid answers"),
        "form.kept": Score.share(
            items,
            items + len(rejected),
            of="items",
            details=tuple(
                f"{one.section}: {one.text}: {rejection_reason(one)}" for one in rejected
            ),
        ),
        "form.page": Score(
            value=float(lines <= PAGE_LINES),
            reason=f"{lines} lines of 80 columns, a page has {PAGE_LINES}",
        ),
    }


def _count_items(brief: Brief) -> int:
    sections = (
        brief.summary,
        brief.who,
        brief.what,
        brief.where,
        brief.when,
        brief.claimed_by,
        brief.uncertainty,
    )
    return sum(map(len, sections))
