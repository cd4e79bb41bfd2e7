"""Cost: seconds, tokens and model calls of a brief, from its provenance."""

from briefer.evals.scoring.score import Score, Scores
from briefer.evals.suites.format import Gold
from briefer.schema.article import Article
from briefer.schema.brief import Brief


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Return seconds, tokens and calls as scores; they are not between 0 and 1."""
    del gold, article
    provenance = brief.provenance
    costs = {
        "seconds": provenance.seconds,
        "input_tokens": provenance.input_tokens,
        "output_tokens": provenance.output_tokens,
        "calls": provenance.calls,
    }
    return {
        f"cost.{name}": Score(value=float(value), reason=f"{value:g} {name.replace('_', ' ')}")
        for name, value in costs.items()
    }
