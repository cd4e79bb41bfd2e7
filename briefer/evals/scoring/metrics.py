"""The table of metrics, and the function that scores a brief with all of them.

A metric has a name (``"claims.precision"``), one of the EBU's dimensions and a label for readers. A
scorer computes the scores of several metrics.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from briefer.evals.scoring.score import Score, Scores
from briefer.evals.scoring.scorers import (
    claims,
    cost,
    item_lists,
    layout,
    main_answers,
    summary,
    support,
    uncertainty,
    verbatim,
)
from briefer.evals.suites.format import Case, Gold, GoldSection
from briefer.schema.article import Article
from briefer.schema.brief import Brief

Dimension = Literal[
    "accuracy", "sourcing", "opinion apart from fact", "no editorialising", "context", "form",
    "cost",
]  # fmt: skip
Scorer = Callable[[Brief, Gold, Article], Scores]

SCORERS: tuple[Scorer, ...] = (
    main_answers.score,
    item_lists.score,
    claims.score,
    uncertainty.score,
    verbatim.score,
    support.score,
    summary.score,
    layout.score,
    cost.score,
)


class Metric(NamedTuple):
    """One row of a report.

    Attributes:
        name: its name in the scores (``"claims.precision"``).
        dimension: the EBU's name for what it measures.
        label: what readers see; at most 26 characters, the width of its column.
        needs: sections of gold; the metric is scored if the case has at least one of them.
        lower_is_better: True for costs.
        compared_with_judge: True if it rates the summary, as the judge does: the report then says
            how far the two agree.
    """

    name: str
    dimension: Dimension
    label: str
    needs: tuple[GoldSection, ...] = ()
    lower_is_better: bool = False
    compared_with_judge: bool = False

    def applies(self, gold: Gold) -> bool:
        """Return True if a case without a brief scores zero on this metric."""
        if self.dimension == "cost":
            return False
        return not self.needs or any(getattr(gold, section) is not None for section in self.needs)


def _section_metrics(section: GoldSection) -> tuple[Metric, ...]:
    return (
        Metric(f"first.{section}", "accuracy", f"first {section}", (section,)),
        Metric(f"{section}.precision", "accuracy", f"{section}: precision", (section,)),
        Metric(f"{section}.recall", "accuracy", f"{section}: recall", (section,)),
        Metric(f"{section}.f1", "accuracy", f"{section}: F1", (section,)),
    )


_CLAIMS: tuple[GoldSection, ...] = ("claimed_by",)
_UNCERTAINTY: tuple[GoldSection, ...] = ("uncertainty",)
_ANSWERS: tuple[GoldSection, ...] = ("who", "what", "where", "when")
_POINTS: tuple[GoldSection, ...] = ("what", "claimed_by", "uncertainty")

METRICS: tuple[Metric, ...] = (
    *_section_metrics("who"),
    *_section_metrics("what"),
    *_section_metrics("where"),
    *_section_metrics("when"),
    Metric("first.mean", "accuracy", "first answers: mean", _ANSWERS),
    Metric("when.value", "accuracy", "when: value correct", ("when",)),
    Metric("quotes.slices", "accuracy", "evidence verbatim"),
    Metric("quotes.words", "accuracy", "quoted words verbatim"),
    Metric("support.numbers", "accuracy", "numbers supported"),
    Metric("support.names", "accuracy", "names supported"),
    Metric("support.negation", "accuracy", "negation preserved"),
    Metric("claims.precision", "sourcing", "claims: precision", _CLAIMS),
    Metric("claims.recall", "sourcing", "claims: recall", _CLAIMS),
    Metric("claims.f1", "sourcing", "claims: F1", _CLAIMS),
    Metric("claims.source", "sourcing", "claims: source correct", _CLAIMS),
    Metric("claims.attributed", "sourcing", "attributed precision", _CLAIMS),
    Metric("claims.cue", "sourcing", "claims: cue correct", _CLAIMS),
    Metric("claims.source_kind", "sourcing", "claims: source kind", _CLAIMS),
    Metric("claims.quote_kind", "opinion apart from fact", "claims: quote kind", _CLAIMS),
    Metric("support.source", "opinion apart from fact", "claims not stated as fact", _CLAIMS),
    Metric("claims.hedge", "no editorialising", "claims: hedge correct", _CLAIMS),
    Metric("support.hedge", "no editorialising", "hedges preserved"),
    Metric("summary.support", "no editorialising", "summary: supported", compared_with_judge=True),
    Metric("uncertainty.precision", "context", "uncertainty: precision", _UNCERTAINTY),
    Metric("uncertainty.recall", "context", "uncertainty: recall", _UNCERTAINTY),
    Metric("uncertainty.f1", "context", "uncertainty: F1", _UNCERTAINTY),
    Metric("uncertainty.kind", "context", "uncertainty: kind correct", _UNCERTAINTY),
    Metric("uncertainty.quiet", "context", "no false alarms", _UNCERTAINTY),
    Metric("summary.coverage", "context", "summary: coverage", _POINTS, compared_with_judge=True),
    Metric("summary.focus", "context", "summary: focus", _POINTS, compared_with_judge=True),
    Metric("form.valid", "form", "valid at first attempt"),
    Metric("form.kept", "form", "items not rejected"),
    Metric("form.page", "form", "fits one page"),
    Metric("cost.seconds", "cost", "seconds", lower_is_better=True),
    Metric("cost.input_tokens", "cost", "tokens in", lower_is_better=True),
    Metric("cost.output_tokens", "cost", "tokens out", lower_is_better=True),
    Metric("cost.calls", "cost", "calls", lower_is_better=True),
)

HEADLINES: tuple[str, ...] = (
    "first.who", "first.what", "first.where", "first.when", "first.mean",
    "who.f1", "what.f1", "where.f1", "when.f1",
    "claims.f1", "claims.attributed", "uncertainty.f1", "summary.coverage",
)  # fmt: skip
"""The metrics on which a system is compared with the baselines."""


def score_brief(brief: Brief, case: Case) -> Scores:
    """Score a brief against the gold of its case on all metrics.

    Raises:
        ValueError: a scorer returned a score under a name that is not in ``METRICS``.
    """
    scores: Scores = {}
    for scorer in SCORERS:
        scores |= scorer(brief, case.gold, case.article)
    if unknown := sorted(scores.keys() - {metric.name for metric in METRICS}):
        raise ValueError(f"no metric is called {unknown[0]!r}: add it to METRICS")
    return scores


def score_failure(case: Case, error: str) -> Scores:
    """Score a case without a brief: zero on each metric that a brief would have been scored on."""
    zero = Score(value=0.0, reason=f"no brief: {error}")
    unscored = Score.none("no brief")
    return {m.name: zero if m.applies(case.gold) else unscored for m in METRICS}
