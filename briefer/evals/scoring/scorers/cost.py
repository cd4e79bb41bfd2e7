"""Cost: what the brief took, as its provenance says."""

from briefer.article import Article
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.suites.format import Gold
from briefer.schema import Brief


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Report seconds, tokens and calls."""
    del gold, article
    provenance = brief.provenance
    figures = {
        "seconds": provenance.seconds,
        "input_tokens": provenance.input_tokens,
        "output_tokens": provenance.output_tokens,
        "calls": provenance.calls,
    }
    return {
        f"cost.{name}": Score(value=float(figure), reason=f"{figure:g} {name.replace('_', ' ')}")
        for name, figure in figures.items()
    }
